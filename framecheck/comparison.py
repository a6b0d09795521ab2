"""Two analyses side by side: what a challenge raises, what its reply takes up, what it passes over and brings in.

A sentence of the reply answers one of the challenge if it speaks of the same matter under the same frame. The chance
of that is the reply sentence's score for the frame times the chance that two sentences of one frame and one exchange
speak of the same matter, given how near their vectors lie; a raised sentence is answered if any sentence of the reply
answers it, and the likeliest one counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from framecheck.analysis import percent
from framecheck.codebook import Codebook, Frame
from framecheck.schema import Analysis, Exchange, Interval, Pair, Receipt, Verdict
from framecheck.schema import Comparison as Result

Array = npt.NDArray[np.float64]

# Logistic, from the cosine of two sentence vectors to the chance that they speak of the same matter, given that they
# share a frame; fitted by `benchmarks/exchanges.py --fit` on the dev half of fixtures/exchanges.
SLOPE, OFFSET = 2.64, -1.27
ANSWERED, PASSED = 0.5, 0.35  # chances from which, and up to which, a verdict is given; between them it is unclear
SAMPLES = 2000
ROWS = 512  # sentences of the challenge that are compared at once, so that memory stays small
DIGITS = 4


def compare(
    challenge: Analysis, reply: Analysis, vectors: tuple[Array, Array], codebook: Codebook, receipt: Receipt
) -> Result:
    """Judge what a reply makes of a challenge.

    Args:
        vectors: of the sentences of both, *shape* (sentences, hidden), of length 1.
    """
    one, other = labels(challenge, codebook), labels(reply, codebook)
    scores = np.array([[s.scores[n] for n in codebook.names] for s in reply.sentences]) * other
    chances = np.zeros(one.shape)  # that a raised sentence is answered, by frame
    pairs = []
    for start in range(0, len(one), ROWS):
        rows = slice(start, start + ROWS)
        near = vectors[0][rows] @ vectors[1].T
        same = 1 / (1 + np.exp(-(SLOPE * near + OFFSET)))
        for frame in range(len(codebook.frames)):
            chances[rows, frame] = one[rows, frame] * (same * scores[:, frame]).max(axis=1)
        shared = (one[rows] @ other.T) > 0
        best = np.where(shared, near, -2).argmax(axis=1)
        for i in np.flatnonzero(shared.any(axis=1)):
            j = int(best[i])
            both = tuple(n for k, n in enumerate(codebook.names) if one[start + i, k] and other[j, k])
            pairs.append(
                Pair(challenge=start + int(i), reply=j, similarity=round(float(near[i, j]), DIGITS), frames=both)
            )
    frames = {name: _exchange(one[:, k], other[:, k], chances[:, k]) for k, name in enumerate(codebook.names)}
    return Result(
        receipt=receipt,
        challenge=challenge,
        reply=reply,
        frames=frames,
        shift=shift(one, other, codebook.names),
        pairs=tuple(pairs),
        finding=finding(frames, reply, codebook),
    )


def labels(analysis: Analysis, codebook: Codebook) -> Array:
    """The labels of an analysis as zeros and ones, *shape* (sentences, frames)."""
    return np.array([[float(n in s.frames) for n in codebook.names] for s in analysis.sentences])


def _exchange(raised: Array, replied: Array, chances: Array) -> Exchange:
    chance = round(float(chances.max(initial=0.0)), DIGITS)
    verdict: Verdict
    if not raised.any():
        verdict = "newly brought in" if replied.any() else "absent"
    elif chance >= ANSWERED:
        verdict = "answered"
    else:
        verdict = "passed over" if chance <= PASSED else "unclear"
    return Exchange(
        raised=int(raised.sum()),
        replied=int(replied.sum()),
        answered=int((chances >= ANSWERED).sum()),
        chance=chance,
        verdict=verdict,
    )


def shift(challenge: Array, reply: Array, names: Sequence[str], seed: int = 0) -> dict[str, Interval]:
    """How far each frame's share of the framed sentences moves from one text to the other.

    The 95 % percentile interval is from a bootstrap over the framed sentences of both.

    Args:
        challenge: labels as 0 and 1, *shape* (sentences, frames).
        reply: the same of the reply.
    """
    rng = np.random.default_rng(seed)
    points, drawn = [], []
    for side in (challenge, reply):
        framed = side[side.any(axis=1)]
        count = len(framed)
        points.append(framed.mean(axis=0) if count else np.zeros(len(names)))
        weights = rng.multinomial(count, np.full(count, 1 / count), size=SAMPLES) / count if count else np.zeros((1, 0))
        drawn.append(weights @ framed if count else np.zeros((1, len(names))))
    low, high = np.percentile(drawn[1] - drawn[0], [2.5, 97.5], axis=0)
    return {
        name: Interval(
            value=round(float(points[1][k] - points[0][k]), DIGITS),
            low=round(float(low[k]), DIGITS),
            high=round(float(high[k]), DIGITS),
        )
        for k, name in enumerate(names)
    }


def finding(frames: dict[str, Exchange], reply: Analysis, codebook: Codebook) -> str:
    """What a reader should take away, in plain words."""
    parts = [_taken(codebook.frame(name), exchange) for name, exchange in frames.items() if exchange.raised]
    if not parts:
        parts = ["The challenge carries no frame"]
    new = [
        f"{e.replied} of the reply's {reply.framed} framed sentence{'s' if reply.framed > 1 else ''} "
        f"{codebook.frame(n).does(e.replied)}"
        for n, e in sorted(frames.items(), key=lambda item: -item[1].replied)
        if e.replied and e.verdict in {"newly brought in", "passed over"}
    ]
    if not reply.framed:
        new = ["The reply carries no frame"]
    return ". ".join([*parts, *new]) + "."


def _taken(frame: Frame, exchange: Exchange) -> str:
    """What became of the sentences of one frame."""
    if exchange.raised == 1:
        which = f"The one sentence of the challenge that {frame.does(1)} is"
        how = {"answered": "taken up", "passed over": "not taken up", "unclear": "perhaps taken up"}
        said = f"{which} {how[exchange.verdict]}"
    else:
        which = f"the challenge's {exchange.raised} sentences that {frame.does(2)}"
        if exchange.verdict == "answered":
            said = f"The reply takes up {exchange.answered} of {which}"
        elif exchange.verdict == "passed over":
            said = f"The reply takes up none of {which}"
        else:
            said = f"The reply perhaps takes up some of {which}"
    chance = 1 - exchange.chance if exchange.verdict == "passed over" else exchange.chance
    return f"{said} ({percent(chance)} sure)"
