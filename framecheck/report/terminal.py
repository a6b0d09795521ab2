"""The report for a person at a terminal: each sentence in place, frames by sign and colour, evidence underlined."""

from __future__ import annotations

import io
import re

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.safe import harmless, one_line
from framecheck.schema import Analysis, Evidence, Run, ScoredSentence

# Colours that stay apart for colour-blind readers (Okabe and Ito 2008); the sign says the same without them.
PALETTE = ("#E69F00", "#56B4E9", "#2FBF9A", "#CC79A7", "#F0E442", "#D55E00", "#9A8CFF", "#BBBBBB", "#0099CC")
BAR = 24  # columns of a profile bar


def terminal_report(run: Run, codebook: Codebook, style: Style) -> str:
    """The whole report as text, with colour codes where the style wants them."""
    console, out = paper(style)
    for analysis in run.statements:
        for part in _statement(analysis, codebook, style):
            console.print(part)
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def paper(style: Style) -> tuple[Console, io.StringIO]:
    """A console that writes to a string, as wide as the style says and with colour only where it wants it."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(40, min(style.width, 110)),
        force_terminal=style.colour,
        no_color=not style.colour,
        color_system="truecolor" if style.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    return console, out


def _statement(analysis: Analysis, codebook: Codebook, style: Style) -> list[RenderableType]:
    colours = {frame.name: PALETTE[i % len(PALETTE)] for i, frame in enumerate(codebook.frames)}
    title = " · ".join(one_line(t) for t in (analysis.source, analysis.title) if t) or "statement"
    parts: list[RenderableType] = [
        Rule(Text(title, style="bold"), align="left", style="dim", characters="─"),
        _legend(codebook, colours),
    ]
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=max(3, len(codebook.frames)), no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=8, no_wrap=True)
    voiced = any(sentence.mode != "narrator" for sentence in analysis.sentences)
    before = ""
    for sentence in analysis.sentences:
        label = voice(sentence)
        if voiced and label != before:
            table.add_row("", Text(f"{_flat(label)}:", style="dim italic"), "")
            before = label
        table.add_row(
            _signs(sentence, codebook, colours),
            _marked(sentence, colours, style),
            _scores(sentence, codebook, colours),
        )
        if style.explain:
            for name in sentence.frames:
                table.add_row("", _words(sentence, name, codebook, colours), "")
    return [
        *parts,
        Text(),
        table,
        Text(),
        _profile(analysis, codebook, colours),
        *((Text(), _speakers(analysis, codebook, colours)) if len(analysis.speakers) > 1 else ()),
        Text(),
        Text(analysis.finding, style="bold"),
        Text(),
    ]


def voice(sentence: ScoredSentence) -> str:
    """Whose words a sentence is, and whether they are only reported."""
    return f"{sentence.voice} (reported)" if sentence.mode == "indirect" else sentence.voice


def _speakers(analysis: Analysis, codebook: Codebook, colours: dict[str, str]) -> Table:
    """How often each speaker asks to be judged by each frame."""
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=36, overflow="ellipsis", no_wrap=True)
    for _ in range(len(codebook.frames) + 1):
        table.add_column(justify="right", no_wrap=True)
    table.add_row("", *(Text(f.sign, style=f"bold {colours[f.name]}") for f in codebook.frames))
    for profile in analysis.speakers:
        counts = [(profile.counts[f.name], colours[f.name]) for f in codebook.frames]
        table.add_row(
            Text(_flat(profile.speaker) or "narrator"),
            *(Text(str(n), style=colour) if n else Text("·", style="dim") for n, colour in counts),
            Text(f"{profile.framed} of {profile.sentences} framed", style="dim"),
        )
    return table


def _legend(codebook: Codebook, colours: dict[str, str]) -> Text:
    legend = Text()
    for frame in codebook.frames:
        legend.append(f" {frame.sign} ", style=f"bold reverse {colours[frame.name]}")
        legend.append(f" {frame.name}   ")
    return legend.append("? uncertain", style="dim")


def _signs(sentence: ScoredSentence, codebook: Codebook, colours: dict[str, str]) -> Text:
    signs = Text()
    for frame in codebook.frames:
        if frame.name in sentence.frames:
            signs.append(frame.sign, style=f"bold reverse {colours[frame.name]}")
    return signs if sentence.frames else Text("·", style="dim")


def _marked(sentence: ScoredSentence, colours: dict[str, str], style: Style) -> Text:
    """The sentence with its evidence underlined; between underscores where there is no colour to show it."""
    owner: dict[tuple[int, int], str] = {}
    for name in sorted(sentence.frames, key=lambda n: sentence.scores[n]):
        owner |= {(a, b): name for a, b, _ in sentence.evidence.get(name, ())}
    text, at = Text(), 0
    plain = sentence.text
    for (a, b), name in sorted(owner.items()):
        a = max(a, sentence.start + at)  # evidence of two frames may overlap
        if a >= b:
            continue
        text.append(_flat(plain[at : a - sentence.start]))
        word = _flat(plain[a - sentence.start : b - sentence.start])
        text.append(word if style.colour else f"_{word}_", style=f"underline {colours[name]}")
        at = b - sentence.start
    text.append(_flat(plain[at:]))
    if not sentence.frames:
        text.stylize("dim")
    return text


def _flat(text: str) -> str:
    return harmless(re.sub(r"[ \t]*[\r\n\x0b\x0c\x85\u2028\u2029]+[ \t]*", " ", text))


def _scores(sentence: ScoredSentence, codebook: Codebook, colours: dict[str, str]) -> Text:
    lines = []
    for frame in codebook.frames:
        name = frame.name
        if name in sentence.frames or name in sentence.uncertain:
            doubt = "?" if name in sentence.uncertain else ""
            colour = colours[name] if name in sentence.frames else "dim"
            lines.append(Text(f"{frame.sign} {sentence.scores[name]:.2f}{doubt}", style=colour))
    return Text("\n").join(lines)


def _words(sentence: ScoredSentence, name: str, codebook: Codebook, colours: dict[str, str]) -> Text:
    evidence: tuple[Evidence, ...] = sentence.evidence.get(name, ())
    ranked = sorted(evidence, key=lambda item: -item[2])
    words = ", ".join(
        f"{_flat(sentence.text[a - sentence.start : b - sentence.start])} {share:.0%}" for a, b, share in ranked
    )
    return Text(
        f"  {codebook.frame(name).sign}: {words or 'no word speaks for it alone'}",
        style=f"italic {colours[name]}",
    )


def _profile(analysis: Analysis, codebook: Codebook, colours: dict[str, str]) -> Table:
    table = Table.grid(padding=(0, 1))
    for frame in codebook.frames:
        share = analysis.profile[frame.name]
        bar = Text("█" * round(share * BAR), style=colours[frame.name]).append(
            "░" * (BAR - round(share * BAR)), style="dim"
        )
        table.add_row(Text(frame.name), bar, Text(f"{analysis.count(frame.name)} of {analysis.framed} framed"))
    return table
