"""What the `corpus` commands found, as text, Markdown and GitHub annotations."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framecheck.report import Style
from framecheck.report.evaluation.github import message, parameter
from framecheck.report.evaluation.words import figure
from framecheck.report.safe import one_line
from framecheck.schema import Agreement, CorpusStats, Defect, Inspection, RaterAgreement, Site

SHOWN = 20  # disputes and values of a key in the text; the JSON has them all
COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m"}


def lint_text(inspection: Inspection, style: Style) -> str:
    """A finding on one line, `file:line: level rule: message`, and under it the sentence."""
    lines = []
    for finding in inspection.findings:
        level = f"{COLOURS[finding.level]}{finding.level}\x1b[0m" if style.colour else finding.level
        lines.append(f"{_place(finding)}: {level} {finding.rule}: {said(finding)}")
        if finding.text:
            lines.append("    " + _short(finding.text, style.width - 4))
    return "".join(line + "\n" for line in lines)


def lint_github(inspection: Inspection, _: Style) -> str:
    """Annotations: workflow commands that GitHub shows at the line of a pull request."""
    return "".join(
        f"::{f.level} file={parameter(f.source)}{f',line={f.line}' if f.line else ''},"
        f"title={parameter(f'framecheck {f.rule}')}::{message(said(f))}\n"
        for f in inspection.findings
    ) + "".join(
        f"::{'error' if p.fatal else 'warning'} file={parameter(p.source)}::{message(p.reason)}\n"
        for p in inspection.problems
    )


def lint_summary(inspection: Inspection) -> str:
    """What was looked at and what was found, in one line."""
    levels, rules = Counter(f.level for f in inspection.findings), Counter(f.rule for f in inspection.findings)
    looked = f"{_count(inspection.sentences, 'sentence')} in {_count(inspection.statements, 'statement')}"
    if not inspection.sentences and not levels:
        return "no sentence could be read"
    if not levels:
        return f"{looked}: nothing found"
    by_rule = ", ".join(f"{rule} {number}" for rule, number in rules.most_common())
    return f"{looked}: {_count(levels['error'], 'error')}, {_count(levels['warning'], 'warning')} ({by_rule})"


def said(finding: Defect) -> str:
    """The message of a finding with the sentence and the places that it speaks of."""
    at = f"#{finding.sentence} " if finding.sentence else ""
    there = f" ({', '.join(_place(site, True) for site in finding.related)})" if finding.related else ""
    return one_line(f"{at}{finding.message}{there}")


def stats_text(stats: CorpusStats, style: Style, signs: Mapping[str, str]) -> str:
    """Counts by split, one row a split; then lengths, combinations, values and diversity."""
    header, rows = _stats_table(stats)
    legend = "  ".join(f"{sign} {one_line(name)}" for name, sign in signs.items())
    short = [signs.get(name, name) for name in header]
    lines = [*textwrap.wrap(legend, max(40, style.width)), "", *_columns([short, *rows])]
    lines += ["", *_columns([["words", "median", "95 %", "longest"], *_words(stats)])]
    lines += ["", "frames of a sentence"]
    lines += _columns([[f"  {one_line(name)}", str(count)] for name, count in stats.combinations.items()])
    for key, values in stats.values.items():
        shown = list(values.items())[:SHOWN]
        more = f", and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
        listed = ", ".join(f"{one_line(value)} {count}" for value, count in shown) + more
        lines += ["", *textwrap.wrap(f"{one_line(key)}: {listed}", max(40, style.width), subsequent_indent="  ")]
    lines += ["", "distinct among all runs of n words"]
    lines += _columns([["  n", *stats.distinct], ["  ", *(f"{share:.3f}" for share in stats.distinct.values())]])
    return "\n".join(line.rstrip() for line in lines) + "\n"


def stats_markdown(stats: CorpusStats, _: Style) -> str:
    """The same as Markdown tables, for a datasheet."""
    header, rows = _stats_table(stats)
    parts = [_pipes([header, *rows]), _pipes([["words", "median", "95 %", "longest"], *_words(stats)])]
    parts.append(_pipes([["frames", "sentences"], *([n, str(c)] for n, c in stats.combinations.items())]))
    parts += [_pipes([[key, "statements"], *([v, str(c)] for v, c in vs.items())]) for key, vs in stats.values.items()]
    parts.append(_pipes([["n", "distinct runs of n words"], *([n, f"{s:.3f}"] for n, s in stats.distinct.items())]))
    return "\n".join(parts)


def agreement_text(agreement: Agreement, style: Style) -> str:
    """Alpha by frame for all annotators and for each two, the sentences to adjudicate, and the methods paragraph."""
    lines = [f"Krippendorff's alpha (95 % intervals by statement, {_count(agreement.statements, 'statement')})"]
    for title, each in _raters(agreement):
        lines += ["", f"{title}: {_count(each.sentences, 'sentence')}, {each.differ} differ"]
        lines += _columns([[f"  {one_line(name)}", _alpha(each, name)] for name in each.frames])
    if agreement.disputes:
        lines += ["", f"{_count(len(agreement.disputes), 'sentence')} to adjudicate:"]
    for dispute in agreement.disputes[:SHOWN]:
        labels = ", ".join(f"{one_line(rater)} {_frames(frames)}" for rater, frames in dispute.labels.items())
        lines.append(f"  {_place(dispute, True)}  {labels}")
        lines.append("    " + _short(dispute.text, style.width - 4))
    if len(agreement.disputes) > SHOWN:
        lines.append(f"  and {len(agreement.disputes) - SHOWN} more; --adjudicate FILE writes them all")
    lines += ["", "Methods", ""]
    lines += textwrap.wrap(
        one_line(agreement.methods), max(40, min(style.width, 100)), initial_indent="", break_long_words=False
    )
    return "\n".join(lines) + "\n"


def agreement_markdown(agreement: Agreement, _: Style) -> str:
    """The same as a Markdown table and the methods paragraph."""
    names = list(agreement.together.frames)
    rows = [["annotators", "sentences", *names, "differ"]]
    for title, each in _raters(agreement):
        rows.append([title, str(each.sentences), *(_alpha(each, name) for name in names), str(each.differ)])
    return f"{_pipes(rows)}\n{_cell(agreement.methods)}\n"


def _raters(agreement: Agreement) -> Iterator[tuple[str, RaterAgreement]]:
    yield _title(agreement.together), agreement.together
    if len(agreement.together.raters) > 2:
        yield from ((_title(pair), pair) for pair in agreement.pairs)
    yield from ((_title(pair), pair) for pair in agreement.model)


def _title(each: RaterAgreement) -> str:
    return " and ".join(one_line(rater) for rater in each.raters)


def _alpha(each: RaterAgreement, name: str) -> str:
    alpha = each.frames[name].alpha
    return "not defined (every judgement is the same)" if alpha is None else figure(alpha)


def _stats_table(stats: CorpusStats) -> tuple[list[str], list[list[str]]]:
    names = list(dict.fromkeys(name for split in stats.splits for name in split.frames))
    header = ["split", "statements", "groups", "sentences", *names, "2+", "none"]
    return header, [
        [s.split, *map(str, (s.statements, s.groups, s.sentences, *(s.frames[n] for n in names), s.several, s.none))]
        for s in stats.splits
    ]


def _words(stats: CorpusStats) -> list[list[str]]:
    return [[s.split, f"{s.words.median:g}", f"{s.words.p95:g}", str(s.words.longest)] for s in stats.splits]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as columns: the first to the left, figures to the right."""
    shown = [[one_line(cell) if place else cell for place, cell in enumerate(row)] for row in rows]
    widths = [max(len(row[place]) for row in shown) for place in range(len(shown[0]))]
    return [
        "  ".join(c.rjust(w) if place else c.ljust(w) for place, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in shown
    ]


def _pipes(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n"


def _cell(text: str) -> str:
    from framecheck.report.markdown import escape

    return escape(text)


def _place(site: Site, sentence: bool = False) -> str:
    line = f":{site.line}" if site.line else ""
    return one_line(f"{site.source}{line}{f' #{site.sentence}' if sentence and site.sentence else ''}")


def _short(text: str, width: int) -> str:
    text = one_line(text)
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def _frames(frames: Sequence[str]) -> str:
    return one_line("+".join(frames)) or "none"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
