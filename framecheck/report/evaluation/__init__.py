"""Reporters of `framecheck check`: an evaluation to a string. The dict is the registry."""

from __future__ import annotations

from collections.abc import Callable

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.schema import Evaluation

EvaluationReporter = Callable[[Evaluation, Codebook, Style], str]


def _terminal(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.terminal import terminal_report

    return terminal_report(evaluation, codebook, style)


def _json(evaluation: Evaluation, _: Codebook, __: Style) -> str:
    from framecheck.report.machine import dump

    return dump(evaluation.model_dump(mode="json"), indent=2) + "\n"


def _junit(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.junit import junit_report

    return junit_report(evaluation, codebook, style)


def _sarif(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.sarif import sarif_report

    return sarif_report(evaluation, codebook, style)


def _github(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.github import github_report

    return github_report(evaluation, codebook, style)


def _gitlab(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.gitlab import gitlab_report

    return gitlab_report(evaluation, codebook, style)


def _markdown(evaluation: Evaluation, codebook: Codebook, style: Style) -> str:
    from framecheck.report.evaluation.markdown import markdown_report

    return markdown_report(evaluation, codebook, style)


EVALUATION_REPORTERS: dict[str, EvaluationReporter] = {
    "terminal": _terminal,
    "json": _json,
    "junit": _junit,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "markdown": _markdown,
}
EVALUATION_ENDINGS = {".json": "json", ".xml": "junit", ".sarif": "sarif", ".md": "markdown", ".txt": "terminal"}
