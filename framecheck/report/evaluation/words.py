"""What the reports of an evaluation say in the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from framecheck.report.safe import one_line
from framecheck.schema import Difference, Evaluation, Finding, Flip, Gate, Interval


def figure(interval: Interval) -> str:
    """A figure with its interval: `0.812 (0.790 to 0.834)`."""
    return f"{interval.value:.3f} ({interval.low:.3f} to {interval.high:.3f})"


def frames(names: Sequence[str]) -> str:
    """The frames of a sentence."""
    return "+".join(names) or "none"


def scores(finding: Finding) -> str:
    """The scores of the frames in which model and corpus differ."""
    wrong = [name for name in finding.scores if (name in finding.gold) != (name in finding.predicted)]
    return ", ".join(f"{name} {finding.scores[name]:.2f}" for name in wrong)


def evidence(finding: Finding) -> str:
    """The words behind each frame that the model saw and the corpus has not; empty if it saw none too many."""
    parts = []
    for name in finding.predicted:
        if name not in finding.gold and finding.evidence.get(name):
            words = [finding.text[a - finding.start : b - finding.start] for a, b, _ in finding.evidence[name]]
            parts.append(f"{name}: " + ", ".join(f'"{one_line(word)}"' for word in words))
    return "; ".join(parts)


def differs(finding: Finding) -> str:
    """What is wrong with a sentence, in one line."""
    because = f"; because of {evidence(finding)}" if evidence(finding) else ""
    return (
        f"the corpus says {frames(finding.gold)}, the model {frames(finding.predicted)} ({scores(finding)})"
        f'{because}: "{one_line(finding.text)}"'
    )


def held(gate: Gate) -> str:
    """A gate and what became of it, in one line."""
    sign = ">=" if gate.side == "min" else "<="
    end = "" if gate.judged == "point" else f" ({'low' if gate.side == 'min' else 'high'} end of its interval)"
    return f"{gate.metric} {sign} {gate.bound:g}: {'held' if gate.held else 'missed'} with {gate.value:.4g}{end}"


def difference(found: Difference) -> str:
    """A figure before and after."""
    return (
        f"{found.before:.3f} -> {found.after:.3f}, effect {found.effect.value:+.3f} "
        f"({found.effect.low:+.3f} to {found.effect.high:+.3f}), p of a drop {found.p:.4f}"
    )


def flipped(flip: Flip) -> str:
    """What became of a sentence, in one line."""
    lock = "locked, " if flip.locked else ""
    what = "no longer in the corpus" if flip.way == "gone" else f"{frames(flip.before)} -> {frames(flip.after)}"
    return f'{lock}{flip.way}: {what}, the corpus says {frames(flip.gold)}: "{one_line(flip.text)}"'


def place(evaluation: Evaluation) -> str:
    """The file that something about the whole corpus is pinned to."""
    return str(next(iter(evaluation.receipt.settings.get("files", {})), "corpus.jsonl"))


def near(source: str) -> str:
    """A path as a CI links it: from the current folder, where it lies below it."""
    path, here = Path(source), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def uri(source: str) -> str:
    """The same as a URI."""
    path = near(source)
    return ("file://" if path.startswith("/") else "") + quote(path, errors="replace")


def fingerprint(*parts: object) -> str:
    """A hash that stays with a finding when its line moves."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
