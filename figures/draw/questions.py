"""Words for a chain of questions: where each “yes” leads, and beside it the numbers that decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.draw.marks import Dot, Mark, Polygon, Segment
from figures.draw.vocabulary import tag

LINES, PITCH = 3, 3.75
"""The lines of letters of a question, each 1 high, and how far one question is below the last."""
SPINE, WORDS = 0.016, 0.043
"""Where the line that joins the questions runs across the width, which is 1, and where words begin."""
BAR = (-0.56, -0.36)
"""Where a bar lies below the middle of its words."""


@dataclass(frozen=True)
class Bar:
    """A number as a bar, with its ``words``; the longest would be ``longest``. The ``best`` one is strong."""

    words: str
    value: float
    longest: float
    role: str
    best: bool


@dataclass(frozen=True)
class Evidence:
    """Two bars to compare, below what they are ``of``, from ``left`` to ``right``."""

    key: str
    of: str
    left: float
    right: float
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Question:
    """What is asked, where ``yes`` leads, and ``no`` unless that leads to the next question."""

    key: str
    asks: str
    yes: str
    evidence: Sequence[Evidence]
    no: str = ""
    roles: tuple[str, str] = ("fg", "fg")


def ends(questions: Sequence[Question]) -> tuple[str, ...]:
    """Where the chain may lead, from the top down."""
    return (*(one.yes for one in questions), questions[-1].no)


def chain(questions: Sequence[Question], taken: str = "") -> Iterator[Mark]:
    """The questions from the top down, and in grey what is not on the way to the end ``taken``, if any."""
    top, places = (len(questions) - 1) * PITCH + LINES, ends(questions)
    stop = places.index(taken) if taken else len(questions)
    for row, one in enumerate(questions):
        head, key = top - row * PITCH - 0.5, one.key
        reached, passed = row <= stop, row < stop
        ink = "fg" if reached else "muted"
        foot = head - (LINES - 1 if one.no else PITCH)
        if row:
            between = head + (PITCH - LINES + 1) / 2
            yield Segment(key=f"{key}-rule", role="rule", x1=WORDS, y1=between, x2=1, y2=between, width=1.5)
        yield Segment(
            key=f"{key}-way", role="fg" if passed else "quiet", x1=SPINE, y1=head, x2=SPINE, y2=foot,
            width=3.0,
        )  # fmt: skip
        yield Dot(key=f"{key}-node", role=ink, x=SPINE, y=head, radius=6)
        yield tag(f"{key}-asks", WORDS, head, one.asks, "right", role=ink, bold=True, gap=0)
        here = not taken or one.yes == taken
        ink = one.roles[0] if here else "muted"
        yield tag(f"{key}-yes", WORDS, head - 1, f"yes → {one.yes}", "right", role=ink, bold=here, gap=0)
        on = passed and bool(taken or one.no)
        ink, words = one.roles[1] if on else "muted", f"no → {one.no}" if one.no else "no ↓"
        yield tag(f"{key}-no", WORDS, head - 2, words, "right", role=ink, bold=on, gap=0)
        for shown in one.evidence:
            yield from _bars(shown, head, here or (taken == one.no != ""))


def _bars(shown: Evidence, head: float, here: bool) -> Iterator[Mark]:
    yield tag(f"{shown.key}-of", shown.left, head, shown.of, "right", role="muted", gap=0)
    for row, bar in enumerate(shown.bars, 1):
        end, (low, high) = shown.left + bar.value / bar.longest * (shown.right - shown.left), BAR
        low, high, key, strong = head - row + low, head - row + high, f"{shown.key}-{row}", bar.best and here
        corners = ((shown.left, low), (end, low), (end, high), (shown.left, high))
        ink, opacity = bar.role if here else "quiet", 0.9 if strong else 0.4
        yield Polygon(key=key, role=ink, points=corners, opacity=opacity)
        ink = bar.role if here else "muted"
        yield tag(f"{key}-words", shown.left, head - row, bar.words, "right", role=ink, bold=strong, gap=0)
