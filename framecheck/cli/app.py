"""The commands, in the order of the help text."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from framecheck import __version__

# Each is a module here, with a function of that name or, for a group of commands, an `app`.
COMMANDS = ("analyze", "compare", "check", "probe", "codebook", "train", "schema", "corpus", "model")


def build(wanted: str = "") -> typer.Typer:
    """The program with all its commands, or with one alone: a command should not pay for the options of the others.

    Args:
        wanted: the first word of the command line; anything but the name of a command stands for all of them.
    """
    app = typer.Typer(
        help="Mark, sentence by sentence, which consideration a statement asks its audience to judge by.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: the rich one costs more than all the rest of `--help`
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        module = import_module(f"framecheck.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framecheck {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program itself."""
