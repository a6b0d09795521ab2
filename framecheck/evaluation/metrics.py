"""Metrics over multi-label sentences, with bootstrap intervals resampled by statement.

Throughout, `gold` and `predicted` are 0/1 and have the *shape* (sentences, frames), `scores` the same shape with
probabilities, and `groups` the *shape* (sentences,) with the number of each sentence's statement.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from framecheck.evaluation.agreement import alpha_of, parts
from framecheck.schema import FrameScores, Interval, Metrics

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.generic]

SAMPLES = 2000
BINS = 10
CELLS = 10_000_000  # of a matrix of draws that is held at once


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
    g, p = gold.astype(bool), predicted.astype(bool)
    exact = (g == p).all(1).astype(float)
    several = (g.sum(1) > 1).astype(float)
    # What a statement adds to each figure, side by side, so that one product resamples them all.
    columns = [
        np.stack([g & p, ~g & p, g & ~p], axis=1).reshape(len(g), -1),  # 3 x frames
        np.concatenate([parts(np.stack([gold[:, i], predicted[:, i]])) for i in range(len(names))], axis=1),
        np.stack([exact, np.ones(len(g)), exact * several, several], axis=1),
    ]
    table = _by_group(np.concatenate(columns, axis=1).astype(float), groups, count)
    rng = np.random.default_rng(seed)
    few = max(200, samples // 10)
    drawn, draws = _resample(table, rng, samples, few)
    whole = np.concatenate([table.sum(0, keepdims=True), drawn])  # the point stands first
    cells, agreed, shares = np.split(whole, [3 * len(names), 6 * len(names)], axis=1)
    cells = cells.reshape(len(whole), 3, -1).transpose(1, 0, 2)  # (3, 1 + samples, frames)
    # Alpha is not defined where a draw holds one value alone; as with F1, nothing found counts as nothing.
    alphas = np.nan_to_num(alpha_of(agreed.reshape(len(whole), -1, 3)))

    def figure(values: Array) -> Interval:
        return _interval(float(values[0]), values[1:])

    def of_frame(i: int) -> FrameScores:
        tp, fp, fn = cells[:, :, i]
        return FrameScores(
            precision=figure(_ratio(tp, tp + fp)),
            recall=figure(_ratio(tp, tp + fn)),
            f1=figure(f1(cells[:, :, i])),
            alpha=figure(alphas[:, i]),
            ece=errors[i],
            support=int(tp[0] + fn[0]),
        )

    errors = _calibration(gold, scores, groups, draws)
    return Metrics(
        macro_f1=figure(f1(cells).mean(1)),
        micro_f1=figure(f1(cells.sum(2))),
        exact_match=figure(_ratio(shares[:, 0], shares[:, 1])),
        alpha=figure(alphas.mean(1)),
        ece=max(errors, key=lambda interval: interval.value),
        several_exact=figure(_ratio(shares[:, 2], shares[:, 3])) if several.any() else None,
        sets_right=_sets(exact, sets, rng, samples) if sets else None,
        frames={name: of_frame(i) for i, name in enumerate(names)},
        statements=count,
        sentences=len(gold),
        sets=len(sets or []),
    )


def rate(hits: Array, among: Array, groups: npt.NDArray[np.int64], samples: int = SAMPLES, seed: int = 0) -> Interval:
    """A share with its interval, resampled by group.

    Args:
        hits: *shape* (units,), what counts; `among`, the same shape, is out of how much.
    """
    table = _by_group(np.stack([hits, among], axis=1), groups, int(groups.max()) + 1)
    drawn, _ = _resample(table, np.random.default_rng(seed), samples, 0)
    over, under = table.sum(0)
    return _interval(float(_ratio(over, under)), _ratio(drawn[:, 0], drawn[:, 1]))


def _resample(table: Array, rng: np.random.Generator, samples: int, keep: int) -> tuple[Array, npt.NDArray[np.int64]]:
    """Sums of a table, *shape* (groups, figures), over draws of its groups with replacement.

    Returns:
        the sums, *shape* (samples, figures), and the first `keep` draws, *shape* (keep, groups).
    """
    count = len(table)
    size = max(1, CELLS // count)
    sums, kept = [], []
    for first in range(0, samples, size):
        draws = rng.integers(0, count, size=(min(size, samples - first), count))
        weights = np.stack([np.bincount(draw, minlength=count) for draw in draws])
        sums.append(weights.astype(float) @ table)
        if first < keep:
            kept.append(draws[: keep - first])
    return np.concatenate(sums), np.concatenate(kept) if kept else np.empty((0, count), dtype=np.int64)


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
