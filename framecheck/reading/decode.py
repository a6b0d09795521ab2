"""Bytes to text. Nothing is repaired in silence: what was guessed is said."""

from __future__ import annotations

import codecs

from framecheck.errors import InputError

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a document, byte order mark and line ends kept.

    Returns:
        the text, and a note that is empty unless the encoding was guessed.

    Raises:
        InputError: it is empty, binary, or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError(f"{name}: empty; nothing to analyse")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ""
            except UnicodeDecodeError as error:
                raise InputError(f"{name}: begins as {encoding} and is broken at byte {error.start}") from None
    try:
        text = data.decode("utf-8")
        wrong = len(data) if "\x00" not in text else 0
    except UnicodeDecodeError as error:
        text, wrong = "", error.start
    if wrong == len(data):
        if _binary(text):
            raise InputError(f"{name}: binary, not text")
        return text, ""
    for encoding in _guesses(data, wrong):
        guess = data.decode(encoding, errors="replace")
        lost = guess.count("\ufffd")
        if not _binary(guess) and lost * 100 < len(guess):
            note = f"not UTF-8: read as {encoding}, which is a guess"
            return guess, note + (f"; {lost} characters could not be read" if lost else "")
    raise InputError(f"{name}: binary, or in an encoding that cannot be told; save it as UTF-8")


def _guesses(data: bytes, wrong: int) -> list[str]:
    """Encodings to try, the likeliest first, judged around the first byte that is not UTF-8."""
    from charset_normalizer import from_bytes

    around = data[max(0, wrong - 2000) // 4 * 4 : wrong + 20_000]
    if b"\x00" not in around and sum(byte > 0x7F for byte in around) * 12 < len(around):
        return ["cp1252"]  # nearly all ASCII: English, with the quotation marks and pounds of Windows
    best = from_bytes(around).best()
    return [best.encoding] if best is not None and best.encoding not in {"ascii", "utf_8"} else []


def _binary(text: str) -> bool:
    """Whether a twentieth of the first code points are control characters."""
    head = text[:8000]
    controls = sum((char < " " and char not in "\t\n\r\x0b\x0c\x1b") or char == "\x7f" for char in head)
    return "\x00" in head or controls * 20 > len(head)
