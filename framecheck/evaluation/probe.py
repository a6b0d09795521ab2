"""What a model should not look at, and what it should: labels under swapped names and under edits that set aside.

Behavioural testing after Ribeiro et al. 2020 ("CheckList"): swaps are invariance tests, edits directional ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framecheck.analyzer import Analyzer
from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import InputError, UsageError
from framecheck.evaluation import gates
from framecheck.evaluation.corpora import read
from framecheck.evaluation.edits import EDITS, SWAPS, VARIANTS, edited, swap
from framecheck.evaluation.metrics import rate
from framecheck.evaluation.run import Progress, Scored, score
from framecheck.files import sha256
from framecheck.schema import Interval, ProbeRate, Probing, Swap
from framecheck.settings import ProbeSettings

NEUTRALITY = "neutrality"  # all swaps together


@dataclass(frozen=True, slots=True)
class _Try:
    """One statement, edited: which it is, what was done, and the sentences that should be looked at."""

    number: int
    kind: str
    statement: LabelledStatement
    sentences: tuple[int, ...]


def probe(
    analyzer: Analyzer,
    settings: ProbeSettings,
    say: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _, __: None,
) -> Probing:
    """Edit the statements of a corpus and count the labels that flip.

    Args:
        say: is told each problem.

    Raises:
        UsageError: a gate or a setting makes no sense, or judges a probe for which nothing was found.
        InputError: no statement could be read, or there is nothing in them to probe.
    """
    bounds: gates.Bounds = {"min": settings.min, "max": settings.max}
    gates.check(bounds, (NEUTRALITY, *SWAPS, *EDITS))
    if not settings.corpus:
        raise UsageError("no corpus is given; name files, folders or globs, or set corpus in [tool.framecheck.probe]")
    statements, problems = read(settings.corpus, analyzer.codebook)
    for problem in problems:
        say(f"{problem.source}: {problem.reason}")
    if not statements:
        raise InputError("no statement could be read; nothing was probed")
    before = score(analyzer.classifier, statements)
    tries = list(_tries(before))
    if not tries:
        raise InputError("no name to swap and no sentence to set aside in this corpus; nothing was probed")
    after = score(analyzer.classifier, [each.statement for each in tries], progress)
    rates, findings = _count(before, after, tries, settings)
    figures: dict[str, Interval | None] = dict.fromkeys((NEUTRALITY, *SWAPS, *EDITS))
    figures |= {kind: found.rate for kind, found in rates.items()}
    receipt = analyzer.receipt()
    told = settings.model_dump(mode="json", by_alias=True, exclude={"model"})
    told["files"] = {source: sha256(Path(source)) for source in dict.fromkeys(s.source for s in statements)}
    return Probing(
        receipt=receipt.model_copy(update={"settings": {**receipt.settings, **told}}),
        rates=rates,
        gates=gates.hold(figures, bounds, settings.gate),
        findings=tuple(findings),
        problems=tuple(problems),
        fail_on=settings.fail_on,
    )


def _tries(scored: Scored) -> Iterator[_Try]:
    for number, (statement, judged) in enumerate(zip(scored.corpus, scored.judged, strict=True)):
        texts = [sentence.text for sentence in statement.sentences]
        for kind in SWAPS:
            for variant in range(VARIANTS):
                new = swap(kind, texts, variant)
                if new:
                    changed = tuple(i for i, (a, b) in enumerate(zip(texts, new, strict=True)) if a != b)
                    yield _Try(number, kind, _with(statement, new), changed)
        for index, (labelled, found) in enumerate(zip(statement.sentences, judged, strict=True)):
            # Only where the model is right to begin with is it known what the labels should not be afterwards.
            if not found.frames or set(found.frames) != set(labelled.frames):
                continue
            for kind in EDITS:
                for variant in range(VARIANTS):
                    one = edited(kind, texts[index], variant)
                    if one:
                        yield _Try(number, kind, _with(statement, [*texts[:index], one, *texts[index + 1 :]]), (index,))


def _with(statement: LabelledStatement, texts: Sequence[str]) -> LabelledStatement:
    sentences = (s.model_copy(update={"text": t}) for s, t in zip(statement.sentences, texts, strict=True))
    return statement.model_copy(update={"sentences": tuple(sentences)})


def _count(
    before: Scored, after: Scored, tries: Sequence[_Try], settings: ProbeSettings
) -> tuple[dict[str, ProbeRate], list[Swap]]:
    outcomes: dict[str, list[tuple[int, int, bool]]] = {}
    findings = []
    for each, judged in zip(tries, after.judged, strict=True):
        statement = before.corpus[each.number]
        for index in each.sentences:
            was, now = before.judged[each.number][index], judged[index]
            flipped = was.frames != now.frames
            for kind in (each.kind, NEUTRALITY) if each.kind in SWAPS else (each.kind,):
                outcomes.setdefault(kind, []).append((each.number, index, flipped))
            if flipped is (each.kind in SWAPS):
                findings.append(
                    Swap(
                        source=statement.source,
                        line=statement.line,
                        sentence=index + 1,
                        kind=each.kind,
                        text=statement.sentences[index].text,
                        edited=each.statement.sentences[index].text,
                        before=was.frames,
                        after=now.frames,
                    )
                )
    rates = {}
    for kind in (NEUTRALITY, *SWAPS, *EDITS):
        rows = outcomes.get(kind)
        if not rows:
            continue
        numbers, _, flips = zip(*rows, strict=True)
        hits = np.array(flips, dtype=float)
        _, groups = np.unique(numbers, return_inverse=True)
        rates[kind] = ProbeRate(
            rate=rate(hits, np.ones(len(hits)), groups, settings.samples, settings.seed),
            tried=len(rows),
            flipped=int(hits.sum()),
            sentences=len({(number, index) for number, index, _ in rows}),
            should="change" if kind in EDITS else "stay",
        )
    return rates, findings
