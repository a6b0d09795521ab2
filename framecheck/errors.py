"""The one error family of framecheck.

    FramecheckError
    ├── UsageError       the command or a setting makes no sense
    ├── InputError       a file, stream or statement cannot be read
    ├── CorpusError      a labelled corpus is malformed (names file and line)
    ├── CodebookError    a codebook is malformed or does not fit
    ├── ModelError       a model folder is missing, broken or foreign
    └── MissingExtra     an optional dependency is not installed

Every message says what happened, where, and what to do next, in one line. The command line catches the
family in one place (`framecheck.cli`) and leaves with exit code 2.
"""

from __future__ import annotations


class FramecheckError(Exception):
    """Something went wrong that the user can understand and act on."""


class UsageError(FramecheckError):
    """The command or a setting makes no sense."""


class InputError(FramecheckError):
    """A file, a stream or a statement cannot be read."""


class CorpusError(FramecheckError):
    """A labelled corpus is malformed."""


class CodebookError(FramecheckError):
    """A codebook is malformed, or does not fit the model or the corpus."""


class ModelError(FramecheckError):
    """A model folder is missing, broken or foreign."""


class MissingExtra(FramecheckError):
    """An optional dependency is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: pip install 'framecheck-cli[{extra}]'")
