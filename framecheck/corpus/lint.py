"""What is wrong with a corpus, or looks wrong: each check gives its findings, and all run over one reading.

An error breaks a promise that a corpus makes (each line a statement, no sentence in two splits, no sentence that no
model can get right); a warning is for a person to look at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from framecheck.codebook import Codebook
from framecheck.corpus.near import near, normal
from framecheck.corpus.statements import Flaw, LabelledStatement
from framecheck.schema import Defect, Site

RULES = {
    "schema": "a line that is no statement, or a key that is missing or has the wrong type",
    "unknown-frame": "a frame that the codebook does not have",
    "duplicate-id": "an id that two statements of one file have (in two files: a warning)",
    "leak-text": "the same text in a held-back split and in another one",
    "leak-group": "one group in a held-back split and in another one",
    "leak-near": "nearly the same text in a held-back split and in another one",
    "conflict": "the same text with other labels (an error where no context can decide)",
    "duplicate": "the same text again in one split",
    "near-duplicate": "nearly the same text again in one split",
    "imbalance": "a frame that a split hardly has",
    "too-long": "a sentence that is longer than the model's window",
    "disputed": "a label that out-of-fold scores confidently dispute",
}
HELD_BACK = {"dev", "val", "valid", "validation", "test", "eval", "heldout"}
SHORT = 5  # words: shorter sentences ("Thank you.") may come again in any statement
NEAR = 0.8
RARE, FEW = 0.02, 10  # the share and the number of sentences under which a frame is hardly there
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of a corpus with what the checks need of it."""

    statement: LabelledStatement
    index: int
    split: str
    form: str  # the text without case, punctuation and spacing

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.statement.sentences[self.index].text

    @property
    def frames(self) -> frozenset[str]:
        """The frames that it carries."""
        return frozenset(self.statement.sentences[self.index].frames)

    @property
    def alone(self) -> bool:
        """Whether it is all that its statement says, so that no context can decide about it."""
        return len(self.statement.sentences) == 1

    @property
    def compared(self) -> bool:
        """Whether it is long enough to be looked for elsewhere."""
        return self.alone or self.form.count(" ") >= SHORT - 1

    def site(self) -> Site:
        """Where it stands."""
        return Site(source=self.statement.source, line=self.statement.line_of(self.index), sentence=self.index + 1)


def split_of(statement: LabelledStatement) -> str:
    """The split of a statement: its key `split`, or the name of its file."""
    return statement.key("split") or Path(statement.source).stem


def is_held(split: str, held: Collection[str] = ()) -> bool:
    """Whether a split is held back: one of those named, or else by its name (`test`, `outside-dev`, `val_2`)."""
    return split in held if held else bool(set(re.split(r"[-_. ]", split.lower())) & HELD_BACK)


def rows_of(statements: Iterable[LabelledStatement]) -> list[Row]:
    """The sentences of a corpus, in order."""
    return [
        Row(statement, index, split, normal(sentence.text))
        for statement in statements
        for split in (split_of(statement),)
        for index, sentence in enumerate(statement.sentences)
    ]


def lint(
    entries: Iterable[LabelledStatement | Flaw],
    codebook: Codebook,
    *,
    held: Collection[str] = (),
    least: float = NEAR,
    lengths: Callable[[Sequence[str]], Sequence[int]] | None = None,
    window: int = 0,
) -> tuple[list[Row], list[Defect]]:
    """Run every check that needs no scores.

    Args:
        entries: as `framecheck.corpus.statements.entries` gives them, of all files.
        held: the splits that are held back; by their names if empty.
        least: the Jaccard similarity from which two texts are nearly the same.
        lengths: the number of tokens of each text, to compare with `window`.

    Returns:
        the sentences that could be read, and the findings by place.
    """
    found: list[Defect] = []
    statements = []
    for entry in entries:
        if isinstance(entry, Flaw):
            found.append(_defect("schema", Site(source=entry.source, line=entry.line), entry.reason))
        else:
            statements.append(entry)
    rows = rows_of(statements)
    compared = [row for row in rows if row.compared]
    found += _frames(rows, codebook)
    found += _ids(statements)
    found += _groups(statements, held)
    found += _texts(compared, held)
    found += _near(compared, held, least)
    found += _imbalance(rows, codebook)
    if lengths is not None:
        found += _long(rows, lengths, window)
    return rows, in_order(found)


def in_order(found: Iterable[Defect]) -> list[Defect]:
    """Findings by place, then by rule."""
    ranks = {rule: rank for rank, rule in enumerate(RULES)}
    return sorted(found, key=lambda d: (d.source, d.line, d.sentence, ranks[d.rule]))


def dispute(
    rows: Sequence[Row], names: Sequence[str], doubtful: Iterable[tuple[int, int, float]], by: str
) -> Iterator[Defect]:
    """Findings for labels that scores dispute: row, frame and score of each; `by` says what scored them."""
    for place, frame, score in doubtful:
        row, name = rows[place], names[frame]
        has = "is labelled" if name in row.frames else "is not labelled"
        yield _defect("disputed", row, f"{has} {name}, but scores {score:.2f} by {by}")


def _frames(rows: Sequence[Row], codebook: Codebook) -> Iterator[Defect]:
    known = set(codebook.names)
    for row in rows:
        for name in sorted(row.frames - known):
            yield _defect("unknown-frame", row, f"unknown frame '{name}'; the codebook has {', '.join(codebook.names)}")


def _ids(statements: Sequence[LabelledStatement]) -> Iterator[Defect]:
    first: dict[str, LabelledStatement] = {}
    for statement in statements:
        before = first.setdefault(statement.id, statement)
        if statement.id and before is not statement:
            level: Level = "error" if before.source == statement.source else "warning"
            there = _whole(before)
            yield _defect("duplicate-id", _whole(statement), f"the id '{statement.id}' again", (there,), level)


def _groups(statements: Sequence[LabelledStatement], held: Collection[str]) -> Iterator[Defect]:
    first: dict[str, dict[str, LabelledStatement]] = defaultdict(dict)
    counts: Counter[tuple[str, str]] = Counter()
    for statement in statements:
        if statement.group:
            first[statement.group].setdefault(split_of(statement), statement)
            counts[statement.group, split_of(statement)] += 1
    for group, splits in first.items():
        for here, there in _leaks(sorted(splits), held):
            count = counts[group, here]
            said = f"the group '{group}' ({count} statement{'s' if count > 1 else ''} in {here}) stands in {there}, too"
            yield _defect("leak-group", _whole(splits[here]), said, (_whole(splits[there]),))


def _leaks(splits: Sequence[str], held: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of splits that must share nothing: where to mend it (the one that is learnt from), and the other."""
    for place, one in enumerate(splits):
        for other in splits[place + 1 :]:
            if is_held(other, held):
                yield one, other
            elif is_held(one, held):
                yield other, one


def _texts(rows: Sequence[Row], held: Collection[str]) -> Iterator[Defect]:
    same: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        same[row.form].append(row)
    for members in same.values():
        if len(members) == 1:
            continue
        labels: dict[frozenset[str], Row] = {}
        splits: dict[str, Row] = {}
        for row in members:
            if row.split in splits and not _variants(row, splits[row.split]):
                yield _defect("duplicate", row, "the same text", (splits[row.split].site(),))
            splits.setdefault(row.split, row)
            if labels and row.frames not in labels:
                other = next(iter(labels.values()))
                said = f"the same text is labelled {_names(row.frames)} here and {_names(other.frames)} there"
                no_context = row.alone and other.alone
                if no_context or not _variants(row, other):
                    yield _defect("conflict", row, said, (other.site(),), "error" if no_context else "warning")
            labels.setdefault(row.frames, row)
        for here, there in _leaks(sorted(splits), held):
            yield _defect("leak-text", splits[here], f"the same text stands in {there}", (splits[there].site(),))


def _variants(one: Row, other: Row) -> bool:
    """Whether two sentences are of one contrast set, whose statements vary little, on purpose."""
    return one.statement.key("set") == other.statement.key("set") != ""


def _near(rows: Sequence[Row], held: Collection[str], least: float) -> Iterator[Defect]:
    once = list({(row.split, row.form): row for row in reversed(rows)}.values())[::-1]
    splits = sorted({row.split for row in once})
    numbers: dict[str, int] = {}
    kin = [
        numbers.setdefault(row.statement.key("set"), len(numbers)) if row.statement.key("set") else -1 for row in once
    ]
    pairs = near([row.form for row in once], np.array([splits.index(row.split) for row in once]), np.array(kin), least)
    leaks = {frozenset(pair): pair for pair in _leaks(splits, held)}
    for i, j, similarity in pairs:
        earlier, later = once[i], once[j]
        if earlier.split == later.split:
            yield _defect("near-duplicate", later, f"{similarity:.0%} the same text", (earlier.site(),))
        elif leak := leaks.get(frozenset((earlier.split, later.split))):
            here, there = (earlier, later) if leak[0] == earlier.split else (later, earlier)
            yield _defect("leak-near", here, f"{similarity:.0%} the same text stands in {there.split}", (there.site(),))


def _imbalance(rows: Sequence[Row], codebook: Codebook) -> Iterator[Defect]:
    sizes = Counter(row.split for row in rows)
    counts = Counter((row.split, name) for row in rows for name in row.frames)
    sources = {row.split: row.statement.source for row in reversed(rows)}
    for split, size in sizes.items():
        for name in codebook.names:
            count = counts[split, name]
            if count < FEW or count < RARE * size:
                said = f"{split}: {count} of {size} sentences carry {name}"
                yield _defect("imbalance", Site(source=sources[split], line=0), said)


def _long(rows: Sequence[Row], lengths: Callable[[Sequence[str]], Sequence[int]], window: int) -> Iterator[Defect]:
    # No token is shorter than a byte: most sentences need not be tokenised to be known as short enough.
    doubtful = [row for row in rows if len(row.text.encode()) > window]
    for row, length in zip(doubtful, lengths([row.text for row in doubtful]), strict=True):
        if length > window:
            yield _defect("too-long", row, f"{length} tokens; the model reads {window} at once, and this in parts")


def _defect(
    rule: str, at: Row | Site, message: str, related: tuple[Site, ...] = (), level: Level | None = None
) -> Defect:
    strict = {"schema", "unknown-frame", "duplicate-id", "leak-text", "leak-group"}
    site, text = (at.site(), at.text) if isinstance(at, Row) else (at, "")
    return Defect(
        **site.model_dump(),
        rule=rule,
        level=level or ("error" if rule in strict else "warning"),
        message=message,
        text=text,
        related=related,
    )


def _whole(statement: LabelledStatement) -> Site:
    return Site(source=statement.source, line=statement.line)


def _names(frames: Collection[str]) -> str:
    return "+".join(sorted(frames)) or "none"
