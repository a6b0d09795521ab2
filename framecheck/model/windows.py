"""Windows: the token ids that the network reads in one pass, and where each sentence lies in them.

Each sentence is tokenised by itself, so that no token crosses a sentence and a span's score can be pooled from
whole tokens. A statement that is too long for one window is cut at sentences into windows of about equal length;
a sentence longer than a window is cut too, and pooled over its parts: nothing is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from framecheck.errors import ModelError
from framecheck.schema import Span, Statement
from framecheck.sentences import without

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One sentence as token ids, with the offsets of each token into the statement."""

    ids: tuple[int, ...]
    offsets: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of one sentence's tokens inside a window.

    `first` is the place of its first token in the window, `token` the same in the sentence.
    """

    sentence: int
    first: int
    token: int
    length: int


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: `ids` begins with [CLS] and ends with [SEP]."""

    ids: tuple[int, ...]
    parts: tuple[Part, ...]


def tokenise(tokenizer: Tokenizer, statement: Statement) -> list[Tokens]:
    """Tokenise each sentence of a statement, leaving its markup out.

    Returns:
        one `Tokens` a sentence; a sentence of which nothing is left has the end mark as its single token.
    """
    tokens = []
    for sentence in statement.sentences:
        prose, places = without(statement.text, sentence.start, sentence.end, statement.markup)
        # Half a surrogate pair is no text to the tokenizer; its place is kept.
        encoding = tokenizer.encode(_LONE.sub("\ufffd", prose), add_special_tokens=False)
        offsets = tuple((places[a], places[b - 1] + 1) for a, b in encoding.offsets if b > a)
        ids = tuple(i for i, (a, b) in zip(encoding.ids, encoding.offsets, strict=True) if b > a)
        if not ids:
            ids, offsets = (borders(tokenizer)[1],), ((sentence.start, sentence.end),)
        tokens.append(Tokens(ids, offsets))
    return tokens


def borders(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids that begin and end a window: [CLS] and [SEP], by whatever name the tokenizer knows them.

    Raises:
        ModelError: the tokenizer does not put exactly one token before and one behind.
    """
    ids = tokenizer.encode("", add_special_tokens=True).ids
    if len(ids) != 2:
        raise ModelError(f"the tokenizer puts {len(ids)} tokens around a text; two are expected, as in BERT")
    return ids[0], ids[1]


def windows(tokens: Sequence[Tokens], size: int, cls: int, sep: int) -> list[Window]:
    """Lay the sentences of one statement out in windows of at most `size` ids, about equally long.

    Returns:
        the windows, in order; each token of each sentence stands in exactly one of them.
    """
    room = size - 2
    pieces = [
        (index, at, min(room, len(sentence.ids) - at))
        for index, sentence in enumerate(tokens)
        for at in range(0, len(sentence.ids), room)
    ]
    total = sum(length for _, _, length in pieces)
    wanted = ceil(total / max(1, ceil(total / room)))  # an equal share, so that no window is left a short tail
    cuts, filled = [0], 0
    for place, (_, _, length) in enumerate(pieces):
        if filled and (filled + length > room or filled >= wanted):
            cuts.append(place)
            filled = 0
        filled += length
    cuts.append(len(pieces))
    return [_window(tokens, pieces[a:b], cls, sep) for a, b in pairwise(cuts) if b > a]


def _window(tokens: Sequence[Tokens], pieces: Sequence[tuple[int, int, int]], cls: int, sep: int) -> Window:
    ids, parts = [cls], []
    for sentence, at, length in pieces:
        parts.append(Part(sentence, len(ids), at, length))
        ids.extend(tokens[sentence].ids[at : at + length])
    return Window((*ids, sep), tuple(parts))
