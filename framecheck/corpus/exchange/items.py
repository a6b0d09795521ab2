"""Between a corpus and a labelling tool: single sentences that know where they came from.

The tools label one text at a time. Each sentence takes along, under the key `framecheck`, the place it has in its
statement and all keys that the tool has no use for; the tools keep such keys, so that nothing is lost on the way back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from framecheck.corpus.statements import LabelledStatement, plain
from framecheck.errors import CorpusError

KEY = "framecheck"


class Place(BaseModel):
    """Which sentence of which statement an item is, with the keys of both that are neither text nor frames."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statement: int
    sentence: int
    of: int
    keys: dict[str, Any] = {}
    sentence_keys: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence as one annotator labelled it; `frames` None where nobody has."""

    text: str
    frames: tuple[str, ...] | None
    where: str  # file and line or task, for messages
    place: Place | None = None
    annotator: str = ""
    extra: dict[str, Any] = field(default_factory=dict)  # keys of the tool's own, kept for sentences from elsewhere
    same: str = ""  # items from elsewhere with the same mark are one sentence, labelled by several


def to_items(corpus: Sequence[LabelledStatement]) -> list[Item]:
    """A corpus as items, in order."""
    found = []
    for number, statement in enumerate(corpus, 1):
        data = plain(statement)
        sentences = data.pop("sentences")
        for index, sentence in enumerate(sentences, 1):
            text, frames = sentence.pop("text"), sentence.pop("frames")
            place = Place(statement=number, sentence=index, of=len(sentences), keys=data, sentence_keys=sentence)
            found.append(Item(text, tuple(frames), f"{statement.source}:{statement.line_of(index - 1)}", place))
    return found


def to_corpus(items: Sequence[Item], skip_unlabelled: bool = False) -> tuple[list[LabelledStatement], int]:
    """Items as a corpus. Where several annotators labelled a sentence, its frames are those that more than half gave.

    Args:
        skip_unlabelled: leave out statements of which a sentence is not labelled.

    Returns:
        the corpus, and how many statements were left out.

    Raises:
        CorpusError: a sentence is not labelled, or a part of a statement is missing.
    """
    gathered: dict[Any, list[Item]] = {}
    for number, item in enumerate(items):
        mark = ("placed", item.place.statement) if item.place else ("same", item.same) if item.same else number
        gathered.setdefault(mark, []).append(item)
    found, left_out = [], 0
    for each in gathered.values():
        labelled = {_number(item) for item in each if item.frames is not None}
        members = [item for item in each if item.frames is not None or _number(item) not in labelled]
        if gap := _gap(members):
            if not skip_unlabelled:
                raise CorpusError(f"{gap}; label it, or leave such statements out with --skip-unlabelled")
            left_out += 1
            continue
        try:
            found.append(LabelledStatement.model_validate(_statement(members)))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = ".".join(map(str, first["loc"]))
            raise CorpusError(f"{members[0].where}: {at}: {first['msg']}") from None
    if not found:
        raise CorpusError("no labelled sentence in it; nothing was imported")
    return found, left_out


def _number(item: Item) -> int:
    return item.place.sentence if item.place else 1


def _gap(members: Sequence[Item]) -> str:
    """What keeps a statement from being whole, or the empty string."""
    for item in members:
        if item.frames is None:
            return f"{item.where}: not labelled"
    if place := members[0].place:
        there = {item.place.sentence for item in members if item.place}
        if missing := sorted(set(range(1, place.of + 1)) - there):
            return f"{members[0].where}: of the {place.of} sentences of its statement number {missing[0]} is missing"
    return ""


def _statement(members: Sequence[Item]) -> dict[str, Any]:
    by_sentence: dict[int, list[Item]] = {}
    for item in members:
        by_sentence.setdefault(_number(item), []).append(item)
    place = members[0].place
    keys = place.keys if place else members[0].extra
    return {**keys, "sentences": [_sentence(by_sentence[number]) for number in sorted(by_sentence)]}


def _sentence(same: Sequence[Item]) -> dict[str, Any]:
    """One sentence from the items of those who labelled it."""
    first = same[0]
    if any(item.text != first.text for item in same):
        raise CorpusError(f"{first.where}: the same sentence stands in it with another text")
    keys = first.place.sentence_keys if first.place else {}
    if len(same) == 1:
        return {**keys, "text": first.text, "frames": first.frames}
    names = [item.annotator for item in same]
    if "" in names or len(set(names)) < len(names):
        raise CorpusError(
            f"{first.where}: labelled more than once; several labellings need the names of the annotators"
        )
    votes = Counter(frame for item in same for frame in dict.fromkeys(item.frames or ()))
    return {
        **keys,
        "text": first.text,
        "frames": [frame for frame, count in votes.items() if 2 * count > len(same)],
        "annotations": {item.annotator: list(item.frames or ()) for item in same},
    }


def place_of(data: dict[str, Any], where: str) -> Place | None:
    """Take the key `framecheck` out of a tool's object."""
    value = data.pop(KEY, None)
    if value is None:
        return None
    try:
        return Place.model_validate(value)
    except ValidationError:
        raise CorpusError(f"{where}: the key '{KEY}' is not what `framecheck corpus export` wrote") from None


def objects(text: str, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects of a JSON Lines text, each with its `file:line`."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{source}:{number}"
            try:
                row: Any = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise CorpusError(f"{where}: not JSON ({error})") from None
            yield where, mapping(row, where)


def mapping(value: Any, where: str) -> dict[str, Any]:
    """The value, if it is a JSON object.

    Raises:
        CorpusError: it is none.
    """
    if not isinstance(value, dict):
        raise CorpusError(f"{where}: a JSON object is expected")
    return value


def names(value: Any, where: str) -> tuple[str, ...]:
    """The value, if it is a list of frames."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise CorpusError(f"{where}: the labels are not a list of names")
    return tuple(value)


def string(value: Any, where: str) -> str:
    """The value, if it is a text."""
    if not isinstance(value, str):
        raise CorpusError(f"{where}: no text")
    return value


def frames_of(items: Iterable[Item], known: Sequence[str]) -> list[str]:
    """The frames to offer: those of the codebook, then whatever else the items carry."""
    return list(dict.fromkeys([*known, *(frame for item in items for frame in item.frames or ())]))
