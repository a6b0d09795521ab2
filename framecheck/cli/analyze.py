"""`framecheck analyze`: one or several statements, each to a report."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from framecheck.analyzer import Analyzer
    from framecheck.schema import Statement


class Format(StrEnum):
    """The form of standard output; the values are the keys of `framecheck.report.REPORTERS`."""

    terminal = "terminal"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    html = "html"


class Explain(StrEnum):
    """How evidence is measured."""

    words = "words"
    occlusion = "occlusion"


def analyze(
    files: Annotated[
        list[str], typer.Argument(metavar="FILES...", help="Text or Markdown files; - is standard input.")
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="The form of standard output.")] = Format.terminal,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="[FORMAT=]PATH", help="Also write a file; may be repeated."),
    ] = None,
    explain: Annotated[
        Explain | None,
        typer.Option(help="Show each word's share: exact (words) or by leaving it out (occlusion)."),
    ] = None,
    threshold: Annotated[
        list[str] | None, typer.Option(metavar="[FRAME=]P", help="Label from this score on; may be repeated.")
    ] = None,
    only_quotes: Annotated[
        bool, typer.Option("--only-quotes", help="Report and count quoted sentences only; all are judged.")
    ] = False,
    skip_quotes: Annotated[bool, typer.Option("--skip-quotes", help="Leave quoted sentences out.")] = False,
    speaker: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Report and count this speaker only (or narrator); may be repeated."),
    ] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CHALLENGER REPLIER", help="Compare what two speakers of one statement say."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model folder in place of the one that ships.")
    ] = None,
    codebook: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A codebook with the model's frames, for the words of the report."),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="BYTES", min=1, max=2**40, help="The largest file that is read.")
    ] = 10_000_000,
) -> None:
    """Mark the sentences of a statement, with scores, evidence, profile and one finding.

    Exit code 0: everything was looked at; 2: something was not.
    """
    from dataclasses import replace

    from framecheck.analysis import Selection
    from framecheck.analyzer import Analyzer
    from framecheck.cli.outputs import target
    from framecheck.cli.streams import data, say, style
    from framecheck.errors import InputError, UsageError
    from framecheck.files import write_whole
    from framecheck.reading.document import read
    from framecheck.report import ENDINGS, REPORTERS
    from framecheck.schema import Problem, Run

    if files.count("-") > 1:
        raise UsageError("- is standard input and can be read once")
    if only_quotes and skip_quotes:
        raise UsageError("--only-quotes and --skip-quotes leave nothing; give one of them")
    if compare:
        _compare(files, compare, format.value, output or [], Analyzer(model, codebook=codebook), limit)
        return
    selection = Selection("only" if only_quotes else "skip" if skip_quotes else "all", tuple(speaker or ()))
    analyzer = Analyzer(model, codebook=codebook, explain=(explain or Explain.words).value, selection=selection)
    wanted = [target(item, REPORTERS, ENDINGS) for item in output or []]
    analyzer.thresholds = _thresholds(threshold or [], analyzer.codebook.names)
    statements, problems = [], []
    for source in files:
        try:
            statement, notes = read(source, limit)
            statements.append(statement)
            problems += notes
        except InputError as error:
            name = "<stdin>" if source == "-" else source
            problems.append(Problem(source=name, reason=str(error).removeprefix(f"{name}: ")))
    if speaker and statements:
        statements = _speaking(statements, speaker)
    analyses = [analyzer.analyze(statement) for statement in statements]
    run = Run(receipt=analyzer.receipt(), statements=tuple(analyses), problems=tuple(problems))
    look = style(explain is not None)
    for kind, path in wanted:
        write_whole(path, REPORTERS[kind](run, analyzer.codebook, replace(look, colour=False, width=80)))
    if analyses or format in {Format.json, Format.jsonl}:
        data(REPORTERS[format.value](run, analyzer.codebook, look))
    for problem in problems:
        say(f"framecheck: {problem.source}: {problem.reason}")
    if any(problem.fatal for problem in problems):
        raise typer.Exit(2)


def _compare(
    files: list[str], names: tuple[str, str], format: str, output: list[str], analyzer: Analyzer, limit: int
) -> None:
    from framecheck.cli.compare import show
    from framecheck.cli.outputs import target
    from framecheck.errors import UsageError
    from framecheck.reading.document import read
    from framecheck.report import ENDINGS
    from framecheck.report.comparison import COMPARERS

    if len(files) != 1:
        raise UsageError("--compare takes one statement; two statements are compared by framecheck compare")
    if format not in COMPARERS:
        raise UsageError(f"--format {format}: a comparison has the formats {', '.join(COMPARERS)}")
    wanted = [target(item, COMPARERS, ENDINGS) for item in output]
    statement, notes = read(files[0], limit)
    result = analyzer.compare_speakers(statement, *names)
    show(result.model_copy(update={"problems": tuple(notes)}), analyzer.codebook, COMPARERS, format, wanted)


def _speaking(statements: list[Statement], names: list[str]) -> list[Statement]:
    """The statements with their speakers, if each of the names is one of them."""
    from framecheck.analysis import is_named
    from framecheck.errors import UsageError
    from framecheck.speakers import attribute

    attributed = [attribute(statement) for statement in statements]
    voices = dict.fromkeys(sentence.voice for statement in attributed for sentence in statement.sentences)
    for name in names:
        if not any(is_named(name, voice) for voice in voices):
            raise UsageError(f"--speaker {name}: nobody of that name speaks; there are {', '.join(voices)}")
    return attributed


def _thresholds(given: list[str], names: tuple[str, ...]) -> dict[str, float]:
    from framecheck.errors import UsageError

    found: dict[str, float] = {}
    for item in given:
        frame, sign, number = item.rpartition("=")
        if sign and frame not in names:
            raise UsageError(f"--threshold {item}: no frame '{frame}'; the model marks {', '.join(names)}")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise UsageError(f"--threshold {item}: a probability from 0 to 1 is expected")
        found |= {frame: value} if sign else dict.fromkeys(names, value)
    return found
