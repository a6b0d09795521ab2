"""The pages in a real browser: seen, filtered by keyboard, judged by axe-core, and silent on the wire.

Needs node, Chromium, and `npm ci --prefix tests/browser`.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from handmade import BOOK, HOSTILE, analysis, batch, comparison, run, with_speakers

from framecheck.report import REPORTERS, Style
from framecheck.report.html import comparison_html
from framecheck.report.safe import one_line

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONG = 1_000  # sentences


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    if not (CHROMIUM and shutil.which("node") and (HERE / "node_modules").is_dir()):
        pytest.skip("needs node, chromium and `npm ci --prefix tests/browser`")
    folder = tmp_path_factory.mktemp("pages")
    long = analysis(["They were robbed.", "It rained."] * (LONG // 2))
    for name, made in {
        "one": run(analysis()), "speakers": run(with_speakers()), "batch": batch(), "nothing": run(), "long": run(long)
    }.items():  # fmt: skip
        (folder / f"{name}.html").write_text(REPORTERS["html"](made, BOOK, Style()), encoding="utf-8")
    (folder / "comparison.html").write_text(comparison_html(comparison(), BOOK, Style()), encoding="utf-8")
    done = subprocess.run(
        ["node", "check.mjs", str(folder), CHROMIUM], cwd=HERE, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def ids(*numbers, prefix="1-"):
    return [f"{prefix}{n}" for n in numbers]


def test_no_request_leaves_the_page_and_nothing_is_said_on_the_console(seen):
    assert seen["asked"] == []
    assert seen["said"] == []


def test_axe_finds_no_violation(seen):
    assert len(seen["violations"]) == 15
    assert {name: found for name, found in seen["violations"].items() if found} == {}


def test_nothing_is_wider_than_the_window(seen):
    assert {name: by for name, by in seen["overflow"].items() if by > 0} == {}


def test_marks_are_visible(seen):
    marked = seen["marked"]
    assert marked["tint"] != marked["plain"] == "rgba(0, 0, 0, 0)"
    assert "gradient" in marked["two"]
    assert marked["chip"].split() == ["S", "Public-safety", "appeal", "0.95"]
    assert marked["line"] == "underline"
    assert float(marked["heavy"].removesuffix("px")) > 3


def test_evidence_appears_on_focus_and_on_hover_and_leaves_on_escape(seen):
    assert seen["cardBefore"] == []
    assert seen["cardFocused"] == ["why-1-2"]
    assert "robbed 100 %" in seen["cardText"]
    assert "0.95" in seen["cardText"]
    assert seen["cardEscaped"] == []
    assert seen["cardNext"] == ["why-1-3"]
    assert seen["cardHovered"] == ["why-1-2"]
    assert seen["target"] == "row-1-1"


@pytest.mark.parametrize("steps", ["filter", "filterWithoutScript"])
def test_the_filter_works_by_keyboard(seen, steps):
    found = seen[steps]
    assert found["all"] == ids(1, 2, 3, 4, 5, 6)
    assert found["frame"] == ids(2, 3, 6)  # public safety
    assert found["rows"] == ids(2, 3, 6, prefix="row-1-")
    assert found["both"] == ids(2, 3)  # by Daniel Reyes
    assert found["speaker"] == ids(2, 3)
    assert found["uncertain"] == ids(4)
    assert found["status"] == ("3 of 6 sentences" if steps == "filter" else "")


def test_a_script_in_a_statement_stays_text(seen):
    attack = seen["attack"]
    assert attack["title"] == "Café & <i>law</i> – framecheck"
    assert attack["scripts"] == 1
    assert attack["images"] == 0
    assert one_line(HOSTILE) in attack["text"]


def test_without_script_the_page_is_read_and_opened(seen):
    assert "7 of 9 sentences carry a frame." in seen["withoutScript"]
    assert seen["opened"] == ids(1, 2, 3, 4, 5, 6)


def test_a_link_of_the_overview_opens_its_statement(seen):
    assert seen["jumped"] == [False, False, True]


def test_a_sentence_of_a_pair_lights_its_partner(seen):
    assert (seen["partner"], seen["stranger"]) == ("solid", "none")


def test_challenge_and_reply_stand_side_by_side_and_stack_when_narrow(seen):
    assert seen["wide"][0] == seen["wide"][1]
    assert seen["stacked"][0] < seen["stacked"][1]


def test_print_is_on_white_without_controls_and_opens_every_part(seen):
    printed = seen["printed"]
    assert printed["paper"] == "rgb(255, 255, 255)"
    assert printed["filters"] == []
    assert printed["sentences"] == 9
    assert printed["bytes"] > 10_000


def test_a_long_statement_is_filtered(seen):
    assert seen["long"] == {"before": LONG, "after": LONG // 2}
