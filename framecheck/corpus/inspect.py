"""A whole inspection of a corpus: which files, every check, and what disputes the labels."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framecheck.codebook import Codebook
from framecheck.corpus.dispute import SURE, Array, cross_fit, disputed, read_scores, scores_of
from framecheck.corpus.folders import corpora
from framecheck.corpus.lint import NEAR, Row, dispute, in_order, lint
from framecheck.corpus.statements import Flaw, LabelledStatement, entries
from framecheck.errors import CorpusError
from framecheck.files import sha256
from framecheck.schema import Defect, Inspection, Problem, Receipt


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at: the held-back splits, what is nearly the same, whose scores dispute a label, what to pass over.

    `scores` is a file of out-of-fold scores; `cross_fit` makes them; at most one of them. Both must be `sure`.
    """

    held: Collection[str] = ()
    near: float = NEAR
    scores: Path | None = None
    cross_fit: bool = False
    sure: float = SURE
    ignore: Collection[str] = ()


def inspect(
    paths: Sequence[str],
    codebook: Codebook,
    receipt: Receipt,
    wanted: Wanted,
    lengths: Callable[[Sequence[str]], Sequence[int]] | None = None,
    window: int = 0,
) -> Inspection:
    """Look at every file; what cannot be read is a problem or a finding, and never ends the run.

    Args:
        receipt: what looks; the settings and the hash of each file are added.
        lengths: as for `framecheck.corpus.lint.lint`, with `window`.

    Raises:
        CorpusError: the scores do not fit the corpus.
        MissingExtra: scikit-learn is wanted and not installed.
    """
    files, problems = _files(paths)
    flaws: list[Flaw] = []
    rows, found = lint(
        _entries(files, flaws),
        codebook,
        held=wanted.held,
        least=wanted.near,
        lengths=lengths,
        window=window,
    )
    problems += [Problem(source=flaw.source, reason=flaw.reason) for flaw in flaws]
    doubts, notes = _disputes(rows, codebook, wanted) if rows else ([], [])
    unread = {problem.source for problem in problems}
    settings = {
        "held": sorted(wanted.held),
        "near": wanted.near,
        "scores": str(wanted.scores) if wanted.scores else None,
        "dispute": wanted.cross_fit,
        "sure": wanted.sure,
        "ignore": sorted(wanted.ignore),
        "files": {str(path): sha256(path) for path in files if path.is_file() and str(path) not in unread},
    }
    return Inspection(
        receipt=receipt.model_copy(update={"settings": settings}),
        statements=len({id(row.statement) for row in rows}),
        sentences=len(rows),
        findings=tuple(d for d in in_order([*found, *doubts]) if d.rule not in wanted.ignore),
        problems=(*problems, *notes),
    )


def _files(paths: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """Every file once, in the order given."""
    files: dict[Path, Path] = {}
    problems = []
    for given in paths:
        try:
            for path in corpora(given):
                files.setdefault(path.resolve(), path)
        except CorpusError as error:
            problems.append(Problem(source=given, reason=str(error).removeprefix(f"{given}: ")))
    return list(files.values()), problems


def _entries(files: Sequence[Path], flaws: list[Flaw]) -> Iterator[LabelledStatement | Flaw]:
    """What stands in the files; flaws of a whole file are put aside."""
    for path in files:
        for entry in entries(path):
            if isinstance(entry, Flaw) and not entry.line:
                flaws.append(entry)
            else:
                yield entry


def _disputes(rows: Sequence[Row], codebook: Codebook, wanted: Wanted) -> tuple[list[Defect], list[Problem]]:
    names = codebook.names
    labels = np.array([[float(name in row.frames) for name in names] for row in rows])
    notes = []
    if wanted.scores:
        statements = list({id(row.statement): row.statement for row in rows}.values())
        scores, without = scores_of(statements, read_scores(wanted.scores, len(names)), wanted.scores)
        by = f"{wanted.scores.name} (taken to be out-of-fold)"
        if without:
            first = f"{without[0].source}:{without[0].line}"
            reason = f"no scores for {len(without)} of {len(statements)} statements (first: {first})"
            notes = [Problem(source=str(wanted.scores), reason=reason, fatal=False)]
    elif wanted.cross_fit:
        groups = [row.statement.group or row.statement.id or str(row.site()) for row in rows]
        scores = cross_fit([row.text for row in rows], labels, groups)
        by = "a classifier on words, out of fold by group"
    else:
        return [], []
    return list(dispute(rows, names, _doubtful(labels, scores, wanted.sure), by)), notes


def _doubtful(labels: Array, scores: Array, sure: float) -> Iterator[tuple[int, int, float]]:
    scored = np.flatnonzero(~np.isnan(scores[:, 0]))
    for place, frame in disputed(labels[scored], scores[scored], sure):
        row = int(scored[place])
        yield row, frame, float(scores[row, frame])
