"""framecheck marks, sentence by sentence, which consideration a statement asks its audience to judge by.

from framecheck import Analyzer
Analyzer().analyze("Every week of delay, somebody is robbed.").finding
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Analyzer", "FramecheckError", "__version__"]

if TYPE_CHECKING:
    from framecheck.analyzer import Analyzer
    from framecheck.errors import FramecheckError


def __getattr__(name: str) -> object:
    """Import what the package offers only when it is asked for: the command line starts without the model."""
    if name == "Analyzer":
        from framecheck.analyzer import Analyzer

        return Analyzer
    if name == "FramecheckError":
        from framecheck.errors import FramecheckError

        return FramecheckError
    raise AttributeError(f"module 'framecheck' has no attribute '{name}'")
