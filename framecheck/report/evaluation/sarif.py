"""SARIF 2.1.0 (OASIS, 2020), for code scanning: findings, flips and missed gates as results, problems as notifications."""

from __future__ import annotations

from typing import Any

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import differs, fingerprint, flipped, held, place, uri
from framecheck.report.machine import dump
from framecheck.schema import Evaluation, Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RULES = {
    "differs": ("The model differs from the corpus", "The labels that the model gives are not those of the corpus."),
    "flipped": ("A sentence flipped", "The sentence was judged otherwise in the baseline."),
    "locked": (
        "A locked sentence flipped",
        "A sentence that is locked may never be judged otherwise than in the baseline.",
    ),
    "gate": ("A gate was missed", "A figure is on the wrong side of the bound that it is held to."),
}


def sarif_report(evaluation: Evaluation, codebook: Codebook, _: Style) -> str:
    """One log with one run."""
    results = [
        _result("gate", "error", held(gate), place(evaluation), 1, fingerprint("gate", gate.metric, gate.side))
        for gate in evaluation.gates
        if not gate.held
    ]
    level = "error" if evaluation.fail_on == "finding" else "warning"
    for finding in evaluation.findings:
        mark = fingerprint("differs", finding.text, finding.gold, finding.predicted)
        result = _result("differs", level, differs(finding), finding.source, finding.line, mark)
        results.append({**result, "rank": round(100 * finding.confidence, 2), "properties": _properties(finding)})
    for flip in evaluation.baseline.flips if evaluation.baseline else ():
        rule = "locked" if flip.locked else "flipped"
        mark = fingerprint(rule, flip.text, flip.before, flip.after)
        results.append(_result(rule, "error" if flip.locked else "note", flipped(flip), flip.source, flip.line, mark))
    receipt = evaluation.receipt
    driver = {
        "name": "framecheck",
        "version": receipt.framecheck,
        "rules": [
            {"id": rule, "shortDescription": {"text": short}, "fullDescription": {"text": full}}
            for rule, (short, full) in RULES.items()
        ],
        "properties": {"frames": {frame.name: frame.definition for frame in codebook.frames}},
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not any(problem.fatal for problem in evaluation.problems),
                "exitCode": evaluation.exit_code,
                "toolExecutionNotifications": [
                    {
                        "level": "error" if problem.fatal else "note",
                        "message": {"text": f"{problem.source}: {problem.reason}"},
                    }
                    for problem in evaluation.problems
                ],
            }
        ],
        "results": results,
        "properties": {
            "receipt": receipt.model_dump(mode="json"),
            "metrics": evaluation.metrics.model_dump(mode="json"),
        },
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(rule: str, level: str, text: str, source: str, line: int, mark: str) -> dict[str, Any]:
    return {
        "ruleId": rule,
        "ruleIndex": list(RULES).index(rule),
        "level": level,
        "message": {"text": text},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(source)}, "region": {"startLine": max(1, line)}}}
        ],
        "partialFingerprints": {"framecheck/v1": mark},
    }


def _properties(finding: Finding) -> dict[str, Any]:
    return finding.model_dump(
        mode="json", include={"sentence", "text", "start", "gold", "predicted", "scores", "evidence", "confidence"}
    )
