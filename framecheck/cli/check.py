"""`framecheck check`: a model against a labelled corpus, held to gates and to a baseline."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

# Its members are the keys of `framecheck.report.evaluation.EVALUATION_REPORTERS`.
Format = StrEnum("Format", ["terminal", "json", "junit", "sarif", "github", "gitlab", "markdown"])


class Judged(StrEnum):
    """What a gate judges."""

    at_point = "point"
    at_lower = "lower"  # `lower` is taken: the members are strings


class FailOn(StrEnum):
    """What makes the command leave with 1."""

    gate = "gate"
    finding = "finding"
    never = "never"


def check(
    corpora: Annotated[
        list[str] | None,
        typer.Argument(metavar="CORPUS...", help="Labelled corpora: files, folders or globs."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="The form of standard output.")] = Format.terminal,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="[FORMAT=]PATH", help="Also write a file; may be repeated."),
    ] = None,
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", metavar="METRIC=BOUND", help="A gate: at least this, as recall.oversight=0.8."),
    ] = None,
    maximum: Annotated[
        list[str] | None, typer.Option("--max", metavar="METRIC=BOUND", help="A gate: at most this, as ece=0.05.")
    ] = None,
    gate: Annotated[
        Judged | None,
        typer.Option(help="Judge gates on the point, or on the unfavourable end of the interval (lower)."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with it: fail on a significant drop of macro-F1.")
    ] = None,
    max_drop: Annotated[
        float | None, typer.Option(min=0, max=1, help="Also fail if macro-F1 fell by more than this.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write this evaluation as a baseline.")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Leave with 1 for a gate, also for a finding, or never.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model folder in place of the one that ships.")
    ] = None,
    samples: Annotated[int | None, typer.Option(min=100, help="Bootstrap samples for the intervals.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Of the bootstrap.")] = None,
) -> None:
    """Score the model on a labelled corpus, hold it to gates, and list the sentences where they differ.

    What no flag says is read from [tool.framecheck.check] of the closest pyproject.toml. Exit code 0: every gate
    held; 1: one was missed; 2: not everything was looked at.
    """
    from framecheck.analyzer import Analyzer
    from framecheck.cli.outputs import finish, target
    from framecheck.cli.streams import progress, say
    from framecheck.evaluation.check import check as run
    from framecheck.evaluation.gates import parse
    from framecheck.report.evaluation import EVALUATION_ENDINGS, EVALUATION_REPORTERS
    from framecheck.settings import load, with_flags

    wanted = [target(item, EVALUATION_REPORTERS, EVALUATION_ENDINGS) for item in output or []]
    settings = with_flags(
        load().check,
        corpus=corpora or None,
        min=parse(minimum or [], "--min"),
        max=parse(maximum or [], "--max"),
        gate=gate,
        baseline=baseline,
        max_drop=max_drop,
        fail_on=fail_on,
        model=model,
        samples=samples,
        seed=seed,
    )
    analyzer = Analyzer(settings.model)
    with progress("checking") as step:
        evaluation = run(analyzer, settings, write_baseline, lambda text: say(f"framecheck: {text}"), step)
    finish(evaluation, analyzer.codebook, EVALUATION_REPORTERS, format.value, wanted)
