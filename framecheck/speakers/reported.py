"""Indirect speech: what a sentence reports without quoting it ("Khan said that ...", "..., according to the auditor")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framecheck.speakers import lexicon as lex
from framecheck.speakers.cues import Cue
from framecheck.speakers.mentions import Mention, mention
from framecheck.speakers.names import REACH, Words
from framecheck.speakers.subjects import phrase_start, subject_of, with_apposition


class Reported(NamedTuple):
    """A reported clause, as word indices, and its cue."""

    start: int
    end: int
    cue: Cue


def reported(words: Words, low: int, high: int, inside: Sequence[bool]) -> Iterator[Reported]:
    """The reported clauses among the words of one sentence, in order and apart; cues are sought outside of marks."""
    end = high
    while end > low and words[end - 1].text in {".", "!", "?", "…", '"', "”", "’"}:
        end -= 1
    at, clause = low, low  # no cue is sought before `at`; a clause that comes first begins at `clause`
    before: Cue | None = None
    while at < end:
        word = words[at]
        if inside[at]:
            at += 1
            continue
        if word.low == "according" and at + 1 < end and words[at + 1].low == "to":
            found = _according(words, clause, at, end)
        elif word.low in _SURE and at + 1 < end and words[at + 1].low == "that":
            found = _made_clear(words, clause, at, end)
        elif word.low in lex.REPORTING and not _noun(words, at, low):
            found = _clause(words, clause, at, end, before, inside)
        else:
            found = None
        if found is None:
            at += 1
            continue
        yield found
        before = found.cue
        at = max(at + 1, found.end, found.cue.end)
        # "that this; that that": more clauses of the same report, and the rest behind an inserted cue.
        while at + 1 < end and words[at].text == ";" and words[at - 1].text != ";":
            start = at + 2 if words[at + 1].low == "and" else at + 1
            if start >= end or words[start].low != "that":
                at += 1
                break
            stop = _clause_end(words, start, end)
            yield Reported(start, stop, before)
            at = max(at + 1, stop)
        if found.end <= found.cue.start and found.cue.subject is not None:
            at = max(at, found.cue.subject.end, found.cue.also.end if found.cue.also else 0)
        if (
            found.end <= found.cue.start
            and at + 1 < end
            and words[at].text == ","
            and _finite(words, at + 1, end)
            and _bare(words, at + 1, end)
        ):
            stop = _clause_end(words, at + 1, end)
            yield Reported(at + 1, stop, before)
            at = max(at + 1, stop)
        clause = at


_SURE = lex.words("clear plain adamant insistent known")


def _made_clear(words: Words, low: int, at: int, end: int) -> Reported | None:
    """ "has made clear that", "is adamant that": the verb stands before the word that says it."""
    verb = at - 1
    while verb > max(low, at - 4) and words[verb].low in {"it", "be", "quite", "very", "also", "not"}:
        verb -= 1
    if words[verb].low not in {"made", "makes", "make", "is", "was", "are", "were", "let", "lets", "remains"}:
        return None
    own = subject_of(words, low, verb)
    if own is None or own[0].name in {"i", "we", "you", "it"}:
        return None
    return Reported(at + 1, _clause_end(words, at + 1, end), Cue(own[0], verb, at + 1, own[1]))


_PASSIVE = lex.words("been was were is are being be that which")
_NOBODY = lex.words("no nobody none neither nor nothing few")
_NO_CLAUSE = (lex.PREPOSITIONS - {"under", "about", "without", "with"}) | lex.words(
    "to and so not nothing little anything something much more nor yes"
)


def _bare(words: Words, at: int, end: int) -> bool:
    """Whether a stretch goes on with a clause that was interrupted: it begins with a verb or a small word."""
    if at >= end:
        return False
    low = words[at].low
    return (
        low in lex.FINITE
        or low in lex.PAST
        or low in {"and", "but", "because", "so", "which"}
        or low.endswith(("ed", "s"))
    )


def _went_on(words: Words, at: int, low: int) -> bool:
    """ "went on to say" """
    return (
        at > low + 3
        and words[at - 1].low == "to"
        and words[at - 2].low == "on"
        and words[at - 3].low in {"went", "goes"}
    )


def _noun(words: Words, at: int, low: int) -> bool:
    """Whether a form is a noun or an infinitive here."""
    before = words[at - 1].low if at > low else ""
    if _went_on(words, at, low):
        return False
    return (
        before in {"to", "a", "the", "an", "of"}
        or (words[at].low in lex.NOUNS and before in lex.DETERMINERS)
        or before.endswith(("'s", "’s"))
    )


def _according(words: Words, low: int, at: int, end: int) -> Reported | None:
    subject, also = with_apposition(words, at + 2, end)
    if subject is None:
        return None
    cue = Cue(subject, at, at + 2, also)
    if at - low > 2:
        stop = at - 1 if words[at - 1].text == "," else at
        return Reported(low, stop, cue)
    i = also.end if also else subject.end
    while i < min(end, subject.end + REACH) and words[i].text != ",":
        i += 1
    return Reported(i + 1, end, cue) if i + 1 < end and words[i].text == "," else None


def _clause(words: Words, low: int, verb: int, end: int, before: Cue | None, inside: Sequence[bool]) -> Reported | None:
    word = words[verb].low
    i = verb - 1
    while i > low and (
        words[i].low.endswith("ly") or words[i].low in {"not", "also", "then", "once", "never", "already"}
    ):
        i -= 1
    if i >= low and (words[i].low in _PASSIVE or (words[i].low in lex.MODALS and words[verb - 1].low != "only")):
        return None  # nobody is named who said it, or nobody has said it
    if verb > low and words[verb - 1].text == "," and not inside[verb - 1]:
        turned = _inverted(words, low, verb, end)
        if turned is not None:
            return turned
    if word.endswith("ing") and verb > low and words[verb - 1].text == ",":
        own = _main_subject(words, low, verb)
    else:
        own = None if verb > low and inside[verb - 1] else subject_of(words, low, verb - 3 * _went_on(words, verb, low))
    if own is None and before is not None and verb > low - 1 and words[max(0, verb - 1)].low in {"and", "but", ","}:
        own = (before.subject, before.also) if before.subject else None
    if own is None:
        return None
    subject, also = own
    if (
        words[subject.start].low in _NOBODY
        or (subject.start > low and words[subject.start - 1].low == "no")
        or (subject.start > low and words[subject.start - 1].low in lex.FINITE and subject.end == verb)
    ):
        return None
    if subject.kind == "pronoun" and subject.name in {"i", "we", "you"}:
        return None
    cue = Cue(subject, verb, verb + 1, also)
    i = _behind_addressee(words, verb, end)
    start = _clause_start(words, i, end, word)
    if start is not None:
        return Reported(start, _clause_end(words, start, end), cue)
    # "..., a spokesman said." and "..., a spokesman said, ...": the clause stands before.
    if any(inside[verb + 1 : verb + 4]) or (verb + 1 < len(words) and words[verb + 1].text == ":"):
        return None
    first = min(subject.start, also.start if also else subject.start)
    inserted = verb + 1 < end and words[verb + 1].text == "," and _bare(words, verb + 2, end)
    if (
        first - 1 > low
        and words[first - 1].text in {",", ";"}
        and (inserted or _finite(words, low, first - 1) or word in {"asked", "wondered", "asks"})
    ):
        rest = end - verb - 1
        if rest <= 8 or words[verb + 1].text == ",":
            return Reported(low, first - 1, cue)
    return None


def _inverted(words: Words, low: int, verb: int, end: int) -> Reported | None:
    """ "Phoenix, said the councilwoman for District 1, is among the biggest cities." """
    subject, also = with_apposition(words, verb + 1, end)
    if subject is None or words[verb].low not in _TURNED:
        return None
    last = also.end if also else subject.end
    cue = Cue(subject, verb, verb + 1, also)
    if last < end and words[last].text != ",":
        return None
    if _finite(words, low, verb - 1):
        return Reported(low, verb - 1, cue)
    if last + 1 < end and words[last].text == "," and _finite(words, last + 1, end):
        return Reported(last + 1, end, cue)
    return None


_CLAUSES = lex.words("until when while because after before")


_TURNED = lex.words("said says wrote writes added adds explained argued noted observed warned")


def _main_subject(words: Words, low: int, verb: int) -> tuple[Mention, Mention | None] | None:
    """Who does what the sentence tells: "The mayor has stopped the deal, saying that ..."."""
    low = max(low, verb - REACH)
    near = verb - 1
    while near > low and words[near - 1].text != "," and words[near - 1].low not in _CLAUSES:
        near -= 1
    begin = phrase_start(words, near, verb, closing=False) if near > low and words[near - 1].text != "," else None
    if begin is None:
        begin = phrase_start(words, low, verb, closing=False)
    subject, also = with_apposition(words, begin, verb) if begin is not None else (None, None)
    return (subject, also) if subject is not None and subject.name not in {"it", "i", "we", "you"} else None


def _behind_addressee(words: Words, verb: int, end: int) -> int:
    """Past whom it was told, and past small words set between commas: "told reporters", "confirmed, however,"."""
    i = verb + 1
    while i < end and (words[i].low.endswith("ly") or words[i].low in {"aloud", "again", "also", "then"}):
        i += 1
    if i < end and words[verb].low in {"pointed", "points", "pointing", "put"} and words[i].low in {"out", "forward"}:
        i += 1
    if words[verb].low in lex.ADDRESSED and i < end and words[i].low not in lex.WHETHER and words[i].low != "that":
        if words[i].low in {"me", "us", "him", "them", "her", "you"} and not (
            words[i].low == "her"
            and i + 1 < end
            and words[i + 1].low not in {"that", "the", "she", "he", "they", "it", "to"}
        ):
            i += 1
        elif words[verb].low in {"told", "tell", "tells", "telling"} or _that_near(words, i, end):
            found = mention(words, i, end)
            if found is not None and found.kind != "pronoun":
                i = found.end
            elif words[i].text[0].isalpha() and found is None:
                i += 1
                if i < end and words[i - 1].low in {"local", "national", "state", "public"}:
                    i += 1
    stop = min(end, i + 12)
    if i < stop and words[i].text == ",":
        k = i + 1
        while k < stop and words[k].text != ",":
            k += 1
        if k + 1 < stop and words[k + 1].low == "that":
            return k + 1
    # "said on Thursday", "said in a statement", "said at the meeting": then "that", or a clause.
    if i < end and words[i].low in lex.OPENERS and words[i].low != "that":
        for k in range(i, stop):
            if words[k].low == "that":
                return k
            if words[k].text in {",", ";", ":"}:
                break
        if words[i].low == "on" and i + 1 < end and words[i + 1].low in lex.CALENDAR:
            return i + 2
        if words[i].low in {"in", "at", "after"} and i + 4 < end and words[i + 1].low in lex.DETERMINERS:
            starts = (
                words[i + 3].low in lex.DETERMINERS
                or words[i + 3].low in lex.PRONOUNS
                or words[i + 3].text[0].isupper()
            )
            return i + 3 if starts else i
        if words[i].low in lex.CALENDAR_OR_ADVERB:
            return i + 1
    return i


def _that_near(words: Words, at: int, end: int) -> bool:
    return any(words[k].low in {"that", "whether", "if"} for k in range(at, min(end, at + 10)))


def _clause_start(words: Words, i: int, end: int, word: str) -> int | None:
    """Where the reported clause begins, or None if what follows is none."""
    if i >= end:
        return None
    low = words[i].low
    if low == "that":
        return i if i + 2 < end and word not in lex.THINKING else None
    if low in lex.WHETHER and word in lex.ASKING:
        return i
    if word not in lex.PLAIN or not words[i].text[0].isalnum():
        return None
    if word in lex.NOUNS and low not in lex.DETERMINERS and low not in lex.PRONOUNS:
        return None
    if low in _NO_CLAUSE or low in lex.FINITE:
        return None
    return i if _finite(words, i, min(end, i + REACH)) else None


def _clause_end(words: Words, start: int, end: int) -> int:
    """The end of the clause: before `and asked`, `but conceded`, where another report begins."""
    for i in range(start + 1, end - 1):
        if words[i].text == ";":
            return i
        if words[i].text == "," and words[i + 1].low in lex.REPORTING and words[i + 1].low.endswith("ing"):
            return i
        if words[i].low not in {"and", "but"}:
            continue
        k = i + 1
        while k + 1 < min(end, i + 4) and (
            words[k].low in lex.PRONOUNS or words[k].low in lex.FINITE or words[k].low in {"not", "then"}
        ):
            k += 1
        follows = words[k]
        if follows.low in lex.REPORTING and follows.low not in lex.NOUNS:
            return i - 1 if words[i - 1].text == "," else i
    return end


def _finite(words: Words, low: int, high: int) -> bool:
    for i in range(max(low, high - REACH), high) if high - low > REACH else range(low, high):
        word = words[i].low
        if word in lex.FINITE or word.endswith(("'s", "’s", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d")):
            return True
        if word in lex.PAST or (i > low and len(word) > 3 and word.endswith("ed")):
            return True
        if (
            i > low + 1
            and word.endswith("s")
            and len(word) > 3
            and not word.endswith("ss")
            and words[i - 1].low not in lex.DETERMINERS
        ):
            return True
    return False
