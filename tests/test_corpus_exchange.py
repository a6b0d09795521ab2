"""A corpus to other tools and back: nothing is lost."""

import csv
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framecheck.codebook import load
from framecheck.corpus.exchange.formats import FORMATS
from framecheck.corpus.exchange.items import to_corpus, to_items
from framecheck.corpus.statements import LabelledStatement, json_lines, plain, read, read_table
from framecheck.corpus.table import escape, table, unescape
from framecheck.errors import CorpusError

NAMES = load().names
ANY = st.text(max_size=12)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
AWKWARD = st.sampled_from(
    ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "'x", "'=x", "''", "a;b", "a,b", 'a"b', "a\r\nb", "\x00", "{}"]
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY | AWKWARD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=5,
)
KEYS = st.dictionaries(
    st.sampled_from(
        ["source", "line", "split", "text", "frames", "json", "statement", "framecheck", "_input_hash", "key"]
    )
    | ANY.filter(lambda key: key not in {"id", "group", "sentences"}),
    VALUE,
    max_size=4,
)
FRAME = st.sampled_from([*NAMES, "a;b", " a", "", "=x"])
SENTENCE = st.builds(
    lambda text, frames, keys: {
        **{k: v for k, v in keys.items() if k not in {"text", "frames"}},
        "text": text,
        "frames": frames,
    },
    TEXT | AWKWARD.filter(str.strip),
    st.lists(FRAME, max_size=3),
    KEYS,
)
STATEMENT = st.builds(
    lambda keys, ids, sentences: {**keys, **ids, "sentences": sentences},
    KEYS,
    st.fixed_dictionaries({}, optional={"group": st.text(st.characters(exclude_categories=["Cs"]), max_size=5)}),
    st.lists(SENTENCE, min_size=1, max_size=3),
)


@st.composite
def corpora(draw):
    statements = draw(st.lists(STATEMENT, min_size=1, max_size=4))
    if draw(st.booleans()):
        statements = [{**each, "id": f"s{number}"} for number, each in enumerate(statements)]
    return [LabelledStatement.model_validate(each) for each in statements]


def values(corpus):
    return [statement.model_dump() for statement in corpus]


@settings(max_examples=30, deadline=None)
@given(corpora())
@pytest.mark.parametrize("tool", sorted(FORMATS))
def test_to_a_tool_and_back_loses_nothing(tool, corpus):
    text = FORMATS[tool].to_text(to_items(corpus), NAMES)
    back, left_out = to_corpus(FORMATS[tool].to_items(text.encode().decode(), "file"))
    assert values(back) == values(corpus)
    assert left_out == 0


@settings(max_examples=60, deadline=None)
@given(corpus=corpora())
def test_to_csv_and_back_loses_nothing(tmp_path_factory, corpus):
    path = tmp_path_factory.getbasetemp() / "round.csv"
    path.write_bytes(table(corpus).encode())
    assert values(read(path)) == values(corpus)
    with path.open(encoding="utf-8", newline="") as stream:
        cells = [cell for cells in csv.reader(stream) for cell in cells]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@settings(max_examples=40, deadline=None)
@given(corpus=corpora())
def test_writing_and_reading_loses_nothing(tmp_path_factory, corpus):
    path = tmp_path_factory.getbasetemp() / "round.jsonl"
    path.write_bytes(json_lines(map(plain, corpus)).encode())
    assert values(read(path)) == values(corpus)


@given(ANY | AWKWARD)
def test_an_escaped_cell_is_no_formula_and_comes_back(cell):
    assert unescape(escape(cell)) == cell
    assert not escape(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_apostrophes_from_elsewhere_stay():
    assert unescape("'tis") == "'tis"


def test_a_table_is_rfc_4180():
    corpus = [
        LabelledStatement.model_validate({"id": "a", "sentences": [{"text": 'Say "a, b".', "frames": ["x", "y"]}]})
    ]
    assert table(corpus) == 'id,text,frames\r\na,"Say ""a, b"".",x;y\r\n'


def test_keys_named_like_our_own_stay_the_users(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "A.", "frames": [], "source": "https://x", "line": 9}\n')
    (statement,) = read(tmp_path / "a.jsonl")
    assert (statement.key("source"), statement.key("line")) == ("https://x", "9")
    assert (statement.source, statement.line) == (str(tmp_path / "a.jsonl"), 1)
    assert plain(statement)["source"] == "https://x"


LABEL_STUDIO = [
    {
        "id": 7,
        "data": {"text": "Nobody was asked.", "mine": 1},
        "annotations": [
            {"completed_by": {"email": "a@x"}, "result": [{"type": "choices", "value": {"choices": ["oversight"]}}]},
            {"completed_by": 2, "result": []},
            {"completed_by": 3, "result": [{"type": "choices", "value": {"choices": ["oversight", "public-safety"]}}]},
            {"completed_by": 4, "was_cancelled": True, "result": []},
        ],
        "predictions": [{"result": []}],
    },
    {"id": 8, "data": {"text": "Not yet."}, "annotations": []},
]


def test_several_annotators_of_label_studio_are_kept():
    items = FORMATS["label-studio"].to_items(json.dumps(LABEL_STUDIO), "tasks.json")
    with pytest.raises(CorpusError, match="task 2: not labelled"):
        to_corpus(items)
    (statement,), left_out = to_corpus(items, skip_unlabelled=True)
    assert left_out == 1
    assert json.loads(json.dumps(plain(statement))) == {
        "mine": 1,
        "label_studio": {"id": 7},
        "sentences": [
            {
                "text": "Nobody was asked.",
                "frames": ["oversight"],
                "annotations": {"a@x": ["oversight"], "2": [], "3": ["oversight", "public-safety"]},
            }
        ],
    }


def test_several_annotators_of_prodigy_are_kept():
    task = {"text": "A.", "_input_hash": 5, "answer": "accept"}
    rows = [
        {**task, "accept": ["oversight"], "_annotator_id": "ann"},
        {**task, "accept": [], "_annotator_id": "ben"},
        {"text": "B.", "accept": [], "answer": "ignore"},
    ]
    (statement,), left_out = to_corpus(FORMATS["prodigy"].to_items(json_lines(rows), "p.jsonl"), skip_unlabelled=True)
    assert statement.sentences[0].frames == ()
    assert plain(statement)["sentences"][0]["annotations"] == {"ann": ["oversight"], "ben": []}
    assert left_out == 1


def test_an_export_that_lost_a_sentence_is_an_error():
    sentences = [{"text": "A.", "frames": []}, {"text": "B.", "frames": []}]
    corpus = [LabelledStatement.model_validate({"sentences": sentences})]
    text = FORMATS["doccano"].to_text(to_items(corpus)[1:], NAMES)
    with pytest.raises(CorpusError, match="of the 2 sentences of its statement number 1 is missing"):
        to_corpus(FORMATS["doccano"].to_items(text, "d.jsonl"))


@pytest.mark.parametrize(
    ("tool", "text", "says"),
    [
        ("label-studio", "{", "not JSON"),
        ("label-studio", "{}", "a list of tasks is expected"),
        ("label-studio", '[{"data": {}}]', "task 1: data.text: no text"),
        (
            "label-studio",
            '[{"data": {"text": "A."}, "annotations": [{"result": [{"type": "labels"}]}]}]',
            "frames are labelled by choices",
        ),
        ("doccano", '{"text": "A.", "label": [[0, 1, "x"]]}', "d:1: label: the labels are not a list of names"),
        ("doccano", '{"text": "A.", "label": [], "framecheck": 3}', "d:1: the key 'framecheck'"),
        ("doccano", '{"text": " ", "label": []}', "d:1: sentences.0.text"),
        ("doccano", "\n", "no labelled sentence"),
        ("prodigy", '{"text": "A.", "answer": "accept", "label": "x"}', "d:1: no key 'accept'"),
    ],
)
def test_what_is_no_export_is_named(tool, text, says):
    with pytest.raises(CorpusError, match=says):
        to_corpus(FORMATS[tool].to_items(text, "d"))


@pytest.mark.parametrize("tool", [*sorted(FORMATS), "csv"])
def test_the_commands_go_there_and_back(tool, tmp_path):
    source = tmp_path / "train.jsonl"
    source.write_text('{"id": "a", "mine": [1], "sentences": [{"text": "=A.", "frames": ["oversight"], "k": null}]}\n')
    command = [sys.executable, "-m", "framecheck", "corpus"]
    subprocess.run([*command, "export", tool, source, "-o", tmp_path / "there"], check=True, capture_output=True)
    done = subprocess.run([*command, "import", tool, tmp_path / "there"], check=True, capture_output=True)
    assert done.stdout == source.read_bytes()
    assert done.stderr == b""


def test_a_broken_export_is_one_line_and_exit_code_2(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"\xff")
    command = [
        sys.executable,
        "-m",
        "framecheck",
        "corpus",
        "import",
        "doccano",
        tmp_path / "x.jsonl",
        "-o",
        tmp_path / "y",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "y").exists()


def test_a_table_of_any_name_is_read(tmp_path):
    (tmp_path / "sheet.txt").write_text("text,frames\nA.,oversight\n")
    assert read_table(tmp_path / "sheet.txt")[0].sentences[0].frames == ("oversight",)
    assert io.StringIO(table(read_table(tmp_path / "sheet.txt"))).readline() == "text,frames\r\n"
