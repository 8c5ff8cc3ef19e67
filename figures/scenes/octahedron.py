"""The lasso's budget for three coefficients: an octahedron, and where it sends least squares."""

from functools import cache
from itertools import product

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Label, Mark, Polygon, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import signed, ticks
from figures.draw.theme import ink
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import project_l1

BUDGET = 1.0
COUNT = 30
RADIUS = 1.9
ANGLES = tuple(range(0, 91, 6))
LIFT = np.radians(22.0)
Y = (-2.35, 2.35)
X = (Y[0] * 480 / 420, Y[1] * 480 / 420)
"""As many pixels a unit as upward."""
FEATURES = (2, 3, 5, 10, 30, 100, 300, 1000)
DRAWS = 2000


def shell() -> Array:
    """Points spread evenly over a sphere, along the golden spiral."""
    height = 1 - (2 * np.arange(COUNT) + 1) / COUNT
    turn = np.pi * (1 + np.sqrt(5)) * np.arange(COUNT)
    wide = np.sqrt(1 - height**2)
    return RADIUS * np.stack([wide * np.cos(turn), wide * np.sin(turn), height], axis=1)


OLS = shell()
LANDED = project_l1(OLS, BUDGET)
FATES = np.array(["vertex", "edge", "face"])[np.count_nonzero(LANDED, axis=1) - 1]
COUNTS = {fate: int(np.count_nonzero(fate == FATES)) for fate in ("vertex", "edge", "face")}
LOOKS = {"vertex": ("zero", 6.5), "edge": ("zero", 4.0), "face": ("lasso", 4.5)}


def view(points: Array, angle: float) -> Array:
    """Points (..., 3) as (across, up, towards the eye), the third axis upright."""
    turn = np.radians(angle)
    x, y, z = np.moveaxis(points, -1, 0)
    across, deep = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    up, near = z * np.cos(LIFT) + deep * np.sin(LIFT), z * np.sin(LIFT) - deep * np.cos(LIFT)
    return np.stack([across, up, near], axis=-1)


def draw(angle: int, shown: str) -> Frame:
    readouts = tuple(
        Readout(key=fate, label=label, text=f"{COUNTS[fate]} of {COUNT}", lead=True)
        for fate, label in (
            ("vertex", "at a vertex: two zeros"), ("edge", "on an edge: one zero"),
            ("face", "on a face: no zero"),
        )
    )  # fmt: skip
    what = "least squares" if shown == "ols" else "the lasso's answers"
    return Frame(
        marks=(*_axes(angle), *_body(angle), *_points(angle, OLS if shown == "ols" else LANDED)),
        readouts=readouts,
        says=f"turned by {signed(str(angle))} degrees, {what}",
        solved=(certified(Budget(None, OLS, BUDGET), LANDED), *simulation()[3]),
    )


def _axes(angle: int) -> list[Mark]:
    marks: list[Mark] = []
    for name, row in zip("₁₂₃", np.eye(3), strict=True):
        start, end, letter = view(np.array([-1.5, 1.5, 2.32])[:, None] * row, angle)
        x1, y1, x2, y2 = map(float, (*start[:2], *end[:2]))
        marks += [
            Segment(key=f"axis{name}", panel="body", role="rule", width=1.2, x1=x1, y1=y1, x2=x2, y2=y2),
            Label(
                key=f"name{name}", panel="body", role="muted", x=float(letter[0]), y=float(letter[1]),
                text=f"w{name}", size=17, dy=5, visible=bool(np.hypot(*letter[:2]) > RADIUS + 0.2),
            ),
        ]  # fmt: skip
    return marks


def _body(angle: int) -> list[Mark]:
    """Eight faces and twelve edges; what is turned away is paler and thinner."""
    marks: list[Mark] = []
    towards = {}
    for signs in product((1, -1), repeat=3):
        corners = view(np.diag(signs) * BUDGET, angle)
        towards[signs] = bool(view(np.array(signs, dtype=float), angle)[2] > 0)
        marks.append(
            Polygon(
                key=f"face{signs}", panel="body", role="lasso", opacity=0.1 if towards[signs] else 0.04,
                points=tuple((float(x), float(y)) for x, y, _ in corners),
            )
        )  # fmt: skip
    for i, j in ((0, 1), (0, 2), (1, 2)):
        for a, b in product((1, -1), repeat=2):
            ends = np.zeros((2, 3))
            ends[0, i], ends[1, j] = a * BUDGET, b * BUDGET
            near = any(towards[s] for s in towards if s[i] == a and s[j] == b)
            (x1, y1, _), (x2, y2, _) = view(ends, angle)
            marks.append(
                Segment(
                    key=f"edge{i}{a}{j}{b}", panel="body", role="lasso", width=2.6 if near else 0.9,
                    x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2),
                )
            )  # fmt: skip
    return marks


def _points(angle: int, points: Array) -> list[Mark]:
    marks: list[Mark] = []
    for row, (x, y, near) in enumerate(view(points, angle)):
        role, radius = LOOKS[str(FATES[row])]
        marks.append(
            Dot(
                key=f"point-{row}", panel="body", role=role, x=float(x), y=float(y), radius=radius,
                hollow=role == "zero", visible=bool(near > -0.02),
            )
        )  # fmt: skip
    return marks


def draw_sphere(axes: Axes) -> None:
    axes.set_axis_off()
    turn = np.linspace(0, 2 * np.pi, 181)
    axes.plot(RADIUS * np.cos(turn), RADIUS * np.sin(turn), color=ink("rule"), linewidth=1)


@cache
def simulation() -> tuple[Array, Array, Array, list[Solved]]:
    """For each number of null features: coefficients kept, share of zeros, share at a vertex; the answers."""
    random = np.random.default_rng(5)
    kept, alone, solved = [], [], []
    for p in FEATURES:
        ols = random.standard_normal((DRAWS, p))
        solved.append(certified(Budget(None, ols, 1.0), project_l1(ols, 1.0)))
        nonzero = np.count_nonzero(solved[-1].w, axis=1)
        kept.append(nonzero.mean())
        alone.append((nonzero == 1).mean())
    return np.array(kept), 1 - np.array(kept) / np.array(FEATURES), np.array(alone), solved


def draw_shares(axes: Axes) -> None:
    _, zeros, alone, _ = simulation()
    hollow = ink("ground")
    axes.plot(
        FEATURES, zeros, "o-", color=ink("zero"), markersize=5, markerfacecolor=hollow, label="share of zeros"
    )
    axes.plot(FEATURES, alone, "s--", color=ink("lasso"), markersize=5, label="chance of a vertex")
    axes.text(14, 0.6, "share of zeros", color=ink("zero"), fontsize=15)
    axes.text(14, 0.17, "chance of a vertex", color=ink("lasso"), fontsize=15)


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    found = {fate: str(count) for fate, count in COUNTS.items()} | {"count": str(COUNT), "draws": str(DRAWS)}
    for p, kept, zeros, alone in zip(FEATURES, *simulation()[:3], strict=True):
        found |= {f"kept_{p}": f"{kept:.1f}", f"zeros_{p}": f"{100 * zeros:.0f}\N{NO-BREAK SPACE}%"}
        found |= {f"vertex_{p}": f"{100 * alone:.0f}\N{NO-BREAK SPACE}%"}
    # 99.57 % would be rounded to all.
    return found | {"zeros_1000": f"{100 * simulation()[1][-1]:.1f}\N{NO-BREAK SPACE}%"}


SCENE = Scene(
    draw=draw,
    title="The octahedron",
    claim="With three coefficients the lasso’s budget has vertices with two zeros and edges with one",
    caption=(
        "The body is |w₁| + |w₂| + |w₃| ≤ 1. Of the least-squares points on a sphere around it, large rings "
        "go to a vertex, small rings to an edge, full dots to a face; those behind are hidden. Turn it; "
        "switch to see them land. Beside: p uncorrelated null features with a budget of t = σ."
    ),
    alt=(
        "An octahedron on three axes inside a sphere of points. "
        f"{COUNTS['vertex']} of {COUNT} points, caps around the axes, go to a vertex; {COUNTS['edge']}, in "
        f"bands between the caps, go to an edge; {COUNTS['face']}, in the triangles left over, go to a face. "
        "A graph beside: with the number of features growing from 2 to 1000, the share of zeros rises from "
        "about 0.1 to nearly 1, while the chance of a vertex falls from about 0.2 to 0.02."
    ),
    notes=(
        "In three dimensions the diamond becomes an octahedron. Switch the points to lasso, watch them "
        f"land, and turn it. {COUNTS['vertex']} of {COUNT} end at a vertex, with two zeros, {COUNTS['edge']} "
        f"on an edge, with one, and only {COUNTS['face']} on a face. A face collects just the points "
        "straight out from it, while the regions of edges and vertices widen outward. Now the graph: with "
        "many null features nearly all coefficients are zero, yet a vertex is rare. Expect many zeros, not "
        "one survivor."
    ),
    computed=(
        "The Euclidean projection on the octahedron, which is the lasso of uncorrelated standardized "
        "features, exact after sorting. The points are spread over a sphere of radius 1.9. The graph beside "
        f"simulates {DRAWS} normal least-squares answers for each number of features, with a fixed seed."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="body", width=500, height=440, margins=(10, 10, 10, 10), backdrop=draw_sphere,
            x=Axis(label="", limits=X, ticks=()),
            y=Axis(label="", limits=Y, ticks=()),
        ),
        Panel(
            key="shares", width=330, height=250, margins=(40, 20, 34, 54), backdrop=draw_shares,
            x=Axis(
                label="number of features p", limits=(1.7, 1200), scale="log", ticks=ticks(2, 10, 100, 1000)
            ),
            y=Axis(label="many null features", limits=(0, 1.05), ticks=ticks(0, 0.5, 1)),
        ),
    ),
    controls=(
        Slider(name="angle", label="turn", stops=ANGLES, start=30),
        Choice(
            name="shown", label="points", options=(("ols", "least squares"), ("lasso", "lasso")), start="ols"
        ),
    ),
    facts=facts,
)  # fmt: skip
