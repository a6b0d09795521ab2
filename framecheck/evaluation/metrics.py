"""Metrics over multi-label sentences, with bootstrap intervals resampled by statement.

Throughout, `gold` and `predicted` are 0/1 and have the *shape* (sentences, frames), `scores` the same shape with
probabilities, and `groups` the *shape* (sentences,) with the number of each sentence's statement.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from framecheck.schema import FrameScores, Interval, Metrics

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.generic]

SAMPLES = 2000
BINS = 10


def counts(gold: Labels, predicted: Labels) -> Array:
    """True positives, false positives and false negatives per frame, *shape* (3, frames)."""
    g, p = gold.astype(bool), predicted.astype(bool)
    return np.array([(g & p).sum(0), (~g & p).sum(0), (g & ~p).sum(0)], dtype=float)


def f1(table: Array) -> Array:
    """F1 from a table of counts, *shape* (3, ...) to (...); 0 where a frame is neither there nor predicted."""
    tp, fp, fn = table
    return _ratio(2 * tp, 2 * tp + fp + fn)


def macro_f1(gold: Labels, predicted: Labels) -> float:
    """The mean of the frames' F1."""
    return float(f1(counts(gold, predicted)).mean())


def calibration_error(gold: Array, scores: Array, bins: int = BINS) -> float:
    """Expected calibration error of one frame over equal-mass bins (Nguyen and O'Connor 2015, section 4).

    It is never negative, so a bootstrap of it lies above the point: its interval errs on the side of caution.

    Args:
        gold: *shape* (sentences,), 0 or 1.
        scores: *shape* (sentences,).
    """
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    return float(sum(len(p) * abs(gold[p].mean() - scores[p].mean()) for p in parts) / len(order))


def evaluate(
    names: tuple[str, ...],
    gold: Array,
    predicted: Array,
    scores: Array,
    groups: npt.NDArray[np.int64],
    sets: list[list[int]] | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Metrics:
    """Every metric with its 95 % percentile interval from a bootstrap over statements.

    Args:
        sets: for each contrast set the sentences in it.
    """
    count = int(groups.max()) + 1
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, count, size=(samples, count))
    weights = np.stack([np.bincount(draw, minlength=count) for draw in draws]).astype(float)

    g, p = gold.astype(bool), predicted.astype(bool)
    cells = np.stack([g & p, ~g & p, g & ~p]).astype(float)  # (3, sentences, frames)
    table = _by_group(cells.transpose(1, 0, 2).reshape(len(gold), -1), groups, count)
    point = table.sum(0).reshape(3, -1)
    drawn = (weights @ table).reshape(samples, 3, -1).transpose(1, 0, 2)  # (3, samples, frames)

    exact = (g == p).all(1).astype(float)
    several = g.sum(1) > 1

    def share(of: Array, among: Array) -> Interval:
        over, under = (_by_group(x[:, None], groups, count)[:, 0] for x in (of * among, among))
        return _interval(float(_ratio(over.sum(), under.sum())), _ratio(weights @ over, weights @ under))

    def of_frame(i: int) -> FrameScores:
        (tp, fp, fn), (tps, fps, fns) = point[:, i], drawn[:, :, i]
        return FrameScores(
            precision=_interval(float(_ratio(tp, tp + fp)), _ratio(tps, tps + fps)),
            recall=_interval(float(_ratio(tp, tp + fn)), _ratio(tps, tps + fns)),
            f1=_interval(float(f1(point[:, i])), f1(drawn[:, :, i])),
            ece=errors[i],
            support=int(tp + fn),
        )

    errors = _calibration(gold, scores, groups, draws[: max(200, samples // 10)])
    frames = {name: of_frame(i) for i, name in enumerate(names)}
    return Metrics(
        macro_f1=_interval(float(f1(point).mean()), f1(drawn).mean(1)),
        micro_f1=_interval(float(f1(point.sum(1))), f1(drawn.sum(2))),
        exact_match=share(exact, np.ones(len(gold))),
        ece=max(errors, key=lambda interval: interval.value),
        several_exact=share(exact, several.astype(float)) if several.any() else None,
        sets_right=_sets(exact, sets, rng, samples) if sets else None,
        frames=frames,
        statements=count,
        sentences=len(gold),
        sets=len(sets or []),
    )


def _calibration(
    gold: Array, scores: Array, groups: npt.NDArray[np.int64], draws: npt.NDArray[np.int64]
) -> list[Interval]:
    order = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[order], np.arange(int(groups.max()) + 2))
    members = [order[a:b] for a, b in pairwise(bounds)]
    resampled: list[list[float]] = [[] for _ in range(gold.shape[1])]
    for draw in draws:
        rows = np.concatenate([members[i] for i in draw])
        for frame, errors in enumerate(resampled):
            errors.append(calibration_error(gold[rows, frame], scores[rows, frame]))
    return [
        _interval(calibration_error(gold[:, frame], scores[:, frame]), np.array(errors))
        for frame, errors in enumerate(resampled)
    ]


def _sets(exact: Array, sets: list[list[int]], rng: np.random.Generator, samples: int) -> Interval:
    """The share of contrast sets that are wholly right (Gardner et al. 2020, "contrast consistency")."""
    right = np.array([exact[members].all() for members in sets], dtype=float)
    drawn = right[rng.integers(0, len(right), size=(samples, len(right)))].mean(1)
    return _interval(float(right.mean()), drawn)


def _by_group(values: Array, groups: npt.NDArray[np.int64], count: int) -> Array:
    summed = np.zeros((count, values.shape[1]))
    np.add.at(summed, groups, values)
    return summed


def _interval(value: float, drawn: Array) -> Interval:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Interval(value=value, low=float(low), high=float(high))


def _ratio(over: Array | float, under: Array | float) -> Array:
    over, under = np.asarray(over, dtype=float), np.asarray(under, dtype=float)
    return np.divide(over, under, out=np.zeros(np.broadcast(over, under).shape), where=under > 0)
