"""What CIs run, run for real: the action's steps, the documented GitLab job, the hooks of pre-commit.

The quick run puts the command of this environment where the install step would put it; the full run installs.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import FIXTURES, ROOT

from framecheck.settings import Settings

FULL = bool(os.environ.get("FRAMECHECK_FULL"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
GUIDE = (ROOT / "docs" / "ci.md").read_text()
GOOD = FIXTURES / "corpora" / "pass" / "clear.jsonl"
BAD = FIXTURES / "corpora" / "fail" / "labels-wrong.jsonl"


def vendored(name):
    path = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    return json.loads(path.read_text())


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S)


def command(path):
    """The command of this environment, at a path of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m framecheck "$@"\n')
    path.chmod(0o755)


def environment(**more):
    return {**os.environ, "PYTHONPATH": str(ROOT), **{name: str(value) for name, value in more.items()}}


def act(tmp_path, corpus, arguments):
    """Run the action's steps as a runner does: the first failure skips the rest, but for `if: always()`."""
    work = tmp_path / "work"
    work.mkdir()
    for name in (GOOD, BAD):
        shutil.copy(name, work)
    if not FULL:
        command(tmp_path / "framecheck" / "bin" / "framecheck")
    inputs = {"corpus": corpus, "arguments": arguments, "python": sys.executable}
    assert set(inputs) == set(ACTION["inputs"])
    files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    log, failed = "", False
    for step in ACTION["runs"]["steps"]:
        if (failed and step.get("if") != "always()") or (step["name"].startswith("Install") and not FULL):
            continue
        given = {
            k: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: inputs[m[1]], v) for k, v in step.get("env", {}).items()
        }
        assert "${{" not in step["run"]  # what a user writes reaches a script as a variable alone
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work,
            env=environment(RUNNER_TEMP=tmp_path, GITHUB_ACTION_PATH=ROOT, **files, **given),
            capture_output=True,
            text=True,
            check=False,
        )
        log += done.stdout + done.stderr
        failed = failed or bool(done.returncode)
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    summary = files["GITHUB_STEP_SUMMARY"].read_text() if files["GITHUB_STEP_SUMMARY"].exists() else ""
    return failed, log, outputs, summary


def test_the_action_is_an_action_of_steps_that_run():
    jsonschema.validate(ACTION, vendored("github-actions"))
    assert ACTION["runs"]["using"] == "composite"
    assert all("run" in step and "uses" not in step for step in ACTION["runs"]["steps"])


def test_the_action_passes_and_reports(tmp_path):
    failed, log, outputs, summary = act(tmp_path, "clear.jsonl", "--min macro_f1=0.5\n--min\nrecall.oversight=0.5")
    assert not failed, log
    assert set(outputs) == set(ACTION["outputs"])
    assert all(Path(path).stat().st_size for path in outputs.values())
    assert [g["metric"] for g in json.loads(Path(outputs["json"]).read_text())["gates"]] == [
        "macro_f1",
        "recall.oversight",
    ]
    assert summary.startswith("## framecheck: 2 gates held")


def test_the_action_fails_with_annotations_and_a_summary(tmp_path):
    failed, log, outputs, summary = act(tmp_path, "labels-*.jsonl clear.jsonl", "--min macro_f1=0.99")
    assert failed
    assert "::error file=labels-wrong.jsonl,line=1,title=Gate missed::macro_f1 >= 0.99" in log
    assert "::warning file=labels-wrong.jsonl,line=" in log
    assert summary.startswith("## framecheck: 1 of 1 gates missed")
    assert json.loads(Path(outputs["sarif"]).read_text())["runs"][0]["results"][0]["ruleId"] == "gate"


def test_nothing_in_an_input_is_run_by_the_shell(tmp_path):
    failed, log, _, _ = act(tmp_path, "$(touch${IFS}pwned) `touch` ;touch", "--min macro_f1=0.5")
    assert failed
    assert not (tmp_path / "work" / "pwned").exists()
    assert "no such file" in log


def test_the_settings_of_the_guide_are_settings():
    import tomllib

    (text,) = blocks("toml")
    settings = Settings.model_validate(tomllib.loads(text)["tool"]["framecheck"])
    assert settings.check.min == {"macro_f1": 0.5, "recall.oversight": 0.5}
    assert settings.check.max_drop == 0.02


def test_the_github_job_of_the_guide_is_one():
    (text,) = [block for block in blocks("yaml") if "runs-on" in block]
    job = yaml.safe_load(text)
    jsonschema.validate({"on": "push", **job}, vendored("github-workflows"))
    given = job["jobs"]["framecheck"]["steps"][1]["with"]
    assert set(given) <= set(ACTION["inputs"])


@pytest.mark.parametrize(("corpus", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_gitlab_job_of_the_guide_runs(tmp_path, corpus, code):
    (text,) = [block for block in blocks("yaml") if "codequality" in block]
    job = yaml.safe_load(text)
    jsonschema.validate(job, vendored("gitlab-ci"))
    shutil.copy(corpus, tmp_path / "corpus.jsonl")
    script = job["framecheck"]["script"]
    if not FULL:
        command(tmp_path / ".framecheck" / "bin" / "framecheck")
        script = [line for line in script if "venv" not in line and "pip" not in line]
        assert len(script) == 1
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(script)],
        cwd=tmp_path,
        env=environment(FRAMECHECK=ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    reports = job["framecheck"]["artifacts"]["reports"]
    issues = json.loads((tmp_path / reports["codequality"]).read_text())
    jsonschema.validate(issues, json.loads((ROOT / "tests" / "schemas" / "gitlab-code-quality.json").read_text()))
    assert bool(issues) is (code == 1)
    assert (tmp_path / reports["junit"]).read_text().startswith("<?xml")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A git repository with what the hooks need of this tree as it stands on disk."""
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copytree(ROOT / "framecheck", folder / "framecheck", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder


def git(folder, *arguments, check=True, **environ):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=check,
        env=environment(**environ),
    )


def test_the_manifest_is_one(hooks):
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=hooks, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_lets_a_good_commit_through_and_stops_a_bad_one(hooks, tmp_path):
    (text,) = [block for block in blocks("yaml") if "hooks:" in block]
    config = yaml.safe_load(text)
    repository = config["repos"][0]
    repository |= {"repo": str(hooks), "rev": git(hooks, "rev-parse", "HEAD").stdout.strip()}
    repository["hooks"].append({"id": "framecheck-lint"})
    if not FULL:
        for hook in repository["hooks"]:
            hook["language"] = "system"  # the command of this environment, in place of an environment of its own
        command(tmp_path / "bin" / "framecheck")
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "-q")
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    environ = {"PRE_COMMIT_HOME": tmp_path / "home", "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=work, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr

    def commit(corpus, message):
        shutil.copy(corpus, work / "corpus.jsonl")
        git(work, "add", "-A")
        return git(work, "commit", "-m", message, check=False, **environ)

    first = commit(GOOD, "good")
    assert first.returncode == 0, first.stdout + first.stderr
    assert re.search(r"framecheck check\.+Passed", first.stderr + first.stdout)
    assert re.search(r"framecheck corpus lint\.+Passed", first.stderr + first.stdout)
    second = commit(BAD, "worse labels")
    assert second.returncode == 1
    assert "gate missed: macro_f1" in second.stderr + second.stdout
    (tmp_path / "broken.jsonl").write_text(GOOD.read_text() + "{\n")
    third = commit(tmp_path / "broken.jsonl", "a broken line")
    assert third.returncode == 1
    assert "corpus.jsonl:8: not JSON" in third.stderr + third.stdout
    assert git(work, "log", "--oneline").stdout.count("\n") == 1
