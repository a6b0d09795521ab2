"""Names: which words make one, where it ends, whose it is, and what is left without its titles."""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.speakers import lexicon as lex
from framecheck.speakers.prose import Word

Words = Sequence[Word]

REACH = 40  # words that a subject and its appositions may take: what bounds the work on hostile text
_INSIDE = lex.words("our your my against for and of without")  # capitals inside a name: Save Our Streets


def is_name(word: Word) -> bool:
    """Whether a word looks like part of a name."""
    first = word.text[0]
    if first == "@":
        return len(word.text) > 1
    return (
        (first.isupper() or (not first.isascii() and first.isalpha() and not first.islower()))
        and (word.low not in lex.NO_NAME or word.low in lex.HONORIFICS)
        and word.low not in lex.CALENDAR
    )


def chain(words: Words, at: int, limit: int) -> int:
    """One behind the last word of the run of name words that begins at `at`."""
    i = at
    while i < limit:
        word = words[i]
        if is_name(word) or (
            i > at
            and word.text[0].isupper()
            and (
                word.low not in lex.NO_NAME
                or (word.low in _INSIDE and i + 1 < limit and words[i + 1].text[0].isupper())
            )
        ):
            i += 1
            if word.low.endswith(("'s", "’s")):
                break
        elif (
            word.text == "."
            and i > at
            and _abbreviated(words[i - 1])
            and i + 1 < limit
            and words[i + 1].text[0].isupper()
        ) or (word.low in lex.PARTICLES and i > at and i + 1 < limit and continues(words, i, limit)):
            i += 1
        else:
            break
    return i


def continues(words: Words, at: int, limit: int) -> bool:
    """Whether a name goes on behind a particle: the "de la" of "Ana de la Cruz"."""
    following = words[at + 1]
    return is_name(following) or (following.low in lex.PARTICLES and at + 2 < limit and is_name(words[at + 2]))


def _abbreviated(word: Word) -> bool:
    return len(word.text) <= 2 or word.low in lex.TITLES


def is_role(word: Word) -> bool:
    """Whether a word says what somebody is: an office, an occupation, a kinship."""
    low = word.low
    return (
        low in lex.ROLES
        or (low.endswith("s") and low[:-1] in lex.ROLES)
        or low.endswith(("-general", "-chief", "ologist"))
    )


def is_body(lows: Sequence[str]) -> bool:
    """Whether these words, in lower case, name a body and no person."""
    last = max((i for i, low in enumerate(lows[:-1]) if low in lex.TITLES), default=-1)
    titled = last >= 0 and not set(lows[last:]) & lex.BODIES
    return not lex.BODIES.isdisjoint(lows) and not titled and lows[0] not in lex.NAMES


def untitled(words: Words, start: int, end: int) -> str:
    """A name without its titles; with them if only one word would be left."""
    last = start
    for i in range(start, end - 1):
        if is_role(words[i]) or words[i].low in lex.HONORIFICS or words[i].low in lex.TITLES:
            last = i + 1
    while last < end - 1 and not words[last].text[0].isalnum():
        last += 1
    first = last if sum(w.text[0].isalnum() for w in words[last:end]) > 1 else start
    return text_of(words, first, end)


def text_of(words: Words, start: int, end: int) -> str:
    """The words with the spaces that were between them, as single blanks."""
    out = ""
    for i in range(start, end):
        out += (" " if i > start and words[i].start > words[i - 1].end else "") + words[i].text
    return out


def bag(words: Words, start: int, end: int) -> frozenset[str]:
    """The content words of a stretch in lower case, possessive endings off."""

    lows = (w.low.removesuffix("'s").removesuffix("’s") for w in words[start:end] if w.text[0].isalnum())
    return frozenset(low for low in lows if low not in lex.SMALL_WORDS)
