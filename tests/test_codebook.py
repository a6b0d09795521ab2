import pytest

from framecheck.codebook import DEFAULT, FOLDER, load
from framecheck.errors import CodebookError
from framecheck.schema import Statement

BOOK = load()
# What the shipped model gets wrong of the codebook's own examples; a model that mends one must take it off this list.
KNOWN_WRONG: set[str] = set()


def test_is_the_codebook_of_the_project():
    assert (BOOK.id, BOOK.version) == ("public-tech", "1.2")
    assert BOOK.names == ("public-safety", "procurement-legal", "oversight")
    assert all(f.marked and f.not_marked and any(f.name in e.frames for e in BOOK.examples) for f in BOOK.frames)


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda e: e.text[:40])
def test_example_runs(example, analyzer):
    texts = [t for t in (example.before, example.text, example.after) if t]
    judged = analyzer.analyze(Statement.from_sentences(texts)).sentences[bool(example.before)]
    assert (set(judged.frames) == set(example.frames)) == (example.text not in KNOWN_WRONG), judged.scores


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('frames = ["oversight"]', 'frames = ["oversigt"]'), "unknown frame oversigt"),
        (('sign = "P"', 'sign = "S"'), "two frames have the sign S"),
        (('definition = "The matter', 'definiton = "The matter'), "definiton"),
        (("id = ", "id == "), "not a TOML file"),
    ],
)
def test_a_malformed_codebook_is_refused_in_one_line(tmp_path, change, says):
    path = tmp_path / "mine.toml"
    path.write_text((FOLDER / f"{DEFAULT}.toml").read_text().replace(*change))
    with pytest.raises(CodebookError, match=says) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_codebook_says_what_there_is():
    with pytest.raises(CodebookError, match="public-tech"):
        load("nowhere")
