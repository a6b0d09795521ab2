"""Markdown: where its prose lies in the source, block by block, by markdown-it.

The text stays the source; what is markup in it (list marks, emphasis, link targets, tags) is told apart by its
offsets. Fenced code, the rules of tables and front matter are no prose; everything else is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from framecheck.schema import Span

_FRONT = re.compile(r"---[ \t]*\r?\n(?=[A-Za-z_][\w-]*:)(?:[^\r\n]*\r?\n)*?---[ \t]*(?:\r?\n|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = re.compile(r"\S+")
_TAG = re.compile(r"<[!/]?[A-Za-z-][^<>]{0,500}>")


def prose(text: str) -> tuple[str, list[Span], tuple[Span, ...]]:
    """Find the prose of a Markdown document.

    Returns:
        the title (the first heading, or empty), the blocks of prose, and the spans of markup inside them, in order.
    """
    source = text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
    front = _FRONT.match(source.lstrip(" ")) if source.startswith(("---", " ---")) else None
    if front:
        hidden = len(source) - len(source.lstrip(" ")) + front.end()
        source = re.sub(r"[^\r\n]", " ", source[:hidden]) + source[hidden:]
    lines = [m.span() for m in _LINE.finditer(source)]
    title, heading = "", False
    blocks: list[Span] = []
    markup: list[Span] = []
    at = 0
    for token in _parser().parse(source):
        if token.type == "inline" and token.map:
            begin, end = lines[token.map[0]][0], lines[min(token.map[1], len(lines)) - 1][1]
            pieces = _pieces(source, max(begin, at), end, token.children or [])
            if pieces:
                at = pieces[-1][1]
                blocks.append((pieces[0][0], at))
                markup += _marks(source, pieces)
                if heading and not title:
                    title = "".join(source[a:b] for a, b in pieces)
        heading = token.type == "heading_open"
    return title, blocks, tuple(markup)


def _parser() -> MarkdownIt:
    # Tags, entities, escapes and indented lines are left as they are written: so every piece of text that the parser
    # returns stands in the source letter for letter, and nothing that somebody said is lost.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "entity", "escape"])


def _pieces(source: str, begin: int, end: int, children: Sequence[Token]) -> list[Span]:
    """The runs of prose in a block: each piece of text that the parser found, sought in order in the source."""
    found: list[Span] = []
    at = begin
    for child in children:
        if child.type not in {"text", "code_inline", "image"} or not child.content:
            continue
        place = source.find(child.content, at, end)
        if place < 0:  # the parser exchanges NUL; take the block as it stands
            return [(begin, end)]
        at = place + len(child.content)
        found.append((place, at))
    return found


def _marks(source: str, pieces: Sequence[Span]) -> list[Span]:
    """What is no prose between the first piece and the last, and tags inside them, in order; white space stays."""
    between = [m.span() for (_, a), (b, _) in pairwise(pieces) for m in _MARK.finditer(source, a, b)]
    tags = [m.span() for a, b in pieces for m in _TAG.finditer(source, a, b)]
    return sorted(between + tags)
