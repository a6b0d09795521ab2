"""The command line: thin commands, and the one place where errors end."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run `framecheck`; leave with 0, 1 (a gate missed), 2 (not everything was looked at) or 130 (Ctrl-C)."""
    # Imports make many objects and no garbage: the collector would only look at them again and again.
    gc.set_threshold(100_000, 50, 50)
    # And no plugin of pydantic is asked for: looking for some means reading what every package says of itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from framecheck.errors import FramecheckError

    try:
        from framecheck.cli.early import open_early

        open_early(sys.argv[1:])
        from framecheck.cli.app import build

        build(next(iter(sys.argv[1:]), ""))(prog_name="framecheck")
    except FramecheckError as error:
        _say(f"framecheck: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("framecheck: stopped")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("FRAMECHECK_DEBUG"):
            raise
        _say(
            f"framecheck: a defect of framecheck: {type(error).__name__}: {error}; please report it (FRAMECHECK_DEBUG=1 shows where)"
        )
        sys.exit(2)


def _say(line: str) -> None:
    from framecheck.report.safe import one_line

    print(one_line(line), file=sys.stderr)
