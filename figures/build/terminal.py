"""What scripts print, on any terminal."""

import io
import sys


def print_anywhere() -> None:
    """Replace, from now on, what the encoding of the output lacks, since no letter is worth a failure.

    Errors need it not: Python replaces what theirs lacks.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
