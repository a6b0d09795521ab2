"""Opening the graph and the tokenizer of a model folder, once, from several threads.

Of the graph, the bytes that are checked are the bytes that are run.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from framecheck.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_LOCK = Lock()


def open_graph(folder: Path) -> InferenceSession:
    """Open `model.onnx` of a folder with one thread, once; safe to call from several threads.

    Raises:
        ModelError: it is missing, changed, or no graph.
    """
    try:
        expected = str(json.loads((folder / "checksums.json").read_text(encoding="utf-8"))["model.onnx"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder}: not a model of framecheck ({error})") from None
    with _LOCK:
        return _open(folder, expected)


@lru_cache(maxsize=2)
def _open(folder: Path, expected: str) -> InferenceSession:
    import onnxruntime

    try:
        graph = (folder / "model.onnx").read_bytes()
    except OSError as error:
        raise ModelError(f"{folder}: model.onnx cannot be read ({error.strerror})") from None
    if hashlib.sha256(graph).hexdigest() != expected:
        raise ModelError(f"{folder}: model.onnx has changed (checksum); install or train the model again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{folder}: model.onnx cannot be opened ({str(error).splitlines()[0]})") from None


@lru_cache(maxsize=2)
def open_tokenizer(path: Path) -> Tokenizer:
    """Open a `tokenizer.json`, without truncation or padding.

    Raises:
        ModelError: it is missing or malformed.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:
        raise ModelError(f"{path}: not a tokenizer ({error})") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
