"""From logits to calibrated probabilities, and from those to labels.

Calibration is Platt scaling per frame (Platt 1999): the sigmoid of `slope * logit + offset`, fitted on dev.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from framecheck.schema import Frozen

Array = npt.NDArray[np.float64]


class Calibration(Frozen):
    """What turns the logit of one frame into a probability and a label; scores inside the band are uncertain."""

    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    band: tuple[float, float] = (0.3, 0.7)


def probabilities(logits: Array, calibrations: Sequence[Calibration]) -> Array:
    """Calibrated probabilities, *shape* (sentences, frames) to the same."""
    slope = np.array([c.slope for c in calibrations])
    offset = np.array([c.offset for c in calibrations])
    return np.asarray(1 / (1 + np.exp(-np.clip(logits * slope + offset, -60, 60))))


def thresholds(calibrations: Mapping[str, Calibration] | Sequence[Calibration]) -> Array:
    """The thresholds in order, *shape* (frames,)."""
    values = calibrations.values() if isinstance(calibrations, Mapping) else calibrations
    return np.array([c.threshold for c in values])


def fit_calibration(logits: Array, labels: Array) -> list[Calibration]:
    """Fit slope and offset per frame by Newton's method on the log loss, then the threshold that is best for F1.

    Platt's targets, (n+1)/(n+2) and 1/(m+2), keep the fit finite where the frames separate. The threshold is sought
    between 0.3 and 0.6, so that a score and its label never contradict each other by much.

    Args:
        logits: *shape* (sentences, frames), of the dev split.
        labels: the same shape, 0 or 1.
    """
    return [_fit_one(logits[:, i], labels[:, i]) for i in range(logits.shape[1])]


def _fit_one(logits: Array, labels: Array) -> Calibration:
    positive = labels.sum()
    negative = len(labels) - positive
    targets = np.where(labels > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    inputs = np.stack([logits, np.ones_like(logits)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(inputs @ weights, -60, 60)))
        gradient = inputs.T @ (p - targets)
        hessian = (inputs * (p * (1 - p))[:, None]).T @ inputs + 1e-6 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    scores = 1 / (1 + np.exp(-np.clip(inputs @ weights, -60, 60)))
    candidates = np.arange(0.30, 0.601, 0.01)
    gains = [_f1(labels > 0, scores >= c) for c in candidates]
    # The middle of the best run is steadier than its first point.
    best = candidates[np.flatnonzero(np.array(gains) >= max(gains) - 0.002)]
    return Calibration(slope=float(weights[0]), offset=float(weights[1]), threshold=round(float(np.median(best)), 2))


def _f1(gold: npt.NDArray[np.bool_], predicted: npt.NDArray[np.bool_]) -> float:
    both = float((gold & predicted).sum())
    return 2 * both / max(1.0, float(gold.sum() + predicted.sum()))
