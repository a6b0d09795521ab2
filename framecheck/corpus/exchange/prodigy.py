"""Prodigy's JSONL for `choice`: `{"text": ..., "options": [...], "accept": ["oversight"], "answer": "accept"}`."""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.corpus.exchange.items import KEY, Item, frames_of, names, objects, place_of, string
from framecheck.corpus.statements import json_lines
from framecheck.errors import CorpusError


def to_text(items: Sequence[Item], known: Sequence[str]) -> str:
    """One task a line, accepted, with the frames of the codebook as its options."""
    options = [{"id": name, "text": name} for name in frames_of(items, known)]
    return json_lines(
        {
            "text": item.text,
            "options": options,
            "accept": list(item.frames or ()),
            "answer": "accept",
            **({KEY: item.place.model_dump()} if item.place else {}),
        }
        for item in items
    )


def to_items(text: str, source: str) -> list[Item]:
    """The tasks of `prodigy db-out`; one that was rejected or ignored is not labelled.

    Raises:
        CorpusError: it is no such export (`file:line`).
    """
    found = []
    for where, row in objects(text, source):
        place = place_of(row, where)
        sentence = string(row.pop("text", None), f"{where}: text")
        answer = row.pop("answer", None)
        row.pop("options", None)
        accepted = row.pop("accept", None)
        if answer == "accept" and accepted is None:
            raise CorpusError(f"{where}: no key 'accept'; only tasks of the interface `choice` can be imported")
        frames = names(accepted, f"{where}: accept") if answer == "accept" else None
        # One answer of each session: the same input has the same hash.
        who = str(row.get("_annotator_id") or row.get("_session_id") or "")
        same = str(row.get("_input_hash") or "") if who else ""
        found.append(Item(sentence, frames, where, place, who, row, same))
    return found
