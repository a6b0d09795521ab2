"""Who is who in a statement: full names, what the people are said to be, and whom "he" or "the mayor" means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from framecheck.speakers import lexicon as lex
from framecheck.speakers.descriptions import around, left_of, may_be_one, parts_of
from framecheck.speakers.mentions import Mention, mention
from framecheck.speakers.names import chain, is_body, is_name, text_of
from framecheck.speakers.prose import Paragraph, Word

_BACK = 6  # sentences that a pronoun is looked up in
_CROWD = 12  # people of one sentence who can be meant
_NEAR = 60  # people who can be meant by a role or a short name
_PLACED = frozenset({"in", "at", "near", "from", "to", "of", "on", "across"})
_FIRST = lex.NAMES
_PUBLIC = lex.words(
    "police council ministry department court county city parliament union committee board commission agency"
)


@dataclass(eq=False)
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
            if not lex.FEMALE.isdisjoint(words):
                self.woman = True
            elif not lex.MALE.isdisjoint(words):
                self.woman = False

    def may_be(self, pronoun: str) -> bool:
        """Whether a pronoun can mean this one, as far as is known."""
        if pronoun in {"they", "it", "we"}:
            return self.kind != "person" or (
                self.woman is None and lex.ROLES.isdisjoint(self.bag) and not self.seems("he") and not self.seems("she")
            )
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
    """The people of one statement.

    Args:
        paragraphs: where their names stand.
        spoken: for each word of each paragraph, whether it is quoted: names in there are known, and no antecedents.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], spoken: Sequence[Sequence[bool]]) -> None:
        self.all: list[Person] = []
        self._people: list[Person] = []  # those of them who are people
        self._named: dict[str, Person] = {}
        self._parts: dict[str, Person] = {}
        self.seen: list[list[Person]] = []  # by sentence: those named outside of quotations, the subject first
        for paragraph, inside in zip(paragraphs, spoken, strict=True):
            self._read(paragraph, inside)

    def _read(self, paragraph: Paragraph, inside: Sequence[bool]) -> None:
        words = paragraph.words
        here: list[list[Person]] = [[] for _ in paragraph.bounds]
        starts = {bisect_left(words, a, key=itemgetter(2)): n for n, (a, _) in enumerate(paragraph.bounds)}
        i = 0
        while i < len(words):
            if i not in starts and "a" <= words[i].text[0] <= "z":
                i += 1
                continue
            if i in starts and not inside[i]:
                subject = self._described(words, i)
                if subject is not None:
                    here[words[i].sentence].append(subject)
            if not is_name(words[i]):
                i += 1
                continue
            end = chain(words, i, min(len(words), i + 12))
            shouted = not inside[i] and end - i == 1 and words[i].text.isupper() and len(words[i].text) > 3
            person = None if shouted else self._met(words, i, end)
            met = here[words[i].sentence]
            if person is not None and not inside[i] and len(met) < _CROWD and person not in met:
                met.append(person)
            i = max(end, i + 1)
        for number, met in enumerate(here):
            alone = [p for p in met if p.kind == "person"]
            if len(alone) == 1:
                low, high = (bisect_left(words, number + n, key=itemgetter(4)) for n in (0, 1))
                alone[0].bag |= {
                    w.low
                    for w, said in zip(words[low:high], inside[low:high], strict=True)
                    if not said and w.low in lex.ROLES
                }
        self.seen += here

    def _described(self, words: Sequence[Word], at: int) -> Person | None:
        """Somebody without a name who is the subject of a sentence: "The witness took the oath."."""
        if words[at].low not in lex.DETERMINERS and not words[at].low.endswith(("'s", "’s")):
            return None
        found = mention(words, at, len(words))
        if found is None or found.kind != "role":
            return None
        head = found.head(words)
        if found.end + 1 < len(words) and words[found.end].text == ",":
            other = mention(words, found.end + 1, len(words))
            if other is not None and other.kind == "person":
                return self.person(other.name, "person", other.bag | found.bag)
        if head in lex.BODIES or head in lex.COLLECTIVE:
            name = text_of(words, found.start, found.end)
            return self._role(found, words, ()) or self.person(name, "body", found.bag)
        if head not in lex.ROLES:
            return None
        return self._role(found, words, ()) or self.person(text_of(words, found.start, found.end), "role", found.bag)

    def _met(self, words: Sequence[Word], start: int, end: int) -> Person | None:
        """Take a run of name words as somebody, if it is."""
        lows = [w.low.removesuffix("'s").removesuffix("’s") for w in words[start:end]]
        if all(low in lex.TITLES for low in lows):
            return None
        if is_body(lows):
            if lows[-1] in _THINGS:
                return None
            found = mention(words, start, min(len(words), start + 12))
            whole = text_of(words, start, found.end if found and found.kind in {"body", "role"} else end)
            if " " not in whole:
                return None
            name = whole.removesuffix("'s").removesuffix("’s")
            return self.person(name, "body", frozenset(lows) | around(words, start, end))
        found = mention(words, start, end)
        if found is None or found.kind != "person":
            name = text_of(words, start, end).removesuffix("'s").removesuffix("’s")
            return self._named.get(name.lower()) if " " in name else self._parts.get(name.lower())
        if " " not in found.name:
            known = self._parts.get(found.name.lower())
            if known is None and self._acts(words, start, end):
                return self.person(found.name, "body", around(words, start, end))
            if known is None and start and (words[start - 1].low in lex.ROLES or words[start - 1].text == ","):
                about = left_of(words, start)
                if not lex.ROLES.isdisjoint(about):
                    return self.person(found.name, "person", about)
            return known
        placed = start > 0 and words[start - 1].low in _PLACED and lows[0] not in _FIRST and lows[0] not in lex.TITLES
        if placed:
            return self._named.get(found.name.lower())
        return self.person(found.name, "person", found.bag | around(words, start, end))

    @staticmethod
    def _acts(words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a lone capitalised word begins its sentence and does something: "Corvane sells cameras."."""
        if (start and words[start - 1].sentence == words[start].sentence) or end >= len(words):
            return False
        low, following = words[start].low, words[end].low
        return (
            not low.endswith("s")
            and low not in _FIRST
            and (
                following in lex.FINITE
                or following in lex.PAST
                or (following.endswith(("ed", "s")) and following not in lex.REPORTING)
            )
        )

    def person(self, name: str, kind: str, words: frozenset[str] | set[str] = frozenset()) -> Person:
        """The one of that name, new if nobody has it yet."""
        key = name.lower()
        if kind != "person":
            key = key.removeprefix("the ")
        known = self._named.get(key)
        if known is None and kind == "person":
            known = self._longer(name)
        if known is None:
            known = Person(name, kind)
            self.all.append(known)
            if kind == "person":
                self._people.append(known)
            if kind == "person":
                parts = name.lower().split(" ")
                self._parts[parts[-1].removesuffix("'s").removesuffix("’s")] = known
                if parts_of(name) > 1:
                    for part in parts[:-1]:
                        self._parts.setdefault(part, known)
                if name.startswith("@"):
                    known.bag.add("account")
        elif kind != "person" and len(name) > len(known.name):
            known.name = name  # with its article
        self._named[key] = known
        known.learn(words)
        return known

    def _longer(self, name: str) -> Person | None:
        """Somebody known by another form of the name; the fullest form is kept."""
        other = self._parts.get(name.lower().split(" ")[-1])
        if other is None or not may_be_one(other.name, name):
            return None
        if parts_of(name) > parts_of(other.name) or (
            parts_of(name) == parts_of(other.name) == 1 and name.count(" ") > other.name.count(" ")
        ):
            other.name = name
        return other

    def who(self, found: Mention, words: Sequence[Word], sentence: int, near: Sequence[Person] = ()) -> Person | None:
        """Whom a phrase means; `near` are those who have just spoken, the last one last."""
        if found.kind == "pronoun":
            return self._pronoun(found.name, sentence, near)
        if found.kind in {"person", "body"}:
            return self.person(found.name, found.kind, found.bag)
        return self._role(found, words, near)

    def _pronoun(self, pronoun: str, sentence: int, near: Sequence[Person]) -> Person | None:
        unsure: Person | None = None
        backs = list(range(min(_BACK, sentence + 1)))
        for back in backs[1:] + backs[:1] if pronoun in {"they", "it", "we"} else backs:
            for person in self.seen[sentence - back][:_CROWD]:
                if not person.may_be(pronoun):
                    continue
                if person.woman is not None or pronoun in {"they", "it", "we"} or person.seems(pronoun):
                    return _settled(person, pronoun)
                if not person.seems("she" if pronoun == "he" else "he"):
                    unsure = unsure or person
            if unsure is not None:
                return _settled(unsure, pronoun)
        for person in reversed(near):
            if person.may_be(pronoun):
                return _settled(person, pronoun)
        return None

    def _role(self, found: Mention, words: Sequence[Word], near: Sequence[Person]) -> Person | None:
        """Whom "the mayor", "the council" or "the firm" means: somebody who has been called so."""
        head = found.head(words)
        definite = words[found.start].low in {"the", "this", "that", "his", "her", "its", "their"} or words[
            found.start
        ].low.endswith(("'s", "’s"))
        if not definite and words[found.start].low in lex.DETERMINERS:
            return None  # "a spokesman": somebody new
        if not definite and head.endswith("s"):
            return None
        heads = frozenset({head}).union(*(group for group in lex.ALIKE if head in group))
        bodily = head in lex.BODIES or (head in lex.COLLECTIVE and head not in lex.ROLES)
        best: tuple[int, int, int] = (0, 0, 0)
        chosen: Person | None = None
        for place, person in enumerate([*self.all[-_NEAR:], *near[-3:]]):
            if heads.isdisjoint(person.bag) or (bodily and person.kind == "person"):
                continue
            rank = (len(found.bag & person.bag), int(head in person.bag), place)
            if rank > best:
                best, chosen = rank, person
        if chosen is not None:
            return chosen
        if len(found.bag) > 1 and head not in _ANY:
            return self._only(head, found, words) if found.bag & {"former", "outgoing", "veteran"} else None
        if head in _ANY:
            # A name that nothing shows to be a person's is the firm's.
            for person in reversed([*self.all[-_NEAR:], *near]):
                if (
                    person.woman is None
                    and lex.ROLES.isdisjoint(person.bag)
                    and _PUBLIC.isdisjoint(person.bag)
                    and not person.seems("he")
                ):
                    return person
        if head == "force":
            return next(
                (p for p in reversed(self.all[-_NEAR:]) if p.kind == "body" and not _FORCES.isdisjoint(p.bag)), None
            )
        return self._only(head, found, words)

    def _only(self, head: str, found: Mention, words: Sequence[Word]) -> Person | None:
        """The one person of the statement, where a definite description can mean nobody else."""
        people = self._people
        if (
            words[found.start].low != "the"
            or len(people) != 1
            or head.endswith(("s", "person", "spokesman", "spokeswoman"))
        ):
            return None
        # An office may be somebody else's; an occupation, or a former office, is another word for the one who is here.
        if head not in lex.ROLES or head in lex.COLLECTIVE or (head in lex.TITLES and "former" not in found.bag):
            return None
        return people[0]


_ANY = lex.FIRMS | {"charity", "group", "organisation", "organization", "startup", "start-up", "broker", "airline"}
_THINGS = lex.words("act bill code street road avenue bridge park lane programme program project airport hospital")
_FORCES = lex.words("police constabulary yard force")


def _settled(person: Person, pronoun: str) -> Person:
    if person.kind == "person" and pronoun in {"he", "she"} and person.woman is None:
        person.woman = pronoun == "she"
    return person
