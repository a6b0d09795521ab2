"""Two versions of one statement: which sentences stayed, changed, came and went, and what that did to the frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from framecheck.codebook import Codebook
from framecheck.comparison import labels, shift
from framecheck.schema import Analysis, Change, Receipt, Revision

LIKE = 0.5  # share of words in common from which on a sentence counts as changed, and not as taken out and put in
BLOCK = 400  # sentences of a rewritten stretch that are compared with each other; beyond, cost would not stay linear
_WORD = re.compile(r"\w+")

Place = tuple[int | None, int | None]


def revise(draft: Analysis, final: Analysis, codebook: Codebook, receipt: Receipt) -> Revision:
    """Align the sentences of two versions and say how their frames moved."""
    changes = []
    for i, j in align([s.text for s in draft.sentences], [s.text for s in final.sentences]):
        before = draft.sentences[i].frames if i is not None else ()
        after = final.sentences[j].frames if j is not None else ()
        if i is not None and j is not None:
            kind = "same" if draft.sentences[i].text == final.sentences[j].text else "changed"
        else:
            kind = "added" if i is None else "removed"
        changes.append(
            Change(
                kind=kind,
                before=i,
                after=j,
                gained=tuple(n for n in after if n not in before),
                lost=tuple(n for n in before if n not in after),
            )
        )
    moved = shift(labels(draft, codebook), labels(final, codebook), codebook.names)
    return Revision(
        receipt=receipt,
        draft=draft,
        final=final,
        changes=tuple(changes),
        shift=moved,
        finding=finding(changes, draft, final, codebook),
    )


def align(draft: Sequence[str], final: Sequence[str]) -> Iterator[Place]:
    """Pair the sentences of two versions, in order: `(i, j)`, `(i, None)` for one that went, `(None, j)` that came."""
    matcher = SequenceMatcher(None, draft, final, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _rewritten(draft, final, (a, b), (c, d))


def _rewritten(
    draft: Sequence[str], final: Sequence[str], before: tuple[int, int], after: tuple[int, int]
) -> Iterator[Place]:
    """The alignment of a rewritten stretch that keeps the order and has most words in common."""
    (a, b), (c, d) = before, after
    if a == b or c == d or b - a > BLOCK or d - c > BLOCK:
        yield from ((i, None) for i in range(a, b))
        yield from ((None, j) for j in range(c, d))
        return
    one, other = ([set(map(str.lower, _WORD.findall(t))) for t in texts] for texts in (draft[a:b], final[c:d]))
    like = np.array([[2 * len(x & y) / max(1, len(x) + len(y)) for y in other] for x in one])
    like = np.where(like >= LIKE, like, 0)
    best = np.zeros((len(one) + 1, len(other) + 1))
    for i in range(len(one)):
        for j in range(len(other)):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + like[i, j])
    pairs, i, j = [], len(one), len(other)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    at, to = 0, 0
    for i, j in [*reversed(pairs), (len(one), len(other))]:
        yield from ((a + k, None) for k in range(at, i))
        yield from ((None, c + k) for k in range(to, j))
        if i < len(one):
            yield a + i, c + j
        at, to = i + 1, j + 1


def finding(changes: Sequence[Change], draft: Analysis, final: Analysis, codebook: Codebook) -> str:
    """What a reader should take away, in plain words."""
    counts = {kind: sum(c.kind == kind for c in changes) for kind in ("changed", "added", "removed")}
    if not any(counts.values()):
        return "The two versions have the same sentences."
    edits = f"{counts['changed']} sentences changed, {counts['added']} added, {counts['removed']} removed"
    moves = []
    for name in codebook.names:
        before, after = draft.count(name), final.count(name)
        if before != after:
            moves.append(f"{name} from {before} to {after}")
    return f"{edits}; sentences that carry {', '.join(moves)}." if moves else f"{edits}; no frame's count moved."
