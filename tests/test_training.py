"""A tiny network, trained for real: from a corpus to a model folder that analyses."""

import json
import shutil

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

from conftest import FIXTURES
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from framecheck.analyzer import Analyzer
from framecheck.codebook import load
from framecheck.errors import CorpusError, UsageError
from framecheck.files import sha256
from framecheck.model.folder import DEFAULT
from framecheck.model.network import open_checkpoint, pool
from framecheck.training.distil import teacher_scores
from framecheck.training.recipe import Recipe, read_teacher
from framecheck.training.run import read_corpus, train

pytestmark = pytest.mark.filterwarnings("ignore")  # the exporter and the quantiser warn of their own future

RECIPE = Recipe(epochs=2, learning_rate=2e-3, window=64, batch_tokens=512)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(0)
    words = Tokenizer.from_file(str(DEFAULT / "tokenizer.json")).get_vocab_size()
    config = BertConfig(
        vocab_size=words, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(folder)
    shutil.copy(DEFAULT / "tokenizer.json", folder)
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, count in (("train", 60), ("dev", 30)):
        rows = (FIXTURES / "corpus" / f"{name}.jsonl").read_text().splitlines()[:count]
        (folder / f"{name}.jsonl").write_text("\n".join(rows) + "\n")
    return folder


def made(corpus, base, output, **more):
    book = load()
    return train(read_corpus(corpus, book), book, base, output, RECIPE, "tiny", **more)


def test_one_seed_one_model_and_it_analyses(corpus, base, tmp_path):
    one = made(corpus, base, tmp_path / "one", checkpoint=tmp_path / "kept", scores=tmp_path / "scores.jsonl")
    two = made(corpus, base, tmp_path / "two")
    assert one.hash == two.hash
    assert sha256(one.path / "model.onnx") == sha256(two.path / "model.onnx")
    analysis = Analyzer(one.path).analyze("Nobody was asked. The contract was never put out to tender.")
    assert len(analysis.sentences) == 2
    card = (one.path / "card.md").read_text()
    assert "macro-F1" in card
    assert "60 statements" in card
    network = open_checkpoint(tmp_path / "kept")
    ids = torch.tensor([[101, 2023, 2003, 102]])
    assert network(ids, torch.ones_like(ids)).shape == (1, 4, 3)
    learnt = read_corpus(corpus, load()).train
    assert {k: len(v) for k, v in read_teacher(tmp_path / "scores.jsonl").items()} == {
        s.id: len(s.sentences) for s in learnt
    }


def test_the_vectors_are_near_those_of_the_encoder_it_began_from(corpus, base, tmp_path):
    folder = made(corpus, base, tmp_path / "one")
    statement = read_corpus(corpus, load()).train[0].statement()
    found = Analyzer(folder.path).classifier.vectors(statement)
    assert found.shape == (len(statement.sentences), 32)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    encoder = BertModel.from_pretrained(base).eval()
    with torch.inference_mode():
        first = [
            encoder(input_ids=torch.tensor([tokenizer.encode(s.text).ids])).last_hidden_state[0].mean(0)
            for s in statement.sentences
        ]
    expected = torch.nn.functional.normalize(torch.stack(first), dim=1).numpy()
    assert (found * expected).sum(1).mean() > 0.8


def test_a_teacher_is_read_and_must_fit(corpus, base, tmp_path):
    learnt = read_corpus(corpus, load()).train
    path = tmp_path / "teacher.jsonl"
    path.write_text(teacher_scores(Analyzer().classifier, learnt))
    assert {k: v.shape for k, v in read_teacher(path).items()} == {s.id: (len(s.sentences), 3) for s in learnt}
    assert made(corpus, base, tmp_path / "taught", teacher=path).hash
    path.write_text(json.dumps({"id": learnt[0].id, "scores": [[0.5] * 3] * 99}) + "\n")
    with pytest.raises(CorpusError, match="the teacher scored 99"):
        made(corpus, base, tmp_path / "misfit", teacher=path)


def test_a_span_is_the_mean_of_its_tokens():
    logits = torch.randn(2, 9, 3)
    spans = torch.tensor([[0, 1, 4], [1, 2, 9], [0, 4, 5]])
    expected = torch.stack([logits[r, a:b].mean(0) for r, a, b in spans.tolist()])
    torch.testing.assert_close(pool(logits, spans), expected)


def test_held_back_splits_are_refused():
    with pytest.raises(UsageError, match="held back"):
        read_corpus(FIXTURES / "corpus" / "test.jsonl", load())


def test_one_file_is_split_by_group(tmp_path):
    path = tmp_path / "mine.jsonl"
    rows = [{"group": f"g{i // 2}", "text": f"Sentence {i}.", "frames": []} for i in range(100)]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    split = read_corpus(path, load())
    assert split.train
    assert split.dev
    assert not {s.group for s in split.train} & {s.group for s in split.dev}
    path.write_text(json.dumps(rows[0]) + "\n")
    with pytest.raises(CorpusError, match="is empty"):
        read_corpus(path, load())
