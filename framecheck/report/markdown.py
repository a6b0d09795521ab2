"""Markdown, for a note, an issue or a pull request."""

from __future__ import annotations

import re

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.safe import one_line
from framecheck.schema import Analysis, Run

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:])")


def markdown_report(run: Run, codebook: Codebook, _: Style) -> str:
    """The whole report: for each statement its finding, its profile and its sentences; then problems and receipt."""
    parts = [_statement(analysis, codebook) for analysis in run.statements]
    if run.problems:
        parts.append("### Problems\n\n" + "\n".join(f"- {escape(p.source)}: {escape(p.reason)}" for p in run.problems))
    receipt = run.receipt
    parts.append(
        f"<sub>framecheck {receipt.framecheck}, model {escape(receipt.model)} {receipt.model_sha256[:12]}, "
        f"codebook {escape(receipt.codebook)} {receipt.codebook_sha256[:12]}</sub>"
    )
    return "\n\n".join(parts) + "\n"


def _statement(analysis: Analysis, codebook: Codebook) -> str:
    title = " · ".join(escape(t) for t in (analysis.source, analysis.title) if t) or "Statement"
    voiced = any(sentence.mode != "narrator" for sentence in analysis.sentences)
    rows = (
        ["| | speaker | sentence | scores |", "|---|---|---|---|"]
        if voiced
        else ["| | sentence | scores |", "|---|---|---|"]
    )
    before = ""
    for sentence in analysis.sentences:
        signs = " ".join(codebook.frame(name).sign for name in sentence.frames) or "·"
        text, at = "", 0
        for a, b in sorted({(a, b) for spans in sentence.evidence.values() for a, b, _ in spans}):
            a = max(a, sentence.start + at)  # evidence of two frames may overlap
            if a >= b:
                continue
            text += escape(sentence.text[at : a - sentence.start])
            text += f"**{escape(sentence.text[a - sentence.start : b - sentence.start])}**"
            at = b - sentence.start
        text += escape(sentence.text[at:])
        shown = [n for n in codebook.names if n in sentence.frames or n in sentence.uncertain]
        scores = ", ".join(
            f"{n} {sentence.scores[n]:.2f}{' (uncertain)' if n in sentence.uncertain else ''}" for n in shown
        )
        label = f"{sentence.voice} (reported)" if sentence.mode == "indirect" else sentence.voice
        speaker = f" {escape(label) if label != before else ''} |" if voiced else ""
        before = label
        rows.append(f"| {signs} |{speaker} {text} | {scores} |")
    profile = ", ".join(f"{n} {analysis.count(n)} of {analysis.framed}" for n in codebook.names)
    return (
        f"## {title}\n\n**{escape(analysis.finding)}**\n\nFramed sentences: {profile}\n\n"
        + "\n".join(rows)
        + _speakers(analysis, codebook)
    )


def _speakers(analysis: Analysis, codebook: Codebook) -> str:
    """How often each speaker asks to be judged by each frame; nothing if there is only one."""
    if len(analysis.speakers) < 2:
        return ""
    head = f"\n\n| speaker | {' | '.join(escape(n) for n in codebook.names)} | framed |\n|---|{'---|' * len(codebook.names)}---|\n"
    return head + "\n".join(
        f"| {escape(p.speaker) or 'narrator'} | {' | '.join(str(p.counts[n]) for n in codebook.names)} | {p.framed} of {p.sentences} |"
        for p in analysis.speakers
    )


def escape(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
