"""`framecheck check`: a model against a labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """The form of standard output."""

    terminal = "terminal"
    json = "json"


def check(
    corpora: Annotated[list[str], typer.Argument(metavar="CORPUS...", help="Labelled corpora in JSON Lines.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="The form of standard output.")] = Format.terminal,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model folder in place of the one that ships.")
    ] = None,
    samples: Annotated[int, typer.Option(min=100, help="Bootstrap samples for the intervals.")] = 2000,
) -> None:
    """Score the model on a labelled corpus, with 95 % intervals, and list the sentences where they differ."""
    from framecheck.analyzer import Analyzer
    from framecheck.cli.streams import data, say, style
    from framecheck.corpus.statements import read
    from framecheck.evaluation.run import run
    from framecheck.report.evaluation import evaluation_report
    from framecheck.report.machine import dump
    from framecheck.schema import Evaluation

    analyzer = Analyzer(model)
    corpus = [statement for path in corpora for statement in read(path, analyzer.codebook)]
    metrics, findings = run(analyzer.classifier, corpus, samples)
    evaluation = Evaluation(receipt=analyzer.receipt(), metrics=metrics, findings=findings)
    data(
        dump(evaluation.model_dump(mode="json"), indent=2) + "\n"
        if format is Format.json
        else evaluation_report(evaluation, style())
    )
    say("framecheck: no gate is set; nothing was held to a bound")
