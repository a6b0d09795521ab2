"""A head start for `analyze`: the graph is opened by a second thread while the first imports the rest.

It costs nothing if the guess is wrong: what fails here is met again, and said, in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

DEFAULT = Path(__file__).parent.parent / "models" / "public-tech"


def open_early(arguments: Sequence[str]) -> None:
    """Start opening the graph that these arguments of the command line will need.

    What the thread uses is imported before it starts: two threads that import what imports each other can fail.
    """
    if arguments[:1] != ["analyze"] or {"-h", "--help"} & set(arguments):
        return
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401

    from framecheck.errors import ModelError
    from framecheck.model.graph import open_graph, open_tokenizer

    folder = DEFAULT
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--model":
            folder = Path(following)
        elif word.startswith("--model="):
            folder = Path(word.removeprefix("--model="))

    def work() -> None:
        with suppress(ModelError):
            open_graph(folder)
            open_tokenizer(folder / "tokenizer.json")

    Thread(target=work).start()
