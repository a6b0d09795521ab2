import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, precision_score, recall_score

from framecheck.evaluation.metrics import calibration_error, evaluate

NAMES = ("a", "b", "c")


def made(seed, sentences=60, statements=12):
    rng = np.random.default_rng(seed)
    gold = (rng.random((sentences, 3)) < 0.3).astype(float)
    scores = np.clip(gold * 0.5 + rng.random((sentences, 3)) * 0.6, 0, 1)
    groups = np.sort(np.concatenate([np.arange(statements), rng.integers(0, statements, sentences - statements)]))
    return gold, (scores >= 0.5).astype(float), scores, groups


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_points_equal_scikit_learn(seed):
    gold, predicted, scores, groups = made(seed)
    metrics = evaluate(NAMES, gold, predicted, scores, groups, samples=100)
    assert metrics.macro_f1.value == pytest.approx(
        f1_score(gold, predicted, average="macro", zero_division=0), abs=1e-9
    )
    assert metrics.micro_f1.value == pytest.approx(
        f1_score(gold, predicted, average="micro", zero_division=0), abs=1e-9
    )
    assert metrics.exact_match.value == pytest.approx((gold == predicted).all(1).mean(), abs=1e-9)
    for i, name in enumerate(NAMES):
        for kind, reference in (("precision", precision_score), ("recall", recall_score), ("f1", f1_score)):
            expected = reference(gold[:, i], predicted[:, i], zero_division=0)
            assert getattr(metrics.frames[name], kind).value == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_intervals_equal_a_plain_bootstrap(seed):
    gold, predicted, scores, groups = made(seed)
    count = groups.max() + 1
    draws = np.random.default_rng(0).integers(0, count, size=(200, count))
    values = []
    for draw in draws:
        rows = np.concatenate([np.flatnonzero(groups == i) for i in draw])
        values.append(f1_score(gold[rows], predicted[rows], average="macro", zero_division=0))
    found = evaluate(NAMES, gold, predicted, scores, groups, samples=200).macro_f1
    assert [found.low, found.high] == pytest.approx(list(np.percentile(values, [2.5, 97.5])), abs=1e-9)


def test_calibration_error_of_a_calibrated_and_of_a_boastful_score():
    rng = np.random.default_rng(0)
    scores = rng.random(20_000)
    gold = (rng.random(20_000) < scores).astype(float)
    assert calibration_error(gold, scores) < 0.02
    assert calibration_error(gold, np.sqrt(scores)) > 0.1


def test_a_contrast_set_is_right_only_as_a_whole():
    gold = np.array([[1.0], [0.0], [1.0], [0.0]])
    predicted = np.array([[1.0], [0.0], [1.0], [1.0]])
    metrics = evaluate(("a",), gold, predicted, predicted, np.arange(4), sets=[[0, 1], [2, 3]], samples=100)
    assert metrics.sets_right.value == 0.5
