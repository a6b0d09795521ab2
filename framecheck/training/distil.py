"""Distillation (Hinton et al. 2015): a large model's scores, as targets for a small one."""

from __future__ import annotations

import json
from collections.abc import Sequence

from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import CorpusError
from framecheck.model.calibration import probabilities
from framecheck.model.classifier import Classifier

DIGITS = 3


def teacher_scores(teacher: Classifier, corpus: Sequence[LabelledStatement]) -> str:
    """The teacher's calibrated scores as JSON Lines, one statement a line, for `framecheck train --teacher`.

    Raises:
        CorpusError: a statement has no id.
    """
    rows = []
    for statement in corpus:
        if not statement.id:
            raise CorpusError(
                f"{statement.source}:{statement.line}: a statement needs an id for its scores to be found again"
            )
        scores = probabilities(teacher.judge(statement.statement()).logits, teacher.calibration)
        rows.append(json.dumps({"id": statement.id, "scores": scores.round(DIGITS).tolist()}) + "\n")
    return "".join(rows)
