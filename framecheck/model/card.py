"""The card of a model: what it is, how it was made, and what was measured, from files and never typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from framecheck.errors import InputError
from framecheck.model.folder import Config, ModelFolder
from framecheck.schema import Evaluation, Interval, Metrics


def new_card(config: Config, facts: Mapping[str, Any], history: Sequence[Mapping[str, float]], dev: Metrics) -> str:
    """The card that training writes; `facts` are the recipe, the corpus and the proofs, by name."""
    book = config.codebook
    calibration = "\n".join(
        f"| {f.name} | {c.slope:.3f} | {c.offset:.3f} | {c.threshold:.2f} | {c.band[0]:.2f} to {c.band[1]:.2f} |"
        for f, c in zip(book.frames, config.calibration, strict=True)
    )
    epochs = "\n".join(f"| {row['epoch']:.0f} | {row['loss']:.4f} | {row['dev_macro_f1']:.4f} |" for row in history)
    made = "\n".join(f"- {name}: {value}" for name, value in facts.items())
    return f"""# {config.name}

Marks the frames of the codebook {book.id} {book.version} ({", ".join(book.names)})
in English statements, sentence by sentence. A window of {config.window} tokens goes through the encoder once; the score
of a sentence is the calibrated sigmoid of the mean of its tokens' logits. It judges what a sentence asks its audience to weigh, never whether that is true.

## How it was made

{made}

| epoch | loss | dev macro-F1 at 0.5 |
|---|---|---|
{epochs}

## Calibration and thresholds, from dev

| frame | slope | offset | threshold | uncertain |
|---|---|---|---|---|
{calibration}

## Measured
{section("dev (thresholds and calibration were chosen on it)", dev)}"""


def section(name: str, metrics: Metrics) -> str:
    """The figures of one corpus."""
    lines = [
        f"\n### {name}",
        "",
        f"{metrics.sentences} sentences in {metrics.statements} statements; 95 % bootstrap intervals by statement.",
        "",
    ]
    lines += ["| | precision | recall | F1 | calibration error | sentences |", "|---|---|---|---|---|---|"]
    for frame, s in metrics.frames.items():
        lines.append(f"| {frame} | {_f(s.precision)} | {_f(s.recall)} | {_f(s.f1)} | {_f(s.ece)} | {s.support} |")
    whole = {"macro-F1": metrics.macro_f1, "micro-F1": metrics.micro_f1, "exact match": metrics.exact_match}
    whole |= {"exact on two frames or more": metrics.several_exact} if metrics.several_exact else {}
    whole |= {f"contrast sets wholly right, of {metrics.sets}": metrics.sets_right} if metrics.sets_right else {}
    lines += ["", *(f"- {label}: {_f(value)}" for label, value in whole.items())]
    return "\n".join(lines) + "\n"


def with_evaluation(card: str, name: str, path: Path, folder: ModelFolder) -> str:
    """Add the figures of a `framecheck check -f json` to a card; those of the same name are replaced.

    Raises:
        InputError: the file is none, or tells of another model.
    """
    try:
        evaluation = Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except ValidationError:
        raise InputError(f"{path}: not what `framecheck check -f json` prints") from None
    if evaluation.receipt.model_sha256 != folder.hash:
        raise InputError(
            f"{path}: measured on another model ({evaluation.receipt.model_sha256[:12]}, this one is {folder.hash[:12]})"
        )
    head, *sections = card.split("\n### ")
    kept = [s for s in sections if s.splitlines()[0] != name]
    return "\n### ".join([head, *kept]) + section(name, evaluation.metrics)


def _f(interval: Interval) -> str:
    return f"{interval.value:.3f} ({interval.low:.3f} to {interval.high:.3f})"
