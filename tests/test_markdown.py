from hypothesis import given
from hypothesis import strategies as st

from framecheck.reading.markdown import prose
from framecheck.sentences import segment

PAGE = """---
title: x
---
# The *big* heading

The mayor **stopped** the [deal](http://x.y/z). She said:

> "It broke
> the rules." He left.

- one item here
- two items

```
code. here
```

Fish &amp; chips are done.
"""


def seen(text):
    title, blocks, markup = prose(text)
    out = []
    for s in segment(text, blocks, markup):
        kept = (c for i, c in enumerate(s.text, s.start) if not any(a <= i < b for a, b in markup))
        out.append(" ".join("".join(kept).split()))
    return title, out


def test_prose_is_found_and_markup_told_apart():
    title, sentences = seen(PAGE)
    assert title == "The big heading"
    assert sentences == [
        "The big heading", "The mayor stopped the deal.", "She said:", '"It broke the rules."', "He left.",
        "one item here", "two items", "Fish &amp; chips are done.",
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["# ", "> ", "- ", "**", "*", "`", "[a](b)", "word ", "Word. ", "\n", "\r\n", "\n\n", "&amp;", "![i](j)", "<b>", "\\*", "| a | b |"]), max_size=30).map("".join))  # fmt: skip
def test_any_markdown_is_read(text):
    _, blocks, markup = prose(text)
    assert all(0 <= a < b <= len(text) for a, b in [*blocks, *markup])
    assert all(text[s.start : s.end] == s.text for s in segment(text, blocks, markup))
