"""Words for solving for one coefficient at a time: the code that runs, and a crease that runs aslant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from figures.draw.marks import Dot, Mark, Polygon, Polyline, Segment
from figures.draw.shapes import box
from figures.draw.text import number
from figures.draw.vocabulary import Point, tag
from figures.solved import Array, Solved
from figures.solvers import SlantedBowl

Note = tuple[str, str]
"""What a line has just computed, and the role that says it."""
APART, ROOMY = 0.8, 0.3
"""How much higher the second level line lies, and from which height on the first has room for a name."""


CODE = (
    "def lasso(X, y, lam, w, sweeps):",
    "    n, p = X.shape",
    "    r = y - X @ w",
    "    for _ in range(sweeps):",
    "        for j in range(p):",
    "            z = w[j] + X[:, j] @ r / n",
    "            new = z - clip(z, -lam, lam)",
    "            r += X[:, j] * (w[j] - new)",
    "            w[j] = new",
    "    return w",
)
"""Coordinate descent for columns of mean square 1; ``clip`` is NumPy’s."""
SLANTED = "            new = z - clip(z - w[1-j], -lam, lam)"
"""What stands in the line of the threshold for two coefficients and the penalty λ|w₁ − w₂|."""


def code(*, slanted: bool) -> tuple[str, ...]:
    """Coordinate descent for the lasso, or for the ``slanted`` kink."""
    return tuple(SLANTED if slanted and "clip" in line else line for line in CODE)


def found(points: Array, pulls: Array, done: int) -> dict[int, Note]:
    """What lines of the code have just found: points (k + 1, 2), pulls (k,), after so many updates."""
    w, j = points[done], (done - 1) % 2
    told = (f"sweep {(done + 1) // 2}", f"w{'₁₂'[j]} alone", number(pulls[done - 1]), number(w[j]))
    inks = ("muted", "fg", "fg", "zero" if done and w[j] == 0 else "fg")
    notes = {row: (text * bool(done), ink) for row, text, ink in zip((3, 4, 5, 8), told, inks, strict=True)}
    return notes | {9: (f"({number(w[0])}, {number(w[1])})", "fg")}


def listing(lines: Sequence[str], notes: Mapping[int, Note], lit: tuple[int, int]) -> Iterator[Mark]:
    """Lines of code in a panel from x = 0 to 1, one a unit of height, the last from 0 to 1.

    At the right end of some stand ``notes``, numbered like the lines from 0 on. Tinted are those ``lit``,
    from the first to the last; a soft threshold among them is bold.
    """
    top = len(lines)
    yield box("code-lit", (0.0, 1.0), (top - lit[0], top - lit[1] - 1.0), "quiet", opacity=0.2)
    for row, line in enumerate(lines):
        # Blanks at the front would be lost in SVG.
        words, y = line.replace(" ", "\N{NO-BREAK SPACE}"), top - row - 0.5
        yield tag(f"code-{row}", 0, y, words, "right", bold="clip" in line, gap=4)
        if row in notes:
            note, role = notes[row]
            yield tag(f"code-{row}-note", 1, y, note, "left", role=role, bold=True, gap=4, visible=bool(note))


def stairs(points: Iterable[Point], zeros: Solved | None) -> Iterator[Mark]:
    """The ways along the axes so far, and where they have led: a ring if a coefficient is 0.0 there.

    ``zeros`` are the soft thresholds that made it so.
    """
    line = tuple(points)
    (x, y), held = line[-1], zeros is not None and 0.0 in line[-1]
    yield Polyline(key="stairs", points=line, width=3.0)
    yield Dot(
        key="now", x=x, y=y, radius=7, role="zero" if held else "fg", hollow=held,
        solved=(zeros,) if zeros and held else (), shows=(0.0,) if held else (),
    )  # fmt: skip


def slanted(bowl: SlantedBowl, height: float, far: float, *, shown: bool) -> Iterator[Mark]:
    """The crease w₁ = w₂ as ``far`` as that, its best point, the level line at a height, and one above."""
    yield Segment(
        key="aslant", role="fg", x1=-far, y1=-far, x2=far, y2=far, width=3.0, visible=shown
    )  # fmt: skip
    lines = [bowl.outline(rise) for rise in (height, height + APART)]
    for row, line in enumerate(lines):
        points = tuple((a, b) for a, b in line.tolist())
        yield Polygon(
            key=f"aslant-{row}", role="fg", points=points, opacity=0, width=2.0, cubic=True, visible=shown
        )
    across, up = bowl.least.tolist()
    yield Dot(key="best", role="fg", x=across, y=up, radius=5, visible=shown)
    # Within the first line, if that has the room.
    beside = across if height > ROOMY else float(lines[0][:, 0].max())
    yield tag("best-name", beside, up, "best", "right", "below right", gap=9, visible=shown)


def both_moves(at: Point, reach: float, *, shown: bool) -> Iterator[Segment]:
    """The two ways that may be taken from a point: along w₁ and along w₂."""
    x, y = at
    for key, dx, dy in (("along-w1", reach, 0.0), ("along-w2", 0.0, reach)):
        yield Segment(
            key=key, role="loss", x1=x - dx, y1=y - dy, x2=x + dx, y2=y + dy, width=1.6, dash="5 4",
            visible=shown,
        )  # fmt: skip
