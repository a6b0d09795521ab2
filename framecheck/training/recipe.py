"""What a training run is made of: the recipe, and the labelled statements as token ids."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from framecheck.codebook import Codebook
from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import CorpusError
from framecheck.model.windows import Tokens, tokenise
from framecheck.schema import Frozen

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = npt.NDArray[np.float64]


class Recipe(Frozen):
    """The settings of a training run; the model card repeats them."""

    seed: int = 0
    epochs: int = 4
    patience: int = 3  # epochs without a better dev score before it stops
    learning_rate: float = 1.2e-4
    layer_decay: float = 0.9  # each layer below the top learns at this times the rate of the one above it
    weight_decay: float = 0.01
    warmup: float = 0.1  # part of the steps
    batch_tokens: int = 768
    window: int = 256
    alone: bool = False  # each sentence by itself, without its context
    cut: float = 0.3  # chance that a statement is shown in two halves, so that short ones are learnt too
    soft: float = 0.5  # weight of a teacher's scores against the labels, where there are any
    average: float = 0.995  # decay of the running average of the weights, which is what is kept
    frozen_layers: int = 0
    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to learn from: its tokens, and the labels and targets, *shape* (sentences, frames)."""

    tokens: tuple[Tokens, ...]
    labels: Array
    targets: Array


def labels_of(statement: LabelledStatement, codebook: Codebook) -> Array:
    """The labels as zeros and ones, *shape* (sentences, frames)."""
    return np.array([[float(name in s.frames) for name in codebook.names] for s in statement.sentences])


def items(
    statements: Sequence[LabelledStatement],
    tokenizer: Tokenizer,
    codebook: Codebook,
    recipe: Recipe,
    teacher: Mapping[str, Array] | None = None,
) -> list[Item]:
    """Tokenise a corpus and set the targets: labels, mixed with a teacher's scores where there are any.

    Raises:
        CorpusError: a teacher's scores do not fit the sentences of a statement.
    """
    made: list[Item] = []
    for statement in statements:
        labels = labels_of(statement, codebook)
        targets = labels
        scores = (teacher or {}).get(statement.id)
        if scores is not None:
            if scores.shape != labels.shape:
                raise CorpusError(
                    f"statement {statement.id}: the teacher scored {len(scores)} sentences, the corpus has {len(labels)}"
                )
            targets = (1 - recipe.soft) * labels + recipe.soft * scores
        tokens = tokenise(tokenizer, statement.statement())
        if recipe.alone:
            made += [Item((t,), labels[i : i + 1], targets[i : i + 1]) for i, t in enumerate(tokens)]
        else:
            made.append(Item(tuple(tokens), labels, targets))
    return made


def read_teacher(path: Path) -> dict[str, Array]:
    """Read a teacher's scores: JSON Lines of `{"id": ..., "scores": [[...], ...]}`, one statement a line.

    Raises:
        CorpusError: the file cannot be read or a line is malformed.
    """
    scores: dict[str, Array] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            name, values = str(row["id"]), np.array(row["scores"], dtype=float)
            if not name or name in scores or values.ndim != 2 or not ((values >= 0) & (values <= 1)).all():
                raise ValueError("an id of its own and probabilities are expected")
            scores[name] = values
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}:{number}: not a teacher's scores ({error})") from None
    return scores
