"""`framecheck check`: gates, baselines and exit codes, against the model that ships."""

import gc
import hashlib
import json
import shutil
import sys
import tomllib

import numpy as np
import pytest
from conftest import FIXTURES

from framecheck.cli import main
from framecheck.errors import UsageError
from framecheck.evaluation import gates
from framecheck.evaluation.baseline import _differences
from framecheck.model.folder import DEFAULT, open_folder, write_folder
from framecheck.schema import Interval
from framecheck.settings import load

CASES = sorted((FIXTURES / "corpora").glob("*/*.jsonl"))
CLEAR = FIXTURES / "corpora" / "pass" / "clear.jsonl"


@pytest.fixture
def call(capfdbinary, monkeypatch):
    """Run the command in this process: exit code, standard output, standard error."""

    threshold = gc.get_threshold()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["framecheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        gc.set_threshold(*threshold)  # what suits a command of a second does not suit a test run
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        assert b"defect" not in err
        return left.value.code or 0, out.decode(), err.decode()

    return run


@pytest.fixture(scope="module")
def worse(tmp_path_factory):
    """The model that ships, with a threshold for oversight that next to nothing passes."""
    folder = tmp_path_factory.mktemp("worse")
    for name in ("model.onnx", "tokenizer.json"):
        shutil.copy(DEFAULT / name, folder)
    config = open_folder(DEFAULT).config
    strict = tuple(
        c.model_copy(update={"threshold": 0.999}) if f.name == "oversight" else c
        for f, c in zip(config.codebook.frames, config.calibration, strict=True)
    )
    card = (DEFAULT / "card.md").read_text()
    write_folder(folder, config.model_copy(update={"calibration": strict}), DEFAULT / "tokenizer.json", card)
    return folder


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path, call, monkeypatch):
    """A file in pass/ leaves with 0, one in fail/ as its .toml says, or with 1 because a sentence differs."""
    monkeypatch.chdir(FIXTURES / "corpora")
    sidecar = path.with_suffix(".toml")
    case = tomllib.loads(sidecar.read_text()) if sidecar.exists() else {}
    arguments = case.get("arguments", ["--fail-on", "finding"])
    code, out, err = call("check", path, *arguments)
    assert code == case.get("exit", 0 if path.parent.name == "pass" else 1), err
    assert case.get("says", "") in err
    assert (code == 0) == (path.parent.name == "pass")
    assert out or code == 2


def test_json_is_a_contract(call):
    code, out, err = call("check", CLEAR, "-f", "json", "--min", "macro_f1=0.5", "--max", "recall.oversight=0.1")
    data = json.loads(out)
    assert code == 1
    assert err == "framecheck: gate missed: recall.oversight is 1, max 0.1\n"
    assert set(data) >= {"receipt", "metrics", "gates", "findings", "problems"}
    assert set(data["metrics"]) >= {"macro_f1", "micro_f1", "exact_match", "alpha", "ece", "frames"}
    assert set(data["metrics"]["frames"]["oversight"]) >= {"precision", "recall", "f1", "alpha"}
    assert set(data["metrics"]["macro_f1"]) == {"value", "low", "high"}
    assert [(g["metric"], g["bound"], g["held"]) for g in data["gates"]] == [
        ("macro_f1", 0.5, True),
        ("recall.oversight", 0.1, False),
    ]
    assert data["receipt"]["settings"]["samples"] == 2000
    assert data["receipt"]["settings"]["files"] == {str(CLEAR): hashlib.sha256(CLEAR.read_bytes()).hexdigest()}


def test_without_a_gate_it_says_so(call):
    code, _, err = call("check", CLEAR)
    assert code == 0
    assert "no gate is set" in err


def test_findings_have_all_and_the_most_confident_first(call):
    _, out, _ = call("check", FIXTURES / "corpora" / "fail" / "labels-wrong.jsonl", "-f", "json")
    findings = json.loads(out)["findings"]
    assert len(findings) == 7
    assert [f["confidence"] for f in findings] == sorted((f["confidence"] for f in findings), reverse=True)
    for f in findings:
        assert f["gold"] != f["predicted"]
        for name, spans in f["evidence"].items():
            assert name in f["predicted"]
            assert all(f["text"][a - f["start"] : b - f["start"]].strip() for a, b, _ in spans)


def test_one_bad_line_among_a_thousand_is_2_and_the_rest_is_looked_at(call, tmp_path):
    row = '{"text": "Thanks.", "frames": []}\n'
    path = tmp_path / "thousand.jsonl"
    path.write_text(row * 616 + '{"text": "Cut off\n' + row * 383)
    code, out, err = call("check", path, "-f", "json", "--min", "exact_match=0.1", "--fail-on", "never")
    data = json.loads(out)
    assert code == 2
    assert data["metrics"]["sentences"] == 999
    assert [p["source"] for p in data["problems"]] == [f"{path}:617"]
    assert f"{path}:617: not JSON" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere/*.jsonl"], "nowhere/*.jsonl: matches no file"),
        (["missing.jsonl"], "missing.jsonl: no such file"),
        (["empty"], "empty: no corpus file below it"),
        ([], "no corpus is given"),
        (["a.jsonl", "--min", "macro_f1"], "METRIC=NUMBER is expected"),
        (["a.jsonl", "--min", "macro_f1=85"], "a bound from 0 to 1"),
        (["a.jsonl", "--max", "ece=nan"], "a bound from 0 to 1"),
        (["a.jsonl", "--min", "recall.overside=0.5"], "did you mean recall.oversight?"),
        (["a.jsonl", "--min", "sets_right=0.5"], "the gate would judge nothing"),
        (["a.jsonl", "--baseline", "none.json"], "no such baseline"),
        (["a.jsonl", "--baseline", "a.jsonl"], "not what --write-baseline writes"),
        (["a.jsonl", "--max-drop", "0.1"], "needs a baseline"),
        (["a.jsonl", "-o", "report.docx"], "no format known by that ending"),
        (["a.jsonl", "-o", "none/report.xml"], "cannot be written"),
        (["a.jsonl", "--model", "nowhere"], "no model folder"),
    ],
)
def test_what_makes_no_sense_is_2(arguments, says, call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    shutil.copy(CLEAR, "a.jsonl")
    code, _, err = call("check", *arguments, "--fail-on", "never")
    assert code == 2
    assert says in err


def test_a_missing_file_beside_a_good_one_is_2(call, tmp_path):
    code, out, err = call("check", CLEAR, tmp_path / "missing.jsonl", "--min", "macro_f1=0.5")
    assert code == 2
    assert out
    assert "no such file" in err


def test_globs_folders_and_the_same_file_twice(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one" / "deep").mkdir(parents=True)
    shutil.copy(CLEAR, "one/a.jsonl")
    shutil.copy(CLEAR, "one/deep/b.jsonl")
    for given, count in ((["one/*.jsonl"], 7), (["one/**/*.jsonl"], 14), (["one"], 14), (["one", "one/a.jsonl"], 14)):
        _, out, _ = call("check", *given, "-f", "json")
        assert json.loads(out)["metrics"]["sentences"] == count


def test_settings_are_found_and_flags_go_before_them(call, tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    shutil.copy(CLEAR, tmp_path / "c.jsonl")
    (tmp_path / "sub" / "pyproject.toml").write_text('[project]\nname = "other"\n')
    (tmp_path / "pyproject.toml").write_text(
        '[tool.framecheck.check]\ncorpus = ["c.jsonl"]\nmin.macro_f1 = 0.5\nmax.recall.oversight = 0.2\n'
    )
    monkeypatch.chdir(tmp_path / "sub")
    code, _, err = call("check")
    assert code == 1
    assert "recall.oversight is 1, max 0.2" in err
    assert call("check", "--max", "recall.oversight=1")[0] == 0
    assert load().check.corpus == (tmp_path / "c.jsonl",)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[tool.framecheck.check]\nmins = {}", "tool.framecheck.check.mins: no such setting"),
        ("[tool.framecheck.chek]", "tool.framecheck.chek: no such setting"),
        ('[tool.framecheck.check]\nmin = {macro_f1 = "high"}', "tool.framecheck.check.min.macro_f1"),
        ('[tool.framecheck.check]\ngate = "upper"', "tool.framecheck.check.gate"),
        ("[tool.framecheck.check", "not a TOML file"),
    ],
)
def test_settings_that_make_no_sense_are_refused(table, says, tmp_path):
    (tmp_path / "pyproject.toml").write_text(table)
    with pytest.raises(UsageError) as error:
        load(tmp_path)
    assert says in str(error.value)


def test_gates_judge_the_unfavourable_end():
    figures = {"a": Interval(value=0.5, low=0.4, high=0.6)}
    for side, bound, point, lower in (("min", 0.45, True, False), ("max", 0.55, True, False), ("min", 0.4, True, True)):
        for judged, held in (("point", point), ("lower", lower)):
            (gate,) = gates.hold(figures, {side: {"a": bound}}, judged)
            assert gate.held is held


def test_a_baseline_of_itself_holds_and_a_worse_model_does_not(call, tmp_path, worse):
    corpus, baseline = FIXTURES / "corpus" / "outside-dev.jsonl", tmp_path / "baseline.json"
    part = tmp_path / "part.jsonl"
    part.write_text("".join(corpus.read_text().splitlines(keepends=True)[:25]))
    code, _, err = call("check", part, "--write-baseline", baseline)
    assert code == 0
    assert "baseline written" in err
    code, out, err = call("check", part, "--baseline", baseline, "--max-drop", 0, "-f", "json")
    same = json.loads(out)
    assert code == 0, err
    assert not same["baseline"]["flips"]
    assert [d["p"] for d in same["baseline"]["differences"]] == [1.0] * 6
    assert "no gate" not in err

    code, out, err = call("check", part, "--baseline", baseline, "--max-drop", 0.02, "--model", worse, "-f", "json")
    data = json.loads(out)
    assert code == 1
    assert "written with another model" in err
    assert {g["metric"] for g in data["gates"] if not g["held"]} == {"baseline.p", "baseline.drop"}
    macro = data["baseline"]["differences"][0]
    assert macro["p"] < 0.01
    assert macro["effect"]["high"] < 0
    ways = [flip["way"] for flip in data["baseline"]["flips"]]
    assert {"broken", "mended"} <= set(ways)
    assert all("oversight" in {*f["before"]} ^ {*f["after"]} for f in data["baseline"]["flips"])
    code, out, _ = call("check", part, "--baseline", baseline, "--model", worse)
    assert f"{len(ways)} sentences flipped" in out
    assert "p of a drop" in out


def test_labels_made_worse_are_a_drop_too(call, tmp_path):
    rows = [json.loads(line) for line in CLEAR.read_text().splitlines()]
    good = [{**row, "id": f"{row['id']}-{i}", "group": str(i)} for i in range(5) for row in rows]
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in good))
    call("check", corpus, "--write-baseline", tmp_path / "b.json")
    for row in good[::2]:
        row["sentences"][0]["frames"] = ["oversight", "public-safety"]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in good))
    code, _, err = call("check", corpus, "--baseline", tmp_path / "b.json")
    assert code == 1
    assert "baseline.p" in err


def test_locked_sentences_never_flip_nor_vanish(call, tmp_path, worse):
    rows = [json.loads(line) for line in CLEAR.read_text().splitlines()]
    rows[2]["sentences"][0]["locked"] = True  # oversight
    corpus, baseline = tmp_path / "c.jsonl", tmp_path / "b.json"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    _, _, err = call("check", corpus, "--write-baseline", baseline)
    assert "1 locked sentences, and no baseline" in err
    assert call("check", corpus, "--baseline", baseline)[0] == 0
    code, out, err = call("check", corpus, "--baseline", baseline, "--model", worse, "-f", "github")
    assert code == 1
    assert "baseline.locked is 1, max 0" in err
    assert "::error file=" in out
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows if row is not rows[2]))
    code, out, err = call("check", corpus, "--baseline", baseline)
    assert code == 1
    assert "1 of its statements are no longer in the corpus" in err
    assert "locked, gone" in out


def test_the_first_baseline_can_be_written_where_the_settings_want_it(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(CLEAR, "c.jsonl")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.framecheck.check]\ncorpus = ["c.jsonl"]\nbaseline = "b.json"\nmax-drop = 0.02\n'
    )
    assert call("check")[0] == 2
    assert call("check", "--write-baseline", "b.json")[0] == 0
    assert call("check")[0] == 0


def test_a_baseline_remembers_any_text(call, tmp_path):
    (tmp_path / "c.jsonl").write_text('{"text": "Robbed \\ud800 \\u202e \\u0000 again.", "frames": []}\n' * 2)
    call("check", tmp_path / "c.jsonl", "--write-baseline", tmp_path / "b.json")
    code, out, err = call("check", tmp_path / "c.jsonl", "--baseline", tmp_path / "b.json", "-f", "json")
    assert code == 0, err
    assert json.loads(out)["baseline"]["shared"] == 2


def test_no_baseline_is_written_of_a_part(call, tmp_path):
    code, _, err = call("check", CLEAR, tmp_path / "missing.jsonl", "--write-baseline", tmp_path / "b.json")
    assert code == 2
    assert "not written" in err
    assert not (tmp_path / "b.json").exists()


def test_the_permutation_test_equals_its_enumeration_and_keeps_its_level():
    # Seven statements have 128 ways to swap: all of them, one by one, give the exact p.
    rng = np.random.default_rng(3)
    then = np.array(
        [
            [2, 0, 0, 2, 2],
            [1, 0, 1, 1, 2],
            [1, 1, 0, 1, 2],
            [2, 0, 0, 2, 2],
            [1, 0, 0, 2, 2],
            [1, 0, 1, 1, 2],
            [1, 0, 0, 2, 2],
        ],
        float,
    )
    now = np.array([[1, 0, 1, 1, 2], [1, 0, 1, 1, 2], [1, 1, 0, 1, 2], [1, 0, 1, 1, 2], [0, 1, 1, 1, 2], [1, 0, 1, 1, 2], [1, 0, 0, 2, 2]], float)  # fmt: skip

    def f1(table):
        tp, fp, fn = table.sum(0)[:3]
        return 2 * tp / (2 * tp + fp + fn)

    seen = f1(now) - f1(then)
    ways = [np.array([(n >> i) & 1 for i in range(7)], bool)[:, None] for n in range(128)]
    exact = np.mean([f1(np.where(w, then, now)) - f1(np.where(w, now, then)) <= seen + 1e-12 for w in ways])
    found = _differences(then, now, ("a",), 20_000, 0)[0]
    assert found.p == pytest.approx(exact, abs=0.01)
    assert found.effect.value == pytest.approx(seen, abs=1e-12)
    # Without a true difference a p below 0.05 comes in one case of twenty.
    low = 0
    for seed in range(200):
        hits = rng.binomial(3, 0.7, size=(2, 40)).astype(float)
        a, b = (np.stack([h, np.zeros(40), 3 - h, h, np.full(40, 3.0)], axis=1) for h in hits)
        low += _differences(a, b, ("a",), 200, seed)[0].p < 0.05
    assert low <= 20
