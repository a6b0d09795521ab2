"""Near duplicates in near-linear time: MinHash signatures (Broder 1997), banded (Leskovec et al. 2020, chapter 3.4).

A text is the set of its runs of five characters; two texts are as similar as their sets (Jaccard). Candidates come
from the bands, and each is then compared exactly, so that what is reported is never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

RUN = 5  # characters of a shingle
BANDS, ROWS = 16, 4  # a pair of similarity 0.8 is missed once in 4,000, one of 0.7 once in 80
REACH = 32  # neighbours in a bucket that are looked at: a bucket of any size costs no more than this for each text
SLACK = 0.2  # four deviations of the estimate from 64 rows: what lies lower is not compared exactly
CHUNK = 2048  # texts
_WORD = re.compile(r"\w+")
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


def normal(text: str) -> str:
    """A text without its case, punctuation and spacing; itself, if it has no word."""
    return " ".join(_WORD.findall(text.casefold())) or text.strip()


def near(texts: Sequence[str], parts: Ints, kin: Ints, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that are nearly the same: for each text its nearest predecessor in each part, if there is one.

    Args:
        texts: in normal form; pairs that are equal are left out.
        parts: *shape* (texts,), the number of the part of the corpus that each stands in.
        kin: *shape* (texts,): texts with the same number from 0 on are variants on purpose, and never paired.
        least: the least Jaccard similarity.

    Yields:
        earlier text, later text, similarity; in the order of the later one.
    """
    if len(texts) < 2:
        return
    signatures = _signatures(texts)
    earlier, later, alike = _candidates(signatures, kin, least - SLACK)
    order = np.lexsort((earlier, -alike, parts[earlier], later))
    shingles: dict[int, Hashes] = {}
    done = (-1, -1)
    for i, j in zip(earlier[order].tolist(), later[order].tolist(), strict=True):
        if (j, int(parts[i])) == done or texts[i] == texts[j]:
            continue
        for k in (i, j):
            if k not in shingles:
                shingles[k] = np.unique(_hashes(texts[k]))
        common = len(np.intersect1d(shingles[i], shingles[j], assume_unique=True))
        similarity = common / (len(shingles[i]) + len(shingles[j]) - common)
        if similarity >= least:
            done = (j, int(parts[i]))
            yield i, j, similarity


def _hashes(text: str) -> Hashes:
    """A hash for each run of characters of a text, *shape* (at least 1,)."""
    # surrogatepass: a text may hold what UTF-32 does not.
    points = np.frombuffer(text.ljust(RUN).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    found = np.zeros(len(points) - RUN + 1, dtype=np.uint64)
    for k in range(RUN):
        found = found * np.uint64(0x100000001B3) + points[k : len(points) - RUN + 1 + k]
    # The finaliser of SplitMix64 (Steele et al. 2014): neighbouring runs get unrelated hashes.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(found ^ (found >> np.uint64(31)))


def _signatures(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """The MinHash signature of each text, *shape* (texts, BANDS * ROWS)."""
    rng = np.random.default_rng(0)
    factors = rng.integers(0, 2**63, size=BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    found = np.empty((len(texts), len(factors)), dtype=np.uint32)
    for at in range(0, len(texts), CHUNK):
        chunk = [text.ljust(RUN) for text in texts[at : at + CHUNK]]
        lengths = np.array([len(text) for text in chunk])
        hashes = _hashes("".join(chunk) + " " * RUN)
        # From each text's first run to the one behind its last: every other stretch is a text.
        ends = np.cumsum(lengths)
        bounds = np.stack([ends - lengths, ends - RUN + 1], axis=1).ravel()
        for column, factor in enumerate(factors):
            mixed = ((hashes * factor) >> np.uint64(32)).astype(np.uint32)
            found[at : at + CHUNK, column] = np.minimum.reduceat(mixed, bounds)[::2]
    return found


def _candidates(
    signatures: npt.NDArray[np.uint32], kin: Ints, least: float
) -> tuple[Ints, Ints, npt.NDArray[np.float64]]:
    """Pairs that share a bucket of some band, and the share of their signatures that agrees."""
    count = len(signatures)
    kept = [np.empty(0, dtype=np.int64)]
    for band in range(BANDS):
        key = np.zeros(count, dtype=np.uint64)
        for column in signatures[:, band * ROWS : (band + 1) * ROWS].T:
            key = key * np.uint64(0x9E3779B97F4A7C15) + column + np.uint64(1)
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = order[np.searchsorted(key, key)]  # of each bucket: all are compared with it, however far it lies
        pairs = [np.stack([first, order])]
        for step in range(1, min(REACH, count)):
            together = np.flatnonzero(key[:-step] == key[step:])
            if not len(together):
                break
            pairs.append(np.stack([order[together], order[together + step]]))
        i, j = np.concatenate(pairs, axis=1)
        apart = (i != j) & ((kin[i] != kin[j]) | (kin[i] < 0))
        kept.append(np.unique(i[apart] * count + j[apart]))
    codes = np.unique(np.concatenate(kept))
    alike = np.empty(len(codes))
    for at in range(0, len(codes), 65_536):
        i, j = np.divmod(codes[at : at + 65_536], count)
        alike[at : at + 65_536] = (signatures[i] == signatures[j]).mean(axis=1)
    codes, alike = codes[alike >= least], alike[alike >= least]
    earlier, later = np.divmod(codes, count)
    return earlier, later, alike
