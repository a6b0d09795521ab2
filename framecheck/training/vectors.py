"""Sentence vectors beside the logits: what the encoder could tell of a sentence's matter before it was fine-tuned.

Fine-tuning leaves states that know frames and little else. A linear map from the states before the first layer and
after the last one to the sentence vectors of the encoder it began from (mean of the states, as in Reimers and
Gurevych 2019, section 3) is fitted by ridge regression. The labels do not change by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch

from framecheck.model.network import FrameNetwork, from_base
from framecheck.model.windows import windows
from framecheck.training.recipe import Array, Item, Recipe

SENTENCES = 4000  # enough for a map of this size; more change little and take their time
RIDGE = 0.1  # per sentence


@torch.inference_mode()
def learn_vectors(
    network: FrameNetwork, base: str | Path, data: Sequence[Item], specials: tuple[int, int], recipe: Recipe
) -> None:
    """Fit `network.vectors` in place, on evenly spread items of about `SENTENCES` sentences in all."""
    total = sum(len(item.tokens) for item in data)
    chosen = data[:: max(1, total // SENTENCES)]
    teacher = cast(Any, from_base(base, 1).eval().encoder)
    states = np.concatenate([_in_context(network, item, specials, recipe) for item in chosen])
    targets = np.concatenate([_alone(teacher, item, specials, recipe) for item in chosen])
    mean, spread = states.mean(0), states.std(0) + 1e-6
    inputs = (states - mean) / spread
    gram = inputs.T @ inputs + RIDGE * len(inputs) * np.eye(inputs.shape[1])
    weight = np.linalg.solve(gram, inputs.T @ (targets - targets.mean(0))) / spread[:, None]
    network.vectors.weight.copy_(torch.tensor(weight.T, dtype=torch.float32))
    network.vectors.bias.copy_(torch.tensor(targets.mean(0) - mean @ weight, dtype=torch.float32))


def _in_context(network: FrameNetwork, item: Item, specials: tuple[int, int], recipe: Recipe) -> Array:
    """The mean states of each sentence, *shape* (sentences, 2 x hidden)."""
    sums = np.zeros((len(item.tokens), network.vectors.in_features))
    for window in windows(item.tokens, recipe.window, *specials):
        ids = torch.tensor([window.ids])
        states = network.states(ids, torch.ones_like(ids))[0].double().numpy()
        for part in window.parts:
            sums[part.sentence] += states[part.first : part.first + part.length].sum(axis=0)
    return np.asarray(sums / np.array([[len(t.ids)] for t in item.tokens]))


def _alone(encoder: Any, item: Item, specials: tuple[int, int], recipe: Recipe) -> Array:
    """The vectors of the encoder that training began from, each sentence by itself, of length 1."""
    rows = []
    for tokens in item.tokens:
        ids = torch.tensor([[specials[0], *tokens.ids[: recipe.window - 2], specials[1]]])
        vector = encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0].mean(0)
        rows.append(torch.nn.functional.normalize(vector, dim=0).double().numpy())
    return np.stack(rows)
