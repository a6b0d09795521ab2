"""Is a text English? Asked of every statement, for the model has learnt from English alone.

A text with the share of English function words that any English prose has is English, and the question costs next
to nothing. Of any other, py3langid is asked (Lui and Baldwin 2012): it takes most of a second to open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from framecheck.schema import Problem, Statement

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = (
    "the of and to a in that is was for it with as on be by at this are from or have an they which one you were all "
    "her she there would their we him been has when who will no more if out so up said what its about than into them "
    "can only other time new some could these two may first then do any now such like our over even most after also "
    "did many must before through where much should because every not but he his i my me us your had does how"
)
_COMMON = frozenset(_FUNCTION_WORDS.split())
SHARE = 0.25  # of the words; English prose has two in five
ENOUGH = 200_000  # code points that are looked at; a language shows sooner
FEWEST = 5  # words below which nothing is said
SURE = 0.9


def foreign(text: str) -> str:
    """The ISO 639-1 code of a text's language if it is surely not English, else the empty string."""
    words = [word.lower() for word in _WORD.findall(text[:ENOUGH])]
    if not words or sum(word in _COMMON for word in words) >= SHARE * len(words):
        return ""
    if len(words) < FEWEST and text.isascii():
        return ""
    code, chance = _identifier().classify(text[:ENOUGH])
    return str(code) if code != "en" and float(chance) >= SURE else ""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def reservation(statement: Statement) -> tuple[Problem, ...]:
    """What a reader of the report should know if the statement is not in English."""
    code = foreign(statement.text)
    reason = f"seems to be in another language than English ({code}); the model knows English alone, so trust no mark"
    return (Problem(source=statement.source, reason=reason, fatal=False),) if code else ()
