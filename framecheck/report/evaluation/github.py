"""GitHub workflow commands: annotations at the lines of the corpus, the most confident mistakes first.

GitHub shows ten of a kind for a step; what matters most therefore comes first.
"""

from __future__ import annotations

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import differs, flipped, held, near, place
from framecheck.report.safe import one_line
from framecheck.schema import Evaluation


def github_report(evaluation: Evaluation, _: Codebook, __: Style) -> str:
    """One command a line."""
    lines = [
        _command("error" if problem.fatal else "notice", "Not read", f"{problem.source}: {problem.reason}")
        for problem in evaluation.problems
    ]
    red = "warning" if evaluation.fail_on == "never" else "error"
    lines += [
        _command(red, "Gate missed", held(gate), place(evaluation), 1) for gate in evaluation.gates if not gate.held
    ]
    for flip in evaluation.baseline.flips if evaluation.baseline else ():
        level = red if flip.locked else "warning" if flip.way == "broken" else "notice"
        lines.append(_command(level, "Flipped", flipped(flip), flip.source, flip.line))
    level = "error" if evaluation.fail_on == "finding" else "warning"
    for finding in evaluation.findings:
        lines.append(_command(level, "Differs", differs(finding), finding.source, finding.line))
    return "".join(line + "\n" for line in lines)


def _command(level: str, title: str, text: str, source: str = "", line: int = 0) -> str:
    where = f"file={parameter(near(source))},line={max(1, line)}," if source else ""
    return f"::{level} {where}title={parameter(title)}::{message(text)}"


def message(text: str) -> str:
    """A text as the message of a workflow command."""
    return one_line(text).replace("%", "%25")


def parameter(text: str) -> str:
    """A text as a parameter of a workflow command."""
    return message(text).replace(":", "%3A").replace(",", "%2C")
