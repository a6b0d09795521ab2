"""Quotations to people: every cue its person, and what has no cue goes to whoever speaks already."""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.speakers import lexicon as lex
from framecheck.speakers.cues import Cue
from framecheck.speakers.mentions import mention
from framecheck.speakers.names import REACH, text_of
from framecheck.speakers.people import People, Person
from framecheck.speakers.prose import Paragraph, word_at
from framecheck.speakers.search import Found


def resolve(parts: Sequence[Paragraph], found: list[Found], people: People) -> None:
    """Give every quotation its person, in reading order; what has no cue goes to whoever speaks already."""
    near: list[Person] = []
    speaking: Found | None = None
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
    item: Found,
    found: Sequence[Found],
    i: int,
    speaking: Found | None,
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


def _acting(part: Paragraph, item: Found, people: People, near: Sequence[Person]) -> Person | None:
    """ "Petrov smiled. “You will see.”": who acts in the sentence right before, if that begins with a name or a role."""
    words = part.words
    at = min(word_at(words, item.start), len(words) - 1)
    sentence = words[at].sentence
    begin = at
    while begin > max(0, at - REACH) and words[begin - 1].sentence >= sentence - 1:
        begin -= 1
    if (
        sentence == 0
        or words[begin].sentence != sentence - 1
        or at - begin == REACH
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
