"""The labelled statements that a check looks at: files, folders and globs, read past what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from framecheck.codebook import Codebook
from framecheck.corpus.folders import corpora
from framecheck.corpus.statements import Flaw, LabelledSentence, LabelledStatement, entries
from framecheck.errors import CorpusError
from framecheck.schema import Problem


def read(given: Sequence[str | Path], codebook: Codebook) -> tuple[list[LabelledStatement], list[Problem]]:
    """Every statement that is meant and can be read, and a problem for everything that cannot.

    A folder stands for the corpus files below it, a glob for the files that it matches (`**` crosses folders); a file
    that is named twice is read once.
    """
    files: dict[Path, Path] = {}
    problems: list[Problem] = []
    for item in given:
        try:
            for file in _expand(Path(item)):
                files.setdefault(file.resolve(), file)
        except CorpusError as error:
            problems.append(Problem(source=str(item), reason=str(error).removeprefix(f"{item}: ")))
    statements: list[LabelledStatement] = []
    for file in files.values():
        seen: dict[str, int] = {}
        for entry in entries(file):
            if isinstance(entry, Flaw):
                where = f"{entry.source}:{entry.line}" if entry.line else entry.source
                problems.append(Problem(source=where, reason=entry.reason))
            elif reason := _unfit(entry, codebook, seen):
                problems.append(Problem(source=f"{entry.source}:{entry.line}", reason=reason))
            else:
                seen[entry.id] = entry.line
                statements.append(entry)
    return statements, problems


def locked(statement: LabelledStatement, sentence: LabelledSentence) -> bool:
    """Whether the labels of a sentence may never flip: `"locked": true` on it, or on its whole statement."""
    return any((holder.model_extra or {}).get("locked") is True for holder in (statement, sentence))


def _expand(path: Path) -> Iterator[Path]:
    if path.exists() or not has_magic(str(path)):
        yield from corpora(path)  # a missing file is met, and said, where it is read
        return
    # Path.glob takes no absolute pattern.
    matches = sorted(match for match in glob(str(path), recursive=True) if Path(match).is_file())  # noqa: PTH207
    if not matches:
        raise CorpusError("matches no file")
    yield from map(Path, matches)


def _unfit(statement: LabelledStatement, codebook: Codebook, seen: dict[str, int]) -> str:
    """Why a statement that can be read cannot be checked; empty if it can."""
    if statement.id and statement.id in seen:
        return f"the id '{statement.id}' stands on line {seen[statement.id]} already"
    for index, sentence in enumerate(statement.sentences, 1):
        unknown = sorted(set(sentence.frames) - set(codebook.names))
        if unknown:
            return f"sentence {index}: unknown frame '{unknown[0]}'; the codebook has {', '.join(codebook.names)}"
        # A lock that is misspelt would be no lock, and nobody would know.
        if any(not isinstance((h.model_extra or {}).get("locked", False), bool) for h in (statement, sentence)):
            return f"sentence {index}: locked: true or false is expected"
    return ""
