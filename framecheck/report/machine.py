"""JSON and JSON Lines: the keys are a contract and never depend on an option."""

from __future__ import annotations

import json
import re
from typing import Any

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.schema import Run

# Controls that JSON leaves as they are and a terminal obeys, direction marks, and lone surrogates.
_HIDDEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def json_report(run: Run, _: Codebook, __: Style) -> str:
    """One JSON object for the whole run."""
    return dump(run.model_dump(mode="json"), indent=2) + "\n"


def jsonl_report(run: Run, _: Codebook, __: Style) -> str:
    """One JSON object a statement, each with the receipt, and one a problem."""
    receipt = run.receipt.model_dump(mode="json")
    rows = [{"receipt": receipt, **statement.model_dump(mode="json")} for statement in run.statements]
    rows += [{"receipt": receipt, "problem": problem.model_dump(mode="json")} for problem in run.problems]
    return "".join(dump(row) + "\n" for row in rows)


def dump(value: Any, indent: int | None = None) -> str:
    """JSON in which nothing is left that a terminal obeys."""
    return _HIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))
