"""How far annotators agree, frame by frame, and what is left to adjudicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from framecheck.corpus.statements import LabelledStatement
from framecheck.errors import CorpusError
from framecheck.evaluation.agreement import alpha_of, parts
from framecheck.schema import Agreement, Dispute, FrameAgreement, Interval, RaterAgreement

Array = npt.NDArray[np.float64]
Labels = Mapping[str, tuple[str, ...]]  # by annotator
SAMPLES = 2000
CHUNK = 64  # bootstrap samples drawn at once


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence with what each annotator made of it."""

    statement: LabelledStatement
    index: int
    labels: Labels


def units_of_files(files: Mapping[str, Sequence[LabelledStatement]]) -> list[Unit]:
    """Sentences that several annotators labelled, each in a file of their own, matched by the id of the statement.

    Raises:
        CorpusError: a statement has no id or comes twice, its sentences differ between files, or no statement is in two.
    """
    found: dict[str, dict[str, LabelledStatement]] = {}
    for rater, statements in files.items():
        for statement in statements:
            where = f"{statement.source}:{statement.line}"
            if not statement.id:
                raise CorpusError(f"{where}: a statement needs an id to be matched with the other annotators'")
            by_rater = found.setdefault(statement.id, {})
            if rater in by_rater:
                raise CorpusError(
                    f"{where}: {rater} labels the id '{statement.id}' on line {by_rater[rater].line}, too"
                )
            first = next(iter(by_rater.values()), statement)
            if [s.text for s in first.sentences] != [s.text for s in statement.sentences]:
                raise CorpusError(
                    f"{where}: the sentences of '{statement.id}' are not those at {first.source}:{first.line}"
                )
            by_rater[rater] = statement
    if all(len(by_rater) < 2 for by_rater in found.values()):
        raise CorpusError("no statement is in two of the files (by id); nothing to compare")
    return [
        Unit(next(iter(by_rater.values())), index, {r: s.sentences[index].frames for r, s in by_rater.items()})
        for by_rater in found.values()
        for index in range(len(next(iter(by_rater.values())).sentences))
    ]


def units_of_corpus(statements: Sequence[LabelledStatement]) -> list[Unit]:
    """Sentences of one corpus with the key `annotations`: `{"anna": ["oversight"], "ben": []}`.

    Raises:
        CorpusError: the key has another form, or no sentence has it from two annotators.
    """
    units = []
    for statement in statements:
        for index, sentence in enumerate(statement.sentences):
            given = (sentence.model_extra or {}).get("annotations", {})
            if not isinstance(given, dict) or not all(
                isinstance(frames, list) and all(isinstance(f, str) for f in frames) for frames in given.values()
            ):
                raise CorpusError(
                    f"{statement.source}:{statement.line_of(index)}: sentence {index + 1}: "
                    'annotations are an object: {"annotator": ["frame", ...], ...}'
                )
            units.append(Unit(statement, index, {rater: tuple(frames) for rater, frames in given.items()}))
    if all(len(unit.labels) < 2 for unit in units):
        raise CorpusError(
            "no sentence has labels of two annotators: give a file for each, or sentences with the key 'annotations'"
        )
    return units


def agreement(
    units: Sequence[Unit],
    names: Sequence[str],
    model: Sequence[Sequence[str]] | None = None,
    model_name: str = "model",
    samples: int = SAMPLES,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's alpha per frame between all annotators, each two, and each and the model.

    Args:
        model: for each unit the frames that a model gives it.
        model_name: what the model is called in the result; an annotator of this name is refused.

    Raises:
        CorpusError: an annotator has the model's name, or a label is no frame of the codebook.
    """
    raters = list(dict.fromkeys(rater for unit in units for rater in unit.labels))
    for unit in units:
        for rater, frames in unit.labels.items():
            if unknown := sorted(set(frames) - set(names)):
                at = f"{unit.statement.source}:{unit.statement.line_of(unit.index)}"
                raise CorpusError(f"{at}: {rater} gives the unknown frame '{unknown[0]}'; known are {', '.join(names)}")
    labels: dict[str, Sequence[Sequence[str] | None]] = {r: [u.labels.get(r) for u in units] for r in raters}
    numbers = {key: n for n, key in enumerate(dict.fromkeys(id(unit.statement) for unit in units))}
    statements = np.array([numbers[id(unit.statement)] for unit in units])

    def among(who: Sequence[str]) -> RaterAgreement:
        return _among(who, [labels[rater] for rater in who], names, statements, samples, seed)

    if model is not None:
        if model_name in labels:
            raise CorpusError(f"an annotator is called '{model_name}', as the model is; rename the file")
        labels[model_name] = list(model)
    together = among(raters)
    with_model = tuple(among((rater, model_name)) for rater in raters) if model is not None else ()
    disputes = tuple(
        Dispute(
            source=unit.statement.source,
            line=unit.statement.line_of(unit.index),
            sentence=unit.index + 1,
            id=unit.statement.id,
            text=unit.statement.sentences[unit.index].text,
            labels={r: tuple(n for n in names if n in frames) for r, frames in unit.labels.items()},
        )
        for unit in units
        if len({frozenset(frames) for frames in unit.labels.values()}) > 1
    )
    count = len({id(unit.statement) for unit in units if len(unit.labels) > 1})
    return Agreement(
        together=together,
        pairs=tuple(among(pair) for pair in combinations(raters, 2)),
        model=with_model,
        disputes=disputes,
        methods=_methods(together, with_model, count, len(disputes), samples, seed),
        statements=count,
        samples=samples,
        seed=seed,
    )


def _among(
    who: Sequence[str],
    labels: Sequence[Sequence[Sequence[str] | None]],
    names: Sequence[str],
    statements: npt.NDArray[np.int64],
    samples: int,
    seed: int,
) -> RaterAgreement:
    shared = [[frozenset(x) for x in given if x is not None] for given in zip(*labels, strict=True)]
    frames = {}
    for name in names:
        values = np.array([[np.nan if x is None else float(name in x) for x in given] for given in labels])
        frames[name] = interval(values, statements, samples, seed)
    return RaterAgreement(
        raters=tuple(who),
        sentences=sum(len(given) > 1 for given in shared),
        differ=sum(len(set(given)) > 1 for given in shared),
        frames=frames,
    )


def interval(values: Array, statements: npt.NDArray[np.int64], samples: int, seed: int) -> FrameAgreement:
    """Alpha with its 95 % percentile interval from a bootstrap over statements (Efron and Tibshirani 1993, chapter 13).

    Statements that fewer than two annotators labelled are not drawn. Samples in which alpha is not defined, because all
    that was drawn has one value, are left out and counted.

    Args:
        values: *shape* (annotators, sentences), 0 or 1, NaN where there is no label.
        statements: *shape* (sentences,), the number of each sentence's statement.
    """
    sums = parts(values)
    point = float(alpha_of(sums.sum(0)))
    if np.isnan(point):
        return FrameAgreement(alpha=None)
    paired = sums.sum(1) > 0
    _, places = np.unique(statements[paired], return_inverse=True)
    count = int(places.max()) + 1
    table = np.zeros((count, sums.shape[1]))
    np.add.at(table, places, sums[paired])
    rng = np.random.default_rng(seed)
    drawn = []
    for at in range(0, samples, CHUNK):
        draws = rng.integers(0, count, size=(min(CHUNK, samples - at), count))
        weights = np.stack([np.bincount(draw, minlength=count) for draw in draws])
        drawn.append(alpha_of(weights @ table))
    alphas = np.concatenate(drawn)
    defined = alphas[~np.isnan(alphas)]
    low, high = np.percentile(defined, [2.5, 97.5]) if len(defined) else (point, point)
    return FrameAgreement(
        alpha=Interval(value=point, low=float(low), high=float(high)), undefined=len(alphas) - len(defined)
    )


def _methods(
    together: RaterAgreement,
    with_model: Sequence[RaterAgreement],
    statements: int,
    disputes: int,
    samples: int,
    seed: int,
) -> str:
    """The paragraph of a paper that says how the labels were compared, and what came out."""
    figures = "; ".join(f"{name} {_figure(each)}" for name, each in together.frames.items())
    text = (
        f"Of {len(together.raters)} annotators at least two labelled each of {together.sentences} sentences in "
        f"{statements} statements; a sentence may carry several frames or none. Agreement is Krippendorff's alpha for nominal data "
        f"(Krippendorff 2019), computed for each frame over the binary judgement whether a sentence carries it, with "
        f"95 % percentile intervals from {samples} bootstrap samples of whole statements (seed {seed}): {figures}. "
        f"The annotators gave the same set of frames to {together.sentences - together.differ} of the "
        f"{together.sentences} sentences ({_share(together)})"
    )
    text += f"; {disputes} await{'s' if disputes == 1 else ''} adjudication." if disputes else "."
    for pair in with_model:
        figures = "; ".join(f"{name} {_figure(each)}" for name, each in pair.frames.items())
        text += f" Between {pair.raters[0]} and the model alpha is: {figures}."
    return text


def _figure(each: FrameAgreement) -> str:
    if each.alpha is None:
        return "not defined (every judgement is the same)"
    return f"{each.alpha.value:.3f} [{each.alpha.low:.3f}, {each.alpha.high:.3f}]"


def _share(each: RaterAgreement) -> str:
    return f"{(each.sentences - each.differ) / each.sentences:.1%}".replace("%", " %")
