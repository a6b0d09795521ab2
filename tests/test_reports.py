import json

import numpy as np

from framecheck.analysis import analyse, missed
from framecheck.codebook import load
from framecheck.model.classifier import FakeClassifier
from framecheck.report import REPORTERS, Style
from framecheck.report.safe import harmless, one_line
from framecheck.schema import Receipt, Run, ScoredSentence, Statement

BOOK = load()
FAKE = FakeClassifier(BOOK, {"public-safety": ("robbed",), "procurement-legal": ("tender",)})
RECEIPT = Receipt(
    framecheck="0", model="fake", model_sha256="0" * 64, codebook="public-tech 1.2", codebook_sha256="1" * 64
)


def report(kind, *texts, style=Style(width=60)):  # noqa: B008
    analysis = analyse(FAKE, Statement.from_sentences(texts, source="quote.txt"))
    return REPORTERS[kind](Run(receipt=RECEIPT, statements=(analysis,)), BOOK, style)


def test_terminal_whole():
    assert report("terminal", "People were robbed.", "There was no tender.", "It rained.") == (
        "quote.txt ──────────────────────────────────────────────────\n"
        " S  public-safety    P  procurement-legal    O  oversight\n"
        "? uncertain\n"
        "\n"
        "S   People were _robbed_.                           S 0.95\n"
        "P   There was no _tender_.                          P 0.95\n"
        "·   It rained.\n"
        "\n"
        "public-safety     ████████████░░░░░░░░░░░░ 1 of 2 framed\n"
        "procurement-legal ████████████░░░░░░░░░░░░ 1 of 2 framed\n"
        "oversight         ░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 2 framed\n"
        "\n"
        "1 of 2 framed sentences appeals to public safety, 1 speaks\n"
        "of procurement or law; none speaks of oversight (14 % chance\n"
        "that one was missed).\n"
    )


def test_colour_carries_evidence_without_underscores():
    page = report("terminal", "People were robbed.", style=Style(width=60, colour=True))
    assert "_" not in page
    assert "\x1b[4;" in page


def test_nothing_framed_is_said():
    assert "None of the 2 sentences carries a frame" in report("terminal", "It rained.", "It snowed.").replace(
        "\n", " "
    )


def test_missed_is_one_minus_the_product():
    rng = np.random.default_rng(1)
    scores = rng.random(6) * 0.3
    simulated = (rng.random((200_000, 6)) < scores).any(1).mean()
    assert abs(missed(list(scores)) - simulated) < 0.005


def test_harmless_keeps_length_and_ordinary_letters():
    text = "naïve — “quote” \x1b[2J \u202e\u2066 \ud800 日本 🙂 ok\r\nnext"
    assert len(harmless(text)) == len(text)
    assert not set("\x1b\u202e\u2066\ud800\r\n") & set(harmless(text))
    assert one_line("a \r\n b") == "a b"


def test_evidence_that_overlaps_does_not_repeat_the_quotation():
    sentence = ScoredSentence(
        text="They broke the rules.", start=0, end=21, frames=("public-safety", "oversight"),
        scores=dict.fromkeys(BOOK.names, 0.9), evidence={"public-safety": ((0, 20, 0.9),), "oversight": ((5, 10, 0.9),)},
    )  # fmt: skip
    analysis = analyse(FAKE, Statement.from_sentences(["They broke the rules."])).model_copy(
        update={"sentences": (sentence,)}
    )
    run = Run(receipt=RECEIPT, statements=(analysis,))
    for kind in ("terminal", "markdown"):
        page = REPORTERS[kind](run, BOOK, Style()).replace("_", "").replace("*", "").replace("\\", "")
        assert "They broke the rules." in page


def test_json_holds_nothing_that_a_terminal_obeys():
    page = report("json", "A man\x9b31m was \u202erobbed.", "\x1b[2J \ud800")
    assert not set("\x9b\u202e\x1b\ud800") & set(page)
    assert json.loads(page)["statements"][0]["sentences"][0]["text"] == "A man\x9b31m was \u202erobbed."
