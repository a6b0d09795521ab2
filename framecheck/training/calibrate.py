"""Fitting the calibration and the thresholds of a model on dev."""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

from framecheck.model.calibration import Array, Calibration

CANDIDATES = np.arange(0.30, 0.601, 0.01)
NEAR = 0.002  # thresholds whose F1 is this near the best are as good


def fit_calibration(logits: Array, labels: Array) -> list[Calibration]:
    """Fit slope and offset per frame (Platt 1999, with his targets), then the threshold that is best for F1.

    The threshold is sought between 0.3 and 0.6, so that a score and its label never contradict each other by much,
    and is the middle of the longest run of thresholds that are as good as the best: steadier than the best itself.

    Args:
        logits: *shape* (sentences, frames), of the dev split.
        labels: the same shape, 0 or 1.
    """
    return [_fit_one(logits[:, i], labels[:, i]) for i in range(logits.shape[1])]


def _fit_one(logits: Array, labels: Array) -> Calibration:
    positive, count = labels.sum(), len(labels)
    high, low = (positive + 1) / (positive + 2), 1 / (count - positive + 2)
    targets = np.where(labels > 0, high, low)
    # A soft target is two sentences, one of each label, weighted.
    model = LogisticRegression(C=1e6, max_iter=1000).fit(
        np.concatenate([logits, logits])[:, None],
        np.repeat([1, 0], count),
        sample_weight=np.concatenate([targets, 1 - targets]),
    )
    slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    if slope <= 0:
        # Nothing was learnt of this frame: every score is its share on dev, and the card shows the slope of 0.
        slope, offset = 0.0, float(np.log(targets.mean() / (1 - targets.mean())))
    scores = 1 / (1 + np.exp(-(slope * logits + offset)))
    gains = np.array([_f1(labels > 0, scores >= c) for c in CANDIDATES])
    good = np.flatnonzero(gains >= gains.max() - NEAR)
    run = max(np.split(good, np.flatnonzero(np.diff(good) > 1) + 1), key=len)
    return Calibration(slope=slope, offset=offset, threshold=round(float(np.median(CANDIDATES[run])), 2))


def _f1(gold: np.ndarray, predicted: np.ndarray) -> float:
    both = float((gold & predicted).sum())
    return 2 * both / max(1.0, float(gold.sum() + predicted.sum()))
