"""`framecheck probe`: the edits by themselves, and the command."""

import json
import subprocess
import sys

import pytest
from conftest import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st

from framecheck.evaluation.edits import EDITS, SWAPS, VARIANTS, data, edited, swap

TEXTS = [
    "The mayor says that an Axon camera cost £50m and 3.25 million dollars in London.",
    "Councillor Mina Okafor told the Gwent Police and the Home Office that Vantor's software is wrong.",
    "Okafor wrote to Vantor, and to the city of Lund. The Council agreed.",
]


def test_names_are_exchanged_everywhere_and_always_for_the_same():
    vendor = swap("vendor", TEXTS, 0)
    assert vendor[0].startswith("The mayor says that a Vandrell camera cost £50m")
    new = vendor[1].split("that ")[1].split("'s")[0]
    assert new in data()["vendor"]["new"]
    assert f"wrote to {new}, and" in vendor[2]
    person = swap("person", TEXTS, 0)
    first, last = person[1].split()[1:3]
    assert f"{first} {last}" in data()["person"]["new"]
    assert person[2].startswith(f"{last} wrote to")
    agency = swap("agency", TEXTS, 0)
    assert "Gwent" not in agency[1]
    assert "Home Office" not in agency[1]
    assert agency[2] == TEXTS[2]
    place = swap("place", TEXTS, 0)
    assert "London" not in place[0]
    assert "city of Lund" not in place[2]
    assert swap("amount", TEXTS, 0)[0].endswith("cost £70m and 5.47 million dollars in London.")


def test_variants_differ_and_nothing_found_is_nothing():
    for kind in SWAPS:
        assert len({tuple(swap(kind, TEXTS, v)) for v in range(VARIANTS)}) == VARIANTS
        assert swap(kind, ["It rained in the morning, and nobody went out at 7."], 0) is None


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.sampled_from(SWAPS), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_a_swap_of_any_text_keeps_its_sentences(texts, kind, variant):
    swapped = swap(kind, texts, variant)
    assert swapped is None or (len(swapped) == len(texts) and swapped != texts)


def test_only_a_plain_sentence_is_set_aside():
    plain = "We know that people are attacked here."
    assert edited("negation", plain, 0) == "Nobody here is saying that we know that people are attacked here."
    assert edited("dismissal", plain, 0) == "Whether we know that people are attacked here is beside the point."
    for other in ("Daniel knows that people are attacked.", "“We know,” he said, that it is so.", "We know that it is so?", "We know."):  # fmt: skip
        assert all(edited(kind, other, 0) is None for kind in EDITS)


def test_no_invented_name_is_a_known_one():
    lists = data()
    known = {name for kind in lists for name in lists[kind].get("known", [])}
    for kind in ("vendor", "agency", "place", "person"):
        new = lists[kind]["new"]
        assert len(set(new)) == len(new) > VARIANTS
        assert not known & set(new)
        assert not any(name[0] in "AEIOU" for name in new)  # "an" becomes "a"


def probe(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "framecheck", "probe", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("probe") / "c.jsonl"
    rows = [{"sentences": [{"text": t, "frames": []} for t in TEXTS]}]
    rows += [json.loads(line) for line in (FIXTURES / "corpora" / "pass" / "clear.jsonl").read_text().splitlines()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_rates_count_their_findings_and_gates_hold_them(corpus, tmp_path):
    done = probe(corpus, "-f", "json", "--max", "neutrality=0", "--min", "dismissal=0", "-o", tmp_path / "p.md")
    found = json.loads(done.stdout)
    rates = found["rates"]
    assert set(rates) == {"neutrality", *SWAPS, *EDITS}
    for kind in (*SWAPS, *EDITS):
        listed = sum(f["kind"] == kind for f in found["findings"])
        flipped = rates[kind]["flipped"]
        assert listed == (flipped if kind in SWAPS else rates[kind]["tried"] - flipped)
        assert rates[kind]["rate"]["value"] == pytest.approx(flipped / rates[kind]["tried"])
    assert rates["neutrality"]["tried"] == sum(rates[kind]["tried"] for kind in SWAPS)
    assert done.returncode == (rates["neutrality"]["flipped"] > 0), done.stderr
    assert (tmp_path / "p.md").read_text().startswith("## framecheck probe")


@pytest.mark.parametrize(
    ("rows", "arguments", "says"),
    [
        ('{"text": "It rained.", "frames": []}\n', [], "nothing was probed"),
        ('{"text": "It rained in London.", "frames": []}\n', ["--max", "vendor=0.1"], "the gate would judge nothing"),
        ('{"text": "It rained in London.", "frames": []}\n', ["--max", "vendors=0.1"], "did you mean vendor?"),
        ('{"text": "It rained in London.", "frames": []}\n{\n', ["--fail-on", "never"], ":2: not JSON"),
        ("\n", [], "no statement"),
    ],
)
def test_what_was_not_probed_is_never_green(rows, arguments, says, tmp_path):
    (tmp_path / "c.jsonl").write_text(rows)
    done = probe(tmp_path / "c.jsonl", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
