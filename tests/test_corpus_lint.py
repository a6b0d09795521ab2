"""What `framecheck corpus lint` finds, and what it makes of what it cannot read."""

import json
import random
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from conftest import FIXTURES

from framecheck.cli.corpus import LintFormat
from framecheck.codebook import load
from framecheck.corpus.dispute import cross_fit, disputed, read_scores
from framecheck.corpus.folders import corpora
from framecheck.corpus.inspect import Wanted, inspect
from framecheck.corpus.lint import RULES, is_held, lint
from framecheck.corpus.near import RUN, near, normal
from framecheck.corpus.statements import entries, read
from framecheck.errors import CorpusError
from framecheck.report import Style
from framecheck.report.corpus import lint_github, lint_text
from framecheck.schema import Receipt

RECEIPT = Receipt(framecheck="0", model="m", model_sha256="0", codebook="c", codebook_sha256="0")
LONG = "Nobody elected by anybody was told what the new system would record about {}."
WORDS = [
    "the",
    "council",
    "force",
    "camera",
    "officer",
    "street",
    "public",
    "contract",
    "rule",
    "vote",
    "audit",
    "record",
    "night",
    "walk",
    "home",
    "law",
    "tender",
]


def row(text, frames=(), **keys):
    return json.dumps({"text": text, "frames": list(frames), **keys}) + "\n"


def found(folder, *, ignore=("imbalance",), **wanted):
    return inspect([str(folder)], load(), RECEIPT, Wanted(ignore=ignore, **wanted))


def rules(inspection):
    return [finding.rule for finding in inspection.findings]


def run(*arguments):
    command = [sys.executable, "-W", "error", "-m", "framecheck", "corpus", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_every_malformed_line_is_named_with_all_that_is_wrong_with_it(tmp_path):
    lines = ["{", "[]", "", '{"text": "A."}', '{"id": 3, "sentences": [{"text": " ", "frames": "x"}]}', row("Fine.")]
    (tmp_path / "a.jsonl").write_bytes("\n".join(lines).encode() + b'\xff{"text"\n')
    inspection = found(tmp_path)
    said = [(f.rule, f.line, f.message.split(" (")[0]) for f in inspection.findings]
    assert said == [
        ("schema", 1, "not JSON"),
        ("schema", 2, "a JSON object is expected, with the key 'sentences' or 'text'"),
        ("schema", 4, "sentences.0.frames: Field required"),
        ("schema", 5, "id: Input should be a valid string"),
        ("schema", 5, "sentences.0.text: blank"),
        ("schema", 5, "sentences.0.frames: a list is expected"),
        ("schema", 7, "not UTF-8 at byte 0 of the line; save the corpus as UTF-8"),
    ]
    assert inspection.sentences == 1
    assert inspection.unread


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_looked_at(tmp_path):
    (tmp_path / "good.jsonl").write_text(row("Fine."))
    (tmp_path / "blank.jsonl").write_text("\n \n")
    (tmp_path / "none").mkdir()
    paths = [str(tmp_path / name) for name in ("missing.jsonl", "none", "blank.jsonl", "good.jsonl")]
    inspection = inspect(paths, load(), RECEIPT, Wanted(ignore=("imbalance",)))
    assert sorted(p.reason.split(";")[0] for p in inspection.problems) == [
        "no corpus file below it",
        "no statement in it",
        "no such file",
    ]
    assert inspection.sentences == 1
    assert inspection.unread
    assert list(inspection.receipt.settings["files"]) == [paths[3]]


def test_unknown_frames_and_repeated_ids(tmp_path):
    (tmp_path / "a.jsonl").write_text(row("One.", ["safety"], id="x") + row("Two.", id="x"))
    (tmp_path / "b.jsonl").write_text(row("Three.", id="x"))
    inspection = found(tmp_path)
    assert [(f.rule, f.level, f.line) for f in inspection.findings] == [
        ("unknown-frame", "error", 1),
        ("duplicate-id", "error", 2),
        ("duplicate-id", "warning", 1),
    ]
    assert not inspection.unread


def test_the_same_text_with_other_labels_is_an_error_where_no_context_decides(tmp_path):
    text = LONG.format("us")
    several = {"sentences": [{"text": text.upper(), "frames": ["public-safety"]}, {"text": "And so on.", "frames": []}]}
    (tmp_path / "a.jsonl").write_text(row(text, ["oversight"]) + row(text) + json.dumps(several) + "\n")
    conflicts = [f for f in found(tmp_path).findings if f.rule == "conflict"]
    assert [(f.line, f.level) for f in conflicts] == [(2, "error"), (3, "warning")]
    assert conflicts[0].message == "the same text is labelled none here and oversight there"
    assert conflicts[0].related[0].line == 1


def test_leaks_are_errors_between_a_held_back_split_and_another(tmp_path):
    same, alike = LONG.format("them"), LONG.format("every street in the whole of the town")
    (tmp_path / "train.jsonl").write_text(row(same, group="g") + row(alike) + row("It was a quiet day in the north."))
    (tmp_path / "train-more.jsonl").write_text(row(same, group="g"))
    (tmp_path / "test.jsonl").write_text(row(same.upper(), group="g") + row(alike.replace("street", "strand")))
    findings = found(tmp_path, ignore=("imbalance", "duplicate")).findings
    assert [(f.rule, f.level, f.source.rsplit("/", 1)[1], f.line) for f in findings] == [
        ("leak-group", "error", "train-more.jsonl", 1),
        ("leak-text", "error", "train-more.jsonl", 1),
        ("leak-group", "error", "train.jsonl", 1),
        ("leak-text", "error", "train.jsonl", 1),
        ("leak-near", "warning", "train.jsonl", 2),
    ]
    assert all(f.related[0].source.endswith("test.jsonl") for f in findings)
    assert not found(tmp_path, held=("other",)).findings


def test_splits_are_files_or_the_key_split(tmp_path):
    text = LONG.format("us")
    (tmp_path / "all.jsonl").write_text(row(text, split="train") + row(text, split="test"))
    assert rules(found(tmp_path)) == ["leak-text"]


@pytest.mark.parametrize(("name", "held"), [("test", True), ("outside-dev", True), ("contrast_test", True)])
def test_held_back_splits_are_known_by_their_names(name, held):
    assert is_held(name) is held


@pytest.mark.parametrize("name", ["train", "contrast-train", "latest", "developers"])
def test_other_splits_are_not(name):
    assert not is_held(name)


def test_duplicates_near_duplicates_and_variants(tmp_path):
    long = LONG.format("every street in the whole of the town")
    lines = [row(long), row(long.replace("  ", " ") + "!"), row(long.replace("whole", "while"))]
    lines += [row(LONG.format(f"every street in the w{x}ole of the village"), set="s") for x in "ab"]
    refrain = {"sentences": [{"text": "Thank you all.", "frames": []}] * 2}
    (tmp_path / "a.jsonl").write_text("".join(lines) + json.dumps(refrain) + "\n")
    inspection = found(tmp_path, near=0.85)
    assert [(f.rule, f.line) for f in inspection.findings] == [("duplicate", 2), ("near-duplicate", 3)]


def test_imbalance_and_windows(tmp_path):
    (tmp_path / "a.jsonl").write_text("".join(row(f"Sentence {i}.", ["oversight"]) for i in range(20)))
    statements = list(entries(tmp_path / "a.jsonl"))
    _, findings = lint(statements, load(), least=1, lengths=lambda texts: [len(t) for t in texts], window=11)
    assert Counter(f.rule for f in findings) == {"imbalance": 2, "too-long": 10}
    assert {f.message.split()[-1] for f in findings if f.rule == "imbalance"} == {"public-safety", "procurement-legal"}


def shingles(text):
    return {text[i : i + RUN] for i in range(max(1, len(text) - RUN + 1))}


def jaccard(one, other):
    return len(one & other) / len(one | other)


def test_near_duplicates_are_those_of_a_plain_comparison():
    rng = random.Random(7)
    texts = [" ".join(rng.choices(WORDS, k=rng.randint(5, 25))) for _ in range(150)]
    for text in list(texts):
        words = text.split()
        words[rng.randrange(len(words))] = rng.choice(WORDS)
        texts.append(" ".join(words))
    texts = list(dict.fromkeys(map(normal, texts)))
    sets = [shingles(text) for text in texts]
    plain = {j for j in range(len(texts)) if any(jaccard(sets[i], sets[j]) >= 0.8 for i in range(j))}
    nothing = np.zeros(len(texts), dtype=np.int64)
    pairs = list(near(texts, nothing, nothing - 1, 0.8))
    assert {j for _, j, _ in pairs} == plain
    assert len(plain) > 50
    assert all(similarity == pytest.approx(jaccard(sets[i], sets[j])) for i, j, similarity in pairs)


def test_a_bucket_of_any_size_stays_cheap_and_whole():
    texts = [f"{LONG.format('the town')} case {n:04d}" for n in range(3000)]
    nothing = np.zeros(len(texts), dtype=np.int64)
    pairs = list(near([normal(t) for t in texts], nothing, nothing - 1, 0.8))
    assert [j for _, j, _ in pairs] == list(range(1, 3000))


def reference(labels, scores, sure):
    """Confident learning, counted one by one."""
    found = set()
    for frame in range(labels.shape[1]):
        column = [(int(y), p) for y, p in zip(labels[:, frame], scores[:, frame], strict=True)]
        ones, zeros = [p for y, p in column if y], [1 - p for y, p in column if not y]
        if not ones or not zeros:
            continue
        bounds = {1: sum(ones) / len(ones), 0: sum(zeros) / len(zeros)}
        for row, (y, p) in enumerate(column):
            chances = {1: p, 0: 1 - p}
            over = [value for value in (0, 1) if chances[value] >= bounds[value]]
            if over and max(over, key=lambda value: chances[value]) != y and chances[1 - y] >= sure:
                found.add((row, frame))
    return found


@pytest.mark.parametrize("sure", [0.0, 0.9])
def test_disputed_labels_are_the_confident_joints(sure):
    rng = np.random.default_rng(3)
    labels = (rng.random((300, 4)) < [0.2, 0.5, 0.9, 0.0]).astype(float)
    truth = np.where(rng.random((300, 4)) < 0.15, 1 - labels, labels)
    scores = np.clip(truth * 0.8 + rng.random((300, 4)) * 0.4 - 0.1, 0, 1)
    result = disputed(labels, scores, sure)
    assert set(result) == reference(labels, scores, sure)
    assert result
    backed = [scores[r, f] if labels[r, f] else 1 - scores[r, f] for r, f in result]
    assert backed == sorted(backed)


def test_scores_from_a_file_dispute_a_label_and_say_so(tmp_path):
    names = load().names
    lines = [{"id": f"s{i}", "text": f"Sentence {i}.", "frames": [names[i % 3]]} for i in range(30)]
    scores = [{"id": f"s{i}", "scores": [[0.95 if f == i % 3 else 0.03 for f in range(3)]]} for i in range(29)]
    scores[4]["scores"] = [[0.99, 0.01, 0.02]]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    file = tmp_path / "oof.scores"
    file.write_text("".join(json.dumps(line) + "\n" for line in scores))
    inspection = found(tmp_path, scores=file, near=1)
    assert [(f.rule, f.line) for f in inspection.findings] == [("disputed", 5), ("disputed", 5)]
    assert "by oof.scores (taken to be out-of-fold)" in inspection.findings[0].message
    assert [(p.fatal, p.reason.split(" (")[0]) for p in inspection.problems] == [
        (False, "no scores for 1 of 30 statements")
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", ":1: not {"),
        ('{"id": "a", "scores": [[0.1]]}', ":1: 3 scores a sentence"),
        ('{"id": "a", "scores": [[0.1, 2, 0]]}', ":1: a score is a probability"),
        ('{"id": "", "scores": [[0.1, 1, 0]]}', ":1: each line needs an id"),
    ],
)
def test_bad_scores_are_named(tmp_path, line, says):
    (tmp_path / "scores.jsonl").write_text(line + "\n")
    with pytest.raises(CorpusError, match=says):
        read_scores(tmp_path / "scores.jsonl", 3)


def test_a_light_classifier_disputes_a_planted_mistake():
    rng = random.Random(1)
    kinds = [("robbed attacked street night", 1.0), ("lunch music parking website", 0.0)]
    texts, labels = [], []
    for n in range(200):
        words, label = kinds[n % 2]
        texts.append(" ".join(rng.choices(words.split(), k=4)))
        labels.append([label])
    labels[17] = [1.0]
    scores = cross_fit(texts, np.array(labels), [str(n // 4) for n in range(200)])
    assert disputed(np.array(labels), scores) == [(17, 0)]
    with pytest.raises(CorpusError, match="two groups"):
        cross_fit(texts, np.array(labels), ["one"] * 200)


def test_csv_and_folders_are_read_and_ignored_files_are_not(tmp_path):
    (tmp_path / "sub" / "build").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("build/\n*.old.csv\n")
    for name in ("b.csv", "sub/a.csv", "sub/x.old.csv", "sub/build/c.csv", ".hidden.csv"):
        (tmp_path / name).write_text("text,frames,mine\nNobody was asked.,oversight;public-safety,1\n")
    (tmp_path / "notes.txt").write_text("no corpus")
    assert [str(p.relative_to(tmp_path)) for p in corpora(tmp_path)] == ["b.csv", "sub/a.csv"]
    one, _ = read(tmp_path)
    assert one.sentences[0].frames == ("oversight", "public-safety")
    assert one.key("mine") == "1"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("text,label\na,b\n", "a.csv:1: the header has no column 'frames'"),
        ("text,frames,text\na,b,c\n", "a.csv:1: the header has two columns 'text'"),
        ('text,frames\n"two\nlines",\nx\n', "a.csv:4: 1 cells where the header has 2"),
        ('text,frames\n"a"b,\n', "a.csv:2: not CSV"),
        ("id,group,text,frames\na,g,x,\na,h,y,\n", "a.csv:3: group is 'h', but 'g' on line 2"),
        ("text,frames,json\nx,,[]\n", "a.csv:2: json: an object"),
        ("text,frames\n ,\n", "a.csv:2: sentences.0.text: blank"),
        ("text,frames\n", "a.csv: no statement"),
    ],
)
def test_a_bad_table_is_named_by_its_line(tmp_path, content, says):
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(CorpusError) as error:
        read(tmp_path / "a.csv")
    assert says in str(error.value)


def test_reports_are_harmless_and_point_at_lines(tmp_path):
    text = "Nobody \u001b[31m elected, at all: 100 % of them, was told :: this."
    (tmp_path / "a,b:%.jsonl").write_text(row(text) + row(text, ["oversight"]))
    inspection = found(tmp_path)
    shown = lint_text(inspection, Style())
    assert "\x1b" not in shown
    first = f"{tmp_path}/a,b:%.jsonl"
    assert f"{first}:2: warning duplicate: #1 the same text ({first}:1 #1)" in shown.splitlines()
    lines = lint_github(inspection, Style()).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=")
    assert "a%2Cb%3A%25.jsonl,line=2,title=framecheck conflict::#1 the same text is labelled" in lines[0]


def test_exit_codes_and_formats(tmp_path):
    text = LONG.format("us")
    good, bad, worse = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "worse.jsonl"
    good.write_text(row(text))
    bad.write_text(row(text, ["safety"]))
    worse.write_text(row(text) + "{\n")
    quiet = ("--ignore", "imbalance")
    assert run("lint", good, *quiet, "--fail-on", "finding")[0] == 0
    assert run("lint", bad)[0] == 0
    assert run("lint", bad, "--fail-on", "error")[0] == 1
    code, out, err = run("lint", worse, "-f", "json", "--fail-on", "finding", "-o", tmp_path / "out.json")
    assert (code, out) == (2, "")
    written = json.loads((tmp_path / "out.json").read_text())
    assert {f["rule"] for f in written["findings"]} == {"schema", "imbalance"}
    assert {"receipt", "statements", "sentences", "findings", "problems"} == set(written)
    assert err.splitlines()[-1].startswith("framecheck: 1 sentence in 1 statement: 1 error, 3 warnings")
    code, out, err = run("lint", good, "--ignore", "schema")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert {f.value for f in LintFormat} == {"text", "json", "github"}


def test_help_names_every_rule():
    _, out, _ = run("lint", "--help")
    flat = " ".join(out.replace("-\n", "-").split()).replace("- ", "-")
    assert all(rule in flat for rule in RULES)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_our_own_corpus_has_no_finding():
    inspection = inspect([str(FIXTURES / "corpus")], load(), RECEIPT, Wanted())
    assert inspection.findings == ()
    assert not inspection.unread
