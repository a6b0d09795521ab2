"""Markdown for the comment on a pull request: what became of the gates, the figures, what flipped, what differs."""

from __future__ import annotations

from collections.abc import Iterator

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import difference, evidence, figure, flipped, frames, held, scores
from framecheck.report.markdown import escape
from framecheck.schema import Evaluation

SHOWN = 50  # rows of a list: a comment on GitHub holds 65,536 characters
CUT = 300  # characters of a sentence


def markdown_report(evaluation: Evaluation, _: Codebook, __: Style) -> str:
    """The whole comment."""
    return "\n\n".join(_parts(evaluation)) + "\n"


def _parts(evaluation: Evaluation) -> Iterator[str]:
    missed = [gate for gate in evaluation.gates if not gate.held]
    fatal = any(problem.fatal for problem in evaluation.problems)
    verdict = (
        "not everything was looked at"
        if fatal
        else f"{len(missed)} of {len(evaluation.gates)} gates missed"
        if missed
        else f"{len(evaluation.gates)} gates held"
        if evaluation.gates
        else "no gate is set"
    )
    yield f"## framecheck: {verdict}"
    if evaluation.problems:
        yield "\n".join(f"- {escape(p.source)}: {escape(p.reason)}" for p in evaluation.problems)
    if evaluation.gates:
        yield "\n".join(f"- {'✅' if gate.held else '❌'} {escape(held(gate))}" for gate in evaluation.gates)
    metrics = evaluation.metrics
    yield f"{metrics.sentences} sentences in {metrics.statements} statements; 95 % intervals by statement."
    yield "\n".join(
        ["| | precision | recall | F1 | alpha | calibration error | sentences |", "|---|---|---|---|---|---|---|"]
        + [
            f"| {name} | "
            + " | ".join(map(figure, (s.precision, s.recall, s.f1, s.alpha, s.ece)))
            + f" | {s.support} |"
            for name, s in metrics.frames.items()
        ]
    )
    whole = {name: value for name, value in metrics.figures().items() if value and "." not in name}
    yield "\n".join(["| | |", "|---|---|", *(f"| {escape(name)} | {figure(value)} |" for name, value in whole.items())])
    if evaluation.baseline:
        found = evaluation.baseline
        yield (
            f"Against {escape(found.source)} (model {escape(found.model)} {found.model_sha256[:12]}): "
            f"{found.shared} statements in both, {found.new} new, {found.gone} gone."
        )
        yield "\n".join(f"- {escape(each.metric)}: {escape(difference(each))}" for each in found.differences)
        if found.flips:
            rows = [
                f"- {escape(flip.source)}:{flip.line} sentence {flip.sentence}: {escape(_cut(flipped(flip)))}"
                for flip in found.flips
            ]
            yield _folded(f"{len(rows)} sentences flipped", rows)
    if evaluation.findings:
        rows = []
        for finding in evaluation.findings:
            words = f", because of {escape(_cut(evidence(finding)))}" if evidence(finding) else ""
            rows.append(
                f"- {escape(finding.source)}:{finding.line} sentence {finding.sentence}: {escape(_cut(finding.text))} "
                f"(corpus {frames(finding.gold)}, model {frames(finding.predicted)}; {scores(finding)}{words})"
            )
        yield _folded(f"{len(rows)} sentences differ, the most confident mistakes first", rows)
    receipt = evaluation.receipt
    yield (
        f"<sub>framecheck {receipt.framecheck}, model {escape(receipt.model)} {receipt.model_sha256[:12]}, "
        f"codebook {escape(receipt.codebook)} {receipt.codebook_sha256[:12]}</sub>"
    )


def _folded(title: str, rows: list[str]) -> str:
    more = [f"- and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
    return "\n".join([f"<details><summary>{title}</summary>", "", *rows[:SHOWN], *more, "", "</details>"])


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1] + "…"
