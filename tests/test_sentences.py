import pytest
from hypothesis import given
from hypothesis import strategies as st

from framecheck.sentences import segment

CASES = {
    "abbreviations": (
        "He met J. K. Smith at No. 10 Downing St. on Monday. Vantor Inc. won. It cost approx. 4 million.",
        ["He met J. K. Smith at No. 10 Downing St. on Monday.", "Vantor Inc. won.", "It cost approx. 4 million."],
    ),
    "titles": (
        "Cllr. Brown asked Supt. Poe. The Rt. Hon. Member spoke. Rep. Ann Moe and Sen. Bob Fox left.",
        ["Cllr. Brown asked Supt. Poe.", "The Rt. Hon. Member spoke.", "Rep. Ann Moe and Sen. Bob Fox left."],
    ),
    "a quotation of several sentences": (
        "“We did it. We would do it again,” she said. “It works.”",
        ["“We did it.", "We would do it again,” she said.", "“It works.”"],
    ),
    "a question inside a sentence": (
        'She asked "Why?" and he said nothing. "Is it legal?" asked the mayor. "Stop!" she said.',
        ['She asked "Why?" and he said nothing.', '"Is it legal?" asked the mayor.', '"Stop!" she said.'],
    ),
    "odd number of marks": ('He said "no. They left. It rained.', ['He said "no.', "They left.", "It rained."]),
    "ellipsis": ("Next one… and so on. Then… Then nothing.", ["Next one… and so on.", "Then…", "Then nothing."]),
    "brackets": (
        "(This is it.) The company (Vantor Inc.) said no.",
        ["(This is it.)", "The company (Vantor Inc.) said no."],
    ),
    "wrapped lines": (
        "The mayor has stopped a deal with the city's police,\nsaying that the force broke the rules. Her\noffice agreed.",
        [
            "The mayor has stopped a deal with the city's police,\nsaying that the force broke the rules.",
            "Her\noffice agreed.",
        ],
    ),
    "headings and bullets, CRLF": (
        "Heading here\r\n\r\n• first item\r\n• second item\r\n\r\nThe end.",
        ["Heading here", "first item", "second item", "The end."],
    ),
    "numbered list": ("1. First point here.\n2. Second point here.", ["First point here.", "Second point here."]),
    "transcript": (
        "KHAN: We did not ask.\nOKAFOR: Nobody was told.",
        ["KHAN: We did not ask.", "OKAFOR: Nobody was told."],
    ),
    "byte order mark and no-break space": ("\ufeffHello world.\u00a0Next one.", ["Hello world.", "Next one."]),
    "non-ASCII before the end": ("The cost was £1.5m – “a lot”. He left. Zoë Åkesson stayed.", None),
}


@pytest.mark.parametrize("name", CASES)
def test_cuts(name):
    text, expected = CASES[name]
    found = [s.text for s in segment(text)]
    assert found == (expected or ["The cost was £1.5m – “a lot”.", "He left.", "Zoë Åkesson stayed."])


PIECES = st.sampled_from(
    ["No. 10", "Inc.", "J. K.", "“We did it. ", "it works.” ", '"', "'", "…", "...", "?", "!", ". ", "\r\n", "\n\n", "\n- ", "# T\n",
     "\u00a0", "\ufeff", "é", "日本。", "🙂", "e\u0301", "• ", "(see p. 5)", "the mayor", "We", "said", " ", "\x00", "\u202e", "5.2", "U.S. "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_offsets_index_the_original_and_lose_no_letter(text):
    found = segment(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    covered = {i for s in found for i in range(s.start, s.end)}
    lost = "".join(c for i, c in enumerate(text) if c.isalpha() and i not in covered)
    # Only the label of a list item may stay outside: a letter or a small roman numeral.
    assert sum(len(s.text) for s in found) + len(lost) >= sum(c.isalpha() for c in text)
    assert len(lost) <= 4 * (1 + text.count("\n") + text.count("\r") + len(found))


@pytest.mark.parametrize("piece", ["1! ", "12. 5! ", "! ’ ", "'A. ' ", '"', "\n", "- a\n", ". ", "(", "a\u00a0"])
def test_hostile_repetition_is_cut_in_linear_work(piece):
    # 200 kB of it would take hours if the work were quadratic; the test run would not end.
    segment(piece * (200_000 // len(piece)))
