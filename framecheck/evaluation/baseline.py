"""An evaluation against an earlier one: a paired test by statement, and every sentence that flipped.

A baseline keeps for each statement its labels and what was predicted; a statement is known again by its text. Before
and after are each judged by the labels of their own time, so that labels made worse show as a model made worse does.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from framecheck.errors import InputError
from framecheck.evaluation.corpora import locked
from framecheck.evaluation.metrics import f1
from framecheck.evaluation.run import Scored
from framecheck.schema import AgainstBaseline, Difference, Flip, Frozen, Gate, Interval, Receipt

Array = npt.NDArray[np.float64]
SIGNIFICANT = 0.05
CELLS = 10_000_000  # of a matrix of draws that is held at once


class OldSentence(Frozen):
    """A sentence as it was judged then."""

    text: str
    gold: tuple[str, ...]
    predicted: tuple[str, ...]
    locked: bool = False


class OldStatement(Frozen):
    """A statement as it was judged then, and where it stood."""

    source: str
    line: int
    sentences: tuple[OldSentence, ...]


class Baseline(Frozen):
    """What `--write-baseline` writes and `--baseline` reads."""

    baseline: int = 1  # the version of this form
    receipt: Receipt
    frames: tuple[str, ...]
    statements: tuple[OldStatement, ...]


def baseline(scored: Scored, receipt: Receipt) -> Baseline:
    """What is to be remembered of an evaluation."""
    statements = []
    for statement, judged in zip(scored.corpus, scored.judged, strict=True):
        sentences = tuple(
            OldSentence(
                text=labelled.text,
                gold=tuple(n for n in scored.names if n in labelled.frames),
                predicted=found.frames,
                locked=locked(statement, labelled),
            )
            for labelled, found in zip(statement.sentences, judged, strict=True)
        )
        statements.append(OldStatement(source=statement.source, line=statement.line, sentences=sentences))
    return Baseline(receipt=receipt, frames=scored.names, statements=tuple(statements))


def read(path: Path, names: Sequence[str]) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: it is missing, is none, or knows other frames; nothing is ever compared with less than it says.
    """
    try:
        # Not by pydantic's own reader of JSON, which refuses half a surrogate pair; a corpus may hold one.
        found = Baseline.model_validate(json.loads(path.read_bytes()))
    except FileNotFoundError:
        raise InputError(f"{path}: no such baseline; --write-baseline {path} writes one") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not what --write-baseline writes; write it again") from None
    if found.baseline != 1 or found.frames != tuple(names):
        raise InputError(
            f"{path}: written for the frames {', '.join(found.frames)}; the model marks {', '.join(names)}"
        )
    return found


def compare(scored: Scored, old: Baseline, source: str, samples: int = 2000, seed: int = 0) -> AgainstBaseline:
    """Compare an evaluation with its baseline over the statements of both.

    The test is a paired permutation test by statement (Noreen 1989, chapter 2; for F1: Yeh 2000): under the null
    hypothesis it does not matter which of a statement's two results came first. `p` is that of a drop as large as
    this one, one-sided; the interval of the effect is a paired bootstrap.

    Raises:
        InputError: no statement is in both.
    """
    names = scored.names
    fresh = _keys([s.text for s in statement.sentences] for statement in scored.corpus)
    keys = _keys([s.text for s in statement.sentences] for statement in old.statements)
    known = dict(zip(keys, old.statements, strict=True))
    pairs = [(number, known[key]) for number, key in enumerate(fresh) if key in known]
    if not pairs:
        raise InputError(f"{source}: no statement of the corpus is in this baseline; write it again")
    now, then, flips = [], [], []
    for number, before in pairs:
        statement, judged = scored.corpus[number], scored.judged[number]
        rows = []
        for index, (labelled, found, was) in enumerate(
            zip(statement.sentences, judged, before.sentences, strict=True), 1
        ):
            gold = tuple(n for n in names if n in labelled.frames)
            rows.append((gold, found.frames, was))
            right, was_right = set(gold) == set(found.frames), set(was.gold) == set(was.predicted)
            if was.predicted != found.frames or right != was_right:
                flips.append(
                    Flip(
                        source=statement.source,
                        line=statement.line,
                        sentence=index,
                        text=labelled.text,
                        gold=gold,
                        before=was.predicted,
                        after=found.frames,
                        way="mended" if right and not was_right else "broken" if was_right and not right else "changed",
                        locked=was.locked or locked(statement, labelled),
                    )
                )
        now.append(_table([(gold, found) for gold, found, _ in rows], names))
        then.append(_table([(was.gold, was.predicted) for _, _, was in rows], names))
    there = set(fresh)
    flips += [flip for key, statement in known.items() if key not in there for flip in _gone(statement)]
    order = ("broken", "changed", "gone", "mended")
    return AgainstBaseline(
        source=source,
        model=old.receipt.model,
        model_sha256=old.receipt.model_sha256,
        shared=len(pairs),
        new=len(fresh) - len(pairs),
        gone=len(known) - len(pairs),
        differences=_differences(np.array(then), np.array(now), names, samples, seed),
        flips=tuple(sorted(flips, key=lambda flip: (not flip.locked, order.index(flip.way)))),
    )


def gates(found: AgainstBaseline, max_drop: float | None = None) -> tuple[Gate, ...]:
    """What a baseline holds an evaluation to.

    `baseline.p` is missed where macro-F1 fell and chance alone would seldom do that, `baseline.drop` where it fell
    further than `max_drop`, `baseline.locked` where a locked sentence flipped or is gone.
    """
    macro = found.differences[0]
    held = [Gate(metric="baseline.p", side="min", bound=SIGNIFICANT, value=macro.p, held=macro.p >= SIGNIFICANT)]
    if max_drop is not None:
        drop = max(0.0, -macro.effect.value)
        held.append(Gate(metric="baseline.drop", side="max", bound=max_drop, value=drop, held=drop <= max_drop))
    flipped = sum(flip.locked for flip in found.flips)
    held.append(Gate(metric="baseline.locked", side="max", bound=0, value=flipped, held=not flipped))
    return tuple(held)


def _keys(statements: Iterable[Sequence[str]]) -> list[str]:
    """What each statement is known by: its sentences, and which of those with the same sentences it is."""
    seen: Counter[str] = Counter()
    keys = []
    for texts in statements:
        digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
        keys.append(f"{digest}:{seen[digest]}")
        seen[digest] += 1
    return keys


def _gone(statement: OldStatement) -> list[Flip]:
    return [
        Flip(
            source=statement.source,
            line=statement.line,
            sentence=index,
            text=sentence.text,
            gold=sentence.gold,
            before=sentence.predicted,
            after=(),
            way="gone",
            locked=True,
        )
        for index, sentence in enumerate(statement.sentences, 1)
        if sentence.locked
    ]


def _table(rows: Sequence[tuple[Sequence[str], Sequence[str]]], names: Sequence[str]) -> list[float]:
    """What one statement adds: hits, false alarms and misses by frame, sentences wholly right, sentences."""
    cells = [
        sum((name in gold) is g and (name in found) is p for gold, found in rows)
        for g, p in ((True, True), (False, True), (True, False))
        for name in names
    ]
    return [*map(float, cells), float(sum(set(gold) == set(found) for gold, found in rows)), float(len(rows))]


def _figures(sums: Array, frames: int) -> Array:
    """Macro-F1, micro-F1, exact match and F1 by frame, *shape* (..., 3 x frames + 2) to (..., 3 + frames)."""
    cells = sums[..., : 3 * frames].reshape(*sums.shape[:-1], 3, frames)
    by_frame = f1(np.moveaxis(cells, -2, 0))
    micro = f1(np.moveaxis(cells.sum(-1), -1, 0))
    exact = sums[..., -2] / np.maximum(sums[..., -1], 1)
    return np.concatenate([np.stack([by_frame.mean(-1), micro, exact], axis=-1), by_frame], axis=-1)


def _differences(then: Array, now: Array, names: Sequence[str], samples: int, seed: int) -> tuple[Difference, ...]:
    """The figures of two tables, *shape* (statements, 3 x frames + 2) each, and the test of their difference."""
    count, frames = len(then), len(names)
    before, after = _figures(then.sum(0), frames), _figures(now.sum(0), frames)
    rng = np.random.default_rng(seed)
    change = now - then
    size = max(1, CELLS // count)
    swapped, drawn = [], []
    for first in range(0, samples, size):
        rows = min(size, samples - first)
        moved = rng.integers(0, 2, size=(rows, count)).astype(float) @ change
        swapped.append(_figures(now.sum(0) - moved, frames) - _figures(then.sum(0) + moved, frames))
        draws = rng.integers(0, count, size=(rows, count))
        weights = np.stack([np.bincount(draw, minlength=count) for draw in draws]).astype(float)
        drawn.append(_figures(weights @ now, frames) - _figures(weights @ then, frames))
    null, effects = np.concatenate(swapped), np.concatenate(drawn)
    low, high = np.percentile(effects, [2.5, 97.5], axis=0)
    effect = after - before
    # A hair of tolerance: sums in another order must not make the observed split rarer than itself.
    p = (1 + (null <= effect + 1e-12).sum(0)) / (1 + samples)
    metrics = ["macro_f1", "micro_f1", "exact_match", *(f"f1.{name}" for name in names)]
    return tuple(
        Difference(
            metric=metric,
            before=float(before[i]),
            after=float(after[i]),
            effect=Interval(value=float(effect[i]), low=float(low[i]), high=float(high[i])),
            p=float(p[i]),
        )
        for i, metric in enumerate(metrics)
    )
