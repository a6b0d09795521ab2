"""JUnit XML: a suite of gates, a suite of what could not be read, and a suite for each corpus file.

A sentence that differs is a failure only where `--fail-on finding` makes it one; elsewhere it is a skipped test with
the reason, so that a viewer of test reports shows it and does not call the run failed.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

from framecheck.codebook import Codebook
from framecheck.report import Style
from framecheck.report.evaluation.words import differs, flipped, held
from framecheck.report.safe import harmless
from framecheck.schema import Evaluation

# What XML 1.0 has no way to write, beside the controls that `harmless` takes out.
_NO_XML = re.compile("[\ufffe\uffff]")


def junit_report(evaluation: Evaluation, _: Codebook, __: Style) -> str:
    """The whole document."""
    root = Tree.Element("testsuites", name="framecheck check")
    gates = _suite(root, "gates")
    for gate in evaluation.gates:
        case = _case(gates, "framecheck.gates", gate.metric)
        if not gate.held and evaluation.fail_on != "never":
            _add(case, "failure", held(gate), "gate")
        else:
            _add(case, "system-out", held(gate))
    problems = _suite(root, "problems")
    for problem in evaluation.problems:
        case = _case(problems, "framecheck.problems", problem.source)
        _add(case, "error" if problem.fatal else "skipped", problem.reason, "problem" if problem.fatal else "")
    suites: dict[str, Tree.Element] = {}
    for finding in evaluation.findings:
        if finding.source not in suites:
            suites[finding.source] = _suite(root, finding.source)
        case = _case(suites[finding.source], finding.source, f"line {finding.line}, sentence {finding.sentence}")
        if evaluation.fail_on == "finding":
            _add(case, "failure", differs(finding), "finding")
        else:
            _add(case, "skipped", differs(finding))
    for flip in evaluation.baseline.flips if evaluation.baseline else ():
        if "flips" not in suites:
            suites["flips"] = _suite(root, "flips")
        case = _case(suites["flips"], f"{flip.source}", f"line {flip.line}, sentence {flip.sentence}")
        if flip.locked and evaluation.fail_on != "never":
            _add(case, "failure", flipped(flip), "locked")
        else:
            _add(case, "system-out", flipped(flip))
    for suite in root:
        _count(suite)
    for kind in ("tests", "failures", "errors"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"


def _suite(root: Tree.Element, name: str) -> Tree.Element:
    return Tree.SubElement(root, "testsuite", name=_clean(name))


def _case(suite: Tree.Element, classname: str, name: str) -> Tree.Element:
    return Tree.SubElement(suite, "testcase", classname=_clean(classname), name=_clean(name), time="0")


def _add(case: Tree.Element, kind: str, text: str, of: str = "") -> None:
    if kind == "system-out":
        Tree.SubElement(case, kind).text = _clean(text)
    else:
        Tree.SubElement(case, kind, {"message": _clean(text)} | ({"type": of} if of else {}))


def _count(suite: Tree.Element) -> None:
    suite.set("tests", str(len(suite)))
    for kind, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(kind, str(len(suite.findall(f"testcase/{child}"))))
    suite.set("time", "0")


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", harmless(text))
