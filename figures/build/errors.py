"""What is said when one of the project's sources is wrong."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, Literal, get_args, get_origin

STOPPED = "was stopped from outside; see to it that there is memory enough, then build again"
"""What is said of a process that somebody or the system killed."""


class SourceError(ValueError):
    """A scene or a data file that cannot be used; the message says where, what is wrong and the mend."""


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that helps after a wrong name: the nearest valid one, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"valid names: {', '.join(names) or 'none'}"


def misnamed(thing: object) -> Iterator[str]:
    """What is wrong with those fields of a dataclass that hold one of a few words, said by a ``Literal``."""
    kind: Any = type(thing)
    for name, words in _words(kind).items():
        word = getattr(thing, name)
        if word not in words:
            yield f"no {name} {word!r} of {kind.__name__}; {nearest(str(word), words)}"


@cache
def _words(kind: Any) -> dict[str, tuple[str, ...]]:
    return {field.name: get_args(field.type) for field in fields(kind) if get_origin(field.type) is Literal}
