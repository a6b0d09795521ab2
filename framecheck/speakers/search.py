"""Quotations and reports with their cues, in order; what stands between marks and is no speech is left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framecheck.speakers import cues
from framecheck.speakers import lexicon as lex
from framecheck.speakers.cues import Cue
from framecheck.speakers.marks import Piece
from framecheck.speakers.mentions import mention
from framecheck.speakers.names import REACH
from framecheck.speakers.people import Person
from framecheck.speakers.prose import Paragraph, Word, word_at
from framecheck.speakers.reported import reported
from framecheck.speakers.subjects import with_apposition

_MOSTLY = 0.5  # share of a sentence's or a clause's words from which on it counts as quoted
_DASHES = {"-", "–", "—", "―", "--"}


@dataclass(slots=True)
class Found:
    """A quotation on its way: offsets into the prose of its paragraph."""

    paragraph: int
    start: int
    end: int
    mode: Literal["direct", "indirect"]
    cue: Cue | None = None
    home: int = 0  # the paragraph of the cue
    joined: bool = False
    person: Person | None = None


def search(
    parts: Sequence[Paragraph],
    quoted: Sequence[Piece],
    blocks: Sequence[tuple[int, int, int]],
    voiced: set[int],
    inside: Sequence[Sequence[bool]],
) -> list[Found]:
    """Quotations with their cues, in order; what is between marks and no speech is left out."""
    by: dict[int, list[Piece]] = {}
    for piece in quoted:
        by.setdefault(piece.paragraph, []).append(piece)
    whole = {number: (a, b) for number, a, b in blocks}
    found: list[Found] = []
    for number, part in enumerate(parts):
        if number in voiced:
            continue
        if number in whole:
            item = Found(number, *whole[number], "direct")
            item.joined = number - 1 in whole
            _lean(parts, item, number)
            found.append(item)
            continue
        mine = by.get(number, [])
        here = _reported(part, number, mine, inside[number])
        own: list[Found] = []
        free = []
        for piece in mine:
            at = bisect_right(here, piece.start, key=lambda item: item.start) - 1
            clause = here[at] if at >= 0 and piece.end <= here[at].end else None
            if clause is None:
                free.append(piece)
            elif _own_words(part, piece):
                own.append(Found(number, piece.start, piece.end, "direct", clause.cue, number))
        here += own + _direct(parts, number, free)
        found += sorted(here, key=lambda item: item.start)
    return found


def blocks_of(parts: Sequence[Paragraph], quoted: Sequence[Piece], voiced: set[int]) -> Iterator[tuple[int, int, int]]:
    """Paragraphs that are somebody's words by their place: block quotes, and text behind `The mayor said:`."""
    marked = {piece.paragraph for piece in quoted}
    introduced = False
    for number, part in enumerate(parts):
        free = number not in marked and number not in voiced
        if part.quoted and free and not _is_credit(part):
            yield number, 0, len(part.prose)
        elif free and introduced and part.apart and part.prose.rstrip()[-1:] in ".!?…":
            yield number, 0, len(part.prose)
            introduced = any(w.low in {"i", "we", "our", "my"} for w in part.words)
            continue
        introduced = _introduces(part)


def _is_credit(part: Paragraph) -> bool:
    """`— Daniel Reyes, Vantor`, or the name alone: who said what stands above."""
    prose = part.prose.lstrip("> \t")
    if len(prose) > 160 or prose[-1:] in '.!?:…"”':
        return False
    return part.sign in _DASHES or prose[:1] in _DASHES or _credited(part.words, 0, len(part.words)) is not None


def _credited(words: Sequence[Word], at: int, end: int) -> Cue | None:
    """Whom a credit names, behind its dash if it has one: a person or a body, and no sentence."""
    end = min(end, at + REACH)
    while at < end and words[at].text in {*_DASHES, ">"}:
        at += 1
    subject, also = with_apposition(words, at, end)
    if subject is None or subject.kind not in {"person", "body", "role"}:
        return None
    if any(word.low in lex.FINITE or word.low in lex.REPORTING for word in words[at:end]):
        return None
    return Cue(subject, at, at, also)


def _introduces(part: Paragraph) -> bool:
    words = part.words
    return (
        len(words) > 2
        and words[-1].text == ":"
        and words[-2].low in lex.REPORTING
        and part.prose.lstrip()[:1] not in {'"', "“", "«"}
    )


def _reported(part: Paragraph, number: int, mine: Sequence[Piece], inside: Sequence[bool]) -> list[Found]:
    found = []
    words = part.words
    for low, high in _sentences(part):
        for report in reported(words, low, high, inside):
            spoken = [inside[i] for i in range(report.start, report.end) if words[i].text[0].isalnum()]
            marked = sum(spoken)
            at_once = inside[report.start] or (words[report.start].low == "that" and inside[report.start + 1])
            if marked > (_MOSTLY if at_once else 0.8) * len(spoken):
                continue
            start, end = words[report.start].start, words[report.end - 1].end
            before, inner = _piece_at(mine, start), _piece_at(mine, end)
            if (before and before.start < start < before.end) or (inner and inner.start < end < inner.end):
                continue
            if inner and inner.end <= end < inner.outer[1]:
                end = inner.outer[1]
            found.append(Found(number, start, end, "indirect", report.cue, number))
    return found


def _piece_at(mine: Sequence[Piece], offset: int) -> Piece | None:
    """The last piece that begins before an offset."""
    at = bisect_left(mine, offset, key=lambda piece: piece.start)
    return mine[at - 1] if at else None


def _own_words(part: Paragraph, piece: Piece) -> bool:
    """Whether a fragment in a reported clause is what was said: two words or more, and no term behind an article."""
    if " " not in part.prose[piece.start : piece.end]:
        return False
    before = bisect_left(part.words, piece.outer[0], key=lambda word: word.start) - 1
    named = before >= 0 and part.words[before].low in lex.DETERMINERS
    return not named or part.prose.count(" ", piece.start, piece.end) > 2


def _sentences(part: Paragraph) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as ranges of its words."""
    at = 0
    for number in range(len(part.bounds)):
        begin = at
        while at < len(part.words) and part.words[at].sentence <= number:
            at += 1
        yield begin, at


def _direct(parts: Sequence[Paragraph], number: int, mine: Sequence[Piece]) -> list[Found]:
    part = parts[number]
    words, prose = part.words, part.prose
    sentence = [word.sentence for word in words]
    found: list[Found] = []
    behind: Cue | None = None  # the cue between the piece before and this one
    for i, piece in enumerate(mine):
        first = bisect_left(words, piece.outer[0], key=lambda w: w.start)
        last = word_at(words, piece.outer[1] - 1) if piece.outer[1] else 0
        while last < len(words) and words[last].start < piece.outer[1]:
            last += 1
        own = word_at(words, piece.start)
        low = bisect_left(sentence, sentence[min(own, len(words) - 1)])
        high = bisect_left(sentence, sentence[min(max(own, word_at(words, piece.end - 1)), len(words) - 1)] + 1)
        previous = mine[i - 1] if i else None
        shared = previous is not None and previous.outer[1] > (words[low].start if low < len(words) else 0)
        if previous is not None and shared:
            low = max(low, bisect_left(words, previous.outer[1], key=lambda w: w.start))
        if i + 1 < len(mine):
            high = min(high, bisect_left(words, mine[i + 1].outer[0], key=lambda w: w.start))
        says = prose[piece.end - 1] in ",.?!…—–;"
        while low < first and words[low].low in _JOINS and words[first - 1].text == ":":
            low += 1
        alone = first <= low or (first == low + 1 and words[low].text == ":")
        item = Found(number, piece.start, piece.end, "direct", None, number, piece.joined)
        follow = cues.after(words, last, high, says) if last < high else None
        if follow is None and last >= high and last < len(words) and words[last].text in {"-", "–", "—", "―"}:
            end = bisect_left(sentence, sentence[last] + 1)
            follow = cues.after(words, last, end, says)
        lead = cues.before(words, low, first, not says) if low < first else None
        fits_before = (first > low and words[first - 1].text in {":", ","}) or (
            first > low and words[first - 1].low == "that"
        )
        if not says and " " not in prose[piece.start : piece.end]:
            lead = None  # one quoted word is a term, not a saying
        if shared and behind is not None:
            item.cue = behind
        elif lead is not None and (fits_before or follow is None or not says):
            item.cue = lead
        elif follow is not None and (says or alone):
            item.cue = follow
        behind = follow if follow is not None else None
        if item.cue is None and alone:
            _lean(parts, item, number, low, last)
        if item.cue is None and alone and says and not found:
            item.cue = _beat(part, last)
        speech = item.cue is not None or piece.joined or (alone and says and last >= high)
        if speech:
            found.append(item)
    return found


_JOINS = lex.words("and but then later again finally also so")


def _beat(part: Paragraph, at: int) -> Cue | None:
    """ "“Honestly?” Wendell Achong leaned back.": somebody acts right behind the first words of a paragraph."""
    words = part.words
    subject = mention(words, at, len(words)) if at < len(words) else None
    if subject is None or subject.kind != "person" or subject.end >= len(words):
        return None
    low = words[subject.end].low
    return Cue(subject, subject.end, subject.end) if low.endswith("ed") or low in lex.PAST else None


def _lean(parts: Sequence[Paragraph], item: Found, number: int, low: int = 0, behind: int = -1) -> None:
    """Take the cue from the sentence before, if that ends in a colon, or from a credit below."""
    part = parts[number]
    words, home, end = part.words, number, low
    if low == 0 and number:
        home = number - 1
        words = parts[home].words
        end = len(words)
    if end and words[end - 1].text == ":":
        begin = end - 1
        while begin > max(0, end - REACH) and words[begin - 1].sentence == words[end - 1].sentence:
            begin -= 1
        item.cue, item.home = cues.before(words, begin, end, False), home
    ends = behind < 0 or behind >= len(part.words)
    if item.cue is None and not ends and "\n" in part.prose[part.words[behind - 1].end : part.words[behind].start]:
        item.cue = _credited(part.words, behind, len(part.words)) if part.prose.rstrip()[-1:] not in ".!?" else None
    if item.cue is None and behind >= 0:
        home, at = (number, behind) if not ends else (number + 1, 0)
        if home < len(parts):
            item.cue, item.home = cues.summed_up(parts[home].words, at, len(parts[home].words)), home
    following = parts[number + 1] if ends and number + 1 < len(parts) else None
    if item.cue is None and following is not None and _is_credit(following):
        item.cue, item.home = _credited(following.words, 0, len(following.words)), number + 1
