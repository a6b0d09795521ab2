"""The tools that a corpus is exchanged with. The dict is the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from framecheck.corpus.exchange import doccano, labelstudio, prodigy
from framecheck.corpus.exchange.items import Item


@dataclass(frozen=True, slots=True)
class Format:
    """A tool's form: what it is called, and sentences to and from its text."""

    title: str
    to_text: Callable[[Sequence[Item], Sequence[str]], str]
    to_items: Callable[[str, str], list[Item]]


FORMATS = {
    "label-studio": Format("Label Studio, JSON", labelstudio.to_text, labelstudio.to_items),
    "doccano": Format("doccano, JSONL", doccano.to_text, doccano.to_items),
    "prodigy": Format("Prodigy, JSONL (choice)", prodigy.to_text, prodigy.to_items),
}
