"""GitLab code quality: a JSON array of issues in the part of the Code Climate form that GitLab reads."""

from __future__ import annotations

from collections import Counter
from typing import Any

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import differs, fingerprint, flipped, held, near, place
from framecheck.report.machine import dump
from framecheck.report.safe import one_line
from framecheck.schema import Evaluation


def gitlab_report(evaluation: Evaluation, _: Codebook, __: Style) -> str:
    """Gates that were missed, what was not read, flips and findings; each fingerprint stands once."""
    issues = [
        _issue("not-read", "blocker" if problem.fatal else "info", problem.reason, problem.source, 1)
        for problem in evaluation.problems
    ]
    issues += [
        _issue("gate", "critical", held(gate), place(evaluation), 1) for gate in evaluation.gates if not gate.held
    ]
    for flip in evaluation.baseline.flips if evaluation.baseline else ():
        severity = "critical" if flip.locked else "minor" if flip.way == "broken" else "info"
        issues.append(_issue("flipped", severity, flipped(flip), flip.source, flip.line))
    severity = "major" if evaluation.fail_on == "finding" else "minor"
    issues += [_issue("differs", severity, differs(f), f.source, f.line) for f in evaluation.findings]
    seen: Counter[str] = Counter()
    for issue in issues:
        mark = fingerprint(issue["check_name"], issue["location"]["path"], issue["description"])
        issue["fingerprint"] = fingerprint(mark, seen[mark])
        seen[mark] += 1
    return dump(issues, indent=2) + "\n"


def _issue(name: str, severity: str, text: str, source: str, line: int) -> dict[str, Any]:
    return {
        "description": one_line(text),
        "check_name": f"framecheck-{name}",
        "severity": severity,
        "location": {"path": one_line(near(source)), "lines": {"begin": max(1, line)}},
    }
