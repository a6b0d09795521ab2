import numpy as np
import pytest

from framecheck.model.calibration import probabilities

pytest.importorskip("sklearn")
from framecheck.training.calibrate import fit_calibration


@pytest.mark.parametrize("scale", [0.2, 1.0, 5.0, 50.0])
def test_scores_become_the_chances_whatever_their_scale(scale):
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (20_000, 1))
    labels = (rng.random((20_000, 1)) < 1 / (1 + np.exp(-logits))).astype(float)
    (fitted,) = fit_calibration(logits * scale + 3, labels)
    assert fitted.slope == pytest.approx(1 / scale, rel=0.1)
    scores = probabilities(logits * scale + 3, [fitted])
    for low in (0.1, 0.4, 0.7):
        inside = (scores >= low) & (scores < low + 0.2)
        assert labels[inside].mean() == pytest.approx(scores[inside].mean(), abs=0.02)


def test_a_frame_that_was_not_learnt_gets_its_share():
    labels = np.array([[1.0]] * 20 + [[0.0]] * 60)
    (fitted,) = fit_calibration(-labels, labels)
    assert probabilities(np.array([[5.0]]), [fitted])[0, 0] == pytest.approx(0.25, abs=0.02)
