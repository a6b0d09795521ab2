"""From a statement to its analysis: scores to labels, evidence, profile, silences, and one finding in plain words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from framecheck.codebook import Codebook
from framecheck.model.calibration import probabilities
from framecheck.model.classifier import Classifier
from framecheck.model.pooling import evidence
from framecheck.schema import Analysis, ScoredSentence, Sentence, Silence, SpeakerProfile, Statement

Quotes = Literal["all", "only", "skip"]
DIGITS = 4  # of a score in the output; labels follow from the rounded score, so that both always agree


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sentences are reported and counted; all of them are judged, each in its full context.

    `quotes`: "only" those that are mostly somebody's own words, or "skip" them; reported speech is no quotation.
    `speakers`: parts of names, whole words in any case; `narrator` and `unattributed` are names, too.
    """

    quotes: Quotes = "all"
    speakers: tuple[str, ...] = ()

    def takes(self, sentence: Sentence) -> bool:
        """Whether a sentence is among them."""
        if self.quotes != "all" and (sentence.mode == "direct") != (self.quotes == "only"):
            return False
        return not self.speakers or any(is_named(name, sentence.voice) for name in self.speakers)


def is_named(name: str, voice: str) -> bool:
    """Whether a name or a part of one, at word boundaries and in any case, is that of a voice."""
    words = r"\s+".join(map(re.escape, name.split()))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", voice, re.I) is not None


def analyse(
    classifier: Classifier,
    statement: Statement,
    thresholds: Mapping[str, float] | None = None,
    selection: Selection = Selection(),
) -> Analysis:
    """Judge one statement.

    Args:
        thresholds: by frame, in place of those that the model chose on its dev split.
        selection: the sentences that are reported and counted.
    """
    names = classifier.codebook.names
    limits = {n: c.threshold for n, c in zip(names, classifier.calibration, strict=True)} | dict(thresholds or {})
    judgement = classifier.judge(statement)
    scores = np.round(probabilities(judgement.logits.reshape(-1, len(names)), classifier.calibration), DIGITS)
    sentences = []
    for sentence, row, words in zip(statement.sentences, scores, judgement.words, strict=True):
        if not selection.takes(sentence):
            continue
        frames = tuple(n for n, p in zip(names, row, strict=True) if p >= limits[n])
        sentences.append(
            ScoredSentence(
                text=sentence.text,
                start=sentence.start,
                end=sentence.end,
                speaker=sentence.speaker,
                mode=sentence.mode,
                quotes=sentence.quotes,
                frames=frames,
                scores={n: float(p) for n, p in zip(names, row, strict=True)},
                uncertain=tuple(
                    n for n, p, c in zip(names, row, classifier.calibration, strict=True) if c.band[0] < p < c.band[1]
                ),
                evidence={n: evidence(sentence.text, sentence.start, words, names.index(n)) for n in frames},
            )
        )
    _, profile = _profile(sentences, names)
    silences = tuple(
        Silence(frame=n, missed=missed([s.scores[n] for s in sentences]))
        for n in names
        if not any(n in s.frames for s in sentences)
    )
    return Analysis(
        source=statement.source,
        title=statement.title,
        text_sha256=hashlib.sha256(statement.text.encode("utf-8", "surrogatepass")).hexdigest(),
        sentences=tuple(sentences),
        profile=profile,
        speakers=speakers(sentences, names),
        silences=silences,
        finding=finding(classifier.codebook, sentences, silences),
    )


def speakers(sentences: Sequence[ScoredSentence], names: Sequence[str]) -> tuple[SpeakerProfile, ...]:
    """A profile for each speaker, in the order in which they come in."""
    found = []
    by: dict[str, list[ScoredSentence]] = {}
    for sentence in sentences:
        by.setdefault("" if sentence.mode == "narrator" else sentence.voice, []).append(sentence)
    for speaker, own in by.items():
        counts, profile = _profile(own, names)
        framed = sum(bool(s.frames) for s in own)
        found.append(SpeakerProfile(speaker=speaker, sentences=len(own), framed=framed, counts=counts, profile=profile))
    return tuple(found)


def _profile(sentences: Sequence[ScoredSentence], names: Sequence[str]) -> tuple[dict[str, int], dict[str, float]]:
    """How many sentences carry each frame, and their share of the framed ones."""
    framed = sum(bool(s.frames) for s in sentences)
    counts = {n: sum(n in s.frames for s in sentences) for n in names}
    return counts, {n: round(c / framed, DIGITS) if framed else 0.0 for n, c in counts.items()}


def missed(scores: Sequence[float]) -> float:
    """The chance that at least one of these sentences carries the frame after all.

    With calibrated scores and sentences judged independently it is one minus the product of the scores' complements.
    """
    return round(float(1 - np.prod([1 - p for p in scores])), DIGITS) if scores else 0.0


def finding(codebook: Codebook, sentences: Sequence[ScoredSentence], silences: Sequence[Silence]) -> str:
    """What a reader should take away, in one sentence."""
    framed = [s for s in sentences if s.frames]
    total = len(sentences)
    if not total:
        return "No sentence is selected."
    if not framed:
        chance = max((s.missed for s in silences), default=0.0)
        what = "The one sentence carries no frame" if total == 1 else f"None of the {total} sentences carries a frame"
        return f"{what} ({_percent(chance)} chance that one was missed)."
    counted = sorted(((sum(f.name in s.frames for s in framed), f) for f in codebook.frames), key=lambda pair: -pair[0])
    parts: list[str] = []
    for count, frame in counted:
        if count:
            of = (
                f"{count} of {len(framed)} framed sentence{'s' if len(framed) > 1 else ''}" if not parts else f"{count}"
            )
            parts.append(f"{of} {_verb(frame.says, count)}")
    said = ", ".join(parts)
    silent = [
        f"none {_verb(codebook.frame(s.frame).says, 1)} ({_percent(s.missed)} chance that one was missed)"
        for s in silences
    ]
    return f"{said}{'; ' if silent else ''}{', '.join(silent)}."


def _verb(phrase: str, count: int) -> str:
    """The verb phrase in the singular or the plural: "appeal to" or "appeals to"."""
    verb, _, rest = phrase.partition(" ")
    if count != 1:
        return phrase
    verb += "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return f"{verb} {rest}".rstrip()


def _percent(share: float) -> str:
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
