"""Where a report goes: standard output, and the files of `--output [FORMAT=]PATH`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from framecheck.errors import UsageError

if TYPE_CHECKING:
    from framecheck.codebook import Codebook
    from framecheck.report import Style
    from framecheck.schema import Evaluation, Probing

T = TypeVar("T", "Evaluation", "Probing")


def target(text: str, formats: Collection[str], endings: Mapping[str, str]) -> tuple[str, Path]:
    """The format and the file; the format follows from the ending where it is not named.

    Raises:
        UsageError: no format has that ending.
    """
    kind, sign, path = text.partition("=")
    if sign and kind in formats:
        return kind, Path(path)
    ending = Path(text).suffix.lower()
    if ending not in endings:
        raise UsageError(
            f"-o {text}: no format known by that ending; write FORMAT=PATH with one of {', '.join(formats)}"
        )
    return endings[ending], Path(text)


def finish(
    value: T,
    codebook: Codebook,
    reporters: Mapping[str, Callable[[T, Codebook, Style], str]],
    format: str,
    files: Sequence[tuple[str, Path]],
) -> None:
    """Write a result to its files and to standard output, say what became of its gates, and leave with its exit code.

    No file is opened before all of them are whole.
    """
    import typer

    from framecheck.cli.streams import data, say, style
    from framecheck.files import write_whole

    look = style()
    shown = reporters[format](value, codebook, look)
    written = [(path, reporters[kind](value, codebook, replace(look, colour=False, width=80))) for kind, path in files]
    for path, content in written:
        write_whole(path, content)
    data(shown)
    for gate in value.gates:
        if not gate.held:
            say(f"framecheck: gate missed: {gate.metric} is {gate.value:.4g}, {gate.side} {gate.bound:g}")
    if not value.gates:
        say("framecheck: no gate is set; nothing was held to a bound")
    if value.exit_code:
        raise typer.Exit(value.exit_code)
