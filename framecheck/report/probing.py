"""Reporters of `framecheck probe`: flip rates, and the sentences that did not do as they should."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import figure, frames, held
from framecheck.report.machine import dump
from framecheck.report.markdown import escape
from framecheck.report.safe import one_line
from framecheck.schema import Probing, Swap

SHOWN = 20  # findings for the eye; the JSON has them all

ProbeReporter = Callable[[Probing, Codebook, Style], str]


def json_report(probing: Probing, _: Codebook, __: Style) -> str:
    """One JSON object."""
    return dump(probing.model_dump(mode="json"), indent=2) + "\n"


def terminal_report(probing: Probing, _: Codebook, __: Style) -> str:
    """A table of flip rates, then the sentences by probe."""
    lines = [f"{'probe':<12}{'flipped':<26}{'edits':>7}{'sentences':>11}  should"]
    for kind, found in probing.rates.items():
        lines.append(f"{kind:<12}{figure(found.rate):<26}{found.tried:>7}{found.sentences:>11}  {found.should}")
    for title, findings in _kinds(probing):
        lines += ["", title]
        for finding in findings[:SHOWN]:
            place = f"{one_line(finding.source)}:{finding.line} #{finding.sentence}"
            lines.append(f"  {place}  {frames(finding.before)} -> {frames(finding.after)}")
            lines += [f"    {one_line(finding.text)}", f"    {one_line(finding.edited)}"]
        if len(findings) > SHOWN:
            lines.append(f"  and {len(findings) - SHOWN} more; the JSON has them all")
    if probing.gates:
        lines += ["", *map(held, probing.gates)]
    return "\n".join(lines) + "\n"


def markdown_report(probing: Probing, _: Codebook, __: Style) -> str:
    """The same for an issue or a pull request."""
    rows = ["| probe | flipped | edits | sentences | should |", "|---|---|---|---|---|"]
    for kind, found in probing.rates.items():
        rows.append(f"| {kind} | {figure(found.rate)} | {found.tried} | {found.sentences} | {found.should} |")
    parts = ["## framecheck probe", "\n".join(rows)]
    if probing.problems:
        parts.append("\n".join(f"- {escape(p.source)}: {escape(p.reason)}" for p in probing.problems))
    if probing.gates:
        parts.append("\n".join(f"- {'✅' if gate.held else '❌'} {escape(held(gate))}" for gate in probing.gates))
    for title, findings in _kinds(probing):
        items = [
            f"- {escape(f.source)}:{f.line} sentence {f.sentence}, {frames(f.before)} to {frames(f.after)}: "
            f"{escape(f.text)} / {escape(f.edited)}"
            for f in findings[:SHOWN]
        ]
        parts.append("\n".join([f"<details><summary>{title}</summary>", "", *items, "", "</details>"]))
    return "\n\n".join(parts) + "\n"


def _kinds(probing: Probing) -> Iterator[tuple[str, list[Swap]]]:
    for kind, found in probing.rates.items():
        findings = [finding for finding in probing.findings if finding.kind == kind]
        if findings:
            what = "flipped" if found.should == "stay" else "kept their labels"
            yield f"{kind}: {len(findings)} of {found.tried} edits {what}", findings


PROBE_REPORTERS: dict[str, ProbeReporter] = {
    "terminal": terminal_report,
    "json": json_report,
    "markdown": markdown_report,
}
PROBE_ENDINGS = {".json": "json", ".md": "markdown", ".txt": "terminal"}
