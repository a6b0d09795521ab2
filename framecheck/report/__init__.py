"""Reporters: a run to a string. The command line owns the streams; the dict is the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from framecheck.codebook import Codebook
from framecheck.schema import Run


@dataclass(frozen=True, slots=True)
class Style:
    """How a report may look: its width in columns, whether colour is wanted, whether every word's share is shown."""

    width: int = 80
    colour: bool = False
    explain: bool = False


Reporter = Callable[[Run, Codebook, Style], str]


def _json(run: Run, codebook: Codebook, style: Style) -> str:
    from framecheck.report.machine import json_report

    return json_report(run, codebook, style)


def _jsonl(run: Run, codebook: Codebook, style: Style) -> str:
    from framecheck.report.machine import jsonl_report

    return jsonl_report(run, codebook, style)


def _markdown(run: Run, codebook: Codebook, style: Style) -> str:
    from framecheck.report.markdown import markdown_report

    return markdown_report(run, codebook, style)


def _html(run: Run, codebook: Codebook, style: Style) -> str:
    from framecheck.report.html import html_report

    return html_report(run, codebook, style)


def _terminal(run: Run, codebook: Codebook, style: Style) -> str:
    from framecheck.report.terminal import terminal_report

    return terminal_report(run, codebook, style)


REPORTERS: dict[str, Reporter] = {
    "terminal": _terminal,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
    "html": _html,
}
ENDINGS = {".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".html": "html", ".txt": "terminal"}
