"""Noun phrases that name a speaker: "Mosley", "Mayor Ines Carvalho", "the council's lead for digital", "she"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from framecheck.speakers import lexicon as lex
from framecheck.speakers.names import REACH, Words, bag, chain, continues, is_body, is_name, is_role, text_of, untitled
from framecheck.speakers.prose import Word

Kind = Literal["pronoun", "person", "body", "role"]
_OBJECTS = {"him": "he", "her": "she", "them": "they"}
SMALL = (
    lex.ADVERBS
    | lex.PREPOSITIONS
    | lex.FINITE
    | lex.REPORTING
    | lex.SUBORDINATE
    | lex.WHETHER
    | lex.words(
        "and but or so if while because although though unless until whereas once yet than like nor neither not no"
    )
)
_PAST = lex.PAST - lex.words("cost set put read cut hit felt led left found need want works means")
_PHRASE = lex.REPORTING | lex.PREPOSITIONS | lex.FINITE
_STARTS_BODY = lex.BODIES | {"ministry", "bank", "friends"}
_PERSONS = lex.words(
    "people person persons officials official officers officer those someone somebody man men woman women resident residents source "
    "sources employee employees worker workers aide aides staff members parents"
)
_UNPLAIN = lex.REPORTING | lex.FINITE | lex.PREPOSITIONS | lex.SUBORDINATE | lex.PRONOUNS | lex.ADVERBS | {"and"}
_TRAILING = lex.PREPOSITIONS | lex.ADVERBS | lex.DETERMINERS | {"and"}
_ALONE = frozenset({"one", "many", "some", "others", "several", "both", "two"})
_PHRASE_ENDS = (
    lex.FINITE
    | lex.SUBORDINATE
    | lex.PRONOUNS
    | lex.CALENDAR
    | lex.words(
        "after before during when while as because but or last yesterday today following if has also then later shortly above once "
        "until since so added named called"
    )
)
_AFTER_PREPOSITION = lex.CALENDAR | {"a", "an", "response", "reply", "reporters"}
_PEERS = lex.words("lord lady baroness baron viscount")
_ARTICLES = lex.words("the a an this that these those its his her their")
_STOPS_VERB = frozenset({"", ",", ".", ":", ";", "that"})
_OBJECT_STARTS = lex.DETERMINERS | lex.PRONOUNS | lex.PREPOSITIONS | {"to"}
_JOINED_VERB = lex.REPORTING | lex.PRONOUNS


class Mention(NamedTuple):
    """A phrase: first word, one behind the last, its kind, its name without titles, its content words in lower case."""

    start: int
    end: int
    kind: Kind
    name: str
    bag: frozenset[str]

    def head(self, words: Words) -> str:
        """The noun that a description turns on: "chair" of "the panel's chair at the hearing"."""
        i = self.start
        while i < self.end and (
            i == self.start or (words[i].low not in lex.PREPOSITIONS and words[i].low not in {"who", "whose"})
        ):
            i += 1
        return words[i - 1].low


def mention(words: Words, at: int, limit: int) -> Mention | None:
    """The phrase that begins at a word and ends before `limit`, or None if none begins there."""
    limit = min(limit, at + REACH, len(words))
    if at >= limit:
        return None
    word = words[at]
    if limit - at > 1 and limit < len(words) and words[limit].low in lex.REPORTING and word.low not in lex.DETERMINERS:
        several = plural(words, at, limit)
        if several is not None:
            return several
    if word.low in lex.PRONOUNS:
        return Mention(at, at + 1, "pronoun", word.low, frozenset())
    if word.low in _OBJECTS and (at + 1 >= limit or not words[at + 1].text[0].isalnum()):
        return Mention(at, at + 1, "pronoun", _OBJECTS[word.low], frozenset())
    if word.low in lex.DETERMINERS or word.low.endswith(("'s", "’s")) or (word.text[0].islower() and is_role(word)):
        return _described(words, at, limit)
    if is_name(word) or (
        word.low in lex.PARTICLES and at + 1 < limit and len(word.low) > 1 and continues(words, at, limit)
    ):
        return _named(words, at, limit)
    if word.text[0].isalpha() and (word.low in lex.COLLECTIVE or is_role(word)):
        return _described(words, at, limit)
    if word.text[0].isalpha() and not word.text[0].isupper() and word.low not in SMALL:
        # "former contracts manager Louis Petitjean": an adjective or noun before a role.
        for i in range(at + 1, min(at + 4, limit)):
            if not words[i].text[0].isalpha() or words[i].low in _PHRASE:
                break
            if (
                is_role(words[i])
                or words[i].low in lex.COLLECTIVE
                or (is_name(words[i]) and chain(words, i, limit) > i + 1)
            ):
                return _described(words, at, limit)
        # "supporters say": a plural alone before its verb.
        following = words[at + 1] if at + 1 < len(words) else None
        bare = following is None or at + 1 >= limit or following.low in lex.REPORTING or following.text in ".,"
        if bare and word.low.endswith("s") and len(word.low) > 4 and not word.low.endswith(("ss", "ous", "'s", "’s")):
            return Mention(at, at + 1, "role", "", bag(words, at, at + 1))
    return None


def plural(words: Words, at: int, limit: int) -> Mention | None:
    """Plain words that end in a plural right before `limit`: "Patient groups", "human rights organisations"."""
    last = words[limit - 1]
    if limit - at > 5 or not last.text.islower() or not last.low.endswith("s") or len(last.low) < 5:
        return None
    if any(not w.text[0].isalpha() or w.low in SMALL for w in words[at:limit]):
        return None
    return Mention(at, limit, "role", "", bag(words, at, limit))


def _named(words: Words, at: int, limit: int) -> Mention | None:
    first = at
    while words[first].low in lex.PARTICLES and not is_name(words[first]) and first + 1 < limit:
        first += 1
    end = chain(words, first, limit)
    if words[end - 1].low.endswith(("'s", "’s")):
        return _described(words, at, limit)
    lows = [w.low for w in words[at:end]]
    if (
        end < limit
        and words[end].low in {"of", "for", "and", "&"}
        and (not _STARTS_BODY.isdisjoint(lows) or all(low in lex.TITLES for low in lows))
    ):
        return _described(words, at, limit)
    if end + 1 < limit and words[end + 1].text[0].isupper():
        if words[end].low in {"for", "against", "without"} and len(lows) == 1:
            last = chain(words, end + 1, limit)
            return Mention(at, last, "body", text_of(words, at, last), bag(words, at, last))
        if words[end].low == "of" and lows[0] in _PEERS:
            last = chain(words, end + 1, limit)
            return Mention(at, last, "person", text_of(words, at, last), bag(words, at, last))
    # "Police chief Arturo Benavides", "Liberty director Jane Doe"
    i = end
    while i < min(limit, end + 5) and words[i].text[0].islower() and _plain(words[i]):
        i += 1
    if i > end and any(is_role(w) for w in words[end:i]):
        if i < limit and is_name(words[i]):
            last = chain(words, i, limit)
            return Mention(at, last, "person", untitled(words, i, last), bag(words, at, last))
        return Mention(at, i, "role", "", bag(words, at, i))
    if all(low in lex.TITLES for low in lows) and len(lows) < 3 and not set(lows) & lex.HONORIFICS:
        return Mention(at, end, "role", "", bag(words, at, end))
    name = untitled(words, at, end)
    kind: Kind = "body" if is_body(lows) else "person"
    return Mention(at, end, kind, text_of(words, at, end) if kind == "body" else name, bag(words, at, end))


def _plain(word: Word) -> bool:
    low = word.low
    return low not in _UNPLAIN


def _described(words: Words, at: int, limit: int) -> Mention | None:
    """A phrase that describes: up to a verb, a comma or a small word that begins something else."""
    i = at
    role = False
    while i < limit:
        word = words[i]
        low = word.low
        if low in {"named", "called"} and i + 1 < limit and is_name(words[i + 1]):
            last = chain(words, i + 1, limit)
            return Mention(at, last, "person", untitled(words, i + 1, last), bag(words, at, last))
        if i > at and is_name(word) and role and (words[i - 1].text[0].islower() and is_role(words[i - 1])):
            last = chain(words, i, limit)
            if not is_body([w.low for w in words[i:last]]):
                return Mention(at, last, "person", untitled(words, i, last), bag(words, at, last))
        if (
            i > at
            and is_name(word)
            and words[i - 1].text[0].islower()
            and words[i - 1].low not in lex.DETERMINERS
            and words[i - 1].low not in SMALL
        ):
            # "the hydrologist Tenzin Wangmo"
            last = chain(words, i, limit)
            if (
                last > i + 1
                and words[last - 1].low[-2:] not in {"'s", "’s"}
                and not is_body([w.low for w in words[i:last]])
            ):
                return Mention(at, last, "person", untitled(words, i, last), bag(words, at, last))
        if low == "who" and i > at and words[i - 1].low in _PERSONS:
            while i < limit and (words[i].text[0].isalnum()) and words[i].low not in lex.REPORTING:
                i += 1
            break
        if not (word.text[0].isalnum() or word.text in "&’'") or (i > at and _ends_phrase(words, at, i, limit)):
            break
        role = role or is_role(word) or low in lex.COLLECTIVE or low in lex.BODIES
        i += 1
    while i > at + 1 and words[i - 1].low in _TRAILING:
        i -= 1
    head = words[at:i]
    if not head or (len(head) == 1 and head[0].low in lex.DETERMINERS and head[0].low not in _ALONE):
        return None
    # "a statement from the police union": the body speaks.
    for k in range(at, i - 2):
        if words[k].low in lex.DOCUMENTS and words[k + 1].low in {"from", "by"}:
            return mention(words, k + 2, i)
    return _titled_end(words, at, i) or Mention(at, i, "role", "", bag(words, at, i))


def _titled_end(words: Words, at: int, end: int) -> Mention | None:
    """ "the force's Chief Superintendent Ann Moe": a title and a name close the phrase."""
    k = end
    while k > at and is_name(words[k - 1]) and not words[k - 1].low.endswith(("'s", "’s")):
        k -= 1
    lows = [w.low for w in words[k:end]]
    office = len(lows) > 2 and words[at].low in lex.TITLES and words[k - 1].low in {"of", "for"}
    if office and not is_body(lows[-2:]) and lows[-1] not in lex.ROLES:  # "Director of Public Health Ann Lee"
        return Mention(at, end, "person", text_of(words, end - 2, end), bag(words, at, end))
    titles = [i for i, low in enumerate(lows[:-1]) if low in lex.TITLES]
    if (
        k > at
        and titles
        and not is_body(lows)
        and lows[-1] not in lex.TITLES
        and words[k - 1].low not in {"of", "for", "in", "at"}
    ):
        return Mention(at, end, "person", untitled(words, k, end), bag(words, at, end))
    return None


def _ends_phrase(words: Words, at: int, i: int, limit: int) -> bool:
    low = words[i].low
    following = words[i + 1].low if i + 1 < limit else ""
    if low in {"in", "on", "at", "by", "with", "to"}:
        return (
            following in _AFTER_PREPOSITION
            or (low == "by" and words[i - 1].low not in lex.DOCUMENTS)
            or low in {"on", "to"}
        )
    if low in lex.REPORTING and (low not in lex.NOUNS or (i > at + 1 and following in _STOPS_VERB)):
        return True
    if low.endswith("ed") and following in _OBJECT_STARTS:
        return True
    if low in _ARTICLES and words[i - 1].low not in lex.PREPOSITIONS and words[i - 1].low not in {"and", "all", "both"}:
        return True
    if low in _PAST or (low in lex.PAST and following in _OBJECT_STARTS):
        return True
    if low == "and":
        return following in _JOINED_VERB
    return low in _PHRASE_ENDS
