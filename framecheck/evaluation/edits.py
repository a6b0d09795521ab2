"""Statements with other names in them, and sentences turned against themselves: the edits that `probe` makes.

Names are found by rules, not by a model, so that a probe finds the same ones everywhere:

- vendor: a listed name; capitalised words before `Ltd`, `Systems`, ...; a capitalised word after `firm`, `supplier`,
  ..., or before `'s software`, `'s cameras`, ...
- agency: a listed name; capitalised words before `Police`, `Council`, ...; `Ministry of ...`, `Department for ...`
- place: a listed name; a capitalised word after `city of`, ...
- person: capitalised words after a title, or a listed first name and the word after it; the surname alone, too
- amount: a number with a sign or name of a currency; its digits change, its zeros, points and commas stay

A name that is found is exchanged everywhere in its statement, each time for the same new one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

SWAPS = ("vendor", "agency", "place", "amount", "person")  # must not change a label
EDITS = ("negation", "dismissal")  # must change the labels of the sentence
VARIANTS = 3

_NAME = r"[A-Z][\w’'-]*\w"
_QUOTES = re.compile(r"[\"“”„«»‘:;?]|(?<!\w)'|'(?!\w)")


@cache
def data() -> dict[str, Any]:
    """The lists of names and templates."""
    return tomllib.loads((Path(__file__).parent / "probes.toml").read_text(encoding="utf-8"))


def swap(kind: str, texts: Sequence[str], variant: int) -> list[str] | None:
    """The sentences of a statement with every name of a kind exchanged; None if there is no such name.

    Args:
        variant: which of the new names are taken, from 0.
    """
    if kind == "amount":
        swapped = [_amount().sub(lambda m: _digits(m[0], variant), text) for text in texts]
    else:
        pairs = _pairs(kind, texts, variant)
        if not pairs:
            return None
        pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(pairs, key=len, reverse=True))
        )
        # The new names begin with a consonant.
        before = re.compile(rf"\b([Aa])n ({'|'.join(map(re.escape, set(pairs.values())))})(?!\w)")
        swapped = [before.sub(r"\1 \2", pattern.sub(lambda m: pairs[m[0]], text)) for text in texts]
    return swapped if swapped != list(texts) else None


def edited(kind: str, text: str, variant: int) -> str | None:
    """A sentence set aside by what is put around it; None if it cannot stand as a clause.

    It can if it is a plain sentence of 5 to 30 words, ends in a full stop, quotes nobody, and begins with a word that
    is safe to write small.
    """
    words = text.split()
    if not (5 <= len(words) <= 30 and text.endswith(".") and not _QUOTES.search(text)):
        return None
    if words[0] not in data()["clauses"]["openers"]:
        return None
    templates = data()[kind]["new"]
    return str(templates[variant % len(templates)]).replace("{clause}", text[0].lower() + text[1:-1])


def _pairs(kind: str, texts: Sequence[str], variant: int) -> dict[str, str]:
    """Each name of a kind in a statement, with the one that is to take its place."""
    lists = data()[kind]
    whole = "\n".join(texts)
    found = dict.fromkeys(_names(kind, whole))
    free = [name for name in lists["new"] if name not in whole]
    pairs: dict[str, str] = {}
    for number, old in enumerate(found):
        new = free[(number + variant * VARIANTS) % len(free)]
        if kind == "agency" and (old in lists["known"] or old.split()[0] in lists["stems"]):
            new = lists["offices"][(number + variant) % len(lists["offices"])]
        if kind == "person":
            first, _, last = new.partition(" ")
            given, _, family = old.rpartition(" ")
            # Who is met again by the surname alone is the same person.
            pairs.setdefault(family, last)
            pairs |= {old: f"{first} {pairs[family]}"} if given else {}
        else:
            pairs.setdefault(old, new)
    return pairs


def _names(kind: str, text: str) -> Iterator[str]:
    lists = data()
    small = {*lists["clauses"]["openers"], "At", "On", "For", "But", "And", "When", "If", "Its"}
    for pattern in _patterns()[kind]:
        for match in pattern.finditer(text):
            words = match[1].split()
            while words and words[0] in small:  # "The Northmere Council" is that of Northmere, "The Council" nobody's
                words = words[1:]
            name = " ".join(words)
            other = kind == "vendor" and name in lists["place"]["known"]
            if words and not other and not (kind == "person" and words[0] in lists["person"]["titles"]):
                yield name


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """By kind, what a name is found by; the name is the first group."""

    def any_of(kind: str, name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(data()[kind][name], key=len, reverse=True))

    several = rf"{_NAME}(?: {_NAME}){{0,2}}"
    stems = any_of("agency", "stems")
    found = {
        "vendor": (
            rf"\b({any_of('vendor', 'known')})(?!\w)",
            rf"\b({several}) (?:{any_of('vendor', 'suffixes')})(?!\w)",
            rf"\b(?:{any_of('vendor', 'after')}),? ({_NAME}?)(?=['’]s|[^\w'’-])",
            rf"\b([A-Z]\w+)['’]s (?:{any_of('vendor', 'owns')})\b",
        ),
        "agency": (
            rf"\b({any_of('agency', 'known')})(?!\w)",
            rf"\b({several}?) (?:{any_of('agency', 'suffixes')})(?!\w)",
            rf"\b((?:{stems}) (?:of|for) (?:the )?{_NAME}(?:(?: and| of)? {_NAME})*)",
        ),
        "place": (rf"\b({any_of('place', 'known')})(?!\w)", rf"\b(?:{any_of('place', 'before')}) ({_NAME})"),
        "person": (
            rf"\b(?:{any_of('person', 'titles')})\.? ({_NAME}(?: {_NAME})?)",
            rf"\b((?:{any_of('person', 'first')}) {_NAME})",
        ),
    }
    return {kind: tuple(map(re.compile, patterns)) for kind, patterns in found.items()}


@cache
def _amount() -> re.Pattern[str]:
    lists = data()["amount"]
    number = r"\d(?:[\d.,]*\d)?"
    scale, unit = "|".join(lists["scales"]), "|".join(lists["units"])
    return re.compile(rf"(?<=[{lists['signs']}])\s?{number}|(?<![\w.,]){number}(?=[ -]?(?:{scale})?[ -]?(?:{unit})\b)")


def _digits(text: str, variant: int) -> str:
    """Other digits of the same shape."""
    return "".join(str((int(c) - 1 + 2 * (variant + 1)) % 9 + 1) if c in "123456789" else c for c in text)
