"""From logits to calibrated probabilities, and from those to labels.

Calibration is Platt scaling per frame (Platt 1999): the sigmoid of `slope * logit + offset`, fitted on dev.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def thresholds(calibrations: Sequence[Calibration]) -> Array:
    """The thresholds in order, *shape* (frames,)."""
    return np.array([c.threshold for c in calibrations])
