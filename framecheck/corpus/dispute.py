"""Labels that a model confidently disputes: confident learning (Northcutt, Jiang and Chuang 2021, section 3).

Each frame is judged by itself, as in Thyagarajan et al. (2022). The scores must be out-of-fold: a model agrees with the
labels that it has learnt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import CorpusError, MissingExtra

Array = npt.NDArray[np.float64]
FOLDS = 5
SURE = 0.9


def disputed(labels: Array, scores: Array, sure: float = SURE) -> list[tuple[int, int]]:
    """The labels off the diagonal of the confident joint, the most confidently disputed first.

    A label is disputed where the score of the other value reaches the mean score of those that bear it, and, where both
    do, is the higher one. A weak model has low means, so the score must reach a bound, too. A frame that every sentence
    bears, or none, has no joint.

    Args:
        labels: *shape* (sentences, frames), 0 or 1.
        scores: the same shape, probabilities.
        sure: the bound; 0 gives the whole confident joint.

    Returns:
        sentence and frame of each.
    """
    found = []
    for frame in range(labels.shape[1]):
        bears, p = labels[:, frame] == 1, scores[:, frame]
        if bears.all() or not bears.any():
            continue
        yes, no = p >= p[bears].mean(), 1 - p >= (1 - p[~bears]).mean()
        says_yes, says_no = yes & (~no | (p > 0.5)), no & (~yes | (p < 0.5))
        backed = np.where(bears, p, 1 - p)  # what the scores leave to the label
        for row in np.flatnonzero(np.where(bears, says_no, says_yes) & (1 - backed >= sure)):
            found.append((float(backed[row]), int(row), frame))
    return [(row, frame) for _, row, frame in sorted(found)]


def read_scores(path: Path, frames: int) -> dict[str, Array]:
    """Scores by the id of a statement, as `framecheck model scores` writes them: `{"id": ..., "scores": [[...], ...]}`.

    Returns:
        arrays of *shape* (sentences, frames).

    Raises:
        CorpusError: the file cannot be read, or a line is no such object (`file:line`).
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; scores are JSON Lines") from None
    found: dict[str, Array] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
            scores = np.array(row["scores"], dtype=float)
            name = row["id"]
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
            raise CorpusError(
                f'{path}:{number}: not {{"id": ..., "scores": [[...], ...]}}, as `framecheck model scores` writes it'
            ) from None
        if scores.ndim != 2 or scores.shape[1] != frames:
            raise CorpusError(f"{path}:{number}: {frames} scores a sentence are expected, one for each frame")
        if not ((scores >= 0) & (scores <= 1)).all():
            raise CorpusError(f"{path}:{number}: a score is a probability from 0 to 1")
        if not isinstance(name, str) or not name or name in found:
            raise CorpusError(f"{path}:{number}: each line needs an id of its own")
        found[name] = scores
    return found


def scores_of(
    statements: Sequence[LabelledStatement], known: Mapping[str, Array], source: Path
) -> tuple[Array, list[LabelledStatement]]:
    """The scores of all sentences, *shape* (sentences, frames), NaN where there are none; and the statements without.

    Raises:
        CorpusError: a statement has another number of sentences than its scores, or none has scores.
    """
    width = next((scores.shape[1] for scores in known.values()), 0)
    found, without = [], []
    for statement in statements:
        scores = known.get(statement.id)
        if scores is None:
            without.append(statement)
            scores = np.full((len(statement.sentences), width), np.nan)
        elif len(scores) != len(statement.sentences):
            raise CorpusError(
                f"{source}: '{statement.id}' has {len(scores)} scored sentences, "
                f"but {len(statement.sentences)} at {statement.source}:{statement.line}; score the corpus again"
            )
        found.append(scores)
    if len(without) == len(statements):
        raise CorpusError(f"{source}: it scores no statement of the corpus (by id)")
    return np.concatenate(found), without


def cross_fit(texts: Sequence[str], labels: Array, groups: Sequence[str], seed: int = 0) -> Array:
    """Out-of-fold scores from logistic regression on words and pairs of words, in five folds by group.

    Returns:
        *shape* (sentences, frames).

    Raises:
        MissingExtra: scikit-learn is not installed.
        CorpusError: there are fewer than two groups.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import GroupKFold
    except ImportError:
        raise MissingExtra("--dispute", "train") from None
    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        raise CorpusError("--dispute needs two groups at least, to score each by what the others teach")
    scores = np.zeros(labels.shape)
    for learnt, judged in GroupKFold(folds, shuffle=True, random_state=seed).split(texts, groups=groups):
        vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b|\S")
        known, unknown = (
            vectors.fit_transform([texts[i] for i in learnt]),
            vectors.transform([texts[i] for i in judged]),
        )
        for frame in range(labels.shape[1]):
            target = labels[learnt, frame]
            if target.min() == target.max():
                scores[judged, frame] = target[0]
                continue
            model = LogisticRegression(C=10.0, solver="liblinear", random_state=seed).fit(known, target)
            scores[judged, frame] = model.predict_proba(unknown)[:, 1]
    return scores
