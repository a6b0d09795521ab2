"""Reports of a revision: for the terminal, for Markdown and for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.table import Table
from rich.text import Text

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.machine import dump
from framecheck.report.safe import one_line
from framecheck.report.terminal import paper
from framecheck.schema import Revision

ReviseReporter = Callable[[Revision, Codebook, Style], str]
SIGNS = {"same": " ", "changed": "~", "added": "+", "removed": "-"}


def terminal(revision: Revision, codebook: Codebook, style: Style) -> str:
    """Each sentence with what became of it and of its frames, then the finding."""
    console, out = paper(style)
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=12)
    looks = {"same": "dim", "changed": "none", "added": "green", "removed": "red"}
    for kind, text, moved in _rows(revision, codebook):
        table.add_row(Text(SIGNS[kind], style=looks[kind]), Text(text, style=looks[kind]), Text(moved, style="bold"))
    console.print(table)
    console.print()
    console.print(Text(revision.finding, style="bold"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def markdown(revision: Revision, codebook: Codebook, _: Style) -> str:
    """The finding, and a table of the sentences."""
    from framecheck.report.markdown import escape

    lines = [f"**{escape(revision.finding)}**", "", "| | sentence | frames |", "|---|---|---|"]
    lines += [
        f"| {escape(SIGNS[kind])} | {escape(text)} | {escape(moved)} |"
        for kind, text, moved in _rows(revision, codebook)
    ]
    return "\n".join(lines) + "\n"


def machine(revision: Revision, _: Codebook, __: Style) -> str:
    """One JSON object."""
    return dump(revision.model_dump(mode="json"), indent=2) + "\n"


def _rows(revision: Revision, codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    for change in revision.changes:
        if change.after is not None:
            sentence = revision.final.sentences[change.after]
        else:
            sentence = revision.draft.sentences[change.before or 0]
        signs = {n: codebook.frame(n).sign for n in codebook.names}
        if change.kind in {"same", "changed"}:
            kept = "".join(signs[n] for n in sentence.frames if n not in change.gained)
            moved = " ".join(
                part
                for part in (kept, *(f"+{signs[n]}" for n in change.gained), *(f"-{signs[n]}" for n in change.lost))
                if part
            )
        else:
            moved = "".join(signs[n] for n in sentence.frames)
        yield change.kind, one_line(sentence.text), moved


REVISERS: dict[str, ReviseReporter] = {"terminal": terminal, "json": machine, "markdown": markdown}
