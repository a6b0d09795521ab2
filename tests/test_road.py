from pathlib import Path

import pytest

from framecheck.codebook import load
from framecheck.corpus.statements import read
from framecheck.sentences import segment

CORPUS = Path(__file__).parent.parent / "fixtures" / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl")), ids=lambda p: p.stem)
def test_corpus_is_valid(path):
    assert read(path, load())


def test_splits_share_no_group():
    groups = {n: {s.group for s in read(CORPUS / f"{n}.jsonl")} for n in ("train", "dev", "test")}
    assert not groups["train"] & groups["test"]
    assert not groups["train"] & groups["dev"]
    assert not groups["dev"] & groups["test"]


def test_segments_with_offsets():
    text = "\ufeff“We did it. We would,” she said at No. 10.\r\n\r\nNext"
    found = segment(text)
    assert [s.text for s in found] == ["“We did it.", "We would,” she said at No. 10.", "Next"]
    assert all(text[s.start : s.end] == s.text for s in found)
