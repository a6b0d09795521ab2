"""`framecheck codebook`: the frames and their rules, for a person to read."""

from __future__ import annotations

from typing import Annotated

import typer


def codebook(
    frame: Annotated[str | None, typer.Argument(help="One frame; all of them if it is left out.")] = None,
    file: Annotated[
        str, typer.Option("--codebook", metavar="NAME|FILE", help="A codebook that ships, or a TOML file.")
    ] = "public-tech",
) -> None:
    """Print the codebook: definitions, rules, boundaries and examples."""
    from framecheck.cli.streams import data, style
    from framecheck.codebook import load
    from framecheck.report.codebook import codebook_report

    book = load(file)
    data(codebook_report(book, book.frame(frame) if frame else None, style()))
