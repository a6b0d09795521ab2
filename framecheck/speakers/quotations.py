"""A statement to its quotations: who is quoted or reported in it, where, and by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framecheck.schema import Span, Statement
from framecheck.speakers import layouts
from framecheck.speakers.marks import pieces
from framecheck.speakers.people import People
from framecheck.speakers.prose import Paragraph, paragraphs, word_at
from framecheck.speakers.resolve import resolve
from framecheck.speakers.search import Found, blocks_of, search


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the statement gives to somebody.

    `start` and `end` bound the words without the marks around them; `speaker` is the fullest name that the statement
    gives, empty if it tells nobody; `mention` and `cue` are where that speaker and the reporting words stand.
    """

    start: int
    end: int
    mode: Literal["direct", "indirect"]
    speaker: str
    mention: Span | None = None
    cue: Span | None = None


def quotations(statement: Statement) -> tuple[Quotation, ...]:
    """Find what is quoted or reported in a statement, and who says it.

    Returns:
        the quotations in order of their start; direct ones never overlap.
    """
    parts = paragraphs(statement)
    spoken = layouts.voices(parts)
    voiced = {voice.paragraph for voice in spoken}
    quoted = [piece for piece in pieces(parts) if piece.paragraph not in voiced]
    blocks = list(blocks_of(parts, quoted, voiced))
    inside = [[False] * len(part.words) for part in parts]
    for number, start, end in [
        *((v.paragraph, v.start, v.end) for v in spoken),
        *((p.paragraph, *p.outer) for p in quoted),
        *blocks,
    ]:
        words = parts[number].words
        for i in range(word_at(words, start), word_at(words, end - 1) + 1):
            if i < len(words) and words[i].start >= start and words[i].end <= end:
                inside[number][i] = True
    found = search(parts, quoted, blocks, voiced, inside)
    people = People(parts, inside)
    resolve(parts, found, people)
    result = [_quotation(parts, item) for item in found]
    for voice in spoken:
        prose = parts[voice.paragraph].prose[voice.start : voice.end]
        start = voice.start + len(prose) - len(prose.lstrip("> \t\r\n"))
        end = voice.start + len(prose.rstrip())
        if start < end:
            where = voice.mention
            result.append(
                Quotation(
                    *parts[voice.paragraph].span(start, end),
                    "direct",
                    voice.speaker,
                    parts[where[0]].span(where[1], where[2]) if where else None,
                )
            )
    return tuple(sorted(result, key=lambda q: (q.start, q.end)))


def _quotation(parts: Sequence[Paragraph], item: Found) -> Quotation:
    named = cue = None
    if item.cue is not None:
        home = parts[item.home]
        words = home.words
        subject, also = item.cue.subject, item.cue.also
        if subject is not None:
            end = (
                max(subject.end, also.end)
                if also and also.kind == "person" and subject.kind != "person"
                else subject.end
            )
            named = home.span(words[subject.start].start, words[end - 1].end)
        if item.cue.start < item.cue.end:
            cue = home.span(words[item.cue.start].start, words[item.cue.end - 1].end)
    part = parts[item.paragraph]
    prose = part.prose[item.start : item.end]
    start = item.start + len(prose) - len(prose.lstrip("> \t\r\n"))
    return Quotation(
        *part.span(start, item.start + len(prose.rstrip())),
        item.mode,
        item.person.name if item.person else "",
        named,
        cue,
    )
