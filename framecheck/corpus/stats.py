"""What a corpus holds: counts by split, frame and key, lengths, and how varied its wording is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from framecheck.codebook import Codebook
from framecheck.corpus.lint import Row, rows_of
from framecheck.corpus.statements import LabelledStatement
from framecheck.schema import CorpusStats, Lengths, SplitStats

RUNS = (1, 2, 3, 4)  # words


def stats(corpus: Sequence[LabelledStatement], codebook: Codebook, keys: Sequence[str] = ()) -> CorpusStats:
    """Count.

    Args:
        keys: further keys of statements whose values are counted.
    """
    rows = rows_of(corpus)
    unknown = {name for row in rows for name in row.frames} - set(codebook.names)
    names = (*codebook.names, *sorted(unknown))
    splits: dict[str, list[Row]] = {}
    for row in rows:
        splits.setdefault(row.split, []).append(row)
    kinds = Counter("+".join(name for name in names if name in row.frames) or "none" for row in rows)
    return CorpusStats(
        splits=tuple(_split(split, members, names) for split, members in splits.items()),
        combinations=dict(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        distinct={str(n): _distinct(rows, n) for n in RUNS},
        values={key: dict(Counter(s.key(key) or "none given" for s in corpus).most_common()) for key in keys},
    )


def _split(split: str, rows: Sequence[Row], names: Sequence[str]) -> SplitStats:
    statements = list({id(row.statement): row.statement for row in rows}.values())
    words = np.array([len(row.text.split()) for row in rows])
    frames = Counter(name for row in rows for name in row.frames)
    grouped = {s.group for s in statements if s.group}
    return SplitStats(
        split=split,
        statements=len(statements),
        groups=len(grouped) + sum(not s.group for s in statements),
        sentences=len(rows),
        frames={name: frames[name] for name in names},
        several=sum(len(row.frames) > 1 for row in rows),
        none=sum(not row.frames for row in rows),
        words=Lengths(
            median=float(np.median(words)), p95=round(float(np.percentile(words, 95)), 1), longest=int(words.max())
        ),
    )


def _distinct(rows: Sequence[Row], n: int) -> float:
    """The share of different ones among all runs of n words (distinct-n; Li et al. 2016, section 5.1)."""
    runs: set[tuple[str, ...]] = set()
    total = 0
    for row in rows:
        words = row.text.casefold().split()
        found = list(zip(*(words[k:] for k in range(n)), strict=False))
        runs.update(found)
        total += len(found)
    return round(len(runs) / total, 4) if total else 0.0
