"""Which files a corpus is: a file stands for itself, a folder for every corpus file below it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from framecheck.errors import CorpusError

ENDINGS = (".jsonl", ".csv")


def corpora(path: str | Path) -> list[Path]:
    """The corpus files (`.jsonl`, `.csv`) that a path stands for, in the order of their names.

    In folders, what is hidden and what a `.gitignore` on the way names is left out.

    Raises:
        CorpusError: a folder has no corpus file in it, or cannot be read.
    """
    path = Path(path)
    if not path.is_dir():
        return [path]
    found = list(_below(path, []))
    if not found:
        raise CorpusError(f"{path}: no corpus file below it; they end in {' or '.join(ENDINGS)}")
    return found


def _below(folder: Path, ignored: list[tuple[Path, object]]) -> Iterator[Path]:
    from pathspec import GitIgnoreSpec

    try:
        names = sorted(path.name for path in folder.iterdir())
        if ".gitignore" in names:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
            ignored = [*ignored, (folder, GitIgnoreSpec.from_lines(lines))]
    except OSError as error:
        raise CorpusError(f"{error.filename}: cannot be read ({error.strerror})") from None
    for name in names:
        path = folder / name
        directory = path.is_dir() and not path.is_symlink()
        if name.startswith(".") or any(
            isinstance(spec, GitIgnoreSpec) and spec.match_file(f"{path.relative_to(base)}{'/' * directory}")
            for base, spec in ignored
        ):
            continue
        if directory:
            yield from _below(path, ignored)
        elif path.suffix.lower() in ENDINGS:
            yield path
