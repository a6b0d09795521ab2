"""A classifier against a labelled corpus: metrics, and every sentence that differs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framecheck.analysis import analyse
from framecheck.corpus.statements import LabelledStatement
from framecheck.evaluation.metrics import SAMPLES, evaluate
from framecheck.model.classifier import Classifier
from framecheck.schema import Finding, Metrics


def run(
    classifier: Classifier, corpus: Sequence[LabelledStatement], samples: int = SAMPLES
) -> tuple[Metrics, tuple[Finding, ...]]:
    """Score a classifier on a labelled corpus.

    Returns:
        the metrics, and the sentences whose labels differ, the most confident mistakes first.
    """
    names = classifier.codebook.names
    gold: list[list[float]] = []
    predicted: list[list[float]] = []
    scores: list[list[float]] = []
    groups: list[int] = []
    sets: dict[str, list[int]] = {}
    findings = []
    for number, labelled in enumerate(corpus):
        analysis = analyse(classifier, labelled.statement())
        for index, (sentence, judged) in enumerate(zip(labelled.sentences, analysis.sentences, strict=True), 1):
            if labelled.key("set"):
                sets.setdefault(labelled.key("set"), []).append(len(gold))
            gold.append([float(n in sentence.frames) for n in names])
            predicted.append([float(n in judged.frames) for n in names])
            scores.append([judged.scores[n] for n in names])
            groups.append(number)
            if gold[-1] != predicted[-1]:
                findings.append(
                    Finding(
                        source=labelled.source,
                        line=labelled.line,
                        sentence=index,
                        text=sentence.text,
                        gold=tuple(n for n in names if n in sentence.frames),
                        predicted=judged.frames,
                        scores=judged.scores,
                    )
                )
    metrics = evaluate(
        names,
        np.array(gold),
        np.array(predicted),
        np.array(scores),
        np.array(groups),
        list(sets.values()),
        samples,
    )
    return metrics, tuple(sorted(findings, key=_confidence, reverse=True))


def _confidence(finding: Finding) -> float:
    """How sure the classifier was of its worst mistake in a sentence."""
    wrong = set(finding.gold) ^ set(finding.predicted)
    return max(finding.scores[n] if n in finding.predicted else 1 - finding.scores[n] for n in wrong)
