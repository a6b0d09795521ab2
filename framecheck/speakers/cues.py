"""The words that bring speech in ("said", "told the Guardian that", "according to"), and whose speech it is."""

from __future__ import annotations

from typing import NamedTuple

from framecheck.speakers import lexicon as lex
from framecheck.speakers.mentions import Mention
from framecheck.speakers.names import REACH, Words, bag, is_name
from framecheck.speakers.prose import Word
from framecheck.speakers.subjects import phrase_start, subject_of, with_apposition


class Cue(NamedTuple):
    """Who speaks, by which words: `start` and `end` are word indices of the verb, equal where there is none.

    `also` is an apposition to the subject: "the mayor, Ines Carvalho".
    """

    subject: Mention | None
    start: int
    end: int
    also: Mention | None = None


def after(words: Words, at: int, limit: int, spoken: bool) -> Cue | None:
    """The cue that follows a quotation: `," said Mosley`, `," she told reporters`, `" - Commissioner X`.

    Args:
        at: the first word behind the quotation.
        limit: one behind the last word that may belong to it.
        spoken: the quotation ends as speech does, in a comma or a stop.
    """
    dash = False
    while at < limit and words[at].text in {",", "-", "–", "—", "―", "~"}:
        dash = dash or words[at].text != ","
        at += 1
    if at >= limit:
        return None
    word = words[at]
    if word.low == "according" and at + 1 < limit and words[at + 1].low == "to":
        subject, also = with_apposition(words, at + 2, limit)
        return Cue(subject, at, at + 2, also) if subject else None
    if _reports(word) and word.low not in {"told", "tells"}:
        i = at + 1
        while i < limit and words[i].low in lex.ADVERBS:
            i += 1
        subject, also = with_apposition(words, i, limit)
        if subject is not None:
            return Cue(subject, at, at + 1, also)
        return None
    if spoken and word.low.endswith(("ed", "s")) and at + 1 < limit and not is_name(word):
        subject, also = with_apposition(words, at + 1, limit)
        if (
            subject is not None
            and subject.kind in {"person", "pronoun"}
            and word.low not in lex.FINITE
            and word.low not in lex.DETERMINERS
        ):
            return Cue(subject, at, at + 1, also)
    subject, also = with_apposition(words, at, limit)
    if subject is None:
        return None
    verb = _verb_after(words, also.end if also else subject.end, limit)
    if verb is not None:
        return Cue(subject, verb, verb + 1, also)
    if dash:
        return Cue(subject, at, at, also)
    nxt = subject.end
    if spoken and nxt < limit and words[nxt].low.endswith(("ed", "s", "t")) and subject.kind in {"person", "pronoun"}:
        return Cue(subject, nxt, nxt + 1, also)
    return None


def _reports(word: Word) -> bool:
    return word.low in lex.REPORTING or word.low in lex.NAMING


def _verb_after(words: Words, at: int, limit: int) -> int | None:
    """The reporting verb of a subject that ends at `at`: past relative clauses, appositions and adverbs."""
    i, stop = at, min(limit, at + REACH)
    while i < stop:
        word = words[i]
        if _reports(word):
            if word.low in lex.NOUNS and i > at and words[i - 1].low in lex.DETERMINERS:
                i += 1
                continue
            return i
        if word.text == "," and i + 1 < stop and _reports(words[i + 1]):
            return i + 1
        if word.text in {",", "("} or (word.low in lex.PREPOSITIONS and i == at):
            closing = ")" if word.text == "(" else ","
            k = i + 1
            while k < stop and words[k].text != closing:
                k += 1
            if k >= stop:
                if word.text == ",":
                    return None
                i += 1
                continue
            i = k + 1
            continue
        if not word.text[0].isalnum() and word.text not in "-–—":
            return None
        i += 1
    return None


def summed_up(words: Words, at: int, limit: int) -> Cue | None:
    """ "That was the verdict of Ines Prat", "So begins the dissent of Judge Moe": the speaker comes behind."""
    if at >= limit or words[at].low not in {"that", "those", "so", "this", "these"}:
        return None
    for i in range(at + 1, min(limit, at + 10)):
        if words[i].low in {"of", "from", "by"} or (words[i].low in {"said", "says", "wrote"} and i == at + 1):
            subject, also = with_apposition(words, i + 1, limit)
            if subject is not None and subject.kind != "pronoun":
                return Cue(subject, at + 1, at + 2, also)
    return None


_UTTERANCES = lex.words(
    "verdict answer view message response reply words advice warning plea comment conclusion question tweet retort statement remarks letter reaction"
)
_WILLING = lex.words("prefer prefers preferred like likes liked continue continues continued used on ready")


def before(words: Words, low: int, at: int, fragment: bool) -> Cue | None:
    """The cue that leads up to a quotation: `Mosley told the Guardian that "`, `And from Chairwoman Y: "`.

    Args:
        low: the first word that may belong to it.
        at: one behind the last.
        fragment: the quotation is a part of a clause; then a verb that names or judges may stand farther off.
    """
    end = at
    colon = False
    while end > low and words[end - 1].text in {",", ":", "-", "–", "—", "("}:
        colon = colon or words[end - 1].text == ":"
        end -= 1
    if end > low and words[end - 1].low == "that":
        end -= 1
    if end <= low:
        return None
    low = max(low, end - REACH)
    for i in range(low, end - 3):
        if words[i].low == "in" and words[i + 2].low in {"words", "phrase", "view"} and words[i + 3].low == "of":
            subject, also = with_apposition(words, i + 4, end)
            if subject is not None:
                return Cue(subject, i, i + 4, also)
    for v in range(end - 1, low - 1, -1):
        word = words[v]
        if word.low == "to" and v > low and words[v - 1].low == "according":
            subject, also = with_apposition(words, v + 1, end)
            return Cue(subject, v - 1, v + 1, also) if subject else None
        if not _reports(word) or (v > low and words[v - 1].low in lex.DETERMINERS and word.low in lex.NOUNS):
            continue
        if fragment and not colon and ((word.low not in lex.NAMING and end - v > 8) or word.low in lex.NO_FRAGMENT):
            continue
        verb = v
        if v > low + 1 and words[v - 1].low == "to":
            if words[v - 2].low not in _WILLING:
                continue
            verb = v - 2
        found = subject_of(words, low, verb)
        if found is None and v + 1 < end:
            subject, also = with_apposition(words, v + 1, end)
            found = (subject, also) if subject and (subject.kind != "role" or v == low) else None
        if found is None:
            continue
        last = v + 1
        if word.low in {"put", "puts"} and end - v <= 5:
            last = end
        return Cue(found[0], v, last, found[1])
    if not colon:
        return None
    for i in range(low, end):
        if words[i].low == "from":
            subject, also = with_apposition(words, i + 1, end)
            if subject is not None:
                return Cue(subject, i + 1, i + 1, also)
    begin = phrase_start(words, low, end, closing=False)
    if begin is None:
        return None
    subject, also = with_apposition(words, begin, end)
    if subject is None:
        return None
    if subject.kind == "role" and subject.head(words) in _UTTERANCES:
        owner = next((k for k in range(subject.start, subject.end) if words[k].low.endswith(("'s", "’s"))), None)
        if owner is not None:
            subject = Mention(subject.start, owner + 1, "role", "", bag(words, subject.start, owner + 1))
            return Cue(subject, owner + 1, end)
    last = also.end if also else subject.end
    while last < end and words[last].text in {",", ")"}:
        last += 1
    for i in range(end - 1, last, -1):
        if words[i].text == ",":
            last = i + 1
            break
    if last < end and end - last <= 8:
        return Cue(subject, last, end, also)
    return Cue(subject, end, end, also)
