"""`framecheck model`: what a model folder says of itself, and whether it is whole."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="Look at a model folder.", no_args_is_help=True)
Folder = Annotated[
    str | None,
    typer.Argument(metavar="[FOLDER]", help="A model folder; the one that ships if it is left out."),
]


@app.command()
def info(folder: Folder = None) -> None:
    """Print the model card."""
    from framecheck.cli.streams import data
    from framecheck.model.folder import DEFAULT, open_folder
    from framecheck.report.safe import harmless

    card = (open_folder(folder or DEFAULT).path / "card.md").read_text(encoding="utf-8")
    data("".join(harmless(line) + "\n" for line in card.splitlines()))


@app.command()
def verify(folder: Folder = None) -> None:
    """Compare every file of the folder with its checksum."""
    from framecheck.cli.streams import data
    from framecheck.model.folder import DEFAULT, open_folder
    from framecheck.report.safe import one_line

    opened = open_folder(folder or DEFAULT)
    opened.verify()
    data(f"{one_line(opened.config.name)} {opened.hash}: whole\n")


@app.command()
def card(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A model folder.")],
    add: Annotated[
        list[str],
        typer.Option(metavar="NAME=CHECK.json", help="What `framecheck check -f json` printed; may be repeated."),
    ],
) -> None:
    """Add measured figures to a model card; they are read from files, never typed."""
    from pathlib import Path

    from framecheck.cli.streams import say
    from framecheck.model.card import with_evaluation
    from framecheck.model.folder import open_folder, write_card

    opened = open_folder(folder)
    text = (opened.path / "card.md").read_text(encoding="utf-8")
    for item in add:
        name, _, path = item.partition("=")
        text = with_evaluation(text, name, Path(path), opened)
    write_card(opened.path, text)
    say(f"framecheck: {opened.path / 'card.md'} written")


@app.command()
def scores(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The teacher: a model folder.")],
    corpora: Annotated[list[str], typer.Argument(metavar="CORPUS...", help="What it is to score.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="JSON Lines for `train --teacher`.")],
) -> None:
    """Write a model's scores of a corpus, for a smaller one to learn from."""
    from pathlib import Path

    from framecheck.analyzer import Analyzer
    from framecheck.corpus.statements import read
    from framecheck.files import write_whole
    from framecheck.training.distil import teacher_scores

    teacher = Analyzer(folder).classifier
    statements = [statement for path in corpora for statement in read(path, teacher.codebook)]
    write_whole(Path(output), teacher_scores(teacher, statements))
