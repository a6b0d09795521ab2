"""The words that bring speech in ("said", "told the Guardian that", "according to"), and whose speech it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framecheck.speakers import lexicon as lex
from framecheck.speakers.mentions import REACH, SMALL, Mention, bag, is_name, mention
from framecheck.speakers.prose import Word

Words = Sequence[Word]


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
            and word.low not in lex.FINITE | lex.DETERMINERS
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


def with_apposition(words: Words, at: int, limit: int) -> tuple[Mention | None, Mention | None]:
    """A phrase and the apposition to it: "the mayor, Ines Carvalho", "Ines Carvalho, the mayor"."""
    subject = mention(words, at, limit)
    if subject is None or subject.kind == "pronoun":
        return subject, None
    i = subject.end
    if i < limit and words[i].text == "(":
        return subject, None
    k = limit
    while k > i and limit - k < 8 and words[k - 1].text != ",":
        k -= 1
    if subject.kind == "role" and i < k - 1 and words[i].low == "and" and words[k - 1].text == ",":
        # "its chair and, on alternate Saturdays, its plumber, Rajinder Thind."
        last = mention(words, k, limit)
        if last is not None and last.kind == "person" and last.end >= limit - 1:
            return subject, last
    if i + 1 < limit and words[i].text == ",":
        other = mention(words, i + 1, limit)
        if (
            other is not None
            and other.kind in {"person", "role"}
            and (other.kind == "role") != (subject.kind in {"role", "body"})
        ):
            return subject, other
        if i + 2 < limit and words[i + 1].low == "who" and words[i + 2].low in lex.LED | lex.FINITE:
            return subject, None
    return subject, None


_UTTERANCES = frozenset(
    "verdict answer view message response reply words advice warning plea comment conclusion question tweet retort statement remarks letter reaction".split()
)
_WILLING = frozenset("prefer prefers preferred like likes liked continue continues continued used on ready".split())


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


def subject_of(words: Words, low: int, verb: int) -> tuple[Mention, Mention | None] | None:
    """The subject of a verb and its apposition, sought to the left of it; none if it says nothing."""
    low = max(low, verb - REACH)
    end = verb
    while end > low and (words[end - 1].low in lex.ADVERBS or words[end - 1].low.endswith("ly")):
        if words[end - 1].low == "not":
            return None
        end -= 1
    if end == low or words[end - 1].low in lex.UNSAID:
        return None
    comma = words[end - 1].text in {",", ")", "–", "—"}
    if words[end - 1].low in {"and", "but"}:
        # "the caretaker, Bogdan Ilić, leaned over his mop and said"
        end -= 1
        start = _segment_start(words, low, end)
        begin = phrase_start(words, start, end)
        if begin is not None and all(
            words[i].low in _LEADING or words[i].low in lex.PREPOSITIONS for i in range(start, begin)
        ):
            found = mention(words, begin, end)
            return (found, None) if found is not None else None
        if start <= low:
            return None
        comma, end = True, start
    if comma:
        end -= 1
        # "Name, the head of it, said", "Name, who runs it, said", "the mayor, Name, said": the first of them.
        start = _segment_start(words, low, end)
        while start > low:
            previous = _segment_start(words, low, start - 1)
            begin = phrase_start(words, previous, start - 1)
            if begin is not None:
                found = mention(words, begin, start - 1)
                if found is not None and found.kind != "pronoun":
                    return found, _apposition(words, start, end, found)
            start = previous
        begin = phrase_start(words, low, end)
    else:
        start = _segment_start(words, low, end)
        if start < end and words[start].low in lex.SUBORDINATE:
            own = mention(words, start + 1, end) if words[start].low != "who" else None
            if own is not None:
                return own, None  # "which the mayor has derided as"
            if start - 1 <= low:
                return None
            begin = phrase_start(words, _segment_start(words, low, start - 1), start - 1)
        else:
            who = next((k for k in range(end - 1, max(start, end - 4), -1) if words[k].low == "who"), None)
            if who is not None:  # "It was Karim Bensalah who told the board"
                end = who
                named = next(
                    (
                        k
                        for k in range(start, end)
                        if words[k].low not in lex.PRONOUNS and (m := mention(words, k, end)) and m.end == end
                    ),
                    None,
                )
                return (mention(words, named, end), None) if named is not None else None  # type: ignore[return-value]
            begin = phrase_start(words, start, end)
            if begin is None and start > low and words[start].low == "and":
                begin = phrase_start(words, low, start - 1)
    if begin is None:
        return None
    found = mention(words, begin, end)
    if found is None:
        return None
    return found, None


def _widened(words: Words, at: int, low: int) -> int:
    """Where a plural begins with what describes it: "human rights organisations"."""
    i = at
    while i > low and at - i < 4 and words[i - 1].text[0].isalpha() and words[i - 1].low not in SMALL:
        i -= 1
    return i


_LEADING = frozenset("and but so then yet still meanwhile however also".split())


def _loose(word: Word) -> bool:
    """Whether a name behind this word may begin a phrase of its own."""
    return word.text[0].islower() and word.low not in lex.PREPOSITIONS and word.low not in lex.DETERMINERS


def _apposition(words: Words, start: int, end: int, subject: Mention) -> Mention | None:
    other = mention(words, start, end)
    if other is None or other.kind not in {"person", "role"}:
        return None
    return other if (other.kind == "role") != (subject.kind in {"role", "body"}) else None


def _segment_start(words: Words, low: int, end: int) -> int:
    """Behind the comma (or dash, or semicolon) before `end`, or `low`."""
    i = end
    while i > low and words[i - 1].text not in {",", ";", ":", "–", "—", "(", ")", '"', "“", "”"}:
        i -= 1
    return i


def phrase_start(words: Words, low: int, end: int, closing: bool = True) -> int | None:
    """Where the subject begins in a stretch: the first phrase without a preposition that ends it, or the first at all."""
    i = low
    governed = False
    chosen: int | None = None
    while i < end:
        word = words[i]
        if word.low in lex.PREPOSITIONS:
            governed = True
            i += 1
            continue
        if governed and (word.low in lex.CALENDAR or word.text.isdigit()):
            governed = False
            i += 1
            continue
        found = (
            mention(words, i, end)
            if (word.text[0].isalpha() or word.text[0] == "@") and word.low not in lex.SUBORDINATE
            else None
        )
        if found is None:
            governed = governed and word.low not in lex.FINITE
            i += 1
            continue
        if governed and word.text[0].islower():
            # "In his letter of resignation Paul Katz": the name is no part of what the preposition governs.
            name = next((k for k in range(i + 2, found.end) if is_name(words[k]) and _loose(words[k - 1])), None)
            if name is not None:
                i, governed = name, False
                continue
        if not governed:
            if found.end == end or not closing:
                return _widened(words, i, low) if found.end == i + 1 and found.kind == "role" else i
            chosen = i if chosen is None else chosen
        i = found.end
        governed = False
    return chosen
