"""A labelled corpus in JSON Lines: one statement a line, the same shape everywhere.

    {"id": "...", "group": "...", "sentences": [{"text": "...", "frames": ["oversight"]}, ...]}

Also accepted: one sentence a line, `{"text": "...", "frames": [...]}`. Further keys are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from framecheck.codebook import Codebook
from framecheck.errors import CorpusError
from framecheck.files import write_whole
from framecheck.schema import Statement


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
    source: str = Field(default="", exclude=True)
    line: int = Field(default=0, exclude=True)

    def key(self, name: str) -> str:
        """A further key of the corpus line (`kind`, `country`, `set`, ...), or the empty string."""
        value = (self.model_extra or {}).get(name)
        return "" if value is None else str(value)

    def statement(self) -> Statement:
        """The unlabelled statement, as the classifier sees it."""
        return Statement.from_sentences([s.text for s in self.sentences], source=f"{self.source}:{self.line}")


def read(path: str | Path, codebook: Codebook | None = None) -> list[LabelledStatement]:
    """Read a labelled corpus.

    Raises:
        CorpusError: the file cannot be read, has no statement, or a line is malformed (`file:line`).
    """
    return list(_statements(Path(path), codebook))


def _statements(path: Path, codebook: Codebook | None) -> Iterator[LabelledStatement]:
    seen: dict[str, int] = {}
    count = 0
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            data: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CorpusError(f"{where}: not JSON ({error}); each line is one statement") from None
        if not isinstance(data, dict):
            raise CorpusError(f"{where}: a JSON object is expected, with the key 'sentences' or 'text'")
        if "sentences" not in data and "text" in data:
            sentence = {"text": data.pop("text"), "frames": data.pop("frames", None)}
            data = {**data, "sentences": [sentence]}
        try:
            statement = LabelledStatement.model_validate({**data, "source": str(path), "line": number})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = ".".join(str(part) for part in first["loc"])
            raise CorpusError(f"{where}: {at}: {first['msg']}") from None
        for index, labelled in enumerate(statement.sentences, 1):
            unknown = [] if codebook is None else sorted(set(labelled.frames) - set(codebook.names))
            if unknown:
                names = ", ".join(codebook.names) if codebook else ""
                raise CorpusError(f"{where}: sentence {index}: unknown frame '{unknown[0]}'; the codebook has {names}")
        if statement.id and statement.id in seen:
            raise CorpusError(f"{where}: the id '{statement.id}' stands on line {seen[statement.id]} already")
        seen[statement.id] = number
        count += 1
        yield statement
    if not count:
        raise CorpusError(f"{path}: no statement in it")


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as stream:
            yield from stream
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file") from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; a corpus is UTF-8 JSON Lines") from None


def write(path: str | Path, statements: Iterable[LabelledStatement]) -> None:
    """Write a labelled corpus, whole or not at all."""
    rows = (json.dumps(s.model_dump(exclude_defaults=False), ensure_ascii=False) for s in statements)
    write_whole(Path(path), "".join(row + "\n" for row in rows))
