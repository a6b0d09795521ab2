"""A statement as paragraphs of words: what the search for quotations reads instead of the raw text.

Markup is left out, and every offset leads back to the original; so the same document gives the same words, and the
same speakers, whether it comes as text or as Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from framecheck.schema import Sentence, Span, Statement
from framecheck.sentences import without

# Word characters with single joints between them: every code point is looked at once.
_WORD = re.compile(r"@\w+|[^\W_]+(?:(?:\.(?=[^\W_]+\.)|[’'‐‑&-])[^\W_]+)*|[^\w\s]|_+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[ \t>]*(?:\r\n|[\r\n\u2028\u2029])|\u2029")
_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
_QUOTED = re.compile(r"[ \t]*>")
_LABEL = re.compile(r"(?:[QA]|[A-Z][\w.'’-]*(?: [\w.'’-]+){0,5})[ ]?:[ \t]")
_SHORT, _LONG = 0.7, 120  # a line break after a short or a very long line is a new paragraph and no wrap


class Word(NamedTuple):
    """A word or a single sign, with its offsets into the prose of its paragraph and its sentence's number."""

    text: str
    low: str
    start: int
    end: int
    sentence: int


_word = tuple.__new__  # a named tuple without the detour through its constructor: most of the time goes here


class Paragraph(NamedTuple):
    """A run of sentences without a break between them.

    `places` leads from each code point of the prose to the original; `bounds` are the sentences in the prose;
    `quoted`: it stands in a block quote; `apart`: a blank line, a list mark or a heading mark stands before it.
    """

    prose: str
    places: Sequence[int]
    words: list[Word]
    bounds: list[Span]
    first: int
    quoted: bool
    apart: bool
    sign: str  # what stands before it on its line: a list mark or a dash

    def span(self, start: int, end: int) -> Span:
        """From offsets into the prose to offsets into the text."""
        return self.places[start], self.places[end - 1] + 1


def paragraphs(statement: Statement) -> list[Paragraph]:
    """Group the sentences of a statement into paragraphs."""
    return [_paragraph(statement, first, last, quoted, apart) for first, last, quoted, apart in _groups(statement)]


def _groups(statement: Statement) -> Iterator[tuple[int, int, bool, bool]]:
    """Runs of sentences: first, one behind the last, in a block quote, behind a blank line."""
    text, sentences = statement.text, statement.sentences
    first, apart, widest = 0, True, 0
    quoted = bool(sentences) and _in_quote(text, sentences[0])
    for i in range(1, len(sentences) + 1):
        if i == len(sentences):
            yield first, i, quoted, apart
            return
        before, after = sentences[i - 1], sentences[i]
        gap, _ = without(text, before.end, after.start, statement.markup)
        if not _BREAK.search(gap):
            continue
        line = before.end - 1 - max(text.rfind(sign, before.start, before.end) for sign in "\r\n")
        line = min(line, before.end - before.start)
        widest = max(widest, line)
        now = _in_quote(text, after)
        blank = bool(_BLANK_LINE.search(text[before.end : after.start])) or bool(gap.strip(" \t\r\n>"))
        if blank or now != quoted or (not now and _is_break(line, widest, before, after)):
            yield first, i, quoted, apart
            first, quoted, apart, widest = i, now, blank, 0
    return


def _in_quote(text: str, sentence: Sentence) -> bool:
    line = max(text.rfind(sign, max(0, sentence.start - 80), sentence.start) for sign in "\r\n")
    return bool(_QUOTED.match(text, line + 1 if line >= 0 else max(0, sentence.start - 80)))


def _is_break(line: int, widest: int, before: Sentence, after: Sentence) -> bool:
    return (
        line > _LONG
        or line < _SHORT * widest
        or before.text[-1].isalnum()
        or before.text[-1] in ",:"
        or after.text[0] in "-–—"
        or bool(_LABEL.match(after.text))
    )


def _paragraph(statement: Statement, first: int, last: int, quoted: bool, apart: bool) -> Paragraph:
    sentences = statement.sentences[first:last]
    prose, places = without(statement.text, sentences[0].start, sentences[-1].end, statement.markup)
    bounds, at = [], 0
    for sentence in sentences:
        if isinstance(places, range):
            a, b = sentence.start - places[0], sentence.end - places[0]
        else:
            a, b = bisect_right(places, sentence.start - 1), bisect_right(places, sentence.end - 1)
        bounds.append((a, b))
    words: list[Word] = []
    at, limit = 0, bounds[1][0] if len(bounds) > 1 else len(prose)
    for match in _WORD.finditer(prose):
        start, end = match.span()
        while start >= limit:
            at += 1
            limit = bounds[at + 1][0] if at + 1 < len(bounds) else len(prose)
        text = prose[start:end]
        words.append(_word(Word, (text, text.lower(), start, end, at)))
    lead = statement.text[max(0, sentences[0].start - 12) : sentences[0].start]
    sign = _BREAK.split(lead)[-1].strip(" \t>*_")
    return Paragraph(prose, places, words, bounds, first, quoted, apart, sign)


def word_at(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that ends behind an offset."""
    return bisect_right(words, offset, key=itemgetter(3))
