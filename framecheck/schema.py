"""The values that flow from reading to report: frozen, and validated where they enter.

Offsets are code points into the text of the statement, `start` inclusive, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Span = tuple[int, int]
Evidence = tuple[int, int, float]  # start, end, share of the logit
Mode = Literal["direct", "indirect", "narrator"]  # quoted, reported, or in the author's own voice
Verdict = Literal["answered", "passed over", "unclear", "newly brought in", "absent"]


class Frozen(BaseModel):
    """A value: immutable, and strict about its keys."""

    # Validators are built when first used: most runs need few of them, and building them all is a tenth of a cold start.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Problem(Frozen):
    """Something that was not looked at, or looked at with a reservation. Failure travels as data."""

    source: str
    reason: str
    fatal: bool = True  # False: looked at all the same, with a reservation


class Sentence(Frozen):
    """The unit that is labelled. `text` is `Statement.text[start:end]`.

    `speaker` is whom it is attributed to, empty for the narrator; `quotes` are the parts of it that are a speaker's
    own words.
    """

    text: str
    start: int
    end: int
    speaker: str = ""
    mode: Mode = "narrator"
    quotes: tuple[Span, ...] = ()

    @property
    def voice(self) -> str:
        """Whose words it is, in a word for every case: a name, `narrator`, or `unattributed`."""
        return "narrator" if self.mode == "narrator" else self.speaker or "unattributed"


class Statement(Frozen):
    """One text, its sentences, and the spans inside it that are markup and not prose."""

    source: str
    text: str
    title: str = ""
    sentences: tuple[Sentence, ...] = ()
    markup: tuple[Span, ...] = ()

    @classmethod
    def from_sentences(cls, texts: Sequence[str], source: str = "") -> Statement:
        """Build a statement from sentences that are already cut, joined by blanks."""
        sentences, at = [], 0
        for text in texts:
            sentences.append(Sentence(text=text, start=at, end=at + len(text)))
            at += len(text) + 1
        return cls(source=source, text=" ".join(texts), sentences=tuple(sentences))


class ScoredSentence(Sentence):
    """A sentence with what the classifier made of it.

    `scores` are calibrated probabilities by frame, `frames` those that pass their threshold, `uncertain` those
    whose score lies in the abstention band, `evidence` the words that carry most of each label.
    """

    frames: tuple[str, ...] = ()
    scores: dict[str, float] = {}
    uncertain: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = {}


class Silence(Frozen):
    """A frame that no sentence carries, and the chance that one was missed."""

    frame: str
    missed: float


class SpeakerProfile(Frozen):
    """What one speaker of a statement asks to be judged by; the empty name is the narrator, `unattributed` is nobody known."""

    speaker: str
    sentences: int
    framed: int
    counts: dict[str, int]
    profile: dict[str, float]


class Analysis(Frozen):
    """One statement, judged. `profile` is the share of framed sentences that carry each frame."""

    source: str
    title: str
    text_sha256: str
    sentences: tuple[ScoredSentence, ...]
    profile: dict[str, float]
    speakers: tuple[SpeakerProfile, ...] = ()
    silences: tuple[Silence, ...]
    finding: str

    @property
    def framed(self) -> int:
        """How many sentences carry at least one frame."""
        return sum(bool(sentence.frames) for sentence in self.sentences)

    def count(self, frame: str) -> int:
        """How many sentences carry the frame."""
        return sum(frame in sentence.frames for sentence in self.sentences)


class Receipt(Frozen):
    """What is needed to get the same output again."""

    framecheck: str
    model: str
    model_sha256: str
    codebook: str
    codebook_sha256: str
    settings: dict[str, Any] = {}


class Run(Frozen):
    """The result of one command over some statements."""

    receipt: Receipt
    statements: tuple[Analysis, ...]
    problems: tuple[Problem, ...] = ()


class Interval(Frozen):
    """A figure with the bounds of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


class Exchange(Frozen):
    """What became of one frame between a challenge and its reply.

    `raised` and `replied` count the sentences that carry the frame on either side; `answered` counts those raised
    whose matter a sentence of the reply takes up under the same frame, and `chance` is the chance that any is.
    """

    raised: int
    replied: int
    answered: int
    chance: float
    verdict: Verdict


class Pair(Frozen):
    """A sentence of the challenge and the sentence of the reply that comes nearest to it, by their places in each."""

    challenge: int
    reply: int
    similarity: float
    frames: tuple[str, ...]  # that both carry


class Comparison(Frozen):
    """A statement and the one that answers it; `shift` is the reply's profile less the challenge's."""

    receipt: Receipt
    challenge: Analysis
    reply: Analysis
    frames: dict[str, Exchange]
    shift: dict[str, Interval]
    pairs: tuple[Pair, ...]
    finding: str
    problems: tuple[Problem, ...] = ()


class FrameScores(Frozen):
    """How well one frame is found."""

    precision: Interval
    recall: Interval
    f1: Interval
    ece: Interval
    support: int


class Metrics(Frozen):
    """How well a model does on a labelled corpus; `ece` is the largest of the frames."""

    macro_f1: Interval
    micro_f1: Interval
    exact_match: Interval
    ece: Interval
    several_exact: Interval | None  # exact match on sentences with two or more frames
    sets_right: Interval | None  # contrast sets in which every sentence is right
    frames: dict[str, FrameScores]
    statements: int
    sentences: int
    sets: int = 0


class Finding(Frozen):
    """A sentence whose labels differ from the corpus."""

    source: str
    line: int
    sentence: int
    text: str
    gold: tuple[str, ...]
    predicted: tuple[str, ...]
    scores: dict[str, float]


class Evaluation(Frozen):
    """The result of `framecheck check`."""

    receipt: Receipt
    metrics: Metrics
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
