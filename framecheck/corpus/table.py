"""A corpus as CSV (RFC 4180), one sentence a row: `text,frames` and whatever other columns there are.

Several frames in a cell are parted by `;`. Rows that follow each other with the same `statement`, or where there is no
such column the same `id`, are one statement; its other columns are its further keys, an empty cell is no key. What a
cell of text cannot hold (numbers, lists, keys of one sentence) stands in the column `json`.

A cell that a spreadsheet would take for a formula is written behind an apostrophe, which reading takes away again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from framecheck.corpus.statements import LabelledStatement, not_utf8, plain

OWN = ("statement", "id", "group", "text", "frames", "json")
LIMIT = 10_000_000  # characters of a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_FRAME = re.compile(r"[^\s;|,]([^;|,]*[^\s;|,])?")
Rows = list[tuple[int, dict[str, str]]]


def escape(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def unescape(cell: str) -> str:
    """Undo `escape`; an apostrophe that `escape` cannot have written stays."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def rows(stream: Iterable[str]) -> Iterator[tuple[Sequence[int], dict[str, Any] | str]]:
    """The statements of a table as corpus objects, each with the lines of its rows; a string says what is wrong."""
    block: Rows = []
    for line, row in _cells(stream):
        if isinstance(row, str):
            yield (line,), row
            continue
        if block and not _same(block[-1][1], row):
            yield _statement(block)
            block = []
        block.append((line, row))
    if block:
        yield _statement(block)


def _cells(stream: Iterable[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Each row by its columns, with the line it begins on."""
    before = csv.field_size_limit(LIMIT)
    reader = csv.reader(stream, strict=True)
    header: list[str] = []
    at = 1
    try:
        for cells in reader:
            line, at = at, reader.line_num + 1
            if not any(cells):
                continue
            foreign = not_utf8("".join(cells))
            if foreign:
                yield line, foreign
            elif not header:
                header = [unescape(cell.strip()) for cell in cells]
                missing = [name for name in ("text", "frames") if name not in header]
                twice = [name for name in header if header.count(name) > 1]
                if missing or twice:
                    what = f"no column '{missing[0]}'" if missing else f"two columns '{twice[0]}'"
                    yield line, f"the header has {what}; a corpus in CSV has text,frames and any further columns"
                    return
            elif len(cells) != len(header):
                yield line, f"{len(cells)} cells where the header has {len(header)} columns"
            else:
                yield line, {name: unescape(cell) for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        yield max(at, reader.line_num), f"not CSV ({error}); nothing after it was read"
    finally:
        csv.field_size_limit(before)


def _same(before: dict[str, str], row: dict[str, str]) -> bool:
    by = "statement" if "statement" in row else "id"
    return bool(row.get(by)) and before.get(by) == row[by]


def _statement(block: Rows) -> tuple[Sequence[int], dict[str, Any] | str]:
    lines = [line for line, _ in block]
    first = block[0][1]
    data: dict[str, Any] = {}
    sentences = []
    for line, row in block:
        for name, cell in row.items():
            if name not in {"text", "frames", "json"} and cell != first[name]:
                return (line,), f"{name} is '{cell}', but '{first[name]}' on line {lines[0]}, in the same statement"
        try:
            more: Any = json.loads(row.get("json") or "{}")
            sentence, whole = more.get("sentence", {}), more.get("statement", {})
            data |= whole
            sentences.append({"text": row["text"], "frames": _frames(row["frames"]), **sentence})
        except (ValueError, RecursionError, AttributeError, TypeError):
            return (line,), 'json: an object with the keys "statement" and "sentence" is expected'
    plain_cells = {name: cell for name, cell in first.items() if cell and (name not in OWN or name in {"id", "group"})}
    return lines, {**plain_cells, **data, "sentences": sentences}


def _frames(cell: str) -> list[str]:
    return [name.strip() for name in re.split("[;|,]", cell) if name.strip()]


def table(statements: Sequence[LabelledStatement]) -> str:
    """A corpus as CSV; reading it gives the same corpus again."""
    data = [plain(statement) for statement in statements]
    keys = dict.fromkeys(key for each in data for key in each if key not in {"id", "group", "sentences"})
    columns = [key for key in keys if key not in OWN and all(_is_cell(key, each) for each in data)]
    numbered = any(len(each["sentences"]) > 1 and not each.get("id") for each in data)
    found = [row for n, each in enumerate(data, 1) for row in _rows_of(each, columns, str(n) if numbered else "")]
    used = [name for name in ("statement", "id", "group", "text", "frames", *columns, "json") if _used(name, found)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([escape(name) for name in used])
    writer.writerows([[escape(row.get(name, "")) for name in used] for row in found])
    return out.getvalue()


def _is_cell(key: str, data: dict[str, Any]) -> bool:
    """Whether the value of a key is a text that a cell can hold, or is not there."""
    value = data.get(key, "-")
    sound = isinstance(value, str) and value != "" and not any("\ud800" <= c <= "\udfff" for c in key + value)
    return sound and key == key.strip() != ""


def _rows_of(data: dict[str, Any], columns: Sequence[str], number: str) -> Iterator[dict[str, str]]:
    cells = {key: data[key] for key in ("id", "group", *columns) if key in data}
    whole = {key: value for key, value in data.items() if key not in cells and key != "sentences"}
    for index, sentence in enumerate(data["sentences"]):
        more = {key: value for key, value in sentence.items() if key not in {"text", "frames"}}
        if not all(_FRAME.fullmatch(name) for name in sentence["frames"]):
            more["frames"] = sentence["frames"]
        json_cell = {"statement": whole} if whole and not index else {}
        json_cell |= {"sentence": more} if more else {}
        yield {
            "statement": number,
            **cells,
            "text": sentence["text"],
            "frames": "" if "frames" in more else ";".join(sentence["frames"]),
            "json": json.dumps(json_cell) if json_cell else "",
        }


def _used(name: str, found: Iterable[dict[str, str]]) -> bool:
    return name in {"text", "frames"} or any(row.get(name) for row in found)
