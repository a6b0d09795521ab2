"""One HTML page that needs nothing but itself: no request, no script to read it, nothing in it that was not escaped.

The page states its own policy (Content Security Policy Level 3): styles and script run by their hashes, all else is
refused. Frames are told apart by colour and by sign; the colours are in `templates/report.css`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.passages import Passage, Row, passage, spoken
from framecheck.report.safe import one_line
from framecheck.schema import Analysis, Comparison, Interval, Problem, Receipt, Run

COLOURS = 9  # in the style sheet; a codebook with more frames begins again
LONG = 500  # sentences from which the table waits in a part that opens
LIT = 60  # pairs whose partner lights up under the pointer; each costs a rule

SIGNS = {"answered": "✓", "passed over": "✕", "unclear": "?", "newly brought in": "+", "absent": "–"}


def html_report(run: Run, codebook: Codebook, _: Style) -> str:
    """One statement as a page; several as an overview, then each in a part that opens."""
    codebook = _shown(codebook)
    passages = [passage(analysis, codebook, str(i)) for i, analysis in enumerate(run.statements, 1)]
    name = one_line((run.statements[0].title or run.statements[0].source) if len(passages) == 1 else "")
    return _page(
        "run.html.jinja",
        passages,
        run.receipt,
        run.problems,
        codebook,
        name=name or f"{len(passages)} statements",
        analyses=run.statements,
        total=_total(run.statements, codebook),
    )


def comparison_html(comparison: Comparison, codebook: Codebook, _: Style) -> str:
    """A challenge and its reply: what became of each frame, how the profile shifted, and both texts side by side."""
    codebook = _shown(codebook)
    both = (comparison.challenge, comparison.reply)
    voices = list(dict.fromkeys(s.speaker for analysis in both for s in analysis.sentences))
    sides = [passage(analysis, codebook, key, voices) for analysis, key in zip(both, ("c", "r"), strict=True)]
    links: dict[str, list[tuple[str, int, str]]] = {}
    for pair in comparison.pairs:
        ends = (f"c-{pair.challenge + 1}", f"r-{pair.reply + 1}")
        links.setdefault(ends[0], []).append((ends[1], pair.reply + 1, "reply"))
        links.setdefault(ends[1], []).append((ends[0], pair.challenge + 1, "challenge"))
    return _page(
        "comparison.html.jinja",
        sides,
        comparison.receipt,
        comparison.problems,
        codebook,
        name="Challenge and reply",
        comparison=comparison,
        finding=one_line(comparison.finding),
        links=links,
        lit=[(f"c-{pair.challenge + 1}", f"r-{pair.reply + 1}") for pair in comparison.pairs[:LIT]],
        signs=SIGNS,
    )


def _page(
    template: str,
    passages: Sequence[Passage],
    receipt: Receipt,
    problems: Sequence[Problem],
    codebook: Codebook,
    **values: Any,
) -> str:
    environment = _environment()
    values = {"links": {}, "lit": []} | values
    voices = max((len(p.speakers) for p in passages), default=0)
    style = environment.get_template("report.css").render() + environment.get_template("rules.css.jinja").render(
        frames=len(codebook.frames), voices=voices, colours=COLOURS, lit=values["lit"]
    )
    script = environment.get_template("report.js").render()
    return environment.get_template(template).render(
        passages=passages,
        receipt=receipt,
        problems=[(one_line(p.source), one_line(p.reason), p.fatal) for p in problems],
        codebook=codebook,
        # Not to be escaped: both are files of this package, with nothing but numbers put in.
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        **values,
    )


def _shown(codebook: Codebook) -> Codebook:
    """The codebook with words that are harmless, once and not at every sentence."""
    frames = tuple(
        f.model_copy(update={"title": one_line(f.title), "definition": one_line(f.definition)}) for f in codebook.frames
    )
    return codebook.model_copy(update={"frames": frames})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": _percent, "points": _points, "line": one_line, "spoken": spoken}
    environment.globals |= {"colours": COLOURS, "count": _count, "long": LONG}
    return environment


def _total(analyses: Sequence[Analysis], codebook: Codebook) -> list[Row]:
    """The profile of all statements together."""
    framed = sum(analysis.framed for analysis in analyses)
    counts = [sum(analysis.count(name) for analysis in analyses) for name in codebook.names]
    return [
        Row(place, frame, count, count / framed if framed else 0.0, None, "")
        for place, (frame, count) in enumerate(zip(codebook.frames, counts, strict=True))
    ]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _percent(share: float) -> str:
    return "under 1 %" if 0 < share < 0.01 else f"{share:.0%}".replace("%", " %")


def _points(interval: Interval) -> Mapping[str, str]:
    """A difference of two shares in points, signed, and its bounds."""
    return {name: f"{value * 100:+.0f}".replace("-", "−") for name, value in interval.model_dump().items()}


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
