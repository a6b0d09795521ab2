"""Quotation marks: where somebody's own words stand. No number, order or nesting of marks is too odd to be read.

Double marks, guillemets and single marks each pair with their own kind, and only the outermost pair counts. A quotation
that is still open at the end of a paragraph goes on where the next one opens with a mark, as printers have it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from framecheck.speakers.prose import Paragraph

_MARK = re.compile(r"[\"“”„‟″«»]|``|''|['‘’‚‹›]")
_GUILLEMETS, _SINGLE = "«»", "'‘’‚‹›"
_ENDS = ".,;:?!…—–-)]"
_BEFORE_OPEN = "([{—–-/\"“‘'«"
_ELIDED = re.compile(r"(?:\d0s|em|tis|twas|cause|til|n)\b", re.I)
# Where a quotation that nobody closed gives way to the words about it.
_SAYS = r"(?:said|says|added|asked|wrote|warned|argued|insisted|explained|replied|answered|admitted|told|promised|claimed|conceded|noted|observed|joked|muttered|recalled|complained)\b"
_CUE = re.compile(
    rf"[,?!’”'](?= (?:{_SAYS}|(?:he|she|they|(?:the|a|an|[A-Z])[\w.'’-]*(?: [\w.'’-]+){{0,4}}?) {_SAYS}))"
)
_LEAD = re.compile(rf"{_SAYS}[^:.\n]{{0,60}}: ")
_SAID = re.compile(_SAYS)


_WINDOW = 200  # code points looked back for such words


class Piece(NamedTuple):
    """A stretch between marks, without them: offsets into the paragraph's prose, and the span with its marks.

    `joined`: it goes on with the piece before it, in the paragraph before.
    """

    paragraph: int
    start: int
    end: int
    outer: tuple[int, int]
    joined: bool = False


class _Mark(NamedTuple):
    family: str  # d(ouble), g(uillemet), s(ingle)
    start: int
    end: int
    opens: bool
    closes: bool
    sure: bool  # as a closing mark: punctuation stands beside it


def pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Every quoted stretch, in order, without the white space at its ends."""
    found: list[Piece] = []
    inherited = ""
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].prose if number + 1 < len(paragraphs) else ""
        here, inherited = _paired(number, paragraph, inherited, following)
        for piece in here:
            inside = paragraph.prose[piece.start : piece.end]
            start = piece.start + len(inside) - len(inside.lstrip())
            end = piece.start + len(inside.rstrip())
            if any(char.isalnum() for char in inside):
                found.append(piece._replace(start=start, end=end))
    return found


def _paired(number: int, paragraph: Paragraph, inherited: str, following: str) -> tuple[list[Piece], str]:
    """The pieces of one paragraph, and the family of a quotation that goes on in the next."""
    prose = paragraph.prose
    marks = _marks(prose)
    begins = len(prose) - len(prose.lstrip("> \t\r\n"))  # where the paragraph's first sign stands
    closable, better = _single_closings(marks)
    found: list[Piece] = []
    begun: _Mark | None = None
    depth, last, joined = 0, -1, False

    def close(begin: _Mark, end: int, outer: int) -> None:
        found.append(Piece(number, begin.end, end, (begin.start, outer), joined))

    for i, mark in enumerate(marks):
        if begun is None:
            if mark.opens and (mark.family != "s" or closable[i]):
                begun, depth, last = mark, 0, -1
                joined = bool(inherited) and mark.start <= begins
            elif mark.closes and mark.family != "s" and not found and (mark.sure or inherited):
                # It closes what no mark here has opened: from the start of the paragraph, or of the sentence.
                start = 0 if inherited else paragraph.bounds[_sentence(paragraph, mark.start)][0]
                lead = _LEAD.search(prose, max(start, mark.start - 400), mark.start)
                start = lead.end() if lead else start
                found.append(Piece(number, start, mark.start, (start, mark.end), bool(inherited)))
        elif mark.family != begun.family:
            continue
        elif mark.closes and (mark.family != "s" or mark.sure or not better[i]):
            last = i
            if depth:
                depth -= 1
            else:
                close(begun, mark.start, mark.end)
                begun = None
        elif mark.opens and mark.family != "s":
            cue = _CUE.search(prose, max(begun.end, mark.start - _WINDOW), mark.start)
            if cue:
                close(begun, cue.end(), cue.end())
                begun, depth, joined = mark, 0, False
            elif depth == 0 and last_sign(prose, mark.start) in set(".?!…"):
                close(begun, mark.start, mark.start)
                begun, joined = mark, True
            else:
                depth += 1
    if begun is None:
        return found, ""
    if last >= 0:
        close(begun, marks[last].start, marks[last].end)
        return found, ""
    again = _MARK.match(following.lstrip("> ")[:2])
    if again and _family(again[0]) == begun.family:
        close(begun, len(prose), len(prose))
        return found, begun.family
    cue = _CUE.search(prose, begun.end)
    at_start = begun.start <= begins or last_sign(prose, begun.start) == ":"
    end = cue.end() if cue else len(prose) if at_start else paragraph.bounds[_sentence(paragraph, begun.end)][1]
    close(begun, end, end)
    return found, ""


def _sentence(paragraph: Paragraph, offset: int) -> int:
    """The number of the sentence that holds an offset, within its paragraph."""
    return max(0, bisect_right(paragraph.bounds, offset, key=itemgetter(0)) - 1)


def last_sign(prose: str, at: int) -> str:
    """The last code point before an offset that is no blank, looked for in a few of them."""
    return prose[max(0, at - 8) : at].rstrip()[-1:] or " "


def _single_closings(marks: Sequence[_Mark]) -> tuple[list[bool], list[bool]]:
    """For each mark: whether a single one closes later at all, and whether a sure one does before the next opens."""
    closable, better = [False] * len(marks), [False] * len(marks)
    later = sure = False
    for i in range(len(marks) - 1, -1, -1):
        closable[i], better[i] = later, sure
        if marks[i].family == "s":
            later = later or marks[i].closes
            sure = marks[i].sure or (sure and not marks[i].opens)
    return closable, better


def _marks(prose: str) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(prose):
        mark = _mark(match[0], prose, match.start(), match.end())
        if mark.opens or mark.closes:
            found.append(mark)
    return found


def _mark(sign: str, prose: str, start: int, end: int) -> _Mark:
    before = prose[start - 1] if start else " "
    after = prose[end] if end < len(prose) else " "
    family = _family(sign)
    free_before, free_after = before.isspace() or before in _BEFORE_OPEN, after.isspace()
    if sign in "“„‟«‹``" and not (sign == "“" and not free_before and (free_after or after in _ENDS)):
        opens, closes = True, before.isspace() and free_after
    elif sign in "”»›" or sign == "“":
        closes = not (before.isspace() and after.isalnum() and sign == "”")
        opens = not closes
    else:
        opens = free_before and not free_after and not (after in _ENDS and not before.isspace())
        closes = not before.isspace() or free_after
        if before.isspace() and free_after:
            opens = True
        if opens and not closes and before.isspace() and last_sign(prose, start) in _ENDS and _SAID.match(prose, end):
            opens, closes = False, True  # `fine, "said`: the space stands on the wrong side
        if opens and closes and before.isspace() != free_after:
            closes = not before.isspace()
    sure = before in _ENDS or after in ",.;:?!)"
    if family == "s":
        # An apostrophe: inside a word, for what is left out before it, or behind a plural.
        if (
            (before.isalnum() and after.isalnum())
            or (opens and _ELIDED.match(prose, end))
            or prose[start - 2 : start] in {"'n", "’n"}
        ):
            opens = closes = False
        opens = opens and sign != "’" and (after.isalnum() or after in '“"')
        closes = closes and sign != "‘" and not free_before
        sure = sure or (before.isalnum() and before not in "sS")
    return _Mark(family, start, end, opens, closes, closes and sure)


def _family(sign: str) -> str:
    return "g" if sign in _GUILLEMETS else "s" if sign in _SINGLE else "d"
