"""From a statement to who says what in it: quotations with their speakers, then sentences with theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framecheck.schema import Sentence, Span, Statement
from framecheck.speakers import cues, layouts
from framecheck.speakers import lexicon as lex
from framecheck.speakers.cues import Cue
from framecheck.speakers.marks import Piece, pieces
from framecheck.speakers.mentions import mention, text_of
from framecheck.speakers.people import People, Person
from framecheck.speakers.prose import Paragraph, Word, paragraphs, word_at
from framecheck.speakers.reported import reported

_MOSTLY = 0.5  # share of a sentence's or a clause's words from which on it counts as quoted


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the statement gives to somebody.

    `start` and `end` bound the words without the marks around them; `speaker` is the fullest name that the statement
    gives, empty if it tells nobody; `mention` and `cue` are where that speaker and the reporting words stand.
    """

    start: int
    end: int
    mode: Literal["direct", "indirect"]
    speaker: str
    mention: Span | None = None
    cue: Span | None = None


@dataclass(slots=True)
class _Found:
    """A quotation on its way: offsets into the prose of its paragraph."""

    paragraph: int
    start: int
    end: int
    mode: Literal["direct", "indirect"]
    cue: Cue | None = None
    home: int = 0  # the paragraph of the cue
    joined: bool = False
    person: Person | None = None


def quotations(statement: Statement) -> tuple[Quotation, ...]:
    """Find what is quoted or reported in a statement, and who says it.

    Returns:
        the quotations in order of their start; direct ones never overlap.
    """
    parts = paragraphs(statement)
    spoken = layouts.voices(parts)
    voiced = {voice.paragraph for voice in spoken}
    quoted = [piece for piece in pieces(parts) if piece.paragraph not in voiced]
    blocks = list(_blocks(parts, quoted, voiced))
    inside = [[False] * len(part.words) for part in parts]
    for number, start, end in [
        *((v.paragraph, v.start, v.end) for v in spoken),
        *((p.paragraph, *p.outer) for p in quoted),
        *blocks,
    ]:
        words = parts[number].words
        for i in range(word_at(words, start), word_at(words, end - 1) + 1):
            if i < len(words) and words[i].start >= start and words[i].end <= end:
                inside[number][i] = True
    found = _search(parts, quoted, blocks, voiced, inside)
    people = People(parts, inside)
    _resolve(parts, found, people)
    result = [_quotation(parts, item) for item in found]
    for voice in spoken:
        prose = parts[voice.paragraph].prose[voice.start : voice.end]
        start = voice.start + len(prose) - len(prose.lstrip("> \t\r\n"))
        end = voice.start + len(prose.rstrip())
        if start < end:
            where = voice.mention
            result.append(
                Quotation(
                    *parts[voice.paragraph].span(start, end),
                    "direct",
                    voice.speaker,
                    parts[where[0]].span(where[1], where[2]) if where else None,
                )
            )
    return tuple(sorted(result, key=lambda q: (q.start, q.end)))


def _blocks(parts: Sequence[Paragraph], quoted: Sequence[Piece], voiced: set[int]) -> Iterator[tuple[int, int, int]]:
    """Paragraphs that are somebody's words by their place: block quotes, and text behind `The mayor said:`."""
    marked = {piece.paragraph for piece in quoted}
    introduced = False
    for number, part in enumerate(parts):
        free = number not in marked and number not in voiced
        if part.quoted and free and not _is_credit(part):
            yield number, 0, len(part.prose)
        elif free and introduced and part.apart and part.prose.rstrip()[-1:] in ".!?…":
            yield number, 0, len(part.prose)
            introduced = any(w.low in {"i", "we", "our", "my"} for w in part.words)
            continue
        introduced = _introduces(part)


_DASHES = {"-", "–", "—", "―", "--"}


def _is_credit(part: Paragraph) -> bool:
    """`— Daniel Reyes, Vantor`, or the name alone: who said what stands above."""
    prose = part.prose.lstrip("> \t")
    if len(prose) > 160 or prose[-1:] in '.!?:…"”':
        return False
    return part.sign in _DASHES or prose[:1] in _DASHES or _credited(part.words, 0, len(part.words)) is not None


def _credited(words: Sequence[Word], at: int, end: int) -> Cue | None:
    """Whom a credit names, behind its dash if it has one: a person or a body, and no sentence."""
    while at < end and words[at].text in {*_DASHES, ">"}:
        at += 1
    subject, also = cues.with_apposition(words, at, end)
    if subject is None or subject.kind not in {"person", "body", "role"}:
        return None
    if any(word.low in lex.FINITE or word.low in lex.REPORTING for word in words[at:end]):
        return None
    return Cue(subject, at, at, also)


def _introduces(part: Paragraph) -> bool:
    words = part.words
    return (
        len(words) > 2
        and words[-1].text == ":"
        and words[-2].low in lex.REPORTING
        and part.prose.lstrip()[:1] not in {'"', "“", "«"}
    )


def _search(
    parts: Sequence[Paragraph],
    quoted: Sequence[Piece],
    blocks: Sequence[tuple[int, int, int]],
    voiced: set[int],
    inside: Sequence[Sequence[bool]],
) -> list[_Found]:
    """Quotations with their cues, in order; what is between marks and no speech is left out."""
    by: dict[int, list[Piece]] = {}
    for piece in quoted:
        by.setdefault(piece.paragraph, []).append(piece)
    whole = {number: (a, b) for number, a, b in blocks}
    found: list[_Found] = []
    for number, part in enumerate(parts):
        if number in voiced:
            continue
        if number in whole:
            item = _Found(number, *whole[number], "direct")
            item.joined = number - 1 in whole
            _lean(parts, item, number)
            found.append(item)
            continue
        mine = by.get(number, [])
        here = _reported(part, number, mine, inside[number])
        clauses = [(item.start, item.end, item.cue) for item in here]
        own = {p.start: cue for p in mine for a, b, cue in clauses if _own_words(part, p, a, b)}
        free = [p for p in mine if not any(a <= p.start and p.end <= b for a, b, _ in clauses)]
        here += [_Found(number, p.start, p.end, "direct", own[p.start], number) for p in mine if p.start in own]
        here += _direct(parts, number, free)
        found += sorted(here, key=lambda item: item.start)
    return found


def _reported(part: Paragraph, number: int, mine: Sequence[Piece], inside: Sequence[bool]) -> list[_Found]:
    found = []
    words = part.words
    for low, high in _sentences(part):
        for report in reported(words, low, high, inside):
            spoken = [inside[i] for i in range(report.start, report.end) if words[i].text[0].isalnum()]
            marked = sum(spoken)
            at_once = inside[report.start] or (words[report.start].low == "that" and inside[report.start + 1])
            if marked > (_MOSTLY if at_once else 0.8) * len(spoken):
                continue
            start, end = words[report.start].start, words[report.end - 1].end
            if any(p.start < start < p.end or p.start < end < p.end for p in mine):
                continue
            end = max([end, *(p.outer[1] for p in mine if p.end <= end < p.outer[1])])
            found.append(_Found(number, start, end, "indirect", report.cue, number))
    return found


def _own_words(part: Paragraph, piece: Piece, start: int, end: int) -> bool:
    """Whether a fragment in a reported clause is what was said: two words or more, and no term behind an article."""
    if not (start <= piece.start and piece.end <= end and " " in part.prose[piece.start : piece.end]):
        return False
    before = bisect_left(part.words, piece.outer[0], key=lambda word: word.start) - 1
    named = before >= 0 and part.words[before].low in lex.DETERMINERS
    return not named or part.prose.count(" ", piece.start, piece.end) > 2


def _sentences(part: Paragraph) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as ranges of its words."""
    at = 0
    for number in range(len(part.bounds)):
        begin = at
        while at < len(part.words) and part.words[at].sentence <= number:
            at += 1
        yield begin, at


def _direct(parts: Sequence[Paragraph], number: int, mine: Sequence[Piece]) -> list[_Found]:
    part = parts[number]
    words, prose = part.words, part.prose
    sentence = [word.sentence for word in words]
    found: list[_Found] = []
    behind: Cue | None = None  # the cue between the piece before and this one
    for i, piece in enumerate(mine):
        first = bisect_left(words, piece.outer[0], key=lambda w: w.start)
        last = word_at(words, piece.outer[1] - 1) if piece.outer[1] else 0
        while last < len(words) and words[last].start < piece.outer[1]:
            last += 1
        own = word_at(words, piece.start)
        low = bisect_left(sentence, sentence[min(own, len(words) - 1)])
        high = bisect_left(sentence, sentence[min(max(own, word_at(words, piece.end - 1)), len(words) - 1)] + 1)
        previous = mine[i - 1] if i else None
        shared = previous is not None and previous.outer[1] > (words[low].start if low < len(words) else 0)
        if previous is not None and shared:
            low = max(low, bisect_left(words, previous.outer[1], key=lambda w: w.start))
        if i + 1 < len(mine):
            high = min(high, bisect_left(words, mine[i + 1].outer[0], key=lambda w: w.start))
        says = prose[piece.end - 1] in ",.?!…—–;"
        while low < first and words[low].low in _JOINS and words[first - 1].text == ":":
            low += 1
        alone = first <= low or (first == low + 1 and words[low].text == ":")
        item = _Found(number, piece.start, piece.end, "direct", None, number, piece.joined)
        follow = cues.after(words, last, high, says) if last < high else None
        if follow is None and last >= high and last < len(words) and words[last].text in {"-", "–", "—", "―"}:
            end = bisect_left(sentence, sentence[last] + 1)
            follow = cues.after(words, last, end, says)
        lead = cues.before(words, low, first, not says) if low < first else None
        fits_before = (
            first > low and words[first - 1].text in {":", ","} or (first > low and words[first - 1].low == "that")
        )
        if not says and " " not in prose[piece.start : piece.end]:
            lead = None  # one quoted word is a term, not a saying
        if shared and behind is not None:
            item.cue = behind
        elif lead is not None and (fits_before or follow is None or not says):
            item.cue = lead
        elif follow is not None and (says or alone):
            item.cue = follow
        behind = follow if follow is not None else None
        if item.cue is None and alone:
            _lean(parts, item, number, low, last)
        if item.cue is None and alone and says and not found:
            item.cue = _beat(part, last)
        speech = item.cue is not None or piece.joined or (alone and says and last >= high)
        if speech:
            found.append(item)
    return found


_JOINS = frozenset("and but then later again finally also so".split())


def _beat(part: Paragraph, at: int) -> Cue | None:
    """ "“Honestly?” Wendell Achong leaned back.": somebody acts right behind the first words of a paragraph."""
    words = part.words
    subject = mention(words, at, len(words)) if at < len(words) else None
    if subject is None or subject.kind != "person" or subject.end >= len(words):
        return None
    low = words[subject.end].low
    return Cue(subject, subject.end, subject.end) if low.endswith("ed") or low in lex.PAST else None


def _lean(parts: Sequence[Paragraph], item: _Found, number: int, low: int = 0, behind: int = -1) -> None:
    """Take the cue from the sentence before, if that ends in a colon, or from a credit below."""
    part = parts[number]
    words, home, end = part.words, number, low
    if low == 0 and number:
        home = number - 1
        words = parts[home].words
        end = len(words)
    if end and words[end - 1].text == ":":
        begin = end - 1
        while begin > 0 and words[begin - 1].sentence == words[end - 1].sentence:
            begin -= 1
        item.cue, item.home = cues.before(words, begin, end, False), home
    ends = behind < 0 or behind >= len(part.words)
    if item.cue is None and not ends and "\n" in part.prose[part.words[behind - 1].end : part.words[behind].start]:
        item.cue = _credited(part.words, behind, len(part.words)) if part.prose.rstrip()[-1:] not in ".!?" else None
    if item.cue is None and behind >= 0:
        home, at = (number, behind) if not ends else (number + 1, 0)
        if home < len(parts):
            item.cue, item.home = cues.summed_up(parts[home].words, at, len(parts[home].words)), home
    following = parts[number + 1] if ends and number + 1 < len(parts) else None
    if item.cue is None and following is not None and _is_credit(following):
        item.cue, item.home = _credited(following.words, 0, len(following.words)), number + 1


def _resolve(parts: Sequence[Paragraph], found: list[_Found], people: People) -> None:
    """Give every quotation its person, in reading order; what has no cue goes to whoever speaks already."""
    near: list[Person] = []
    speaking: _Found | None = None
    for i, item in enumerate(found):
        if item.cue is not None:
            item.person = _person(parts[item.home], item.cue, people, near)
        elif item.mode == "direct":
            item.person = _carried(parts, item, found, i, speaking, people, near)
        if item.person is not None:
            near.append(item.person)
            del near[:-8]
            part = parts[item.home]
            at = part.words[item.cue.start].sentence if item.cue and item.cue.start < len(part.words) else 0
            here = people.seen[part.first + at]
            if item.person in here:
                here.remove(item.person)
            here.insert(0, item.person)
        if item.mode == "direct":
            speaking = item


def _carried(
    parts: Sequence[Paragraph],
    item: _Found,
    found: Sequence[_Found],
    i: int,
    speaking: _Found | None,
    people: People,
    near: Sequence[Person],
) -> Person | None:
    """Whose words they are where no cue says so."""
    if item.joined and speaking is not None and speaking.person is not None:
        return speaking.person
    for ahead in range(i + 1, min(i + 20, len(found))):  # "A.\n\n"B," he said: the cue stands at the end
        other = found[ahead]
        if not other.joined or other.mode != "direct":
            break
        if other.cue is not None:
            return _person(parts[other.home], other.cue, people, near)
    acting = _acting(parts[item.paragraph], item, people, near)
    if acting is not None:
        return acting
    if near and speaking is not None and speaking.person is not None and item.paragraph - speaking.paragraph < 2:
        return near[-1]
    part = parts[item.paragraph]
    sentence = part.first + part.words[min(word_at(part.words, item.start), len(part.words) - 1)].sentence
    for back in range(1, min(4, sentence + 1)):
        for person in people.seen[sentence - back]:
            if person.kind != "body":
                return person
    return near[-1] if near else None


def _acting(part: Paragraph, item: _Found, people: People, near: Sequence[Person]) -> Person | None:
    """ "Petrov smiled. “You will see.”": who acts in the sentence right before, if that begins with a name or a role."""
    words = part.words
    at = min(word_at(words, item.start), len(words) - 1)
    sentence = words[at].sentence
    begin = at
    while begin > 0 and words[begin - 1].sentence >= sentence - 1:
        begin -= 1
    if (
        sentence == 0
        or words[begin].sentence != sentence - 1
        or any(w.text in {'"', "“", "”", "«"} for w in words[begin : at - 1])
    ):
        return None
    subject = mention(words, begin, at)
    if subject is None or subject.kind in {"pronoun", "body"} or subject.end >= at:
        return None
    if words[subject.end].low in lex.REPORTING:
        return None
    who = people.who(subject, words, part.first + sentence - 1, near)
    return who if who is not None and who.kind == "person" else None


def _person(part: Paragraph, cue: Cue, people: People, near: Sequence[Person]) -> Person | None:
    subject, also = cue.subject, cue.also
    if subject is None:
        return None
    words = part.words
    sentence = part.first + words[min(subject.start, len(words) - 1)].sentence
    if also is not None and also.kind == "person" and subject.kind != "person":
        return people.person(also.name, "person", also.bag | subject.bag)
    who = people.who(subject, words, sentence, near)
    if who is None and subject.kind == "role":
        who = people.person(
            text_of(words, subject.start, subject.end).removesuffix("'s").removesuffix("’s"), "role", subject.bag
        )
    if who is not None and also is not None:
        who.learn(also.bag)
    return who


def _quotation(parts: Sequence[Paragraph], item: _Found) -> Quotation:
    named = cue = None
    if item.cue is not None:
        home = parts[item.home]
        words = home.words
        subject, also = item.cue.subject, item.cue.also
        if subject is not None:
            end = (
                max(subject.end, also.end)
                if also and also.kind == "person" and subject.kind != "person"
                else subject.end
            )
            named = home.span(words[subject.start].start, words[end - 1].end)
        if item.cue.start < item.cue.end:
            cue = home.span(words[item.cue.start].start, words[item.cue.end - 1].end)
    part = parts[item.paragraph]
    prose = part.prose[item.start : item.end]
    start = item.start + len(prose) - len(prose.lstrip("> \t\r\n"))
    return Quotation(
        *part.span(start, item.start + len(prose.rstrip())),
        item.mode,
        item.person.name if item.person else "",
        named,
        cue,
    )


def attribute(statement: Statement) -> Statement:
    """The same statement, its sentences with their speakers.

    A sentence is direct if at least half of its words outside of the cue are quoted, indirect if it reports a clause,
    and its speaker is the one who is quoted or reported longest. A narrator's sentence with a quoted fragment stays
    the narrator's, and `quotes` holds the fragment. A statement that has speakers already keeps them.
    """
    if any(sentence.mode != "narrator" for sentence in statement.sentences):
        return statement
    found = quotations(statement)
    if not found:
        return statement
    sentences, at = [], 0
    for sentence in statement.sentences:
        while at < len(found) and found[at].end <= sentence.start:
            at += 1
        here = []
        for k in range(at, len(found)):
            if found[k].start >= sentence.end:
                break
            if found[k].end > sentence.start:
                here.append(found[k])
        sentences.append(_attributed(sentence, here) if here else sentence)
    return statement.model_copy(update={"sentences": tuple(sentences)})


def _attributed(sentence: Sentence, here: Sequence[Quotation]) -> Sentence:
    def clip(quotation: Quotation) -> Span:
        return max(quotation.start, sentence.start), min(quotation.end, sentence.end)

    def weight(spans: Sequence[Span]) -> int:
        return sum(b - a for a, b in spans)

    direct = [q for q in here if q.mode == "direct"]
    quotes = tuple(clip(q) for q in direct)
    about = [s for q in here for s in (q.mention, q.cue) if s and s[0] >= sentence.start and s[1] <= sentence.end]
    rest = weight([(sentence.start, sentence.end)]) - weight(quotes) - weight(sorted(set(about)))
    longest = max(here, key=lambda q: weight([clip(q)]))
    if direct and weight(quotes) >= _MOSTLY * (weight(quotes) + rest):
        longest = max(direct, key=lambda q: weight([clip(q)]))
        return sentence.model_copy(update={"speaker": longest.speaker, "mode": "direct", "quotes": quotes})
    reports = [q for q in here if q.mode == "indirect"]
    if reports:
        longest = max(reports, key=lambda q: weight([clip(q)]))
        return sentence.model_copy(update={"speaker": longest.speaker, "mode": "indirect", "quotes": quotes})
    return sentence.model_copy(update={"quotes": quotes})
