"""A labelled corpus in JSON Lines: one statement a line, the same shape everywhere.

    {"id": "...", "group": "...", "sentences": [{"text": "...", "frames": ["oversight"]}, ...]}

Also accepted: one sentence a line, `{"text": "...", "frames": [...]}`, and CSV (`framecheck.corpus.table`). Further
keys are kept, whatever their names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from framecheck.codebook import Codebook
from framecheck.errors import CorpusError
from framecheck.files import write_whole
from framecheck.schema import Statement

_LONE = re.compile("[\ud800-\udfff]")


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


class LabelledSentence(BaseModel):
    """A sentence with the frames it carries."""

    model_config = ConfigDict(frozen=True, extra="allow")

    text: Annotated[str, AfterValidator(_not_blank)]
    frames: tuple[str, ...]


class LabelledStatement(BaseModel):
    """A statement whose sentences are labelled. `group` is the event or story that it tells of."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = ""
    group: str = ""
    sentences: tuple[LabelledSentence, ...] = Field(min_length=1)
    # Private, so that keys of these names in the corpus are the user's own.
    _source: str = PrivateAttr("")
    _lines: tuple[int, ...] = PrivateAttr((0,))

    @property
    def source(self) -> str:
        """The file that it was read from."""
        return self._source

    @property
    def line(self) -> int:
        """The line of the file that it begins on."""
        return self._lines[0]

    def line_of(self, index: int) -> int:
        """The line of the file that a sentence, counted from 0, stands on."""
        return self._lines[index] if len(self._lines) > 1 else self._lines[0]

    def key(self, name: str) -> str:
        """A further key of the corpus line (`kind`, `country`, `set`, ...), or the empty string."""
        value = (self.model_extra or {}).get(name)
        return "" if value is None else str(value)

    def statement(self) -> Statement:
        """The unlabelled statement, as the classifier sees it."""
        return Statement.from_sentences([s.text for s in self.sentences], source=f"{self.source}:{self.line}")


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a corpus that is no statement; `line` 0 is the file itself."""

    source: str
    line: int
    reason: str

    def __str__(self) -> str:
        """`file:line: reason`."""
        return f"{self.source}:{self.line}: {self.reason}" if self.line else f"{self.source}: {self.reason}"


def read(path: str | Path, codebook: Codebook | None = None) -> list[LabelledStatement]:
    """Read a labelled corpus: a file, or a folder with all that lie in it.

    Raises:
        CorpusError: a file cannot be read, has no statement, or a line is malformed (`file:line`).
    """
    from framecheck.corpus.folders import corpora

    return [statement for file in corpora(path) for statement in _sound(file, codebook)]


def read_table(path: Path) -> list[LabelledStatement]:
    """The same for a CSV file, whatever its ending."""
    return list(_sound(path, None, table=True))


def _sound(path: Path, codebook: Codebook | None, table: bool | None = None) -> Iterator[LabelledStatement]:
    seen: dict[str, int] = {}
    for entry in entries(path, table):
        if isinstance(entry, Flaw):
            raise CorpusError(str(entry))
        where = f"{path}:{entry.line}"
        for index, labelled in enumerate(entry.sentences, 1):
            unknown = [] if codebook is None else sorted(set(labelled.frames) - set(codebook.names))
            if unknown:
                names = ", ".join(codebook.names) if codebook else ""
                raise CorpusError(f"{where}: sentence {index}: unknown frame '{unknown[0]}'; the codebook has {names}")
        if entry.id and entry.id in seen:
            raise CorpusError(f"{where}: the id '{entry.id}' stands on line {seen[entry.id]} already")
        seen[entry.id] = entry.line
        yield entry


def entries(path: Path, table: bool | None = None) -> Iterator[LabelledStatement | Flaw]:
    """Everything in a corpus file, in order: each statement that can be read, and a flaw for all that cannot.

    A malformed line gives a flaw for each thing that is wrong with it; nothing is raised and nothing is passed over.

    Args:
        table: whether it is CSV; by its ending if None.
    """
    from framecheck.corpus.table import rows

    count = 0
    table = path.suffix.lower() == ".csv" if table is None else table
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="" if table else None) as stream:
            for lines, data in rows(stream) if table else _objects(stream):
                count += 1
                yield from [Flaw(str(path), lines[0], data)] if isinstance(data, str) else statement(data, path, lines)
    except FileNotFoundError:
        yield Flaw(str(path), 0, "no such file")
        return
    except OSError as error:
        yield Flaw(str(path), 0, f"cannot be read ({error.strerror})")
        return
    if not count:
        yield Flaw(str(path), 0, "no statement in it")


def _objects(stream: Iterable[str]) -> Iterator[tuple[Sequence[int], dict[str, Any] | str]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield (number,), _object(line)


def _object(line: str) -> dict[str, Any] | str:
    """The object on a line, or what is wrong with it."""
    if foreign := not_utf8(line):
        return foreign
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON ({error}); each line is one statement"
    if not isinstance(data, dict):
        return "a JSON object is expected, with the key 'sentences' or 'text'"
    return data


def not_utf8(text: str) -> str:
    """What to say of a text that was decoded with `surrogateescape`; empty where its bytes were UTF-8."""
    if text.isascii() or not (found := _LONE.search(text)):
        return ""
    at = len(text[: found.start()].encode("utf-8", "surrogateescape"))
    return f"not UTF-8 at byte {at} of the line; save the corpus as UTF-8"


def statement(data: dict[str, Any], path: Path, lines: Sequence[int]) -> Iterator[LabelledStatement | Flaw]:
    """The statement that an object is, or a flaw for each thing that is wrong with it."""
    if "sentences" not in data and "text" in data:
        sentence = {key: data[key] for key in ("text", "frames") if key in data}
        data = {**{key: value for key, value in data.items() if key not in sentence}, "sentences": [sentence]}
    try:
        found = LabelledStatement.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        for each in wrong:
            at = ".".join(str(part) for part in each["loc"])
            if each["type"] == "too_short" and len(wrong) > 1:
                continue  # the sentences that are wrong do not count for it
            said = "a list is expected" if each["type"] == "tuple_type" else str(each["msg"])
            yield Flaw(str(path), lines[0], f"{at}: {said.removeprefix('Value error, ')}")
        return
    found._source, found._lines = str(path), tuple(lines)
    yield found


def write(path: str | Path, statements: Iterable[LabelledStatement]) -> None:
    """Write a labelled corpus in JSON Lines, whole or not at all."""
    write_whole(Path(path), json_lines(plain(s) for s in statements))


def plain(statement: LabelledStatement) -> dict[str, Any]:
    """A statement as the keys of its line, the sentences last."""
    data = statement.model_dump(exclude_unset=True)
    return {**{key: value for key, value in data.items() if key != "sentences"}, "sentences": data["sentences"]}


def json_lines(rows: Iterable[Any]) -> str:
    """One JSON value a line, readable and safe to encode."""
    return "".join(escape_lone(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def escape_lone(text: str) -> str:
    """JSON whose lone surrogates, which UTF-8 does not have, are escaped."""
    return _LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
