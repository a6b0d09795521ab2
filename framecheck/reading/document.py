"""Which reader a source gets, and the limits that hold for all of them."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from framecheck.errors import InputError
from framecheck.language import reservation
from framecheck.reading.decode import decode
from framecheck.schema import Problem, Statement
from framecheck.sentences import segment

LIMIT = 10_000_000  # bytes
MARKDOWN = {".md", ".markdown", ".mdown"}
LATER = {".pdf", ".docx", ".doc", ".html", ".htm", ".eml", ".rtf", ".odt"}


def read(source: str, limit: int = LIMIT) -> tuple[Statement, list[Problem]]:
    """Read one statement from a file, or from standard input for `-`.

    Returns:
        the statement, and what a reader of the report should know of how it was read.

    Raises:
        InputError: it cannot be read, is empty, is too large or is not text.
    """
    name = "<stdin>" if source == "-" else source
    data = _stdin(limit) if source == "-" else _bytes(Path(source), limit)
    if len(data) > limit:
        raise InputError(f"{name}: more than {limit:,} bytes; a statement is smaller than that (--limit)")
    text, note = decode(data, name)
    markup: tuple[tuple[int, int], ...] = ()
    title, blocks = "", None
    if Path(source).suffix.lower() in MARKDOWN:
        from framecheck.reading.markdown import prose

        title, blocks, markup = prose(text)
    sentences = segment(text, blocks, markup)
    if not sentences:
        raise InputError(f"{name}: no sentence in it; nothing to analyse")
    statement = Statement(source=name, text=text, title=title, sentences=sentences, markup=markup)
    notes = [Problem(source=name, reason=note, fatal=False)] if note else []
    return statement, [*notes, *reservation(statement)]


def _stdin(limit: int) -> bytes:
    if sys.stdin is None:
        raise InputError("<stdin>: closed; nothing to analyse")
    return sys.stdin.buffer.read(limit + 1)


def _bytes(path: Path, limit: int) -> bytes:
    if path.suffix.lower() in LATER:
        raise InputError(f"{path}: {path.suffix} files are not read yet; save it as plain text or Markdown")
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                size = f"{status.st_size / 1e6:,.0f} MB"
                raise InputError(f"{path}: {size} is more than the limit of {limit / 1e6:,.0f} MB (--limit)")
            if stat.S_ISFIFO(status.st_mode):
                os.set_blocking(stream.fileno(), True)
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: a folder; analyze takes files") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be read ({reason})") from None
