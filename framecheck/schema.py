"""The values that flow from reading to report: frozen, and validated where they enter.

Offsets are code points into the text of the statement, `start` inclusive, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Span = tuple[int, int]
Evidence = tuple[int, int, float]  # start, end, share of the logit
FailOn = Literal["gate", "finding", "never"]  # what makes a command that holds gates leave with 1
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
    """A frame that no sentence carries, the chance that one was missed, and how many sentences could have carried it."""

    frame: str
    missed: float
    could: int = 0


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


WHOLE = ("macro_f1", "micro_f1", "exact_match", "alpha", "ece", "several_exact", "sets_right")  # metrics of a corpus
BY_FRAME = ("precision", "recall", "f1", "alpha", "ece")  # and of each frame in it


class Change(Frozen):
    """What became of a sentence between two versions: its places in them, and the frames it gained and lost."""

    kind: Literal["same", "changed", "added", "removed"]
    before: int | None
    after: int | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Revision(Frozen):
    """Two versions of one statement; `shift` is the final profile less the draft's."""

    receipt: Receipt
    draft: Analysis
    final: Analysis
    changes: tuple[Change, ...]
    shift: dict[str, Interval]
    finding: str
    problems: tuple[Problem, ...] = ()


class FrameScores(Frozen):
    """How well one frame is found; `alpha` is Krippendorff's between model and labels."""

    precision: Interval
    recall: Interval
    f1: Interval
    alpha: Interval
    ece: Interval
    support: int


class Metrics(Frozen):
    """How well a model does on a labelled corpus; `ece` is the largest of the frames, `alpha` their mean."""

    macro_f1: Interval
    micro_f1: Interval
    exact_match: Interval
    alpha: Interval
    ece: Interval
    several_exact: Interval | None  # exact match on sentences with two or more frames
    sets_right: Interval | None  # contrast sets in which every sentence is right
    frames: dict[str, FrameScores]
    statements: int
    sentences: int
    sets: int = 0

    def figures(self) -> dict[str, Interval | None]:
        """Every metric by the name that a gate knows it by, `recall.oversight` for one frame; None if it has no case."""
        found: dict[str, Interval | None] = {name: getattr(self, name) for name in WHOLE}
        for frame, scores in self.frames.items():
            found |= {f"{kind}.{frame}": getattr(scores, kind) for kind in BY_FRAME}
        return found


class Finding(Frozen):
    """A sentence whose labels differ from the corpus.

    `start` is its offset in the statement, as those of the evidence are; `confidence` is how sure the classifier was
    of its worst mistake.
    """

    source: str
    line: int
    sentence: int
    text: str
    start: int = 0
    gold: tuple[str, ...]
    predicted: tuple[str, ...]
    scores: dict[str, float]
    evidence: dict[str, tuple[Evidence, ...]] = {}
    confidence: float = 0.0


class Gate(Frozen):
    """A bound that a figure is held to, and whether it held. `value` is what was judged."""

    metric: str
    side: Literal["min", "max"]
    bound: float
    value: float
    judged: Literal["point", "lower"] = "point"
    held: bool


class Difference(Frozen):
    """A figure now less the same figure in the baseline, over the statements of both; `p` is one-sided, of a drop."""

    metric: str
    before: float
    after: float
    effect: Interval
    p: float


class Flip(Frozen):
    """A sentence that was judged otherwise in the baseline. `way` says what became of it.

    `mended`: wrong before, right now; `broken`: right before, wrong now; `changed`: wrong both times, in another way;
    `gone`: locked in the baseline, and no longer in the corpus.
    """

    source: str
    line: int
    sentence: int
    text: str
    gold: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Literal["mended", "broken", "changed", "gone"]
    locked: bool = False


class AgainstBaseline(Frozen):
    """An evaluation against its baseline: `shared` statements are in both, `new` and `gone` in one."""

    source: str
    model: str
    model_sha256: str
    shared: int
    new: int
    gone: int
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]


class Evaluation(Frozen):
    """The result of `framecheck check`; it knows its exit code."""

    receipt: Receipt
    metrics: Metrics
    gates: tuple[Gate, ...] = ()
    findings: tuple[Finding, ...]
    baseline: AgainstBaseline | None = None
    problems: tuple[Problem, ...] = ()
    fail_on: FailOn = "gate"

    @property
    def exit_code(self) -> int:
        """0: every gate held; 1: one was missed, or a finding counts as a miss; 2: not everything was looked at."""
        return exit_code(self.fail_on, self.gates, self.findings, self.problems)


class Swap(Frozen):
    """A sentence whose labels changed with a name, or did not change with its sense.

    `kind` is the probe, `text` the sentence as it stands in the corpus, `edited` what was made of it.
    """

    source: str
    line: int
    sentence: int
    kind: str
    text: str
    edited: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class ProbeRate(Frozen):
    """How many edits of one kind changed the labels: `flipped` of `tried`, in `sentences` sentences."""

    rate: Interval
    tried: int
    flipped: int
    sentences: int
    should: Literal["stay", "change"]


class Probing(Frozen):
    """The result of `framecheck probe`: flip rates by probe, and the sentences that did not do as they should."""

    receipt: Receipt
    rates: dict[str, ProbeRate]
    gates: tuple[Gate, ...] = ()
    findings: tuple[Swap, ...]
    problems: tuple[Problem, ...] = ()
    fail_on: FailOn = "gate"

    @property
    def exit_code(self) -> int:
        """As that of an evaluation."""
        return exit_code(self.fail_on, self.gates, self.findings, self.problems)


def exit_code(
    fail_on: FailOn, gates: Sequence[Gate], findings: Sequence[Finding | Swap], problems: Sequence[Problem]
) -> int:
    """What a command that holds gates leaves with: 2 beats 1, also where nothing else is to fail."""
    if any(problem.fatal for problem in problems):
        return 2
    if fail_on == "never":
        return 0
    missed = any(not gate.held for gate in gates) or (fail_on == "finding" and bool(findings))
    return int(missed)


class Site(Frozen):
    """Where a sentence of a corpus stands; `sentence` is counted from 1, 0 is the whole line, and line 0 the file."""

    source: str
    line: int
    sentence: int = 0


class Defect(Site):
    """Something about a corpus that a person should mend (`error`) or look at (`warning`)."""

    rule: str
    level: Literal["error", "warning"]
    message: str
    text: str = ""
    related: tuple[Site, ...] = ()


class Inspection(Frozen):
    """The result of `framecheck corpus lint`."""

    receipt: Receipt
    statements: int
    sentences: int
    findings: tuple[Defect, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether something was not looked at."""
        return any(p.fatal for p in self.problems) or any(f.rule == "schema" for f in self.findings)


class Lengths(Frozen):
    """Words of a sentence: the median, the 95th percentile and the longest."""

    median: float
    p95: float
    longest: int


class SplitStats(Frozen):
    """What one split of a corpus holds; `frames`, `several` and `none` count sentences."""

    split: str
    statements: int
    groups: int
    sentences: int
    frames: dict[str, int]
    several: int
    none: int
    words: Lengths


class CorpusStats(Frozen):
    """The result of `framecheck corpus stats`.

    `distinct` is the share of different ones among all runs of n words, by n; `values` counts statements by the value of
    a further key; `combinations` counts sentences by their frames.
    """

    splits: tuple[SplitStats, ...]
    combinations: dict[str, int]
    distinct: dict[str, float]
    values: dict[str, dict[str, int]]


class FrameAgreement(Frozen):
    """Krippendorff's alpha of one frame; None where it is not defined."""

    alpha: Interval | None
    undefined: int = 0  # bootstrap samples in which it is not defined, left out of the interval


class RaterAgreement(Frozen):
    """How far some annotators agree on the sentences that at least two of them labelled."""

    raters: tuple[str, ...]
    sentences: int
    differ: int  # sentences whose frames are not the same throughout
    frames: dict[str, FrameAgreement]


class Dispute(Site):
    """A sentence on which human annotators differ."""

    id: str
    text: str
    labels: dict[str, tuple[str, ...]]


class Agreement(Frozen):
    """The result of `framecheck corpus agreement`; `together` has all human annotators, `pairs` each two."""

    together: RaterAgreement
    pairs: tuple[RaterAgreement, ...]
    model: tuple[RaterAgreement, ...]  # each human annotator with the model
    disputes: tuple[Dispute, ...]
    methods: str
    statements: int
    samples: int
    seed: int
