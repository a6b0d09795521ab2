"""`framecheck corpus`: a doctor for labelled corpora, and the way to and from other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from framecheck.corpus.statements import LabelledStatement
    from framecheck.schema import Receipt

app = typer.Typer(help="Look after a labelled corpus.", no_args_is_help=True)
Corpora = Annotated[
    list[str],
    typer.Argument(metavar="CORPUS...", help="JSON Lines or CSV files, or folders of them.", show_default=False),
]
Book = Annotated[
    str | None,
    typer.Option("--codebook", metavar="NAME|FILE", help="The frames; those of the model if it is left out."),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="FOLDER", help="A model folder in place of the one that ships.")
]
Target = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it there, whole or not at all, and not to stdout."),
]


class LintFormat(StrEnum):
    """The form of the findings."""

    text = "text"
    json = "json"
    github = "github"


class TableFormat(StrEnum):
    """The form of counts and agreement."""

    text = "text"
    json = "json"
    markdown = "markdown"


class FailOn(StrEnum):
    """From which findings on the exit code is 1."""

    never = "never"
    error = "error"
    finding = "finding"


class Tool(StrEnum):
    """The form of a tool; all but `csv` are the keys of `framecheck.corpus.exchange.formats.FORMATS`."""

    label_studio = "label-studio"
    doccano = "doccano"
    prodigy = "prodigy"
    csv = "csv"


@app.command()
def lint(
    corpora: Corpora,
    format: Annotated[LintFormat, typer.Option("--format", "-f", help="The form of the findings.")] = LintFormat.text,
    output: Target = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit code 1 where there is an error, or any finding.")
    ] = FailOn.never,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Pass a rule over; may be repeated.")] = None,
    held: Annotated[
        list[str] | None,
        typer.Option(metavar="SPLIT", help="A held-back split, in place of all that are called dev, test or the like."),
    ] = None,
    near: Annotated[
        float, typer.Option(min=0.6, max=1, metavar="SHARE", help="From here on two texts are nearly the same.")
    ] = 0.8,
    scores: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Out-of-fold scores as `model scores` writes them; they dispute labels."),
    ] = None,
    dispute: Annotated[
        bool, typer.Option("--dispute", help="Make out-of-fold scores with a light classifier (extra `train`).")
    ] = False,
    sure: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="How sure scores must be to dispute a label.")
    ] = 0.9,
    codebook: Book = None,
    model: Model = None,
) -> None:
    """Report what is wrong with a corpus, at file:line, or looks wrong.

    Rules: schema, unknown-frame, duplicate-id, leak-text, leak-group, leak-near, conflict, duplicate, near-duplicate,
    imbalance, too-long, disputed. A split is a file, or the key `split`.

    Exit code 0: everything was read; 1: --fail-on asks for it; 2: something could not be read.
    """
    from framecheck.cli.streams import say, style
    from framecheck.codebook import load
    from framecheck.corpus.inspect import Wanted, inspect
    from framecheck.corpus.lint import RULES
    from framecheck.errors import UsageError
    from framecheck.model.folder import DEFAULT, open_folder
    from framecheck.model.graph import open_tokenizer
    from framecheck.report import corpus as report
    from framecheck.report.machine import dump

    for rule in ignore or []:
        if rule not in RULES or rule == "schema":
            reason = "what could not be read is never passed over" if rule == "schema" else "no such rule"
            raise UsageError(f"--ignore {rule}: {reason}; rules are {', '.join(r for r in RULES if r != 'schema')}")
    if scores and dispute:
        raise UsageError("--scores and --dispute: the scores come from a file or are made here, not both")
    folder = open_folder(model or DEFAULT)
    book = load(codebook) if codebook else folder.config.codebook
    tokenizer = open_tokenizer(folder.path / "tokenizer.json")
    inspection = inspect(
        corpora,
        book,
        _receipt(model, codebook),
        Wanted(frozenset(held or ()), near, scores, dispute, sure, frozenset(ignore or ())),
        lambda texts: [len(each.ids) for each in tokenizer.encode_batch(list(texts), add_special_tokens=False)],
        folder.config.window - 2,
    )
    text = {
        LintFormat.text: lambda: report.lint_text(inspection, style()),
        LintFormat.github: lambda: report.lint_github(inspection, style()),
        LintFormat.json: lambda: dump(inspection.model_dump(mode="json"), indent=2) + "\n",
    }[format]()
    _give(text, output)
    for problem in inspection.problems:
        say(f"framecheck: {problem.source}: {problem.reason}")
    say(f"framecheck: {report.lint_summary(inspection)}")
    if inspection.unread:
        raise typer.Exit(2)
    levels = {finding.level for finding in inspection.findings}
    if (fail_on is FailOn.finding and levels) or (fail_on is FailOn.error and "error" in levels):
        raise typer.Exit(1)


@app.command()
def stats(
    corpora: Corpora,
    format: Annotated[TableFormat, typer.Option("--format", "-f", help="The form of the counts.")] = TableFormat.text,
    output: Target = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Count a key of statements, in place of kind and country.")
    ] = None,
    codebook: Annotated[str, typer.Option(metavar="NAME|FILE", help="The frames.")] = "public-tech",
) -> None:
    """Count statements, groups and sentences by split and frame, lengths, and how varied the wording is."""
    from framecheck.cli.streams import style
    from framecheck.codebook import load
    from framecheck.corpus.stats import stats as count
    from framecheck.report import corpus as report
    from framecheck.report.machine import dump

    book = load(codebook)
    statements = _read(corpora)
    keys = by or [key for key in ("kind", "country") if any(s.key(key) for s in statements)]
    counted = count(statements, book, keys)
    if format is TableFormat.json:
        text = dump(counted.model_dump(mode="json"), indent=2) + "\n"
    elif format is TableFormat.markdown:
        text = report.stats_markdown(counted, style())
    else:
        text = report.stats_text(counted, style(), {frame.name: frame.sign for frame in book.frames})
    _give(text, output)


@app.command()
def split(
    corpora: Corpora,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where a file for each split is written.")
    ],
    shares: Annotated[
        str, typer.Option(metavar="NAME=SHARE,...", help="The splits and their shares of the sentences.")
    ] = "train=0.8,dev=0.1,test=0.1",
    seed: Annotated[int, typer.Option(min=0, help="One seed, one result.")] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that stand there.")] = False,
) -> None:
    """Cut a corpus into splits that share no group and no text, with the frames spread alike.

    Statements of one group, of one contrast set, or with a sentence that is the same or nearly the same stay together.
    """
    from framecheck.cli.streams import say
    from framecheck.corpus.split import split as cut
    from framecheck.corpus.statements import write
    from framecheck.errors import CorpusError, UsageError

    wanted = _shares(shares)
    targets = {name: output / f"{name}.jsonl" for name in wanted}
    taken = [path for path in targets.values() if path.exists()]
    if taken and not overwrite:
        raise UsageError(f"{taken[0]}: stands there already; give another folder, or --overwrite")
    parts = cut(_read(corpora), wanted, seed)
    empty = [name for name, part in parts.items() if not part]
    if empty:
        raise CorpusError(f"nothing is left for {empty[0]}: the corpus has too few groups for {len(parts)} splits")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output}: no folder can be made there ({error.strerror})") from None
    for name, part in parts.items():
        write(targets[name], (s.model_copy(update={"split": name}) if s.key("split") else s for s in part))
        sentences = sum(len(s.sentences) for s in part)
        say(f"framecheck: {targets[name]} written: {len(part)} statements, {sentences} sentences")


@app.command()
def agreement(
    corpora: Annotated[
        list[str],
        typer.Argument(
            metavar="CORPUS...",
            help="A file for each annotator, or one corpus whose sentences have the key `annotations`.",
            show_default=False,
        ),
    ],
    format: Annotated[TableFormat, typer.Option("--format", "-f", help="The form of the figures.")] = TableFormat.text,
    output: Target = None,
    adjudicate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the sentences that annotators label differently there.")
    ] = None,
    with_model: Annotated[
        bool, typer.Option("--with-model", help="Compare each annotator with the model, too.")
    ] = False,
    samples: Annotated[int, typer.Option(min=100, max=100_000, help="Bootstrap samples for the intervals.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="One seed, one result.")] = 0,
    codebook: Book = None,
    model: Model = None,
) -> None:
    """Krippendorff's alpha per frame between annotators, and between each and the model.

    With 95 % intervals by statement, the sentences to adjudicate, and a methods paragraph for a paper.
    """
    from framecheck.analysis import analyse
    from framecheck.analyzer import Analyzer
    from framecheck.cli.streams import style
    from framecheck.codebook import load
    from framecheck.corpus.agreement import agreement as compare
    from framecheck.corpus.agreement import units_of_corpus, units_of_files
    from framecheck.corpus.statements import json_lines, read
    from framecheck.errors import UsageError
    from framecheck.files import write_whole
    from framecheck.report import corpus as report
    from framecheck.report.machine import dump

    analyzer = Analyzer(model, codebook=codebook) if model or with_model else None
    book = analyzer.codebook if analyzer else load(codebook or "public-tech")
    if len(set(map(str, map(Path, corpora)))) < len(corpora):
        raise UsageError("the same file stands twice on the command line; an annotator is compared with others")
    if len(corpora) == 1:
        units = units_of_corpus(read(corpora[0], book))
    else:
        stems = [Path(path).stem for path in corpora]
        clear = len(set(stems)) == len(stems)
        units = units_of_files(
            {stem if clear else path: read(path, book) for stem, path in zip(stems, corpora, strict=True)}
        )
    judged = None
    if analyzer:
        statements = {id(unit.statement): unit.statement for unit in units}
        marks = {
            key: [s.frames for s in analyse(analyzer.classifier, each.statement()).sentences]
            for key, each in statements.items()
        }
        judged = [marks[id(unit.statement)][unit.index] for unit in units]
    found = compare(units, book.names, judged, samples=samples, seed=seed)
    if adjudicate:
        write_whole(adjudicate, json_lines(dispute.model_dump(mode="json") for dispute in found.disputes))
    if format is TableFormat.json:
        receipt = _receipt(model, codebook).model_dump(mode="json")
        text = dump({"receipt": receipt, **found.model_dump(mode="json")}, indent=2) + "\n"
    elif format is TableFormat.markdown:
        text = report.agreement_markdown(found, style())
    else:
        text = report.agreement_text(found, style())
    _give(text, output)


@app.command("import")
def import_(
    tool: Annotated[Tool, typer.Argument(help="What wrote the file.", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported.", show_default=False)],
    output: Target = None,
    skip_unlabelled: Annotated[
        bool, typer.Option("--skip-unlabelled", help="Leave out statements of which a sentence is not labelled.")
    ] = False,
) -> None:
    """Turn a tool's export into a corpus in JSON Lines.

    Where several annotators labelled a sentence, its frames are those that more than half gave, and all labels stand
    under its key `annotations`, for `framecheck corpus agreement`.
    """
    from framecheck.cli.streams import say
    from framecheck.corpus.exchange.formats import FORMATS
    from framecheck.corpus.exchange.items import to_corpus
    from framecheck.corpus.statements import json_lines, plain, read_table
    from framecheck.errors import CorpusError

    if tool is Tool.csv:
        statements = read_table(file)
    else:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise CorpusError(f"{file}: cannot be read ({error.strerror})") from None
        except UnicodeDecodeError as error:
            raise CorpusError(f"{file}: not UTF-8 at byte {error.start}; export it as UTF-8") from None
        statements, left_out = to_corpus(FORMATS[tool.value].to_items(text, str(file)), skip_unlabelled)
        if left_out:
            say(f"framecheck: {file}: {left_out} statements are not wholly labelled, and were left out")
    _give(json_lines(map(plain, statements)), output)


@app.command()
def export(
    tool: Annotated[Tool, typer.Argument(help="What is to read it.", show_default=False)],
    corpora: Corpora,
    output: Target = None,
    codebook: Annotated[str, typer.Option(metavar="NAME|FILE", help="The frames to offer.")] = "public-tech",
) -> None:
    """Turn a corpus into what a tool reads; importing it again gives the same corpus.

    Of several files each statement gets the name of its own as the key `split`.
    """
    from framecheck.codebook import load
    from framecheck.corpus.exchange.formats import FORMATS
    from framecheck.corpus.exchange.items import to_items
    from framecheck.corpus.lint import split_of
    from framecheck.corpus.table import table

    statements = _read(corpora)
    if len({s.source for s in statements}) > 1:
        statements = [s if s.key("split") else s.model_copy(update={"split": split_of(s)}) for s in statements]
    if tool is Tool.csv:
        text = table(statements)
    else:
        text = FORMATS[tool.value].to_text(to_items(statements), load(codebook).names)
    _give(text, output)


def _read(corpora: list[str]) -> list[LabelledStatement]:
    from framecheck.corpus.statements import read

    return [statement for path in corpora for statement in read(path)]


def _give(text: str, output: Path | None) -> None:
    from framecheck.cli.streams import data, say
    from framecheck.files import write_whole

    if output is None:
        data(text)
    else:
        write_whole(output, text)
        say(f"framecheck: {output} written")


def _receipt(model: str | None, codebook: str | None) -> Receipt:
    from framecheck import __version__
    from framecheck.codebook import load
    from framecheck.model.folder import DEFAULT, open_folder
    from framecheck.schema import Receipt

    folder = open_folder(model or DEFAULT)
    book = load(codebook) if codebook else folder.config.codebook
    return Receipt(
        framecheck=__version__,
        model=folder.config.name,
        model_sha256=folder.hash,
        codebook=f"{book.id} {book.version}",
        codebook_sha256=book.hash,
    )


def _shares(text: str) -> dict[str, float]:
    from framecheck.errors import UsageError

    found: dict[str, float] = {}
    for part in text.split(","):
        name, _, share = part.strip().partition("=")
        try:
            value = float(share)
        except ValueError:
            value = 0.0
        if not name or name in found or Path(name).name != name or not 0 < value < 1e9:
            raise UsageError(f"--shares {text}: NAME=SHARE,... is expected, as in train=0.8,dev=0.1,test=0.1")
        found[name] = value
    return found
