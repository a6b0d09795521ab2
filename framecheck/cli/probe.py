"""`framecheck probe`: names that must not matter, and edits that must."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from framecheck.cli.check import FailOn, Judged

# Its members are the keys of `framecheck.report.probing.PROBE_REPORTERS`.
Format = StrEnum("Format", ["terminal", "json", "markdown"])


def probe(
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
        typer.Option("--min", metavar="PROBE=BOUND", help="A gate: at least this flip rate, as dismissal=0.5."),
    ] = None,
    maximum: Annotated[
        list[str] | None,
        typer.Option("--max", metavar="PROBE=BOUND", help="A gate: at most this flip rate, as neutrality=0.01."),
    ] = None,
    gate: Annotated[
        Judged | None,
        typer.Option(help="Judge gates on the point, or on the unfavourable end of the interval (lower)."),
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
    """Swap names of vendors, agencies, places, amounts and people, set sentences aside, and count labels that flip.

    What no flag says is read from [tool.framecheck.probe] of the closest pyproject.toml. Exit code 0: every gate
    held; 1: one was missed; 2: not everything was looked at.
    """
    from framecheck.analyzer import Analyzer
    from framecheck.cli.outputs import finish, target
    from framecheck.cli.streams import progress, say
    from framecheck.evaluation.gates import parse
    from framecheck.evaluation.probe import probe as run
    from framecheck.report.probing import PROBE_ENDINGS, PROBE_REPORTERS
    from framecheck.settings import load, with_flags

    wanted = [target(item, PROBE_REPORTERS, PROBE_ENDINGS) for item in output or []]
    settings = with_flags(
        load().probe,
        corpus=corpora or None,
        min=parse(minimum or [], "--min"),
        max=parse(maximum or [], "--max"),
        gate=gate,
        fail_on=fail_on,
        model=model,
        samples=samples,
        seed=seed,
    )
    analyzer = Analyzer(settings.model)
    with progress("probing") as step:
        probing = run(analyzer, settings, lambda text: say(f"framecheck: {text}"), step)
    finish(probing, analyzer.codebook, PROBE_REPORTERS, format.value, wanted)
