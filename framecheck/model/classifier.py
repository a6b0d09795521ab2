"""The seam between judging and its use: what a classifier is, and a public double for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from framecheck.codebook import Codebook
from framecheck.model.calibration import Calibration
from framecheck.model.pooling import WORD
from framecheck.schema import Statement

Array = npt.NDArray[np.float64]
Words = list[tuple[int, int, Array]]  # start, end, share of each frame's logit


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a classifier says of a statement: `logits`, *shape* (sentences, frames), and each sentence's words."""

    logits: Array
    words: list[Words]


class Classifier(Protocol):
    """Judges every sentence of a statement at once."""

    @property
    def codebook(self) -> Codebook:
        """The frames, in the order of the columns of the logits."""

    @property
    def calibration(self) -> tuple[Calibration, ...]:
        """How a logit becomes a probability and a label, one entry a frame."""

    def judge(self, statement: Statement) -> Judgement:
        """The logits of every sentence, and each word's share of them."""


class FakeClassifier:
    """A classifier for tests that need no model: a frame is marked where one of its words stands."""

    def __init__(self, codebook: Codebook, words: dict[str, tuple[str, ...]]) -> None:
        self.codebook = codebook
        self.calibration = tuple(Calibration() for _ in codebook.frames)
        self._words = words

    def judge(self, statement: Statement) -> Judgement:
        """Logit 3 where one of the frame's words stands in the sentence, -3 elsewhere."""
        words: list[Words] = []
        for sentence in statement.sentences:
            found: Words = []
            for match in WORD.finditer(sentence.text):
                hits = [float(match.group().lower() in self._words.get(name, ())) for name in self.codebook.names]
                found.append((sentence.start + match.start(), sentence.start + match.end(), np.array(hits)))
            words.append(found)
        sums = np.array([np.sum([w for _, _, w in found], axis=0) for found in words])
        return Judgement(np.where(sums > 0, 3.0, -3.0), words)
