"""Label Studio's JSON: a list of tasks, each with its `data` and its `annotations`.

The labelling interface has one `Choices` control, for several choices, on one text:

    <View><Text name="text" value="$text"/><Choices name="frames" toName="text" choice="multiple">
    <Choice value="public-safety"/> ... </Choices></View>
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from framecheck.corpus.exchange.items import KEY, Item, mapping, names, place_of, string
from framecheck.corpus.statements import escape_lone
from framecheck.errors import CorpusError


def to_text(items: Sequence[Item], _: Sequence[str]) -> str:
    """Tasks with one annotation each; a sentence without frames has an annotation that chooses nothing."""
    tasks: list[dict[str, Any]] = []
    for item in items:
        place = {KEY: item.place.model_dump()} if item.place else {}
        choices = {"choices": list(item.frames or ())}
        chosen = {"from_name": "frames", "to_name": "text", "type": "choices", "value": choices}
        result = [chosen] if item.frames else []
        tasks.append({"data": {"text": item.text, **place}, "annotations": [{"result": result}]})
    return escape_lone(json.dumps(tasks, ensure_ascii=False, indent=1)) + "\n"


def to_items(text: str, source: str) -> list[Item]:
    """The tasks of an export; cancelled annotations and predictions do not count.

    Raises:
        CorpusError: it is no such export.
    """
    try:
        tasks: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{source}: not JSON ({error}); export from Label Studio as JSON") from None
    if not isinstance(tasks, list):
        raise CorpusError(f"{source}: a list of tasks is expected; export from Label Studio as JSON, not JSON-MIN")
    return [item for number, task in enumerate(tasks, 1) for item in _task(task, f"{source}: task {number}", number)]


def _task(task: Any, where: str, number: int) -> Iterator[Item]:
    whole = mapping(task, where)
    data = dict(mapping(whole.get("data"), f"{where}: data"))
    place = place_of(data, where)
    text = string(data.pop("text", None), f"{where}: data.text")
    kept = {key: value for key, value in whole.items() if key not in {"data", "annotations", "predictions"}}
    extra = {**data, **({"label_studio": kept} if kept else {})}
    annotations = whole.get("annotations", [])
    if not isinstance(annotations, list):
        raise CorpusError(f"{where}: annotations are a list")
    counted = [a for a in (mapping(a, where) for a in annotations) if not a.get("was_cancelled")]
    if not counted:
        yield Item(text, None, where, place, extra=extra, same=str(number))
    for annotation in counted:
        yield Item(text, _choices(annotation, where), where, place, _who(annotation), extra, str(number))


def _choices(annotation: dict[str, Any], where: str) -> tuple[str, ...]:
    results = annotation.get("result", [])
    if not isinstance(results, list):
        raise CorpusError(f"{where}: the result of an annotation is a list")
    chosen: list[str] = []
    for result in (mapping(each, where) for each in results):
        if result.get("type") != "choices":
            raise CorpusError(f"{where}: a result of type '{result.get('type')}'; frames are labelled by choices")
        chosen += names(mapping(result.get("value"), where).get("choices"), where)
    return tuple(chosen)


def _who(annotation: dict[str, Any]) -> str:
    """The annotator: a number, or an object with an e-mail address or a number."""
    who = annotation.get("completed_by", "")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id") or ""
    return str(who)
