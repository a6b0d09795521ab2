"""Krippendorff's alpha of binary labels: agreement between coders, less what chance gives (Krippendorff 2011).

Alpha is one minus the observed over the expected disagreement, here for nominal data of two values. It is a ratio of
sums over units, so the sums can be taken once and reweighted: that is what makes a bootstrap of it cheap.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def alpha(values: Array) -> float:
    """Krippendorff's alpha.

    Args:
        values: *shape* (coders, units), 0 or 1, NaN where a coder did not judge.

    Returns:
        1 for perfect agreement, 0 for that of chance, below 0 for worse; NaN where it is not defined, because nothing
        was judged twice or every judgement is the same.
    """
    return float(alpha_of(parts(values).sum(0)))


def parts(values: Array) -> Array:
    """What each unit adds to alpha; units that fewer than two coders judged add nothing.

    Args:
        values: *shape* (coders, units), as for `alpha`.

    Returns:
        *shape* (units, 3): disagreeing pairs over the number of judgements less one, ones, zeros. Sum them over
        units, each as often as a sample drew it, and give the sums to `alpha_of`.
    """
    ones, zeros = (values == 1).sum(0).astype(float), (values == 0).sum(0).astype(float)
    judged = ones + zeros
    paired = judged > 1
    disagreeing = np.divide(2 * ones * zeros, judged - 1, out=np.zeros(len(judged)), where=paired)
    return np.stack([disagreeing, ones * paired, zeros * paired], axis=1)


def alpha_of(sums: Array) -> Array:
    """Alpha from sums of `parts`, *shape* (..., 3) to (...); NaN where it is not defined."""
    disagreeing, ones, zeros = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    expected = 2 * ones * zeros
    ratio = np.divide(
        disagreeing * (ones + zeros - 1), expected, out=np.full(expected.shape, np.nan), where=expected > 0
    )
    return np.asarray(1 - ratio)
