"""The figures of `framecheck check` for a person to read."""

from __future__ import annotations

from framecheck.report import Style
from framecheck.report.safe import one_line
from framecheck.schema import Evaluation, Interval, Metrics

SHOWN = 20  # findings in the terminal; the JSON has them all


def evaluation_report(evaluation: Evaluation, style: Style) -> str:
    """Metrics with their intervals, then the most confident differences."""
    lines = [
        f"{evaluation.metrics.sentences} sentences in {evaluation.metrics.statements} statements (95 % intervals by statement)",
        "",
    ]
    lines += [f"{name:<34}{figure(value)}" for name, value in rows(evaluation.metrics)]
    if evaluation.findings:
        lines += ["", f"{len(evaluation.findings)} sentences differ; the most confident first:"]
    for finding in evaluation.findings[:SHOWN]:
        lines.append(
            f"  {one_line(finding.source)}:{finding.line} #{finding.sentence}  {_names(finding.gold)} -> {_names(finding.predicted)}"
        )
        text = one_line(finding.text)
        lines.append(f"    {text if len(text) < style.width - 4 else text[: style.width - 5] + '…'}")
    return "\n".join(lines) + "\n"


def rows(metrics: Metrics) -> list[tuple[str, Interval]]:
    """Every metric by its name."""
    found = [
        ("macro_f1", metrics.macro_f1),
        ("micro_f1", metrics.micro_f1),
        ("exact_match", metrics.exact_match),
        ("ece", metrics.ece),
    ]
    if metrics.several_exact:
        found.append(("several_exact", metrics.several_exact))
    if metrics.sets_right:
        found.append((f"sets_right ({metrics.sets} sets)", metrics.sets_right))
    for name, scores in metrics.frames.items():
        found += [(f"{kind}.{name}", getattr(scores, kind)) for kind in ("precision", "recall", "f1", "ece")]
    return found


def figure(interval: Interval) -> str:
    """A figure with its interval: `0.812 (0.790 to 0.834)`."""
    return f"{interval.value:.3f} ({interval.low:.3f} to {interval.high:.3f})"


def _names(frames: tuple[str, ...]) -> str:
    return "+".join(frames) or "none"
