"""A reply beside what it answers; silences; and texts that are not English."""

import json

import numpy as np
import pytest
from conftest import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st
from test_analyze import refused, run

from framecheck.analysis import missed
from framecheck.analyzer import Analyzer
from framecheck.codebook import load
from framecheck.comparison import compare, shift
from framecheck.language import foreign
from framecheck.report import Style
from framecheck.report.comparison import COMPARERS
from framecheck.revision import align
from framecheck.schema import Analysis, Receipt, ScoredSentence

BOOK = load()
RECEIPT = Receipt(framecheck="0", model="m", model_sha256="0", codebook="c", codebook_sha256="0")
CHALLENGE = "The contract was never put out to tender. The force spoke to one supplier alone."
REPLY = "People want to walk home without being attacked. Every delay is paid for by a victim of crime."


def analysis(*labels):
    """An analysis of sentences with these labels, each a string of frames."""
    sentences = tuple(
        ScoredSentence(
            text=f"Sentence {i}.",
            start=i * 20,
            end=i * 20 + 11,
            frames=tuple(each.split()),
            scores={n: 0.9 if n in each.split() else 0.1 for n in BOOK.names},
        )
        for i, each in enumerate(labels)
    )
    return Analysis(source="s", title="", text_sha256="0", sentences=sentences, profile={}, silences=(), finding="")


def vectors(*angles):
    return np.array([[np.cos(a), np.sin(a)] for a in angles])


def test_verdicts_follow_from_frame_and_matter():
    one = analysis("procurement-legal", "oversight", "")
    other = analysis("procurement-legal", "oversight", "public-safety")
    result = compare(one, other, (vectors(0, 0, 0), vectors(0, np.pi, 0)), BOOK, RECEIPT)
    assert {n: e.verdict for n, e in result.frames.items()} == {
        "procurement-legal": "answered",  # the same frame, the same matter
        "oversight": "passed over",  # the same frame, another matter
        "public-safety": "newly brought in",
    }
    assert [(p.challenge, p.reply, p.frames) for p in result.pairs] == [
        (0, 0, ("procurement-legal",)),
        (1, 1, ("oversight",)),
    ]
    assert "not taken up" in result.finding
    assert "appeals to public safety" in result.finding


def test_shift_is_the_change_of_the_profile_with_an_interval():
    one, other = np.array([[1.0, 0.0]] * 4 + [[0.0, 0.0]]), np.array([[0.0, 1.0]] * 3 + [[1.0, 0.0]])
    moved = shift(one, other, ("a", "b"))
    assert (moved["a"].value, moved["b"].value) == (-0.75, 0.75)
    assert all(m.low <= m.value <= m.high and m.low < m.high for m in moved.values())
    still = shift(np.zeros((2, 2)), np.zeros((1, 2)), ("a", "b"))
    assert (still["a"].value, still["a"].low, still["a"].high) == (0, 0, 0)


def test_a_long_challenge_is_compared_in_rows(monkeypatch):
    one, other = analysis(*["oversight"] * 9), analysis("oversight")
    whole = compare(one, other, (vectors(*range(9)), vectors(0)), BOOK, RECEIPT)
    monkeypatch.setattr("framecheck.comparison.ROWS", 2)
    assert compare(one, other, (vectors(*range(9)), vectors(0)), BOOK, RECEIPT) == whole


def test_every_reporter_says_the_finding_and_no_text_gets_out():
    one = analysis("procurement-legal", "")
    hostile = one.sentences[0].model_copy(update={"text": "\x1b[31m<script>x</script>[bold]"})
    one = one.model_copy(update={"sentences": (hostile, *one.sentences[1:])})
    result = compare(one, analysis("public-safety"), (vectors(0, 0), vectors(0)), BOOK, RECEIPT)
    for name, reporter in COMPARERS.items():
        said = reporter(result, BOOK, Style(width=80))
        assert "\x1b" not in said
        if name == "html":
            assert "<script>x" not in said
    assert "[bold]" in COMPARERS["terminal"](result, BOOK, Style(width=80))


def test_the_command(tmp_path):
    (tmp_path / "a.txt").write_text(CHALLENGE)
    (tmp_path / "b.txt").write_text(REPLY)
    result = run("compare", tmp_path / "a.txt", tmp_path / "b.txt", "-f", "json", "-o", tmp_path / "c.html")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert set(data) == {"receipt", "challenge", "reply", "frames", "shift", "pairs", "finding", "problems"}
    assert data["frames"]["procurement-legal"]["verdict"] == "passed over"
    assert data["frames"]["public-safety"]["verdict"] == "newly brought in"
    assert (tmp_path / "c.html").read_text().startswith("<!doctype html>")
    shown = run("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert max(map(len, shown.stdout.decode().splitlines())) <= 80


@pytest.mark.parametrize(
    ("reply", "says"),
    [(CHALLENGE, "the same text"), ("", "empty"), (None, "no such file")],
)
def test_what_cannot_be_compared_is_said(tmp_path, reply, says):
    (tmp_path / "a.txt").write_text(CHALLENGE)
    if reply is not None:
        (tmp_path / "b.txt").write_text(reply)
    result = run("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    refused(result, says)
    assert result.stdout == b""


def test_another_language_is_said_and_not_guessed(tmp_path):
    german = "Das Ministerium hat den Vertrag nicht ausgeschrieben. Die Sicherheit der Bürger geht vor."
    assert foreign(german) == "de"
    assert foreign("合同未经公开招标。警方没有回答记者的问题。") in {"zh", ""}
    for path in ("dev", "test", "outside-dev"):
        rows = map(json.loads, (FIXTURES / "corpus" / f"{path}.jsonl").read_text().splitlines())
        assert not [r["id"] for r in rows if foreign(" ".join(s["text"] for s in r["sentences"]))]
    (tmp_path / "a.txt").write_text(german)
    result = run("analyze", tmp_path / "a.txt")
    assert result.returncode == 0
    assert "another language than English (de)" in result.stderr.decode()


def test_the_stated_chance_of_a_miss_is_right_where_scores_are_calibrated():
    rng = np.random.default_rng(0)
    stated, happened = [], []
    for _ in range(20_000):
        scores = rng.beta(0.3, 3, size=rng.integers(1, 12))
        stated.append(missed(list(scores)))
        happened.append(bool((rng.random(len(scores)) < scores).any()))
    order = np.argsort(stated)
    for part in np.array_split(order, 8):
        said, was = np.mean(np.array(stated)[part]), np.mean(np.array(happened)[part])
        assert abs(said - was) < 4 * np.sqrt(0.25 / len(part))


def test_the_library_compares():
    result = Analyzer().compare(CHALLENGE, REPLY)
    assert result.challenge.source == "challenge"
    assert result.frames["procurement-legal"].raised >= 1


def test_two_speakers_of_one_statement():
    story = FIXTURES / "statements" / "story.md"
    result = run("analyze", story, "--compare", "Okafor", "reyes", "-f", "json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert (data["challenge"]["title"], data["reply"]["title"]) == ("Mina Okafor", "Daniel Reyes")
    assert {s["speaker"] for s in data["reply"]["sentences"]} == {"Daniel Reyes"}
    assert data["frames"]["oversight"]["verdict"] == "passed over"
    refused(run("analyze", story, "--compare", "Okafor", "Mosley"), "Mosley", "Mina Okafor")
    refused(run("analyze", story, story, "--compare", "a", "b"), "one statement")


def test_two_versions_are_aligned(tmp_path):
    old = ["Alpha one two three.", "Beta four five six.", "Gamma seven eight.", "Delta nine."]
    new = ["Alpha one two three.", "Epsilon is new.", "Beta four five seven.", "Delta nine."]
    assert list(align(old, new)) == [(0, 0), (None, 1), (1, 2), (2, None), (3, 3)]
    (tmp_path / "draft.txt").write_text("We met the bidders. " + CHALLENGE)
    (tmp_path / "final.txt").write_text("We met the bidders. People want to walk home without being attacked.")
    result = run("compare", tmp_path / "draft.txt", tmp_path / "final.txt", "--versions", "-f", "json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert [c["kind"] for c in data["changes"]] == ["same", "removed", "removed", "added"]
    assert data["changes"][3]["gained"] == ["public-safety"]
    assert "procurement-legal from" in data["finding"]
    shown = run("compare", tmp_path / "draft.txt", tmp_path / "final.txt", "--versions").stdout.decode()
    assert [line[0] for line in shown.splitlines()[:4]] == [" ", "-", "-", "+"]


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_an_alignment_has_every_sentence_once_and_in_order(old, new):
    pairs = list(align(old, new))
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
