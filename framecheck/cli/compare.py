"""`framecheck compare`: a statement and the one that answers it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from framecheck.codebook import Codebook
    from framecheck.schema import Comparison, Revision


class Format(StrEnum):
    """The form of standard output; the values are the keys of `framecheck.report.comparison.COMPARERS`."""

    terminal = "terminal"
    json = "json"
    markdown = "markdown"
    html = "html"


def compare(
    challenge: Annotated[str, typer.Argument(metavar="CHALLENGE", help="The statement that is answered.")],
    reply: Annotated[str, typer.Argument(metavar="REPLY", help="The statement that answers it; - is standard input.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="The form of standard output.")] = Format.terminal,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="[FORMAT=]PATH", help="Also write a file; may be repeated."),
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="The two are a draft and its final version, not a challenge and a reply.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model folder in place of the one that ships.")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="BYTES", min=1, max=2**40, help="The largest file that is read.")
    ] = 10_000_000,
) -> None:
    """Say which considerations a reply takes up, which it passes over, and which it brings in.

    With --versions: align a draft with its final version, and say how the frames moved. Exit code 0: both were looked at; 2: they were not.
    """
    from framecheck.analyzer import Analyzer
    from framecheck.cli.outputs import target
    from framecheck.errors import InputError, UsageError
    from framecheck.reading.document import read
    from framecheck.report import ENDINGS
    from framecheck.report.comparison import COMPARERS
    from framecheck.report.revision import REVISERS

    reporters: Mapping[str, Any] = REVISERS if versions else COMPARERS
    if format.value not in reporters:
        raise UsageError(f"--format {format.value}: with --versions there are {', '.join(reporters)}")
    wanted = [target(item, reporters, ENDINGS) for item in output or []]
    analyzer = Analyzer(model)
    (one, notes), (other, more) = read(challenge, limit), read(reply, limit)
    if one.text == other.text:
        raise InputError(f"{reply}: the same text as {challenge}; there is nothing to compare")
    result = analyzer.revise(one, other) if versions else analyzer.compare(one, other)
    result = result.model_copy(update={"problems": (*notes, *more)})
    show(result, analyzer.codebook, reporters, format.value, wanted)


def show(
    result: Comparison | Revision,
    codebook: Codebook,
    reporters: Mapping[str, Any],
    format: str,
    files: list[tuple[str, Path]],
) -> None:
    """Write a comparison to its files and to standard output, and say what went against it."""
    from dataclasses import replace

    from framecheck.cli.streams import data, say, style
    from framecheck.files import write_whole

    look = style()
    for kind, path in files:
        write_whole(path, reporters[kind](result, codebook, replace(look, colour=False, width=80)))
    data(reporters[format](result, codebook, look))
    for problem in result.problems:
        say(f"framecheck: {problem.source}: {problem.reason}")
