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
from framecheck.model.classifier import Array, Judgement
from framecheck.model.folder import ModelFolder
from framecheck.model.graph import open_graph, open_tokenizer
from framecheck.schema import Statement

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from framecheck.model.windows import Tokens


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

        from framecheck.model.pooling import word_shares

        tokens, gathered = self._run(statement, "token_logits")
        frames = len(self.codebook.frames)
        if gathered and gathered[0].shape[-1] != frames:
            raise ModelError(f"{self.folder.path}: the graph has {gathered[0].shape[-1]} frames, its codebook {frames}")
        words = [word_shares(*each) for each in zip(statement.sentences, tokens, gathered, strict=True)]
        pooled = np.array([logits.mean(axis=0) for logits in gathered]).reshape(len(tokens), frames)
        return Judgement(pooled, words)

    def vectors(self, statement: Statement) -> Array:
        """What each sentence is about, as vectors of length 1, *shape* (sentences, hidden).

        Raises:
            ModelError: the graph was exported without them.
        """
        import numpy as np

        if "token_vectors" not in {output.name for output in self.session.get_outputs()}:
            raise ModelError(f"{self.folder.path}: the graph gives no sentence vectors; train the model again")
        _, gathered = self._run(statement, "token_vectors")
        pooled = np.array([vectors.mean(axis=0) for vectors in gathered])
        return np.asarray(pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12))

    def _run(self, statement: Statement, output: str) -> tuple[list[Tokens], list[Array]]:
        """The tokens of each sentence, and an output of the graph for them, *shape* (tokens of the sentence, ...)."""
        import numpy as np

        from framecheck.model.pooling import gather
        from framecheck.model.windows import borders, tokenise, windows

        tokens = tokenise(self.tokenizer, statement)
        laid = windows(tokens, self.folder.config.window, *borders(self.tokenizer))
        outputs = []
        for window in laid:
            ids = np.array([window.ids], dtype=np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            outputs.append(self.session.run([output], feed)[0][0])
        return tokens, gather(outputs, laid, tokens)
