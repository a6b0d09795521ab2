import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, precision_score, recall_score

from framecheck.evaluation import metrics
from framecheck.evaluation.agreement import alpha
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


def plain(gold, predicted, scores):
    """Every figure of a sample, one at a time and without a shortcut."""
    found, f1s, alphas = {}, [], []
    for i, name in enumerate(NAMES):
        tp, fp, fn = (
            sum((g, p) == cell for g, p in zip(gold[:, i], predicted[:, i], strict=True))
            for cell in ((1, 1), (0, 1), (1, 0))
        )
        found[f"precision.{name}"] = tp / (tp + fp) if tp + fp else 0.0
        found[f"recall.{name}"] = tp / (tp + fn) if tp + fn else 0.0
        found[f"f1.{name}"] = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn else 0.0
        ones = 2 * tp + fp + fn
        zeros = 2 * len(gold) - ones
        # Krippendorff 2011, for two coders, two values and no gaps: one less observed over expected disagreement.
        found[f"alpha.{name}"] = 1 - (fp + fn) * (2 * len(gold) - 1) / (ones * zeros) if ones * zeros else 0.0
        found[f"ece.{name}"] = calibration_error(gold[:, i], scores[:, i])
        f1s.append(found[f"f1.{name}"])
        alphas.append(found[f"alpha.{name}"])
    exact = [bool((g == p).all()) for g, p in zip(gold, predicted, strict=True)]
    several = [e for e, g in zip(exact, gold, strict=True) if g.sum() > 1]
    tp, fp, fn = ((gold == g) & (predicted == p) for g, p in ((1, 1), (0, 1), (1, 0)))
    return found | {
        "macro_f1": np.mean(f1s),
        "micro_f1": 2 * tp.sum() / (2 * tp.sum() + fp.sum() + fn.sum()),
        "alpha": np.mean(alphas),
        "exact_match": np.mean(exact),
        "several_exact": np.mean(several) if several else 0.0,
    }


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_every_interval_equals_a_plain_bootstrap(seed):
    gold, predicted, scores, groups = made(seed, 40)
    gold[0] = 1.0
    count = groups.max() + 1
    draws = np.random.default_rng(0).integers(0, count, size=(200, count))
    rows = [np.concatenate([np.flatnonzero(groups == i) for i in draw]) for draw in draws]
    samples = [plain(gold[r], predicted[r], scores[r]) for r in rows]
    point = plain(gold, predicted, scores)
    found = {n: v for n, v in evaluate(NAMES, gold, predicted, scores, groups, samples=200).figures().items() if v}
    worst = max(NAMES, key=lambda name: point[f"ece.{name}"])
    assert set(found) == {*point, "ece"}
    for name, figure in found.items():
        name = f"ece.{worst}" if name == "ece" else name
        expected = [point[name], *np.percentile([sample[name] for sample in samples], [2.5, 97.5])]
        assert [figure.value, figure.low, figure.high] == pytest.approx(expected, abs=1e-9), name


def test_draws_in_pieces_are_the_same_draws(monkeypatch):
    gold, predicted, scores, groups = made(7)
    whole = evaluate(NAMES, gold, predicted, scores, groups, samples=300)
    monkeypatch.setattr(metrics, "CELLS", 12 * 7)
    assert evaluate(NAMES, gold, predicted, scores, groups, samples=300) == whole


@given(st.integers(0, 2**32 - 1), st.integers(2, 5), st.integers(1, 60), st.floats(0, 1), st.floats(0, 0.5))
@settings(max_examples=60, deadline=None)
def test_alpha_equals_that_of_the_package(seed, coders, units, share, gaps):
    rng = np.random.default_rng(seed)
    truth = rng.random(units) < share
    values = np.where(rng.random((coders, units)) < 0.8, truth, ~truth).astype(float)
    values[rng.random(values.shape) < gaps] = np.nan
    found = alpha(values)
    paired = values[:, (~np.isnan(values)).sum(0) > 1]
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        assert np.isnan(found)
        return
    expected = krippendorff.alpha(values, value_domain=[0.0, 1.0], level_of_measurement="nominal")
    assert found == pytest.approx(expected, abs=1e-9)


def test_the_alpha_of_a_check_is_that_of_model_and_labels():
    gold, predicted, scores, groups = made(11)
    found = evaluate(NAMES, gold, predicted, scores, groups, samples=100)
    expected = [
        krippendorff.alpha(np.stack([gold[:, i], predicted[:, i]]), level_of_measurement="nominal") for i in range(3)
    ]
    assert [found.frames[name].alpha.value for name in NAMES] == pytest.approx(expected, abs=1e-9)
    assert found.alpha.value == pytest.approx(np.mean(expected), abs=1e-9)


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
