"""A corpus cut into splits that share no group and no text, with the frames spread alike over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from framecheck.corpus.lint import NEAR, rows_of
from framecheck.corpus.near import near
from framecheck.corpus.statements import LabelledStatement

PASSES = 20


def split(
    corpus: Sequence[LabelledStatement], shares: Mapping[str, float], seed: int = 0, least: float = NEAR
) -> dict[str, list[LabelledStatement]]:
    """Cut a corpus.

    Statements stay together that tell of one group, are of one contrast set, or have a sentence that is the same or
    nearly the same. These bundles are dealt out, the largest first, each to the split that lacks most of what it holds:
    sentences, those of each frame and of none, statements, and bundles, so that small ones are spread, too (after
    Sechidis et al. 2011, for whole groups). Then single bundles move as long as that brings all splits closer to what
    they are to hold. The seed orders bundles of one size.

    Args:
        shares: by the name of the split the share of sentences that it is to get; they are scaled to 1.

    Returns:
        the statements of each split, in the order of the corpus.
    """
    bundles = _bundles(corpus, least)
    names = sorted({name for s in corpus for sentence in s.sentences for name in sentence.frames})
    held = np.zeros((len(bundles), len(names) + 4))
    for number, bundle in enumerate(bundles):
        held[number, 2:4] = len(bundle), 1
        for statement in (corpus[place] for place in bundle):
            for sentence in statement.sentences:
                held[number, 0] += 1
                held[number, 1] += not sentence.frames
                for name in set(sentence.frames):
                    held[number, 4 + names.index(name)] += 1
    shares_of = held / np.maximum(held.sum(0), 1)
    wanted = np.array(list(shares.values())) / sum(shares.values())
    lacks = np.repeat(wanted[:, None], held.shape[1], axis=1)
    order = np.random.default_rng(seed).permutation(len(bundles))
    order = order[np.argsort(-held[order, 0], kind="stable")]
    part_of = np.zeros(len(bundles), dtype=np.int64)
    for number in order:
        # The part for which the squared distance of all parts from what they want grows least.
        part_of[number] = part = int(np.argmax(lacks @ shares_of[number]))
        lacks[part] -= shares_of[number]
    for _ in range(PASSES):
        moved = False
        for number in order[::-1]:
            part, share = part_of[number], shares_of[number]
            gains = (lacks - lacks[part] - share) @ share
            gains[part] = 0
            best = int(np.argmax(gains))
            if gains[best] > 1e-12:
                lacks[part] += share
                lacks[best] -= share
                part_of[number], moved = best, True
        if not moved:
            break
    parts = [
        [place for number in np.flatnonzero(part_of == part) for place in bundles[number]]
        for part in range(len(wanted))
    ]
    return {name: [corpus[place] for place in sorted(part)] for name, part in zip(shares, parts, strict=True)}


def _bundles(corpus: Sequence[LabelledStatement], least: float) -> list[list[int]]:
    """The places of the statements that must stay together."""
    root = list(range(len(corpus)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    def join(one: int, other: int) -> None:
        a, b = sorted((find(one), find(other)))
        root[b] = a

    first: dict[tuple[str, str], int] = {}
    for place, statement in enumerate(corpus):
        for kind in ("group", "set"):
            value = statement.group if kind == "group" else statement.key(kind)
            if value:
                join(place, first.setdefault((kind, value), place))
    owner = {id(statement): place for place, statement in enumerate(corpus)}
    once: dict[str, int] = {}
    for row in rows_of(corpus):
        if row.compared:
            join(owner[id(row.statement)], once.setdefault(row.form, owner[id(row.statement)]))
    forms = list(once)
    nothing = np.zeros(len(forms), dtype=np.int64)
    for i, j, _ in near(forms, nothing, nothing - 1, least):
        join(once[forms[i]], once[forms[j]])
    bundles: dict[int, list[int]] = {}
    for place in range(len(corpus)):
        bundles.setdefault(find(place), []).append(place)
    return list(bundles.values())
