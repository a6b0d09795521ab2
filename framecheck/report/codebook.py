"""A codebook for a person to read."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from framecheck.codebook import Codebook, Example, Frame
from framecheck.report import Style
from framecheck.report.safe import one_line
from framecheck.report.terminal import PALETTE


def codebook_report(book: Codebook, frame: Frame | None, style: Style) -> str:
    """One frame, or the whole codebook with its boundaries."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(40, min(style.width, 100)),
        force_terminal=style.colour,
        no_color=not style.colour,
        highlight=False,
        markup=False,
    )
    for part in _frame(book, frame) if frame else _book(book):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _book(book: Codebook) -> Iterator[RenderableType]:
    yield Text(f"{one_line(book.title)} ({book.id} {one_line(book.version)})", style="bold")
    for text in (book.unit, book.test, book.guidance):
        if text:
            yield Text(one_line(text))
    for frame in book.frames:
        yield Text()
        yield from _frame(book, frame)
    for title, rules in (("Boundaries", book.boundaries), ("Clarifications", book.clarifications)):
        if rules:
            yield Text()
            yield Text(title, style="bold")
        for rule in rules:
            yield _item(f"{one_line(rule.title)}: {one_line(rule.rule)}")
    none = [example for example in book.examples if not example.frames]
    if none:
        yield Text()
        yield Text("Examples of none", style="bold")
        yield from map(_example, none)


def _frame(book: Codebook, frame: Frame) -> Iterator[RenderableType]:
    colour = PALETTE[book.names.index(frame.name) % len(PALETTE)]
    yield Text.assemble(
        (f" {frame.sign} ", f"bold reverse {colour}"),
        (f" {frame.name}", f"bold {colour}"),
        f"  {one_line(frame.title)}",
    )
    yield Text(one_line(frame.definition))
    for title, rules in (("Marked", frame.marked), ("Not marked", frame.not_marked)):
        if rules:
            yield Text(f"{title}:", style="bold")
            yield from (_item(one_line(rule)) for rule in rules)
    examples = [example for example in book.examples if frame.name in example.frames]
    if examples:
        yield Text("Examples:", style="bold")
        yield from map(_example, examples)


def _item(text: str) -> Padding:
    return Padding(Text(f"- {text}"), (0, 0, 0, 2))


def _example(example: Example) -> Padding:
    before = f"({one_line(example.before)}) " if example.before else ""
    return _item(f"{before}{one_line(example.text)}  [{', '.join(example.frames) or 'none'}]")
