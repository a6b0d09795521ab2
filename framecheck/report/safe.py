"""Text from files, made harmless for a terminal: every text is hostile until it is rendered."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"[ \t]*[\r\n\x0b\x0c\x85\u2028\u2029]+[ \t]*")
_KEEP = {"\u200d", "\u00ad"}


def harmless(text: str) -> str:
    """Show control characters, escapes, direction marks and lone surrogates as `�`; length is kept, code for code."""
    if text.isprintable():  # of these categories only the last six are not; most text ends here
        return text
    return "".join("\ufffd" if _hostile(char) else char for char in text)


def one_line(text: str) -> str:
    """The same, with line breaks as single blanks."""
    return harmless(_BREAKS.sub(" ", text))


def _hostile(char: str) -> bool:
    return char not in _KEEP and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and char != "\ufeff"
