"""The classifier that ships: an int8 ONNX graph run by onnxruntime, one window at a time, without padding.

Each window runs alone, so that no score depends on what else is judged: dynamic quantisation takes one scale for a
whole tensor, and a neighbour in the batch would move it. One session, one thread.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from framecheck.codebook import Codebook
from framecheck.errors import ModelError
from framecheck.model.calibration import Calibration
from framecheck.model.classifier import Judgement
from framecheck.model.folder import ModelFolder
from framecheck.model.graph import open_graph, open_tokenizer
from framecheck.schema import Statement

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class OnnxClassifier:
    """Judges statements with the model of a folder."""

    def __init__(self, folder: ModelFolder) -> None:
        self.folder = folder
        self.codebook: Codebook = folder.config.codebook
        self.calibration: tuple[Calibration, ...] = folder.config.calibration

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer of the folder, without truncation or padding."""
        return open_tokenizer(self.folder.path / "tokenizer.json")

    @cached_property
    def session(self) -> InferenceSession:
        """The graph of the folder, opened."""
        return open_graph(self.folder.path)

    def together(self, statement: Statement) -> list[tuple[int, int]]:
        """For each sentence the first and the last sentence that stand in a window with it."""
        from framecheck.model.windows import borders, tokenise, windows

        found: dict[int, tuple[int, int]] = {}
        for window in windows(tokenise(self.tokenizer, statement), self.folder.config.window, *borders(self.tokenizer)):
            first, last = window.parts[0].sentence, window.parts[-1].sentence
            for part in window.parts:
                before = found.get(part.sentence, (first, last))
                found[part.sentence] = (min(before[0], first), max(before[1], last))
        return [found[index] for index in range(len(statement.sentences))]

    def judge(self, statement: Statement) -> Judgement:
        """The logits of every sentence, and each word's share of them."""
        import numpy as np

        from framecheck.model.pooling import sentence_logits, word_shares
        from framecheck.model.windows import borders, tokenise, windows

        tokens = tokenise(self.tokenizer, statement)
        laid = windows(tokens, self.folder.config.window, *borders(self.tokenizer))
        outputs = []
        for window in laid:
            ids = np.array([window.ids], dtype=np.int64)
            outputs.append(self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
        if outputs and outputs[0].shape[-1] != len(self.codebook.frames):
            raise ModelError(
                f"{self.folder.path}: the graph has {outputs[0].shape[-1]} frames, its codebook {len(self.codebook.frames)}"
            )
        gathered = sentence_logits(outputs, laid, tokens)
        words = [word_shares(*each) for each in zip(statement.sentences, tokens, gathered, strict=True)]
        pooled = np.array([logits.mean(axis=0) for logits in gathered]).reshape(len(tokens), len(self.codebook.frames))
        return Judgement(pooled, words)
