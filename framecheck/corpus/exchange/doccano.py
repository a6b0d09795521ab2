"""doccano's JSONL for text classification: `{"text": ..., "label": [...]}`; further keys are kept as metadata.

doccano writes a file for each annotator: import each, and give them all to `framecheck corpus agreement`.
"""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.corpus.exchange.items import KEY, Item, names, objects, place_of, string
from framecheck.corpus.statements import json_lines


def to_text(items: Sequence[Item], _: Sequence[str]) -> str:
    """One sentence a line."""
    return json_lines(
        {"text": item.text, "label": list(item.frames or ()), **({KEY: item.place.model_dump()} if item.place else {})}
        for item in items
    )


def to_items(text: str, source: str) -> list[Item]:
    """The lines of an export; older ones call the labels `labels`.

    Raises:
        CorpusError: it is no such export (`file:line`).
    """
    found = []
    for where, row in objects(text, source):
        place = place_of(row, where)
        sentence = string(row.pop("text", None), f"{where}: text")
        labels = row.pop("label", row.pop("labels", None))
        frames = None if labels is None else names(labels, f"{where}: label")
        number = {"doccano_id": row.pop("id")} if isinstance(row.get("id"), int) else {}
        found.append(Item(sentence, frames, where, place, extra={**row, **number}))
    return found
