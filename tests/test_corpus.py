import json

import pytest
from conftest import FIXTURES

from framecheck.codebook import load
from framecheck.corpus.statements import read, write
from framecheck.errors import CorpusError

CORPUS = FIXTURES / "corpus"
SPLITS = ("train", "dev", "test", "outside-dev", "contrast-train", "contrast-test")


@pytest.fixture(scope="module")
def splits():
    return {name: read(CORPUS / f"{name}.jsonl", load()) for name in SPLITS}


def test_every_statement_has_an_id_and_a_group(splits):
    ids = [s.id for statements in splits.values() for s in statements]
    assert len(ids) == len(set(ids))
    assert all(s.id and s.group for statements in splits.values() for s in statements)


def test_splits_share_no_group_and_no_sentence(splits):
    for a in SPLITS:
        for b in SPLITS:
            if a < b:
                assert not {s.group for s in splits[a]} & {s.group for s in splits[b]} or "outside-dev" in (a, b)
    texts = {n: {x.text.casefold() for s in splits[n] for x in s.sentences if len(x.text) > 40} for n in SPLITS}
    learnt = texts["train"] | texts["contrast-train"]
    for held in ("dev", "test", "outside-dev", "contrast-test"):
        assert not learnt & texts[held]


def test_contrast_sets_are_whole_and_vary(splits):
    halves = [{s.key("set") for s in splits[n]} for n in ("contrast-train", "contrast-test")]
    assert not halves[0] & halves[1]
    assert len(halves[1]) == 150


def test_round_trip_keeps_every_key(splits, tmp_path):
    write(tmp_path / "copy.jsonl", splits["dev"])
    a, b = (
        [json.loads(line) for line in path.read_text().splitlines()]
        for path in (CORPUS / "dev.jsonl", tmp_path / "copy.jsonl")
    )
    assert a == b


def test_sentence_rows_are_accepted(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('\ufeff{"text": "Nobody was asked.", "frames": ["oversight"], "mine": 1}\n\n')
    (statement,) = read(path, load())
    assert statement.sentences[0].frames == ("oversight",)
    assert statement.key("mine") == "1"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", ":2: not JSON"),
        ("[]", ":2: a JSON object is expected"),
        ('{"text": "A."}', ":2: sentences.0.frames"),
        ('{"text": " ", "frames": []}', ":2: sentences.0.text"),
        ('{"text": "A.", "frames": ["safety"]}', ":2: sentence 1: unknown frame 'safety'"),
        ('{"id": "a", "sentences": []}', ":2: sentences"),
        ('{"id": "one", "text": "B.", "frames": []}', ":2: the id 'one' stands on line 1 already"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, says):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "one", "text": "A.", "frames": []}\n' + line + "\n")
    with pytest.raises(CorpusError, match=says):
        read(path, load())


def test_an_empty_corpus_is_an_error(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n\n")
    with pytest.raises(CorpusError, match="no statement"):
        read(tmp_path / "none.jsonl")
