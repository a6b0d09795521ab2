"""What a statement says of somebody beside the name: "the union secretary, ...", "..., who runs the force"."""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.speakers import lexicon as lex
from framecheck.speakers.names import bag
from framecheck.speakers.prose import Word

_STOPS = lex.REPORTING | lex.FINITE | lex.SUBORDINATE | {"and", "but", "with", "by"}
# What a leader may be called; the press changes the word to avoid saying it twice.
_LEADER, _CHAIR = lex.ALIKE[0], lex.ALIKE[1]


def around(words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """What stands beside a name and says what its bearer is."""
    found = left_of(words, start)
    if lex.ROLES.isdisjoint(found) and not (start > 1 and words[start - 1].text == "," and len(found) < 5):
        found = frozenset()
    if end >= len(words):
        return found
    k = end + 1
    while k < min(len(words), end + 12) and words[k].text[0].isalnum():
        k += 1
    right = bag(words, end + 1, k)
    sign, following = words[end], words[min(end + 1, len(words) - 1)]
    if sign.text == ",":
        described = (
            following.low in lex.DETERMINERS or following.low.endswith(("'s", "’s")) or not lex.ROLES.isdisjoint(right)
        )
        if described and following.low not in lex.REPORTING:
            found |= right
    elif sign.low in {"was", "is", "became", "as", "has", "remains"} and (
        not lex.ROLES.isdisjoint(right) or (following.low in {"a", "an", "the"} and len(right) < 8)
    ):
        found |= right
    if sign.low in lex.LED or (sign.text == "," and not lex.LED.isdisjoint(right)):
        found |= right | _LEADER | (_CHAIR if "chair" in sign.low or "chairs" in right else frozenset())
    return found


def left_of(words: Sequence[Word], start: int) -> frozenset[str]:
    """The content words that lead up to a name: "the union secretary, ...", "the chief whip is ..."."""
    i = start
    if i > 1 and words[i - 1].low in {"is", "was", "remains"}:
        i = start = start - 1
    while i > 0 and start - i < 8 and (words[i - 1].text[0].isalnum() or (i == start and words[i - 1].text == ",")):
        if words[i - 1].low in _STOPS:
            break
        i -= 1
    return bag(words, i, start)


def parts_of(name: str) -> int:
    """How many parts a name has, titles apart."""
    return sum(part.lower().rstrip(".") not in lex.TITLES for part in name.split(" "))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can be one person's: no part but titles speaks against it."""
    a = [p for p in one.lower().split(" ") if p.rstrip(".") not in lex.TITLES and p not in lex.PARTICLES]
    b = [p for p in other.lower().split(" ") if p.rstrip(".") not in lex.TITLES and p not in lex.PARTICLES]
    if not a or not b:
        return True
    return len(a) == 1 or len(b) == 1 or (a[0][0] == b[0][0] and (len(a[0]) <= 2 or len(b[0]) <= 2 or a[0] == b[0]))
