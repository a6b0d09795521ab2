"""`python -m framecheck` is the command `framecheck`."""

from framecheck.cli import main

main()
