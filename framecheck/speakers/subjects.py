"""The subject of a verb of saying: sought to its left, past appositions, relative clauses and adverbs."""

from __future__ import annotations

from framecheck.speakers import lexicon as lex
from framecheck.speakers.mentions import SMALL, Mention, mention
from framecheck.speakers.names import REACH, Words, is_name
from framecheck.speakers.prose import Word


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
        if (
            i + 2 < limit
            and words[i + 1].low == "who"
            and (words[i + 2].low in lex.LED or words[i + 2].low in lex.FINITE)
        ):
            return subject, None
    return subject, None


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


_LEADING = lex.words("and but so then yet still meanwhile however also")


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
