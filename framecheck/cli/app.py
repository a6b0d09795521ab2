"""The commands, in the order of the help text."""

from __future__ import annotations

from typing import Annotated

import typer

from framecheck import __version__
from framecheck.cli import analyze, check, codebook, compare, corpus, model, probe, schema, train

app = typer.Typer(
    help="Mark, sentence by sentence, which consideration a statement asks its audience to judge by.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the rich one costs more than all the rest of `--help`
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framecheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program itself."""


app.command("analyze")(analyze.analyze)
app.command("compare")(compare.compare)
app.command("check")(check.check)
app.command("probe")(probe.probe)
app.command("codebook")(codebook.codebook)
app.command("train")(train.train)
app.command("schema")(schema.schema)
app.add_typer(corpus.app, name="corpus")
app.add_typer(model.app, name="model")
