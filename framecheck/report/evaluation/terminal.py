"""The figures of `framecheck check` for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import difference, evidence, figure, flipped, frames, held, scores
from framecheck.report.safe import one_line
from framecheck.schema import Evaluation

SHOWN = 20  # findings and flips in the terminal; the other formats have them all
RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def terminal_report(evaluation: Evaluation, _: Codebook, style: Style) -> str:
    """Metrics with their intervals, the baseline, the most confident differences, and last what became of the gates."""
    return "\n".join(line for part in _parts(evaluation, style) for line in [*part, ""]).rstrip("\n") + "\n"


def _parts(evaluation: Evaluation, style: Style) -> Iterator[list[str]]:
    metrics = evaluation.metrics
    yield [f"{metrics.sentences} sentences in {metrics.statements} statements (95 % intervals by statement)"]
    figures = {name: value for name, value in metrics.figures().items() if value and "." not in name}
    names = {"sets_right": f"sets_right ({metrics.sets} sets)"}
    yield [f"{names.get(name, name):<34}{figure(value)}" for name, value in figures.items()]
    width = max(map(len, metrics.frames))
    head = f"{'':<{width}}" + "".join(f"  {kind:<22}" for kind in ("precision", "recall", "f1", "alpha", "ece"))
    rows = [
        f"{name:<{width}}"
        + "".join(f"  {figure(value):<22}" for value in (s.precision, s.recall, s.f1, s.alpha, s.ece))
        for name, s in metrics.frames.items()
    ]
    if len(head) <= style.width:
        yield [head.rstrip(), *(row.rstrip() for row in rows)]
    else:
        yield [f"{name:<34}{figure(value)}" for name, value in metrics.figures().items() if value and "." in name]
    if evaluation.baseline:
        found = evaluation.baseline
        yield [
            f"against {one_line(found.source)} (model {one_line(found.model)} {found.model_sha256[:12]}): "
            f"{found.shared} statements in both, {found.new} new, {found.gone} gone",
            *(f"  {each.metric:<26}{difference(each)}" for each in found.differences),
        ]
        if found.flips:
            yield [
                f"{len(found.flips)} sentences flipped:",
                *(
                    f"  {one_line(flip.source)}:{flip.line} #{flip.sentence}  {_cut(flipped(flip), style.width)}"
                    for flip in found.flips[:SHOWN]
                ),
                *_more(len(found.flips)),
            ]
    if evaluation.findings:
        lines = [f"{len(evaluation.findings)} sentences differ; the most confident first:"]
        for finding in evaluation.findings[:SHOWN]:
            place = f"{one_line(finding.source)}:{finding.line} #{finding.sentence}"
            lines.append(f"  {place}  {frames(finding.gold)} -> {frames(finding.predicted)}  {scores(finding)}")
            lines.append("    " + _cut(one_line(finding.text), style.width - 4))
            if evidence(finding):
                lines.append("    " + _cut(f"because of {evidence(finding)}", style.width - 4))
        yield [*lines, *_more(len(evaluation.findings))]
    if evaluation.gates:
        yield [_coloured(held(gate), gate.held, style) for gate in evaluation.gates]


def _coloured(line: str, good: bool, style: Style) -> str:
    return f"{GREEN if good else RED}{line}{PLAIN}" if style.colour else line


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(20, width) - 1] + "…"


def _more(count: int) -> list[str]:
    return [f"  and {count - SHOWN} more; --output writes them all"] if count > SHOWN else []
