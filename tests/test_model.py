import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from conftest import FIXTURES

from framecheck.analyzer import Analyzer
from framecheck.codebook import load
from framecheck.corpus.statements import read
from framecheck.errors import CodebookError, ModelError, UsageError
from framecheck.model.folder import DEFAULT, open_folder
from framecheck.model.windows import Tokens, tokenise, windows
from framecheck.schema import Statement
from framecheck.sentences import segment

REPLY = (FIXTURES / "statements" / "reply.txt").read_text()


def test_the_default_folder_is_whole_and_small():
    folder = open_folder()
    folder.verify()
    assert (DEFAULT / "model.onnx").stat().st_size < 30e6
    assert folder.config.codebook.names == load().names


def test_scores_do_not_depend_on_neighbours_or_order(analyzer):
    statements = [s.statement() for s in read(FIXTURES / "corpus" / "dev.jsonl")[:12]]
    one_way = {s.source: analyzer.analyze(s) for s in statements}
    other_way = {s.source: Analyzer().analyze(s) for s in reversed(statements)}
    assert one_way == other_way


def test_two_runs_are_byte_identical():
    command = [sys.executable, "-m", "framecheck", "analyze", str(FIXTURES / "statements" / "reply.txt"), "-f", "json"]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert json.loads(first)["receipt"]["model_sha256"] == open_folder().hash


def test_shares_of_the_words_add_up_to_the_logit(analyzer):
    statement = Statement(source="", text=REPLY, sentences=segment(REPLY))
    judgement = analyzer.classifier.judge(statement)
    for logits, words in zip(judgement.logits, judgement.words, strict=True):
        np.testing.assert_allclose(np.sum([share for _, _, share in words], axis=0), logits, atol=1e-6)


def test_every_token_stands_in_exactly_one_window(analyzer):
    tokens = tokenise(analyzer.classifier.tokenizer, Statement(source="", text=REPLY * 9, sentences=segment(REPLY * 9)))
    tokens.append(Tokens(tuple(range(700)), tuple((i, i + 1) for i in range(700))))  # longer than any window
    laid = windows(tokens, 256, 101, 102)
    assert all(len(w.ids) <= 256 and w.ids[0] == 101 and w.ids[-1] == 102 for w in laid)
    for index, sentence in enumerate(tokens):
        parts = [(p.token, w.ids[p.first : p.first + p.length]) for w in laid for p in w.parts if p.sentence == index]
        assert tuple(i for _, ids in sorted(parts) for i in ids) == sentence.ids
    lengths = [len(w.ids) for w in laid[:-3]]
    assert max(lengths) < 2 * min(lengths)


def test_markup_is_not_judged(analyzer):
    plain = "The mayor stopped the deal. It broke the rules."
    marked = plain.replace("stopped", "**stopped**")
    at = marked.index("**")
    spans = ((at, at + 2), (at + 9, at + 11))
    with_markup = Statement(source="", text=marked, sentences=segment(marked), markup=spans)
    assert [s.scores for s in analyzer.analyze(with_markup).sentences] == [
        s.scores for s in analyzer.analyze(plain).sentences
    ]


def test_thresholds_and_codebook(analyzer):
    loose = Analyzer(thresholds={"oversight": 0.0}).analyze(REPLY)
    assert all("oversight" in s.frames for s in loose.sentences)
    with pytest.raises(UsageError, match="0 to 1"):
        Analyzer(thresholds={"oversight": 2})
    with pytest.raises(CodebookError, match="no frame 'safety'"):
        Analyzer(thresholds={"safety": 0.5})
    other = load().model_copy(update={"frames": load().frames[:2]})
    with pytest.raises(CodebookError, match="the model marks"):
        Analyzer(codebook=other)


def test_occlusion_agrees_with_the_exact_shares_on_the_label():
    text = "The contract was awarded without any tender."
    slow = Analyzer(explain="occlusion").analyze(text).sentences[0]
    fast = Analyzer().analyze(text).sentences[0]
    assert slow.scores == fast.scores
    assert slow.evidence["procurement-legal"]


def damaged(folder, name, change):
    path = folder / name
    change(path)
    return folder


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("model.onnx", lambda p: p.write_bytes(p.read_bytes()[:-1] + b"x"), "model.onnx has changed"),
        ("tokenizer.json", lambda p: p.write_text("{}"), "tokenizer.json has changed"),
        ("card.md", lambda p: p.unlink(), "card.md is missing"),
        ("config.json", lambda p: p.unlink(), "config.json is missing"),
        ("config.json", lambda p: p.write_text('{"format": 1}'), "config.json"),
        ("checksums.json", lambda p: p.write_text("[]"), "not a model of framecheck"),
        ("checksums.json", lambda p: p.unlink(), "checksums.json is missing"),
    ],
)
def test_a_broken_folder_is_refused(tmp_path, name, change, says):
    folder = tmp_path / "model"
    shutil.copytree(DEFAULT, folder)
    change(folder / name)
    with pytest.raises(ModelError, match=says):
        Analyzer(folder).analyze("A sentence.")


def test_a_folder_that_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="not a model of framecheck"):
        Analyzer(tmp_path)
    with pytest.raises(ModelError, match="no model folder there"):
        Analyzer(tmp_path / "nowhere")
