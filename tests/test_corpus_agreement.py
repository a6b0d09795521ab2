"""Krippendorff's alpha and its intervals, against the reference package and a plain bootstrap."""

import json
import subprocess
import sys

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framecheck.corpus.agreement import agreement, interval, units_of_corpus, units_of_files
from framecheck.corpus.statements import LabelledStatement, read
from framecheck.errors import CorpusError
from framecheck.evaluation.agreement import alpha
from framecheck.report import Style
from framecheck.report.corpus import agreement_markdown, agreement_text

NAMES = ("public-safety", "oversight")


def reference(values):
    try:
        with np.errstate(all="ignore"):  # it divides by zero where alpha is not defined
            return krippendorff.alpha(values, level_of_measurement="nominal")
    except ValueError:
        return np.nan  # every judgement has one value


@st.composite
def labellings(draw):
    raters, sentences = draw(st.integers(2, 4)), draw(st.integers(2, 30))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = (rng.random((raters, sentences)) < draw(st.floats(0.1, 0.9))).astype(float)
    values[rng.random(values.shape) < draw(st.sampled_from([0, 0.2, 0.5]))] = np.nan
    return values, np.sort(rng.integers(0, max(1, sentences // 2), sentences))


def paired(values):
    return (~np.isnan(values)).sum(0) > 1


@settings(max_examples=200, deadline=None)
@given(labellings())
def test_alpha_is_that_of_the_reference_package(data):
    values = data[0]
    if not paired(values).any():
        assert np.isnan(alpha(values))
        return
    assert alpha(values) == pytest.approx(reference(values), abs=1e-9, nan_ok=True)


@settings(max_examples=15, deadline=None)
@given(labellings(), st.integers(0, 5))
def test_intervals_are_those_of_a_plain_bootstrap(data, seed):
    values, statements = data
    samples = 100
    result = interval(values, statements, samples, seed)
    if not paired(values).any() or np.isnan(point := reference(values)):
        assert result.alpha is None
        return
    kept = [np.flatnonzero((statements == s) & paired(values)) for s in np.unique(statements[paired(values)])]
    draws = np.random.default_rng(seed).integers(0, len(kept), size=(samples, len(kept)))
    alphas = [reference(values[:, np.concatenate([kept[i] for i in draw])]) for draw in draws]
    defined = [a for a in alphas if not np.isnan(a)]
    low, high = np.percentile(defined, [2.5, 97.5]) if defined else (point, point)
    assert result.alpha.value == pytest.approx(point, abs=1e-9)
    assert (result.alpha.low, result.alpha.high) == pytest.approx((low, high), abs=1e-9)
    assert result.undefined == samples - len(defined)


def corpus(*labels, key=None):
    rows = []
    for number, frames in enumerate(labels):
        sentence = {"text": f"Sentence {number}.", "frames": [] if key else frames}
        rows.append({"id": f"s{number}", "sentences": [sentence | ({key: frames} if key else {})]})
    return [LabelledStatement.model_validate(row) for row in rows]


A = corpus(["public-safety"], [], ["oversight"], ["public-safety"])
B = corpus(["public-safety"], [], [], ["public-safety", "oversight"])


def test_pairs_disputes_and_methods():
    units = units_of_files({"ann": A, "ben": B, "cem": A[:2]})
    found = agreement(units, NAMES, model=[u.labels["ben"] for u in units], samples=100)
    assert [pair.raters for pair in found.pairs] == [("ann", "ben"), ("ann", "cem"), ("ben", "cem")]
    assert [pair.sentences for pair in found.pairs] == [4, 2, 2]
    assert [(d.id, d.labels) for d in found.disputes] == [
        ("s2", {"ann": ("oversight",), "ben": ()}),
        ("s3", {"ann": ("public-safety",), "ben": ("public-safety", "oversight")}),
    ]
    assert found.together.differ == 2
    assert [pair.raters for pair in found.model] == [("ann", "model"), ("ben", "model"), ("cem", "model")]
    assert found.model[1].frames["oversight"].alpha.value == 1.0
    assert found.pairs[1].frames["oversight"].alpha is None
    assert "Of 3 annotators at least two labelled each of 4 sentences in 4 statements" in found.methods
    assert "gave the same set of frames to 2 of the 4 sentences (50.0 %); 2 await" in found.methods
    text = agreement_text(found, Style())
    assert "2 sentences to adjudicate:" in text
    assert "not defined" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert agreement_markdown(found, Style()).startswith("| annotators | sentences |")


def test_labels_of_several_annotators_in_one_corpus():
    one = corpus({"ann": ["oversight"], "ben": []}, {"ann": [], "ben": []}, {"ann": ["oversight"]}, key="annotations")
    found = agreement(units_of_corpus(one), NAMES, samples=100)
    assert found.together.raters == ("ann", "ben")
    assert (found.together.sentences, found.together.differ) == (2, 1)
    with pytest.raises(CorpusError, match="annotations are an object"):
        units_of_corpus(corpus(["ann"], key="annotations"))
    with pytest.raises(CorpusError, match="no sentence has labels of two"):
        units_of_corpus(A)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a": A, "b": [s.model_copy(update={"id": "x" + s.id}) for s in B]}, "no statement is in two"),
        ({"a": A, "b": [s.model_copy(update={"id": ""}) for s in B]}, "needs an id"),
        ({"a": [*A, *A], "b": B}, "a labels the id 's0' on line"),
        ({"a": A, "b": [B[1].model_copy(update={"id": "s0"})]}, "the sentences of 's0' are not those"),
    ],
)
def test_files_that_do_not_match_are_refused(files, says):
    with pytest.raises(CorpusError, match=says):
        units_of_files(files)


def test_unknown_frames_and_a_model_that_is_called_like_an_annotator_are_refused():
    units = units_of_files({"model": A, "ben": B})
    with pytest.raises(CorpusError, match="an annotator is called 'model'"):
        agreement(units, NAMES, model=[() for _ in units])
    with pytest.raises(CorpusError, match="unknown frame 'public-safety'"):
        agreement(units, ("oversight",))


def test_the_command_compares_files_and_the_model(tmp_path):
    for name, statements in (("ann", A), ("ben", B)):
        lines = (json.dumps(s.model_dump(mode="json")) for s in statements)
        (tmp_path / f"{name}.jsonl").write_text("".join(line + "\n" for line in lines))
    files = [tmp_path / "ann.jsonl", tmp_path / "ben.jsonl"]
    command = [sys.executable, "-m", "framecheck", "corpus", "agreement", "--samples", "100"]
    options = ["--with-model", "-f", "json", "--adjudicate", tmp_path / "disputes.jsonl"]
    done = subprocess.run([*command, *files, *options], capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert [pair["raters"] for pair in found["model"]] == [["ann", "model"], ["ben", "model"]]
    assert found["receipt"]["model_sha256"]
    assert len((tmp_path / "disputes.jsonl").read_text().splitlines()) == 2
    twice = subprocess.run([*command, files[0], files[0]], capture_output=True, check=False)
    assert (twice.returncode, twice.stdout) == (2, b"")
    assert read(files[0])[0].id == "s0"
