"""What the README says is so."""

import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tree_is_that_of_the_disk():
    tree = README.split("## The tree")[1]
    named = {m[1].rstrip("/") for m in re.finditer(r"^      ([\w.]+/?) ", tree, re.M)}
    there = {p.name for p in (ROOT / "framecheck").iterdir() if p.name not in {"__pycache__", "py.typed", "prompts"}}
    assert named == there - {"__init__.py", "__main__.py"}
    for folder in re.findall(r"^    (\w+)/", tree, re.M):
        assert (ROOT / folder).is_dir()


SCREENS = re.findall(r"^    \$ (framecheck .+)\n((?:    .*\n|\n)+)", README, re.M)


@pytest.mark.parametrize(("line", "shown"), SCREENS)
def test_a_screen_is_what_the_command_prints(line, shown):
    command = [sys.executable, "-m", *line.split()]
    out = subprocess.run(command, capture_output=True, cwd=ROOT, check=True).stdout.decode()
    assert [row.removeprefix("    ") for row in shown.rstrip("\n").splitlines()] == out.splitlines()


@pytest.mark.parametrize(
    "line", re.findall(r"^    (framecheck .+?)  ", README.split("## Use")[1].split("From Python")[0], re.M)
)
def test_every_use_runs(line, tmp_path):
    if " train " in line:
        pytest.importorskip("torch")
        pytest.skip("tests/test_training.py runs it") if not os.environ.get("FRAMECHECK_FULL") else None
    (tmp_path / "quote.txt").write_text("Nobody elected was told. The contract broke the rules on tenders.")
    (tmp_path / "quote.md").write_text("# Deal\n\nNobody elected was told.")
    row = '{"group": "g%d", "text": "Nobody elected was told about case %d.", "frames": ["oversight"]}\n'
    (tmp_path / "corpus.jsonl").write_text("".join(row % (i, i) for i in range(3)))
    (tmp_path / "corpus").mkdir()
    for name in ("train", "dev"):
        (tmp_path / "corpus" / f"{name}.jsonl").write_text(
            "".join(row.replace("g%d", name + "%d") % (i, i) for i in range(3))
        )
    shell = f"{sys.executable} -m {line.replace('corpus/ -o model/', 'corpus/ -o model/ --epochs 1')}"
    done = subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_python_example_runs():
    code = re.search(r"    (from framecheck import Analyzer.*?)\n\n    (.*?)\n\n", README, re.S)
    lines = (code[1] + "\n" + code[2]).replace("\n    ", "\n")
    subprocess.run([sys.executable, "-c", lines], check=True)
