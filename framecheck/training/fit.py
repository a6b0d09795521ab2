"""Fitting: items in, a network out. Reads top to bottom.

One seed gives the same weights on one device and thread count.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from framecheck.evaluation.metrics import macro_f1
from framecheck.model.network import FrameNetwork, from_base, pool
from framecheck.model.windows import Tokens, Window, windows
from framecheck.training.recipe import Array, Item, Recipe

Batch = tuple[Tensor, Tensor, Tensor, Tensor]  # input_ids, attention_mask, spans, targets
Progress = Callable[[int, int, str], None]  # step, steps, what to say


def fit(
    base: str | Path,
    frames: int,
    train: Sequence[Item],
    dev: Sequence[Item],
    specials: tuple[int, int],
    recipe: Recipe,
    progress: Progress = lambda *_: None,
) -> tuple[FrameNetwork, list[dict[str, float]]]:
    """Fine-tune an encoder; keep the averaged weights of the epoch that does best on dev.

    Args:
        specials: the ids of [CLS] and [SEP].

    Returns:
        the network, in evaluation mode on the CPU, and for each epoch its losses and dev macro-F1 (threshold 0.5).
    """
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True, warn_only=recipe.device != "cpu")
    rng = random.Random(recipe.seed)
    network = from_base(base, frames).to(recipe.device)
    optimiser = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.weight_decay)
    steps = recipe.epochs * len(_batches(train, specials, recipe, random.Random(recipe.seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, recipe.warmup))
    average = copy.deepcopy(network)
    best, best_score, history, step = copy.deepcopy(average), -1.0, [], 0
    gold = np.concatenate([item.labels for item in dev])
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        losses = []
        for ids, mask, spans, targets in _batches(train, specials, recipe, rng):
            on = recipe.device
            logits = pool(network(ids.to(on), mask.to(on)), spans.to(on))
            loss = nn.functional.binary_cross_entropy_with_logits(logits, targets.to(on))
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            _blend(average, network, min(recipe.average, (1 + step) / (10 + step)))
            progress(step, steps, f"epoch {epoch}/{recipe.epochs}, loss {np.mean(losses[-50:]):.3f}")
        score = macro_f1(gold, sentence_scores(average, dev, specials, recipe) > 0)
        history.append({"epoch": epoch, "loss": float(np.mean(losses)), "dev_macro_f1": score})
        progress(step, steps, f"epoch {epoch}/{recipe.epochs}, dev macro-F1 {score:.3f}")
        if score > best_score:
            best, best_score = copy.deepcopy(average), score
        elif epoch - max(history, key=lambda row: row["dev_macro_f1"])["epoch"] >= recipe.patience:
            break
    return best.to("cpu").eval(), history


@torch.inference_mode()
def sentence_scores(network: FrameNetwork, data: Sequence[Item], specials: tuple[int, int], recipe: Recipe) -> Array:
    """The logits of every sentence, in order, *shape* (sentences, frames)."""
    network.eval()
    found = []
    for item in data:
        sums = np.zeros(item.labels.shape)
        for window in windows(item.tokens, recipe.window, *specials):
            ids = torch.tensor([window.ids], device=recipe.device)
            logits = network(ids, torch.ones_like(ids))[0].double().cpu().numpy()
            for part in window.parts:
                sums[part.sentence] += logits[part.first : part.first + part.length].sum(axis=0)
        found.append(sums / np.array([[len(t.ids)] for t in item.tokens]))
    return np.concatenate(found)


def _groups(network: FrameNetwork, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their learning rates: the head highest, each layer below a step lower; word vectors stay.

    Source: layer-wise learning rate decay, Howard and Ruder 2018, section 3.2.
    """
    encoder = cast(Any, network.encoder)
    layers = list(encoder.encoder.layer)
    for parameter in encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad_(False)
    for layer in layers[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    if recipe.frozen_layers:
        encoder.embeddings.requires_grad_(False)
    groups: list[dict[str, Any]] = [{"params": list(network.head.parameters()), "lr": recipe.learning_rate * 2}]
    taken = {id(p) for p in network.head.parameters()}
    for depth, layer in enumerate(reversed(layers)):
        groups.append({"params": list(layer.parameters()), "lr": recipe.learning_rate * recipe.layer_decay**depth})
        taken |= {id(p) for p in layer.parameters()}
    rest = [p for p in network.parameters() if id(p) not in taken]
    groups.append({"params": rest, "lr": recipe.learning_rate * recipe.layer_decay ** len(layers)})
    return [{**g, "params": [p for p in g["params"] if p.requires_grad]} for g in groups]


def _rate(step: int, steps: int, warmup: float) -> float:
    rising = max(1, int(steps * warmup))
    return step / rising if step < rising else max(0.02, (steps - step) / max(1, steps - rising))


@torch.no_grad()
def _blend(average: FrameNetwork, network: FrameNetwork, decay: float) -> None:
    """Move the running average of the weights a step towards the network (Polyak averaging)."""
    for kept, new in zip(average.parameters(), network.parameters(), strict=True):
        if new.requires_grad:
            kept.lerp_(new, 1 - decay)


def _batches(train: Sequence[Item], specials: tuple[int, int], recipe: Recipe, rng: random.Random) -> list[Batch]:
    """One epoch in random order, in batches of about `batch_tokens` tokens and of like lengths."""
    laid: list[tuple[Window, Item, int]] = []
    for item in train:
        for tokens, first in _pieces(item, recipe, rng):
            laid += [(window, item, first) for window in windows(tokens, recipe.window, *specials)]
    laid.sort(key=lambda one: len(one[0].ids) + 24 * rng.random())
    batches: list[list[tuple[Window, Item, int]]] = [[]]
    for one in laid:
        if batches[-1] and (len(batches[-1]) + 1) * len(one[0].ids) > recipe.batch_tokens:
            batches.append([])
        batches[-1].append(one)
    rng.shuffle(batches)
    return [_batch(batch) for batch in batches]


def _pieces(item: Item, recipe: Recipe, rng: random.Random) -> list[tuple[Sequence[Tokens], int]]:
    if len(item.tokens) > 1 and rng.random() < recipe.cut:
        at = rng.randrange(1, len(item.tokens))
        return [(item.tokens[:at], 0), (item.tokens[at:], at)]
    return [(item.tokens, 0)]


def _batch(batch: Sequence[tuple[Window, Item, int]]) -> Batch:
    longest = max(len(window.ids) for window, _, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    spans, targets = [], []
    for row, (window, item, first) in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        for part in window.parts:
            spans.append((row, part.first, part.first + part.length))
            targets.append(item.targets[first + part.sentence])
    return ids, mask, torch.tensor(spans), torch.tensor(np.array(targets), dtype=torch.float32)
