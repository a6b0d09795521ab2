"""What docs/corpus.md shows is what the commands print."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT

from framecheck.corpus.lint import RULES

DOC = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^    \$ framecheck (.+)\n((?:    .*\n|\n(?=    ))*)", DOC, re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("docs")
    for name, content in re.findall(r"^```jsonl (\S+)\n(.*?)^```", DOC, re.M | re.S):
        (path / name).write_text(content)
    return path


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_is_what_the_command_prints(command, shown, folder):
    done = subprocess.run(
        [sys.executable, "-m", "framecheck", *command.split()], capture_output=True, cwd=folder, check=False
    )
    assert [line.removeprefix("    ") for line in shown.splitlines()] == done.stdout.decode().splitlines()
    assert done.returncode == (2 if " lint " in f" {command} " else 0)


def test_there_are_examples():
    assert len(EXAMPLES) == 4


def test_every_rule_is_described():
    assert re.findall(r"^\| `([a-z-]+)` \|", DOC.split("| rule |")[1].split("\n\n")[0], re.M) == list(RULES)
