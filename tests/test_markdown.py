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


def test_nothing_that_was_said_is_lost():
    text = "---\n\nThe mayor lied.\n\n---\n<div>\nShe *left*.\n</div>\n\n    He stayed.\n\n![a map](x.png) AT&amp;T **broke** the [law](http://x.y/Foo.Bar).\n\n| who | what |\n|---|---|\n| Reyes | spoke |\n"
    _, sentences = seen(text)
    joined = " ".join(sentences)
    for part in ("The mayor lied.", "She left.", "He stayed.", "a map AT&amp;T broke the law.", "Reyes", "spoke"):
        assert part in joined
    assert "Foo" not in joined


def test_front_matter_is_read_in_linear_time():
    assert seen("---\r\n" + "a: b\r\n" * 3000 + "Nobody was asked.")[1]
    title, sentences = seen("\ufeff---\r\ntitle: x\r\n---\r\n# Deal\r\n\r\nNobody was asked.\r\n")
    assert (title, sentences) == ("Deal", ["Deal", "Nobody was asked."])
