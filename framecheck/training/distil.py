"""Distillation (Hinton et al. 2015): a large model's scores, as targets for a small one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import CorpusError
from framecheck.model.calibration import Calibration, probabilities
from framecheck.model.classifier import Classifier
from framecheck.training.recipe import Array, Item, Recipe

if TYPE_CHECKING:
    from framecheck.model.network import FrameNetwork

DIGITS = 3


def teacher_scores(teacher: Classifier, corpus: Sequence[LabelledStatement]) -> str:
    """The teacher's calibrated scores as JSON Lines, one statement a line, for `framecheck train --teacher`.

    Raises:
        CorpusError: a statement has no id.
    """
    return _lines((s, probabilities(teacher.judge(s.statement()).logits, teacher.calibration)) for s in corpus)


def network_scores(
    network: FrameNetwork,
    corpus: Sequence[LabelledStatement],
    data: Sequence[Item],
    specials: tuple[int, int],
    recipe: Recipe,
    calibration: Sequence[Calibration],
) -> str:
    """The same of a network in floating point: a large encoder loses more by int8 than a small one.

    Args:
        data: the items of the corpus, in its order.

    Raises:
        CorpusError: a statement has no id.
    """
    from framecheck.training.fit import sentence_scores

    scores = probabilities(
        sentence_scores(network, data, specials, recipe.model_copy(update={"device": "cpu"})), calibration
    )
    ends = np.cumsum([len(s.sentences) for s in corpus])[:-1]
    return _lines(zip(corpus, np.split(scores, ends), strict=True))


def _lines(scored: Iterable[tuple[LabelledStatement, Array]]) -> str:
    rows = []
    for statement, scores in scored:
        if not statement.id:
            raise CorpusError(
                f"{statement.source}:{statement.line}: a statement needs an id for its scores to be found again"
            )
        rows.append(json.dumps({"id": statement.id, "scores": scores.round(DIGITS).tolist()}) + "\n")
    return "".join(rows)
