"""Who is who in a statement: full names, what the people are said to be, and whom "he" or "the mayor" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from framecheck.speakers import lexicon as lex
from framecheck.speakers.mentions import Mention, bag, chain, is_body, is_name, mention, text_of
from framecheck.speakers.prose import Paragraph, Word

_BACK = 6  # sentences that a pronoun is looked up in
_NEAR = 60  # people who can be meant by a role or a short name


@dataclass
class Person:
    """Somebody, or a body, that can speak; known by the fullest name that the statement gives."""

    name: str
    kind: str
    bag: set[str] = field(default_factory=set)
    woman: bool | None = None

    def learn(self, words: frozenset[str] | set[str]) -> None:
        """Remember what somebody is said to be."""
        self.bag |= words
        if self.woman is None:
            if words & lex.FEMALE:
                self.woman = True
            elif words & lex.MALE:
                self.woman = False

    def may_be(self, pronoun: str) -> bool:
        """Whether a pronoun can mean this one, as far as is known."""
        if pronoun in {"they", "it", "we"}:
            return self.kind != "person"
        if self.kind == "body":
            return False
        return self.woman is None or self.woman == (pronoun == "she")

    def seems(self, pronoun: str) -> bool:
        """Whether the first name speaks for it."""
        first = self.name.split(" ")[0].lower()
        return first in (lex.WOMEN if pronoun == "she" else lex.MEN) or (
            pronoun == "she" and first.endswith("a") and first not in lex.MEN
        )


class People:
    """The people of one statement."""

    def __init__(self, paragraphs: Sequence[Paragraph], spoken: Sequence[Sequence[bool]]) -> None:
        self.all: list[Person] = []
        self._named: dict[str, Person] = {}
        self._last: dict[str, Person] = {}
        self.seen: list[list[Person]] = []  # by sentence: those named outside of quotations, the subject first
        for paragraph, inside in zip(paragraphs, spoken, strict=True):
            self._read(paragraph, inside)

    def _read(self, paragraph: Paragraph, inside: Sequence[bool]) -> None:
        words = paragraph.words
        here: list[list[Person]] = [[] for _ in paragraph.bounds]
        i = 0
        while i < len(words):
            if not is_name(words[i]) or (words[i].text.isupper() and len(words[i].text) > 3 and not inside[i]):
                i += 1
                continue
            end = chain(words, i, min(len(words), i + 12))
            person = self._met(words, i, end)
            if person is not None and not inside[i] and person not in here[words[i].sentence]:
                here[words[i].sentence].append(person)
            i = max(end, i + 1)
        self.seen += here

    def _met(self, words: Sequence[Word], start: int, end: int) -> Person | None:
        """Take a run of name words as somebody, if it is."""
        lows = [w.low for w in words[start:end]]
        if is_body(lows) or all(low in lex.TITLES for low in lows):
            return None
        found = mention(words, start, end)
        if found is None or found.kind != "person":
            name = text_of(words, start, end).removesuffix("'s").removesuffix("’s")
            return self._last.get(name.split(" ")[-1].lower()) if " " not in name else self._named.get(name.lower())
        before = words[start - 1].low if start else ""
        titled = lows[0] in lex.TITLES
        if " " not in found.name:
            known = self._last.get(found.name.lower())
            if known is None and start and (words[start - 1].low in lex.ROLES or words[start - 1].text == ","):
                about = _left(words, start)
                if about & lex.ROLES:
                    return self.person(found.name, "person", about)
            return known
        place = before in {"in", "at", "near", "from", "to", "of", "on", "across"} and lows[0] not in lex.WOMEN | lex.MEN
        if place and not titled:
            return self._named.get(found.name.lower())
        about = _around(words, start, end)
        return self.person(found.name, "person", found.bag | about)

    def person(self, name: str, kind: str, words: frozenset[str] | set[str] = frozenset()) -> Person:
        """The one of that name, new if nobody has it yet."""
        key = name.lower().removeprefix("the ") if kind == "body" else name.lower()
        known = self._named.get(key)
        if known is None and kind == "person":
            last = _surname(name)
            other = self._last.get(last)
            if other is not None and _same(other.name, name):
                known = other
                if name.count(" ") > known.name.count(" ") and _untitled(name) > _untitled(known.name):
                    known.name = name
        if known is None:
            known = Person(name, kind)
            self.all.append(known)
            if kind == "person":
                self._last[_surname(name)] = known
                if _untitled(name) > 1:
                    for part in name.lower().split(" ")[:-1]:
                        self._last.setdefault(part, known)
                if name.startswith("@"):
                    known.bag.add("account")
        self._named[key] = known
        known.learn(words)
        return known

    def who(self, found: Mention, sentence: int, near: Sequence[Person] = ()) -> Person | None:
        """Whom a phrase means; `near` are those who have just spoken, the last one last."""
        if found.kind == "pronoun":
            return self._pronoun(found.name, sentence, near)
        if found.kind == "person":
            return self.person(found.name, "person", found.bag)
        if found.kind == "body":
            return self.person(found.name, "body", found.bag)
        return self._role(found, near)

    def _pronoun(self, pronoun: str, sentence: int, near: Sequence[Person]) -> Person | None:
        unsure: Person | None = None
        for back in range(min(_BACK, sentence + 1)):
            for person in self.seen[sentence - back]:
                if not person.may_be(pronoun):
                    continue
                if person.woman is not None or pronoun in {"they", "it", "we"} or person.seems(pronoun):
                    return self._settled(person, pronoun)
                if not person.seems("she" if pronoun == "he" else "he"):
                    unsure = unsure or person
            if unsure is not None:
                return self._settled(unsure, pronoun)
        for person in reversed(near):
            if person.may_be(pronoun):
                return self._settled(person, pronoun)
        return None

    def _settled(self, person: Person, pronoun: str) -> Person:
        if person.kind == "person" and pronoun in {"he", "she"} and person.woman is None:
            person.woman = pronoun == "she"
        return person

    def _role(self, found: Mention, near: Sequence[Person]) -> Person | None:
        words = found.bag
        best: tuple[int, int] = (0, 0)
        chosen: Person | None = None
        for place, person in enumerate([*self.all[-_NEAR:], *near[-3:]]):
            shared = len(words & person.bag)
            if shared and self._head(words) & person.bag and (shared, place) > best:
                best, chosen = (shared, place), person
        if chosen is None and words <= lex.FIRMS:
            # A name that nothing shows to be a person's is the firm's.
            chosen = next((p for p in reversed([*self.all[-_NEAR:], *near]) if p.woman is None and not p.bag & lex.ROLES), None)
        return chosen

    @staticmethod
    def _head(words: frozenset[str]) -> frozenset[str]:
        heads = frozenset(w for w in words if w in lex.ROLES or w in lex.BODIES)
        return heads


def _around(words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """What stands beside a name and says what its bearer is."""
    found = _left(words, start)
    if not found & lex.ROLES:
        found = frozenset()
    if end < len(words):
        k = end
        while k < min(len(words), end + 10) and (words[k].text[0].isalnum() or k == end):
            k += 1
        right = bag(words, end, k)
        if words[end].text == "," and (right & (lex.ROLES | lex.LED)):
            found |= right | ({"head", "boss", "chief"} if right & lex.LED else set())
        elif words[end].low in {"was", "is", "became", "as", "has"} and right & lex.ROLES:
            found |= right
    return found


def _left(words: Sequence[Word], start: int) -> frozenset[str]:
    """The content words that lead up to a name: "the union secretary, ..."."""
    i = start
    while i > 0 and start - i < 8 and (words[i - 1].text[0].isalnum() or (i == start and words[i - 1].text == ",")):
        if words[i - 1].low in _STOPS:
            break
        i -= 1
    return bag(words, i, start)


_STOPS = lex.REPORTING | lex.FINITE | lex.SUBORDINATE | {"and", "but", "with", "by"}


def _surname(name: str) -> str:
    return name.split(" ")[-1].lower().removesuffix("'s").removesuffix("’s")


def _untitled(name: str) -> int:
    return sum(part.lower().rstrip(".") not in lex.TITLES for part in name.split(" "))


def _same(one: str, other: str) -> bool:
    """Whether two names can be one person's: no part but titles speaks against it."""
    a = [p for p in one.lower().split(" ") if p.rstrip(".") not in lex.TITLES]
    b = [p for p in other.lower().split(" ") if p.rstrip(".") not in lex.TITLES]
    return len(a) == 1 or len(b) == 1 or (a[0][0] == b[0][0] and (len(a[0]) <= 2 or len(b[0]) <= 2 or a[0] == b[0]))
