"""From the logits of tokens to the logit of a span, and back to each word's share of it.

The logit of a span is the mean of its tokens' logits. So each token's share is exact: its logit divided by the
number of tokens (class activation mapping, Zhou et al. 2016, section 2, on tokens in place of pixels).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from framecheck.model.windows import Tokens, Window
from framecheck.schema import Evidence, Sentence

Array = npt.NDArray[np.float64]

WORD = re.compile(r"\w+(?:[’'\-.,]\w+)*|\S")
MOST = 0.5  # evidence is the fewest words that carry this part of what speaks for the label
WORDS = 6  # and never more than this many


def gather(
    outputs: Sequence[npt.NDArray[np.float32]], windows: Sequence[Window], tokens: Sequence[Tokens]
) -> list[Array]:
    """Gather what the graph says of the tokens of each sentence from the windows it lies in.

    Args:
        outputs: for each window the logits or vectors of its tokens, *shape* (length, width).

    Returns:
        for each sentence the same of its tokens, *shape* (tokens of the sentence, width).
    """
    width = outputs[0].shape[-1] if outputs else 0
    gathered = [np.zeros((len(t.ids), width)) for t in tokens]
    for output, window in zip(outputs, windows, strict=True):
        for part in window.parts:
            rows = output[part.first : part.first + part.length]
            gathered[part.sentence][part.token : part.token + part.length] = rows
    return gathered


def word_shares(sentence: Sentence, tokens: Tokens, logits: Array) -> list[tuple[int, int, Array]]:
    """Each word's share of the sentence's logit; the shares add up to the logit.

    Args:
        logits: token logits of the sentence, *shape* (tokens, frames).

    Returns:
        for each word its offsets and its share per frame, *shape* (frames,).
    """
    shares = logits / len(tokens.ids)
    words = [(m.start() + sentence.start, m.end() + sentence.start) for m in WORD.finditer(sentence.text)]
    words = words or [(sentence.start, sentence.end)]
    totals = np.zeros((len(words), logits.shape[1]))
    word = 0
    for (start, _), share in zip(tokens.offsets, shares, strict=True):
        while word + 1 < len(words) and words[word][1] <= start:
            word += 1
        totals[word] += share
    return [(a, b, total) for (a, b), total in zip(words, totals, strict=True)]


def evidence(text: str, start: int, words: Sequence[tuple[int, int, Array]], frame: int) -> tuple[Evidence, ...]:
    """The fewest words that carry most of what speaks for a frame, in the order of the text.

    Args:
        text: the sentence; `start` its offset in the statement.
        words: the shares, from `word_shares`.
        frame: the index of the frame.

    Returns:
        offsets and the part of the positive shares that each word carries (0 to 1); words without a letter or
        digit never count as evidence.
    """
    speaking = [
        (float(s[frame]), a, b)
        for a, b, s in words
        if s[frame] > 0 and any(map(str.isalnum, text[a - start : b - start]))
    ]
    whole = sum(share for share, _, _ in speaking)
    kept: list[Evidence] = []
    covered = 0.0
    for share, a, b in sorted(speaking, key=lambda item: (-item[0], item[1])):
        if len(kept) == WORDS or covered >= MOST * whole:
            break
        kept.append((a, b, round(share / whole, 4)))
        covered += share
    return tuple(_joined(text, start, sorted(kept)))


def _joined(text: str, start: int, words: Sequence[Evidence]) -> list[Evidence]:
    """Words that follow each other, as one."""
    joined: list[Evidence] = []
    for a, b, share in words:
        if joined and not text[joined[-1][1] - start : a - start].strip():
            first, _, sofar = joined.pop()
            a, share = first, round(sofar + share, 4)
        joined.append((a, b, share))
    return joined
