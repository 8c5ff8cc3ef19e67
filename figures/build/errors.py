"""What is said when one of the project's sources is wrong."""

import difflib
from collections.abc import Iterable

STOPPED = "was stopped from outside; see to it that there is memory enough, then build again"
"""What is said of a process that somebody or the system killed."""


class SourceError(ValueError):
    """A scene or a data file that cannot be used; the message says where, what is wrong and the mend."""


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that helps after a wrong name: the nearest valid one, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"valid names: {', '.join(names) or 'none'}"
