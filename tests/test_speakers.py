"""Who says what: on labelled passages, and on any text at all."""

import importlib.util
import json
import sys

import pytest
from conftest import FIXTURES, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_analyze import refused, run

from framecheck.reading.document import read
from framecheck.schema import Statement
from framecheck.sentences import segment
from framecheck.speakers import attribute, quotations

STORY = FIXTURES / "statements" / "story.md"
WORDS = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "said",
        "Reyes",
        "the mayor",
        "that",
        ",",
        ".",
        ":",
        "\n\n",
        "> ",
        "— ",
        "he",
    ]
)


def statement(text):
    return Statement(source="", text=text, sentences=segment(text))


def benchmark():
    spec = importlib.util.spec_from_file_location("attribution", ROOT / "benchmarks" / "attribution.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["attribution"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("half", "content", "speaker"), [("dev", 0.93, 0.88), ("test", 0.90, 0.83)])
def test_labelled_passages_stay_as_well_read_as_they_were(half, content, speaker):
    measured = benchmark()
    rows = measured.measure(measured.load(half), measured.ours)
    figures = measured.figures(measured.total(rows, "direct", "indirect"))
    assert figures["content"] >= content
    assert figures["speaker"] >= speaker


def test_the_halves_of_the_fixture_share_nothing():
    halves = [
        [json.loads(line) for line in (FIXTURES / "attribution" / f"{half}.jsonl").read_text().splitlines()]
        for half in ("dev", "test")
    ]
    assert not {row["text"] for row in halves[0]} & {row["text"] for row in halves[1]}
    assert sum(map(len, halves)) >= 150
    for row in [*halves[0], *halves[1]]:
        for quote in row["quotes"]:
            assert row["text"][quote["start"] : quote["end"]] == quote["content"]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_no_text_raises_and_every_span_lies_in_it(text):
    whole = statement(text)
    found = quotations(whole)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    for sentence in attribute(whole).sentences:
        assert all(sentence.start <= a < b <= sentence.end for a, b in sentence.quotes)


def test_text_and_markdown_give_the_same_speakers(tmp_path):
    marked = 'The mayor has halted the deal.\n\n> "It broke the rules," said **Mina Okafor**.\n\nHe did not reply.\n'
    (tmp_path / "a.md").write_text(marked)
    (tmp_path / "a.txt").write_text(marked.replace("> ", "").replace("**", ""))
    one, other = (attribute(read(str(tmp_path / name))[0]) for name in ("a.md", "a.txt"))
    assert [s.speaker for s in one.sentences] == [s.speaker for s in other.sentences] == ["", "Mina Okafor", ""]


def test_a_run_is_narrowed_to_quotations_or_speakers():
    def speakers(*options):
        data = json.loads(run("analyze", STORY, "-f", "json", *options).stdout)
        return {s["speaker"] for s in data["statements"][0]["sentences"]}

    assert speakers("--only-quotes") == {"Daniel Reyes", "Mina Okafor"}
    assert "" in speakers("--skip-quotes")
    assert speakers("--speaker", "reyes") == {"Daniel Reyes"}
    refused(run("analyze", STORY, "--speaker", "Mosley"), "nobody of that name", "Mina Okafor")
