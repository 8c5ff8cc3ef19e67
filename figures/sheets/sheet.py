"""Sheets: what a figure is drawn on, and the one scale of letters and lines of each."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Sheet:
    """A size in pixels, and how large letters are and how wide lines on it.

    ``letter`` is the size of ticks and names of marks, ``lead`` that of the decisive number, ``title`` that
    of the titles of panels and axes. ``claim``, ``sentence`` and ``credit`` are 0 where the page around the
    figure says these. Marks' lines and dots are ``stroke`` times their own size. ``grip`` is how far from
    its middle a handle can be taken: 44 pixels across on the narrowest window that shows the sheet. Each
    control beyond the second makes the sheet lower by ``row``, so that all stay in view with the drawing.
    """

    name: Literal["wide", "square", "page", "phone", "small"]
    width: int
    height: int
    letter: float
    lead: float
    title: float
    stroke: float
    claim: float = 0.0
    sentence: float = 0.0
    credit: float = 0.0
    edge: float = 0.0
    gap: float = 24.0
    grip: float = 0.0
    row: float = 0.0

    @property
    def stacked(self) -> bool:
        """Whether panels that explain stand below the main ones, not beside them."""
        return self.width <= self.height

    @property
    def slide(self) -> bool:
        """Whether the sheet stands on its own, with the claim and the credit."""
        return self.claim > 0


WIDE = Sheet(
    "wide", 1280, 720, letter=24, lead=30, title=80 / 3, stroke=1.7, claim=36, sentence=26, credit=16,
    edge=48, gap=44,
)  # fmt: skip
"""A slide of 13.33 × 7.5 inch; a pixel is 0.75 points."""
SQUARE = Sheet(
    "square", 900, 900, letter=24, lead=30, title=80 / 3, stroke=1.7, claim=36, sentence=26, credit=16,
    edge=44, gap=36,
)  # fmt: skip
PAGE = Sheet("page", 980, 500, letter=16, lead=20, title=17, stroke=1.0, gap=40, grip=34)
"""A lesson's column on a laptop; a figure takes as much of the height as it needs."""
PHONE = Sheet(
    "phone", 358, 590, letter=13, lead=15.5, title=13.5, stroke=0.85, gap=14, grip=28, row=44,
)  # fmt: skip
"""A phone held upright; the figure and its controls are to be seen at once."""
SMALL = Sheet("small", 400, 225, letter=15, lead=17, title=15.5, stroke=1.0, edge=10, gap=16)
"""A picture of the gallery: letters of 12 pixels where it is shown 320 wide."""
