"""Splits that share nothing, and counts."""

import json
import random
import subprocess
import sys

import pytest
from conftest import FIXTURES, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from framecheck.codebook import load
from framecheck.corpus.lint import lint
from framecheck.corpus.split import split
from framecheck.corpus.statements import LabelledStatement, read
from framecheck.corpus.stats import stats
from framecheck.report import Style
from framecheck.report.corpus import stats_markdown, stats_text

NAMES = load().names
WORDS = [
    "council",
    "camera",
    "officer",
    "street",
    "contract",
    "rule",
    "vote",
    "audit",
    "record",
    "night",
    "home",
    "law",
    "tender",
    "school",
    "bus",
]
SHARES = {"train": 0.8, "dev": 0.1, "test": 0.1}


def corpus(seed, size=60):
    rng = random.Random(seed)
    texts = [" ".join(rng.choices(WORDS, k=9)) for _ in range(size)]
    rows = []
    for number in range(size):
        sentences = [
            {
                "text": rng.choice(texts[: size if rng.random() < 0.1 else 1 + number]),
                "frames": rng.sample(NAMES, rng.choice([0, 1, 2])),
            }
            for _ in range(rng.randint(1, 2))
        ]
        rows.append({"id": f"s{number}", "group": rng.choice(["", f"g{number // 3}"]), "sentences": sentences})
    return [LabelledStatement.model_validate(row) for row in rows]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 3))
def test_splits_share_no_group_and_no_text(seed, split_seed):
    statements = corpus(seed)
    parts = split(statements, SHARES, split_seed)
    assert sorted(s.id for part in parts.values() for s in part) == sorted(s.id for s in statements)
    named = [s.model_copy(update={"split": name}) for name, part in parts.items() for s in part]
    _, findings = lint(named, load())
    assert not [f for f in findings if f.rule.startswith("leak")]


def test_one_seed_gives_one_split_and_frames_are_spread_alike():
    statements = [s for name in ("dev", "test") for s in read(FIXTURES / "corpus" / f"{name}.jsonl")]
    parts = split(statements, {"a": 3, "b": 1}, seed=4)
    assert parts == split(statements, {"a": 3, "b": 1}, seed=4)
    assert parts != split(statements, {"a": 3, "b": 1}, seed=5)
    counts = {name: [0, 0, 0, 0] for name in parts}
    for name, part in parts.items():
        for sentence in (x for s in part for x in s.sentences):
            counts[name][3] += 1
            for frame in sentence.frames:
                counts[name][NAMES.index(frame)] += 1
    for a, b in zip(*counts.values(), strict=True):
        assert b / (a + b) == pytest.approx(0.25, abs=0.01)


def run(*arguments):
    command = [sys.executable, "-m", "framecheck", "corpus", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_writes_whole_files_and_overwrites_nothing(tmp_path):
    rows = [{"id": f"s{n}", "split": "old", "mine": n, "text": f"Text {n} is here.", "frames": []} for n in range(20)]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    out = tmp_path / "splits"
    arguments = ("split", tmp_path / "all.jsonl", "-o", out, "--shares", "train=3,test=1")
    assert run(*arguments)[0] == 0
    parts = {p.stem: read(p) for p in out.iterdir()}
    assert {name: len(part) for name, part in parts.items()} == {"train": 15, "test": 5}
    assert all(s.key("split") == name for name, part in parts.items() for s in part)
    assert sorted(int(s.key("mine")) for part in parts.values() for s in part) == list(range(20))
    before = (out / "test.jsonl").read_bytes()
    code, _, err = run(*arguments, "--seed", "1")
    assert code == 2
    assert "stands there already" in err
    assert (out / "test.jsonl").read_bytes() == before
    assert run(*arguments, "--seed", "1", "--overwrite")[0] == 0


@pytest.mark.parametrize("shares", ["train", "train=0", "a=1,a=1", "../x=1", "=1", "train=nan"])
def test_shares_that_make_no_sense_are_refused(shares, tmp_path):
    (tmp_path / "all.jsonl").write_text('{"text": "A.", "frames": []}\n')
    code, out, err = run("split", tmp_path / "all.jsonl", "-o", tmp_path / "o", "--shares", shares)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_too_few_groups_are_an_error_and_nothing_is_written(tmp_path):
    (tmp_path / "all.jsonl").write_text('{"text": "A.", "frames": []}\n')
    code, _, err = run("split", tmp_path / "all.jsonl", "-o", tmp_path / "o")
    assert code == 2
    assert "too few groups" in err
    assert not (tmp_path / "o").exists()


def test_stats_count(tmp_path):
    sentences = [
        {"text": "One two three.", "frames": ["oversight", "public-safety"]},
        {"text": "One two.", "frames": []},
        {"text": "Six", "frames": ["mine"]},
    ]
    rows = [{"group": "g", "kind": "news", "sentences": sentences}, {"group": "g", "text": "Four.", "frames": []}]
    (tmp_path / "train.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    counted = stats(read(tmp_path / "train.jsonl"), load(), ["kind"])
    (only,) = counted.splits
    assert (only.split, only.statements, only.groups, only.sentences, only.several, only.none) == (
        "train",
        2,
        1,
        4,
        1,
        2,
    )
    assert only.frames == {"public-safety": 1, "procurement-legal": 0, "oversight": 1, "mine": 1}
    assert (only.words.median, only.words.longest) == (1.5, 3)
    assert counted.combinations == {"none": 2, "mine": 1, "public-safety+oversight": 1}
    assert counted.values == {"kind": {"news": 1, "none given": 1}}
    assert counted.distinct == {"1": round(6 / 7, 4), "2": 1.0, "3": 1.0, "4": 0.0}
    assert "| train | 2 | 1 | 4 |" in stats_markdown(counted, Style())
    assert "mine" in stats_text(counted, Style(), {})


def test_stats_of_our_corpus_fit_a_narrow_terminal():
    code, out, err = run("stats", "fixtures/corpus")
    assert (code, err) == (0, "")
    assert all(len(line) <= 80 for line in out.splitlines())
