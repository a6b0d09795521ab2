"""Markdown: where its prose lies in the source, block by block, by markdown-it.

The text stays the source; what is markup in it (list marks, emphasis, link targets) is told apart by its offsets.
Code blocks, tables' rules, HTML and front matter are no prose.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from framecheck.schema import Span

_FRONT = re.compile(r"\A\ufeff?---\r?\n(?:.*\r?\n)*?---\r?\n")

_MARK = re.compile(r"\S+")


def prose(text: str) -> tuple[str, list[Span], tuple[Span, ...]]:
    """Find the prose of a Markdown document.

    Returns:
        the title (the first heading, or empty), the blocks of prose, and the spans of markup inside them.
    """
    front = _FRONT.match(text)
    blank = re.sub(r"[^\r\n]", " ", front.group()) if front else ""
    source = blank + text[len(blank) :]
    lines = [m.span() for m in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", source)]
    title, blocks, markup = "", [], []
    heading = False
    for token in MarkdownIt("commonmark").parse(source):
        if token.type == "inline" and token.map:
            begin, end = lines[token.map[0]][0], lines[min(token.map[1], len(lines)) - 1][1]
            pieces = _pieces(source, begin, end, token.children or [])
            if pieces:
                blocks.append((pieces[0][0], pieces[-1][1]))
                markup += [m.span() for (_, a), (b, _) in pairwise(pieces) for m in _MARK.finditer(source, a, b)]
                if heading and not title:
                    title = "".join(source[a:b] for a, b in pieces)
        heading = token.type == "heading_open"
    return title, blocks, tuple(markup)


def _pieces(source: str, begin: int, end: int, children: list[Token]) -> list[Span]:
    """The runs of prose in a block: each piece of text that the parser found, sought in order in the source."""
    found: list[Span] = []
    at = begin
    for child in children:
        if child.type not in {"text", "code_inline"} or not child.content:
            continue
        place = source.find(child.content, at, end)
        if place < 0:
            return [(begin, end)]  # an entity or an escape is written otherwise: take the block as it stands
        found.append((place, place + len(child.content)))
        at = place + len(child.content)
    return found
