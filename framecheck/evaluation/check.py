"""From settings to an evaluation: what `framecheck check` does between its flags and its report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framecheck.analyzer import Analyzer
from framecheck.errors import InputError, UsageError
from framecheck.evaluation import baseline as baselines
from framecheck.evaluation import gates
from framecheck.evaluation.corpora import locked, read
from framecheck.evaluation.run import Progress, Scored, score
from framecheck.files import sha256, write_whole
from framecheck.report.machine import dump
from framecheck.schema import AgainstBaseline, Evaluation, Problem
from framecheck.settings import CheckSettings


def check(
    analyzer: Analyzer,
    settings: CheckSettings,
    write: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _, __: None,
) -> Evaluation:
    """Score a corpus and hold it to its gates and its baseline.

    Args:
        write: where this evaluation is to be remembered as a baseline.
        say: is told each problem, and what a reader of the result should not overlook.

    Raises:
        UsageError: a gate or a setting makes no sense.
        InputError: the baseline cannot be read, or there is no statement to look at; each problem was said before.
    """
    names = analyzer.codebook.names
    bounds: gates.Bounds = {"min": settings.min, "max": settings.max}
    gates.check(bounds, gates.metric_names(names))
    if settings.max_drop is not None and not settings.baseline:
        raise UsageError("a greatest drop needs a baseline to drop from; give --baseline FILE")
    # The first baseline of all cannot be compared with itself.
    first = bool(write and settings.baseline and not settings.baseline.exists() and _same(write, settings.baseline))
    old = baselines.read(settings.baseline, names) if settings.baseline and not first else None
    if not settings.corpus:
        raise UsageError("no corpus is given; name files, folders or globs, or set corpus in [tool.framecheck.check]")
    statements, problems = read(settings.corpus, analyzer.codebook)
    for problem in problems:
        say(f"{problem.source}: {problem.reason}")
    if not statements:
        raise InputError("no statement could be read; nothing was checked")
    scored = score(analyzer.classifier, statements, progress)
    metrics = scored.metrics(settings.samples, settings.seed)
    held = gates.hold(metrics.figures(), bounds, settings.gate)
    against = None
    if old and settings.baseline:
        against = baselines.compare(scored, old, str(settings.baseline), settings.samples, settings.seed)
        held += baselines.gates(against, settings.max_drop)
    for note in _notes(analyzer, scored, against, settings, first):
        say(note.reason)
        problems.append(note)
    receipt = analyzer.receipt()
    told = settings.model_dump(mode="json", by_alias=True, exclude={"model"})
    told["files"] = {source: sha256(Path(source)) for source in dict.fromkeys(s.source for s in statements)}
    receipt = receipt.model_copy(update={"settings": {**receipt.settings, **told}})
    if write:
        if any(problem.fatal for problem in problems):
            say(f"{write}: not written; a baseline of a part of the corpus would hide the rest")
        else:
            whole = baselines.baseline(scored, receipt).model_dump(mode="json")
            write_whole(write, dump(whole) + "\n")
            say(f"baseline written to {write}")
    return Evaluation(
        receipt=receipt,
        metrics=metrics,
        gates=held,
        findings=scored.findings(),
        baseline=against,
        problems=tuple(problems),
        fail_on=settings.fail_on,
    )


def _notes(
    analyzer: Analyzer, scored: Scored, against: AgainstBaseline | None, settings: CheckSettings, first: bool
) -> list[Problem]:
    """What does not stop the check, and is easily overlooked."""
    notes = []
    if against and against.model_sha256 != analyzer.folder.hash:
        notes.append(
            f"{against.source}: written with another model ({against.model_sha256[:12]}, this one is "
            f"{analyzer.folder.hash[:12]}); once the change is meant, write it again"
        )
    if against and (against.gone or against.new):
        notes.append(
            f"{against.source}: {against.gone} of its statements are no longer in the corpus, {against.new} are new; "
            "only those of both were compared"
        )
    locks = sum(locked(statement, labelled) for statement, _, labelled, _ in scored.sentences())
    if locks and not against:
        notes.append(f"{locks} locked sentences, and no baseline that they could flip against")
    if first:
        notes.append(f"{settings.baseline}: no baseline yet; nothing was compared")
    return [Problem(source="framecheck check", reason=note, fatal=False) for note in notes]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
