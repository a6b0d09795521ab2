"""Heavy imports stay behind a door, and what is written is whole."""

import subprocess
import sys

import pytest

from framecheck.errors import InputError
from framecheck.files import write_whole

HEAVY = ("torch", "transformers", "onnx", "sklearn", "pandas", "ray", "openai")


def loaded_after(code):
    names = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    return set(names)


def test_help_loads_no_model_and_no_numpy():
    code = "import sys; sys.argv=['framecheck','--help']\nfrom framecheck.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert not loaded_after(code) & {*HEAVY, "onnxruntime", "numpy", "tokenizers", "pydantic"}


def test_analysis_loads_no_torch():
    assert not loaded_after("from framecheck import Analyzer; Analyzer().analyze('Nobody was asked.')") & set(HEAVY)


def test_a_report_loads_no_model():
    code = (
        "from framecheck.report.terminal import terminal_report; from framecheck.report.markdown import markdown_report"
    )
    assert not loaded_after(code) & {*HEAVY, "onnxruntime", "tokenizers"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    write_whole(tmp_path / "a.txt", "x")
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path / "none" / "a.txt", "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path / "folder", "x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "folder"]
