"""The command line: thin commands, and the one place where errors end."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run `framecheck`; leave with 0, 1 (a gate missed), 2 (not everything was looked at) or 130 (Ctrl-C)."""
    from framecheck.errors import FramecheckError

    try:
        from framecheck.cli.early import open_early

        open_early(sys.argv[1:])
        from framecheck.cli.app import app

        app(prog_name="framecheck")
    except FramecheckError as error:
        _say(f"framecheck: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("framecheck: stopped")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the pipe has left; nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)


def _say(line: str) -> None:
    from framecheck.report.safe import one_line

    print(one_line(line), file=sys.stderr)
