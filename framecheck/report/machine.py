"""JSON and JSON Lines: the keys are a contract and never depend on an option."""

from __future__ import annotations

import json
from typing import Any

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.schema import Run


def json_report(run: Run, _: Codebook, __: Style) -> str:
    """One JSON object for the whole run."""
    return _dump(run.model_dump(mode="json"), indent=2) + "\n"


def jsonl_report(run: Run, _: Codebook, __: Style) -> str:
    """One JSON object a statement, each with the receipt, and one a problem."""
    receipt = run.receipt.model_dump(mode="json")
    rows = [{"receipt": receipt, **statement.model_dump(mode="json")} for statement in run.statements]
    rows += [{"receipt": receipt, "problem": problem.model_dump(mode="json")} for problem in run.problems]
    return "".join(_dump(row) + "\n" for row in rows)


def _dump(value: Any, indent: int | None = None) -> str:
    # A lone surrogate cannot be written as UTF-8: such a text is escaped whole.
    text = json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text
