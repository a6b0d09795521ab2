"""A classifier against a labelled corpus: the one place that scores one. Metrics, and every sentence that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framecheck.analysis import analyse
from framecheck.corpus.statements import LabelledSentence, LabelledStatement
from framecheck.evaluation.metrics import SAMPLES, evaluate
from framecheck.model.classifier import Classifier
from framecheck.schema import Finding, Metrics, ScoredSentence

Array = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]  # statements done, of how many


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled corpus with what a classifier made of each sentence.

    `judged` has for each statement its sentences, in order. The arrays go sentence by sentence through the whole
    corpus: *shape* (sentences, frames), and (sentences,) for `groups`, the number of each sentence's statement.
    """

    names: tuple[str, ...]
    corpus: tuple[LabelledStatement, ...]
    judged: tuple[tuple[ScoredSentence, ...], ...]
    gold: Array
    predicted: Array
    scores: Array
    groups: npt.NDArray[np.int64]

    def sentences(self) -> Iterator[tuple[LabelledStatement, int, LabelledSentence, ScoredSentence]]:
        """Every sentence: its statement, its place in it from 1, its labels, and what was made of it."""
        for statement, judged in zip(self.corpus, self.judged, strict=True):
            for index, (labelled, scored) in enumerate(zip(statement.sentences, judged, strict=True), 1):
                yield statement, index, labelled, scored

    def metrics(self, samples: int = SAMPLES, seed: int = 0) -> Metrics:
        """Every metric with its interval."""
        sets: dict[str, list[int]] = {}
        for row, (statement, _, _, _) in enumerate(self.sentences()):
            if statement.key("set"):
                sets.setdefault(statement.key("set"), []).append(row)
        return evaluate(
            self.names,
            self.gold,
            self.predicted,
            self.scores,
            self.groups,
            list(sets.values()),
            samples,
            seed,
        )

    def findings(self) -> tuple[Finding, ...]:
        """The sentences whose labels differ, the most confident mistakes first."""
        found = []
        for statement, index, labelled, scored in self.sentences():
            wrong = set(labelled.frames) ^ set(scored.frames)
            if wrong:
                sure = max(scored.scores[n] if n in scored.frames else 1 - scored.scores[n] for n in wrong)
                found.append(
                    Finding(
                        source=statement.source,
                        line=statement.line,
                        sentence=index,
                        text=labelled.text,
                        start=scored.start,
                        gold=tuple(n for n in self.names if n in labelled.frames),
                        predicted=scored.frames,
                        scores=scored.scores,
                        evidence=scored.evidence,
                        confidence=round(sure, 4),
                    )
                )
        return tuple(sorted(found, key=lambda finding: -finding.confidence))


def score(
    classifier: Classifier, corpus: Sequence[LabelledStatement], progress: Progress = lambda _, __: None
) -> Scored:
    """Let a classifier judge a labelled corpus."""
    names = classifier.codebook.names
    judged = []
    for number, statement in enumerate(corpus, 1):
        judged.append(analyse(classifier, statement.statement()).sentences)
        progress(number, len(corpus))
    labelled = [sentence for statement in corpus for sentence in statement.sentences]
    scored = [sentence for sentences in judged for sentence in sentences]
    return Scored(
        names=names,
        corpus=tuple(corpus),
        judged=tuple(judged),
        gold=np.array([[float(n in s.frames) for n in names] for s in labelled]),
        predicted=np.array([[float(n in s.frames) for n in names] for s in scored]),
        scores=np.array([[s.scores[n] for n in names] for s in scored]),
        groups=np.repeat(np.arange(len(judged)), [len(sentences) for sentences in judged]),
    )


def run(
    classifier: Classifier, corpus: Sequence[LabelledStatement], samples: int = SAMPLES
) -> tuple[Metrics, tuple[Finding, ...]]:
    """Score a classifier on a labelled corpus: its metrics and findings."""
    scored = score(classifier, corpus)
    return scored.metrics(samples), scored.findings()
