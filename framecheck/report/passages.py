"""What a page shows of an analysis: sentences cut into pieces, gathered into turns and paragraphs, and their charts.

Every text that leaves here is harmless (`report/safe.py`); escaping is the template's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from framecheck.codebook import Codebook, Frame
from framecheck.report.safe import one_line
from framecheck.schema import Analysis, ScoredSentence

NARRATOR = "Narrator"
VOICES = {"direct": "quoted", "indirect": "reported", "narrator": ""}
WALL = 40  # sentences after which a paragraph ends in any case
STRONG = (0.1, 0.25)  # shares of a decision from which the line under a word grows heavier


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence. `frame` is the place of the frame it is evidence of, -1 for none; `weight` is 1 to 3."""

    text: str
    frame: int = -1
    weight: int = 0
    own: bool = False  # the speaker's own words, inside a sentence that has others


@dataclass(frozen=True, slots=True)
class Mark:
    """One frame of a sentence: labelled, or uncertain, or both; `words` with their shares, the heaviest first."""

    place: int
    frame: Frame
    score: float
    labelled: bool
    uncertain: bool
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what is shown of it; `number` counts from 1, `kinds` are what the filter goes by."""

    key: str
    number: int
    text: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    kinds: str
    speaker: str
    voice: str

    @property
    def own(self) -> bool:
        """Whether a part of it is a speaker's own words, and the rest is not."""
        return len({piece.own for piece in self.pieces}) > 1

    @property
    def labels(self) -> list[Mark]:
        """The marks that pass their threshold."""
        return [mark for mark in self.marks if mark.labelled]


@dataclass(frozen=True, slots=True)
class Turn:
    """Sentences of one speaker that follow each other, in paragraphs."""

    speaker: str
    voice: str
    kinds: str  # of any of its sentences
    paragraphs: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A frame's row in a chart of one statement: counts, and a path that draws where its sentences stand."""

    place: int
    frame: Frame
    count: int
    share: float
    missed: float | None  # of a silence
    path: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement as the page shows it."""

    key: str
    title: str
    source: str
    finding: str
    sha256: str
    framed: int
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    turns: tuple[Turn, ...]
    speakers: tuple[str, ...]
    kinds: frozenset[str]  # what the filter can find here
    track: str


def passage(analysis: Analysis, codebook: Codebook, key: str, speakers: Sequence[str] | None = None) -> Passage:
    """Everything that a page shows of one statement.

    Args:
        key: what its element ids begin with.
        speakers: those that the filter counts, in order; those of the statement if None.
    """
    places = {name: place for place, name in enumerate(codebook.names)}
    voices = {name: i for i, name in enumerate(speakers or dict.fromkeys(s.speaker for s in analysis.sentences))}
    lines = tuple(
        _line(sentence, number, key, codebook, places, voices[sentence.speaker])
        for number, sentence in enumerate(analysis.sentences, 1)
    )
    missed = {silence.frame: silence.missed for silence in analysis.silences}
    rows = tuple(
        Row(
            place=place,
            frame=frame,
            count=analysis.count(frame.name),
            share=analysis.profile.get(frame.name, 0.0),
            missed=missed.get(frame.name),
            path=_path([frame.name in s.frames for s in analysis.sentences]),
        )
        for place, frame in enumerate(codebook.frames)
    )
    return Passage(
        key=key,
        title=one_line(analysis.title),
        source=one_line(analysis.source),
        finding=one_line(analysis.finding),
        sha256=analysis.text_sha256,
        framed=analysis.framed,
        rows=rows,
        lines=lines,
        turns=tuple(_turns(analysis.sentences, lines)),
        speakers=tuple(spoken(name) for name in voices),
        kinds=frozenset(kind for line in lines for kind in line.kinds.split()),
        track=_path([True] * len(lines)),
    )


def spoken(speaker: str) -> str:
    """A speaker's name as it is shown."""
    return one_line(speaker) or NARRATOR


def _line(
    sentence: ScoredSentence, number: int, key: str, codebook: Codebook, places: Mapping[str, int], voice: int
) -> Line:
    marks = tuple(
        Mark(
            place=places[frame.name],
            frame=frame,
            score=sentence.scores[frame.name],
            labelled=frame.name in sentence.frames,
            uncertain=frame.name in sentence.uncertain,
            words=tuple(
                (one_line(sentence.text[a - sentence.start : b - sentence.start]), share)
                for a, b, share in sorted(sentence.evidence.get(frame.name, ()), key=lambda item: -item[2])
            ),
        )
        for frame in codebook.frames
        if frame.name in sentence.frames or frame.name in sentence.uncertain
    )
    kinds = [f"f{mark.place}" for mark in marks if mark.labelled] or ["n"]
    if sentence.uncertain:
        kinds.append("u")
    return Line(
        key=f"{key}-{number}",
        number=number,
        text=one_line(sentence.text),
        pieces=tuple(_pieces(sentence, places)),
        marks=marks,
        kinds=" ".join([*kinds, f"p{voice}"]),
        speaker=spoken(sentence.speaker),
        voice=VOICES[sentence.mode],
    )


def _pieces(sentence: ScoredSentence, places: Mapping[str, int]) -> Iterator[Piece]:
    """The sentence, cut wherever evidence or a quotation begins or ends; of two frames the heavier share wins."""
    first, end = sentence.start, sentence.end
    spans = [(a, b, share, name) for name, found in sentence.evidence.items() for a, b, share in found]
    cuts = {
        first,
        end,
        *(at for a, b, *_ in spans for at in (a, b)),
        *(at for quote in sentence.quotes for at in quote),
    }
    for a, b in pairwise(sorted(cut for cut in cuts if first <= cut <= end)):
        over = [(share, -places[name]) for left, right, share, name in spans if left <= a and b <= right]
        share, place = max(over, default=(0.0, 1))
        yield Piece(
            text=one_line(sentence.text[a - first : b - first]),
            frame=-place,
            weight=1 + bisect_right(STRONG, share),
            own=any(left <= a and b <= right for left, right in sentence.quotes),
        )


def _turns(sentences: Sequence[ScoredSentence], lines: Sequence[Line]) -> Iterator[Turn]:
    breaks = _breaks(sentences)
    numbered = list(zip(sentences, lines, strict=True))
    for (speaker, mode), members in groupby(numbered, key=lambda pair: (pair[0].speaker, pair[0].mode)):
        paragraphs: list[list[Line]] = []
        for _, line in members:
            if not paragraphs or line.number - 1 in breaks or len(paragraphs[-1]) == WALL:
                paragraphs.append([])
            paragraphs[-1].append(line)
        kinds = sorted({kind for paragraph in paragraphs for line in paragraph for kind in line.kinds.split()})
        yield Turn(spoken(speaker), VOICES[mode], " ".join(kinds), tuple(map(tuple, paragraphs)))


def _breaks(sentences: Sequence[ScoredSentence]) -> set[int]:
    """The places of the sentences that begin a paragraph, by the gaps of the offsets.

    An analysis does not carry its text: a gap of two or more characters is taken for a blank line, unless most gaps
    are as wide, for then the text has two blanks after a full stop or a line for each sentence.
    """
    wide = {i for i, (before, after) in enumerate(pairwise(sentences), 1) if after.start - before.end >= 2}
    return wide if 2 * len(wide) < len(sentences) else set()


def _path(carried: Sequence[bool]) -> str:
    """An SVG path, one unit high and one wide for each sentence, over those that are carried."""
    gap = 0.12 if len(carried) <= 80 else 0.0
    path, at = [], 0
    for here, run in groupby(carried):
        length = len(list(run))
        if here and gap:
            path += [f"M{at + i}.06 0h.88v1h-.88z" for i in range(length)]
        elif here:
            path.append(f"M{at} 0h{length}v1h-{length}z")
        at += length
    return "".join(path)
