"""Reports of a comparison: for the terminal, for Markdown, for machines and as a page."""

from __future__ import annotations

from collections.abc import Callable

from rich.table import Table
from rich.text import Text

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.machine import dump
from framecheck.report.safe import one_line
from framecheck.report.terminal import PALETTE, paper
from framecheck.schema import Analysis, Comparison

CompareReporter = Callable[[Comparison, Codebook, Style], str]


def terminal(comparison: Comparison, codebook: Codebook, style: Style) -> str:
    """The matrix of frames, the sentences that carry them side by side, and the finding."""
    colours = {frame.name: PALETTE[i % len(PALETTE)] for i, frame in enumerate(codebook.frames)}
    console, out = paper(style)
    matrix = Table.grid(padding=(0, 2), pad_edge=False)
    matrix.add_row(*(Text(t, style="dim") for t in ("", "raised", "reply", "moved by (95 % interval)", "verdict")))
    for frame in codebook.frames:
        exchange, move = comparison.frames[frame.name], comparison.shift[frame.name]
        name = Text(f" {frame.sign} ", style=f"bold reverse {colours[frame.name]}").append(
            f" {frame.name}", "not reverse"
        )
        moved = f"{move.value * 100:+.0f} ({move.low * 100:+.0f} to {move.high * 100:+.0f}) points"
        strong = "bold" if exchange.verdict in {"passed over", "newly brought in"} else "none"
        matrix.add_row(name, str(exchange.raised), str(exchange.replied), moved, Text(exchange.verdict, style=strong))
    sides = Table.grid(padding=(0, 2), expand=True)
    sides.add_column(ratio=1, overflow="fold")
    sides.add_column(ratio=1, overflow="fold")
    left, right = comparison.challenge, comparison.reply
    sides.add_row(Text(_title(left, "challenge"), style="bold"), Text(_title(right, "reply"), style="bold"))
    for one, other in _beside(left, right):
        sides.add_row(_line(one, codebook, colours), _line(other, codebook, colours))
    console.print(matrix)
    console.print()
    console.print(sides)
    console.print()
    console.print(Text(comparison.finding, style="bold"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


Row = tuple[str, tuple[str, ...]]  # a sentence and its frames


def _beside(left: Analysis, right: Analysis) -> list[tuple[Row, Row]]:
    one, other = ([(one_line(s.text), s.frames) for s in side.sentences] for side in (left, right))
    nothing: list[Row] = [("", ())]
    longest = max(len(one), len(other))
    one, other = (side + nothing * (longest - len(side)) for side in (one, other))
    return list(zip(one, other, strict=True))


def _line(row: Row, codebook: Codebook, colours: dict[str, str]) -> Text:
    text, frames = row
    line = Text()
    for name in frames:
        line.append(codebook.frame(name).sign, style=f"bold reverse {colours[name]}")
    return line.append(f" {text}" if frames else text, style="none" if frames else "dim")


def _title(analysis: Analysis, role: str) -> str:
    name = analysis.title or analysis.source
    return f"{role}: {one_line(name)}" if name and name != role else role


def markdown(comparison: Comparison, codebook: Codebook, _: Style) -> str:
    """The finding, the matrix and both texts."""
    from framecheck.report.markdown import escape

    lines = [
        f"**{escape(comparison.finding)}**",
        "",
        "| frame | raised | reply | moved | verdict |",
        "|---|---|---|---|---|",
    ]
    for name, exchange in comparison.frames.items():
        move = comparison.shift[name]
        moved = f"{move.value * 100:+.0f} ({move.low * 100:+.0f} to {move.high * 100:+.0f}) points"
        lines.append(f"| {name} | {exchange.raised} | {exchange.replied} | {moved} | {exchange.verdict} |")
    for role, side in (("challenge", comparison.challenge), ("reply", comparison.reply)):
        lines += ["", f"### {escape(_title(side, role))}", ""]
        for sentence in side.sentences:
            signs = "".join(codebook.frame(name).sign for name in sentence.frames)
            lines.append(f"- {f'**{signs}** ' if signs else ''}{escape(sentence.text)}")
    return "\n".join(lines) + "\n"


def machine(comparison: Comparison, _: Codebook, __: Style) -> str:
    """One JSON object."""
    return dump(comparison.model_dump(mode="json"), indent=2) + "\n"


def page(comparison: Comparison, codebook: Codebook, style: Style) -> str:
    """One page that needs nothing but itself."""
    from framecheck.report.html import comparison_html

    return comparison_html(comparison, codebook, style)


COMPARERS: dict[str, CompareReporter] = {"terminal": terminal, "json": machine, "markdown": markdown, "html": page}
