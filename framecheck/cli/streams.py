"""What a terminal is, and writing to it or to files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from framecheck.report import Style
from framecheck.report.safe import one_line


def style(explain: bool = False) -> Style:
    """The style for standard output: colour only on a terminal that wants it."""
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(width=shutil.get_terminal_size((80, 24)).columns, colour=colour, explain=explain)


def data(text: str) -> None:
    """Write data to standard output as UTF-8, whatever the locale says."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader of the pipe has left; what is still buffered must not raise again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(2) from None


def say(text: str) -> None:
    """Tell the user something on standard error, on one line."""
    typer.echo(one_line(text), err=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, if that is a terminal, for work that tells how much is done, of how much."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
