"""The HTML page as a string: escaped, self-contained, well formed. What a browser makes of it: tests/browser/."""

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import FIXTURES
from handmade import BOOK, HOSTILE, SAFETY, analysis, batch, comparison, run, with_speakers

import framecheck.report
from framecheck.codebook import Codebook, Frame
from framecheck.report import REPORTERS, Style
from framecheck.report.html import COLOURS, comparison_html
from framecheck.schema import ScoredSentence

VOID = {"meta", "link", "input", "br", "img", "rect", "path", "line"}
CSS = (Path(framecheck.report.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
KINDS = {
    "one": lambda: REPORTERS["html"](run(analysis()), BOOK, Style()),
    "speakers": lambda: REPORTERS["html"](run(with_speakers()), BOOK, Style()),
    "batch": lambda: REPORTERS["html"](batch(), BOOK, Style()),
    "comparison": lambda: comparison_html(comparison(), BOOK, Style()),
    "nothing": lambda: REPORTERS["html"](run(), BOOK, Style()),
}


class Page(HTMLParser):
    """A page read strictly: what is opened is closed, in order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes, self.texts, self.faults = [], [], [], {}, []
        self.feed(page)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        tag = self.open[-1] if self.open else ""
        self.texts[tag] = self.texts.get(tag, "") + data

    def ids(self):
        return [a["id"] for _, a in self.attributes if "id" in a]


@pytest.fixture(params=KINDS)
def source(request):
    return KINDS[request.param]()


def test_a_page_is_well_formed_and_its_references_lead_somewhere(source):
    page = Page(source)
    assert page.faults == []
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for _, attributes in page.attributes:
        for key in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(key, ids[0]) in ids
        if attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in ids


def test_a_page_asks_for_nothing(source):
    page = Page(source)
    assert not {"img", "iframe", "object", "embed", "base", "audio", "video"} & set(page.tags)
    for tag, attributes in page.attributes:
        assert not {"src", "srcset", "style", "action", "formaction", "ping", "background"} & set(attributes), tag
        assert re.match(r"#|data:,$", attributes.get("href", "#")), attributes
        assert not any(key.startswith("on") for key in attributes)
    assert not re.search(r"url\(|@import|https?:", page.texts["style"])
    assert not re.search(r"fetch|XMLHttp|import|sendBeacon|https?:", page.texts["script"])


def test_the_policy_names_the_style_and_the_script(source):
    page = Page(source)
    policy = next(a["content"] for _, a in page.attributes if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        assert page.tags.count(tag) == 1
        digest = base64.b64encode(hashlib.sha256(page.texts[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_headings_are_in_order(source):
    levels = [int(tag[1]) for tag in Page(source).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("kind", ["one", "speakers", "batch", "comparison"])
def test_hostile_text_stays_text(kind):
    source = KINDS[kind]()
    assert not set("\x1b\u202e") & set(source)
    assert "<script>document" not in source
    assert "&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;" in source
    assert "&lt;img src=http://x.test/a.png&gt;" in source
    assert HOSTILE not in source


def test_speakers_names_and_titles_are_escaped():
    source = KINDS["speakers"]()
    assert "The &lt;b&gt;panel&lt;/b&gt;" in source
    assert "Café &amp; &lt;i&gt;law&lt;/i&gt;" in source
    assert "&lt;d&gt;.pdf" in KINDS["batch"]()
    assert "raised &lt;twice&gt; and" in KINDS["comparison"]()


def plain(source):
    return " ".join(re.sub(r"<[^>]+>", "", source.split("<body>")[1]).split())


def test_a_sentence_says_its_frames_scores_doubts_and_words():
    source = KINDS["speakers"]()
    second = re.search(r'<span id="1-2" class="x s f0 p1 a0 t1 voiced">(.*)</span>', source)[1]
    assert '<mark class="c0 w3 own">robbed</mark>' in second
    assert '<span class="own">People are </span>' in second
    assert "Public-safety appeal 0.95robbed 100 %" in plain("<body>" + second)
    fourth = re.search(r'<tr id="row-1-4" class="x f2 u p2">(.*?)</tr>', source, re.S)[1]
    assert "P Procurement and legal 0.44? uncertain" in plain("<body>" + fourth)


def test_every_speaker_has_a_turn_a_profile_and_a_filter():
    source = KINDS["speakers"]()
    assert re.findall(r'<p class="who"><bdi>(.*?)</bdi>(?: <span>(.*?)</span>)?', source) == [
        ("Mayor", "reported"),
        ("Daniel Reyes", "quoted"),
        ("The &lt;b&gt;panel&lt;/b&gt;", "reported"),
        ("Narrator", ""),
    ]
    assert re.findall(r'class="k-(p\d)"', source) == ["p0", "p1", "p2", "p3"]
    assert "By speaker" in plain(source)
    assert "By speaker" not in plain(KINDS["one"]())


def test_the_finding_is_the_headline_and_silence_has_its_chance():
    only = analysis(["People were robbed."])
    source = REPORTERS["html"](run(only), BOOK, Style())
    assert f"<h1>{only.finding}</h1>" in source
    assert plain(source).count("none 5 % chance that one was missed") == 2


def test_a_batch_has_an_overview_problems_and_each_statement_in_a_part():
    source = KINDS["batch"]()
    assert source.count("<details>") == 3
    assert "<h1>7 of 9 sentences carry a frame.</h1>" in source
    assert "&lt;d&gt;.pdf</bdi></strong>: binary\ufffd (not looked at)" in source
    assert "odd (looked at all the same)" in source


def test_a_comparison_says_verdicts_shift_and_pairs():
    source = KINDS["comparison"]()
    text = plain(source)
    assert "passed over 12 % chance that any is answered" in text
    assert "newly brought in" in text
    assert "−80 −100 to −30" in text
    assert 'href="#r-5"><span class="vh">nearest in the reply: sentence </span>→ 5</a>' in source
    assert 'href="#c-3"><span class="vh">nearest in the challenge: sentence </span>← 3</a>' in source


def test_evidence_that_overlaps_or_oversteps_loses_no_letter():
    sentence = ScoredSentence(
        text="They broke the rules.", start=5, end=26, frames=BOOK.names[:2], scores=dict.fromkeys(BOOK.names, 0.9),
        evidence={BOOK.names[0]: ((5, 25, 0.2), (24, 40, 0.1)), BOOK.names[1]: ((10, 15, 0.9),)}, quotes=((0, 9),),
    )  # fmt: skip
    source = REPORTERS["html"](run(analysis(["x."]).model_copy(update={"sentences": (sentence,)})), BOOK, Style())
    assert '<mark class="c0 w2 own">They</mark><mark class="c0 w2"> </mark><mark class="c1 w3">broke</mark>' in source
    body = re.search(r'<span id="1-1".*?</a>&nbsp;(.*?)<span class="card"', source)[1]
    assert re.sub("<.*?>", "", body) == "They broke the rules."


def test_a_blank_line_begins_a_paragraph_and_two_blanks_after_each_stop_do_not():
    def paragraphs(*gaps):
        sentences, at = [], 0
        for gap in (0, *gaps):
            at += gap
            sentences.append(ScoredSentence(text="It is.", start=at, end=at + 6, scores=dict.fromkeys(BOOK.names, 0.0)))
            at += 6
        made = analysis(["x."]).model_copy(update={"sentences": tuple(sentences)})
        text = REPORTERS["html"](run(made), BOOK, Style()).split('<div class="text">')[1].split("</section>")[0]
        return text.count("<p>")

    assert paragraphs(1, 1, 1) == 1
    assert paragraphs(1, 2, 1) == 2
    assert paragraphs(2, 2, 2) == 1
    assert paragraphs(*[1] * 99) == 3  # a wall of text is broken all the same


def test_a_codebook_with_more_frames_than_colours_begins_again():
    frames = tuple(Frame(name=f"f{i}", title=f"T{i}", definition="d", sign=f"X{i}") for i in range(11))
    book = Codebook(id="x", version="1", title="t", frames=frames)
    scores = {f.name: 0.9 for f in frames}
    sentence = ScoredSentence(text="It is.", start=0, end=6, frames=book.names, scores=scores)
    made = analysis(["x."]).model_copy(
        update={"sentences": (sentence,), "profile": dict.fromkeys(book.names, 1.0), "silences": ()}
    )
    source = REPORTERS["html"](run(made), book, Style())
    assert set(re.findall(r'class="chip c(\d+)', source)) == set(map(str, range(COLOURS)))
    assert ".filter:has(.k-f10:checked)" in source


def test_ten_thousand_sentences_make_one_line_each_way_and_a_short_chart():
    one = analysis(["They were robbed."]).sentences[0]
    many = analysis(["They were robbed."]).model_copy(update={"sentences": (one,) * 10_000})
    source = REPORTERS["html"](run(many), BOOK, Style())
    assert source.count('<tr id="row-1-') == 10_000
    assert len(source) < 25_000_000
    assert "<summary>Table of 10,000 sentences</summary>" in source
    assert "Table of" not in KINDS["one"]()
    assert 'd="M0 0h10000v1h-10000z"' in source


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * d for d in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour, paper, share):
    parts = [[int(c.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)] for c in (colour, paper)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(*parts, strict=True))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_colour_is_read_on_what_it_stands_on(theme):
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", re.findall(r":root\{([^}]*)\}", CSS)[theme]))
    share = int(re.findall(r"--tint:(\d+)%", CSS)[theme]) / 100
    for name in ("ink", "soft", "link"):
        assert contrast(colours[name], colours["paper"]) >= 4.5
        assert contrast(colours[name], colours["raised"]) >= 4.5
    for i in range(COLOURS):
        frame = colours[f"c{i}"]
        tint = mixed(frame, colours["paper"], share)
        assert contrast(frame, colours["on"]) >= 4.5
        assert contrast(frame, colours["paper"]) >= 4.5  # a dashed chip
        assert contrast(colours["ink"], tint) >= 4.5
        assert contrast(colours["soft"], tint) >= 4.5, (i, tint)
        assert contrast(frame, tint) >= 3


def test_the_command_writes_a_page(tmp_path):
    out = tmp_path / "report.html"
    command = [sys.executable, "-m", "framecheck", "analyze", str(FIXTURES / "statements" / "reply.txt")]
    shown = subprocess.run([*command, "-f", "html", "-o", str(out)], capture_output=True, check=True).stdout
    assert out.read_bytes() == shown
    assert Page(shown.decode()).faults == []
    assert BOOK.frame(SAFETY).title in shown.decode()
