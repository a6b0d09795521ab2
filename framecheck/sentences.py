"""Segmentation: a text to sentences, with offsets into that very text.

Boundaries come from `sentencex` (Wikimedia). It keeps a quotation together, however many sentences it has, while
here the quoted sentences are the ones that matter; and its offsets slip on some non-ASCII text. So it is shown each
block of prose with every code point exchanged, one for one, for an ASCII one, quotation marks and brackets for
blanks; what it returns is then mended with the sight of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

import sentencex

from framecheck.schema import Sentence, Span

_OPENING = "\"'“‘„‚«‹([{"
_CLOSING = "\"'”’»›)]}"
_MASKED = set('"“”„‟«»‹›()[]{}')
_SAME = {"…": ".", "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "。": ".", "？": "?", "！": "!"}
# Abbreviations that sentencex does not know and that never end a sentence before a name or a number.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“‘])(?:approx|cllr|supt|insp|det|const|dep|asst|hon|rt|ch|para|paras|reg|regs|cl|ss|pp|nos|ref)\.$",
    re.I,
)
_NEW_BLOCK = re.compile(
    r"\s*(?:[•◦▪‣·*+–—-]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)|#{1,6}\s|>|[A-Z][A-Z .'-]{2,40}:\s)"
)
_SINGLE = re.compile(r"(?<!\w)'|'(?!\w)")
_AHEAD = 48  # code points looked at on either side of a cut: enough, and it keeps the cost linear
_BULLET = re.compile(r"\s*(?:[•◦▪‣·*+–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|$)")
_INVISIBLE = re.compile(r"[\s\ufeff\u200b\u2060\x00-\x1f\x7f-\x9f]")


def segment(text: str, blocks: Iterable[Span] | None = None, markup: Sequence[Span] = ()) -> tuple[Sentence, ...]:
    """Cut a text into sentences.

    Args:
        text: the text as it was decoded; nothing in it is changed.
        blocks: spans of prose that no sentence may cross; found by blank lines, list items and short lines if None.
        markup: spans that are no prose, in order and apart; sentences are cut as if they were not there.

    Returns:
        the sentences in order, never overlapping, without surrounding white space; each has a letter or digit.
    """
    found = []
    for begin, end in _blocks(text) if blocks is None else blocks:
        prose, places = without(text, begin, end, markup)
        for a, b in _sentences(prose, 0, len(prose)):
            start, stop = places[a], places[b - 1] + 1
            if any(char.isalnum() for char in prose[a:b]):
                found.append(Sentence(text=text[start:stop], start=start, end=stop))
    return tuple(found)


def without(text: str, begin: int, end: int, markup: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """A stretch of text without its markup, and for each code point that is left its place in the text."""
    first = bisect_right(markup, begin, key=itemgetter(1))
    inside = markup[first : bisect_left(markup, end, key=itemgetter(0))]
    if not inside:
        return text[begin:end], range(begin, end)
    hidden = {i for a, b in inside for i in range(a, b)}
    places = [i for i in range(begin, end) if i not in hidden]
    return "".join(text[i] for i in places), places


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, list items, headings: runs of lines that a sentence may flow through."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.end() > m.start()]
    start: int | None = None
    widest = 0
    for i, (a, b) in enumerate(lines):
        line = text[a:b].strip()
        if not line:
            if start is not None:
                yield start, a
            start = None
            continue
        if start is None:
            start, widest = a, len(line)
        following = text[slice(*lines[i + 1])] if i + 1 < len(lines) else ""
        widest = max(widest, len(line))
        if _ends_block(line, following, widest):
            yield start, b
            start = None
    if start is not None:
        yield start, len(text)


def _ends_block(line: str, following: str, widest: int) -> bool:
    """Whether a line break is a break between blocks, and not a wrap inside a paragraph."""
    if not following.strip():
        return False  # the blank line itself ends the block
    if _NEW_BLOCK.match(following):
        return True
    if line.endswith((".", "!", "?", ":", "…")) or line[-1] in _CLOSING:
        return len(line) < 0.7 * widest or line.endswith(":") or widest > 120
    first = following.lstrip(_OPENING + " \t")[:1]
    return (len(line) < 0.6 * max(widest, 60) and not first.islower()) or widest > 120


def _sentences(text: str, begin: int, end: int) -> Iterator[Span]:
    label = _BULLET.match(text, begin, end)
    begin = label.end() if label else begin
    block = text[begin:end]
    if not block:
        return
    cuts = [item["end_index"] for item in sentencex.get_sentence_boundaries("en", _masked(block))]
    start, lettered = 0, False
    seen = 0
    for cut, following in zip(cuts, [*cuts[1:], len(block)], strict=True):
        cut = _mended(block, cut, start)
        lettered = lettered or any(char.isalpha() for char in block[seen:cut])
        seen = max(seen, cut)
        ahead = block[cut : min(following, cut + _AHEAD)]
        if cut >= len(block) or (
            start < cut and lettered and not _continues(block[max(start, cut - _AHEAD) : cut], ahead)
        ):
            yield from _trimmed(text, begin + start, begin + min(cut, len(block)))
            start, lettered = cut, False
    if start < len(block):
        yield from _trimmed(text, begin + start, end)


def _mended(block: str, cut: int, start: int) -> int:
    """Move a cut behind closing marks that follow it and before opening marks that precede it."""
    at, lowest = cut, max(start, cut - _AHEAD)
    while at > lowest and block[at - 1] in _OPENING + " \t\u00a0":
        if block[at - 1] in _CLOSING and not _opens(block, at - 1):
            break
        at -= 1
    while at < len(block) and block[at] in _CLOSING and not _opens(block, at):
        at += 1
    return at


def _opens(block: str, at: int) -> bool:
    """Whether a mark that can open and close (the straight ones) opens here."""
    before = block[at - 1] if at else " "
    after = block[at + 1] if at + 1 < len(block) else " "
    return block[at] in _OPENING and (before.isspace() or before in _OPENING) and not after.isspace()


def _continues(done: str, following: str) -> bool:
    """Whether what follows a cut still belongs to the sentence before it."""
    rest = following.lstrip(_OPENING + _CLOSING + " \t\r\n\u00a0,;–—-")
    if not rest:
        return True
    if following.lstrip()[:1] in {",", ";", "–", "—"} and following.strip()[1:2] != "":
        return True
    return rest[0].islower() or bool(_ABBREVIATED.search(done.rstrip()))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and _INVISIBLE.match(text[start]):
        start += 1
    while end > start and _INVISIBLE.match(text[end - 1]):
        end -= 1
    if start < end:
        yield start, end


def _masked(block: str) -> str:
    # An apostrophe inside a word stays; one that quotes is a quotation mark like the others.
    return _SINGLE.sub(" ", "".join(map(_mask, block)))


@lru_cache(maxsize=4096)
def _mask(char: str) -> str:
    """Exchange one code point for one ASCII code point that plays the same part in a sentence."""
    if char in _MASKED:
        return " "
    if char in _SAME:
        return _SAME[char]
    if char in "\r\n\t\x0b\x0c" or char.isspace():
        return " "
    if char.isascii():
        return char if char.isprintable() else " "
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii() and base.isprintable():
        return base
    if char.isalpha():
        return "X" if char.isupper() else "x"
    return "-"
