"""Two equal columns: only the sum of their coefficients is settled, and the solver splits it."""

from dataclasses import replace
from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.edges import cost_along, touched_edge
from figures.draw.marks import Dot
from figures.draw.panels import axis, main, plane, read
from figures.draw.planes import answer
from figures.draw.text import coefficient, pair
from figures.draw.trails import corners, trail, until
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array, Regression, Solved, certified
from figures.solvers import ElasticNet, coordinate_descent, elastic_net, ista, lasso_path
from figures.story import Beat

X = np.repeat([[1.0], [1.0], [-1.0], [-1.0]], 2, axis=1)
Y, LAM, RUN = X[:, 0], 0.4, 60
STARTS = {"zero": (0.0, 0.0), "between": (0.1, 0.3), "axis": (1.0, 0.0), "beyond": (1.0, 0.8)}
ORDERS = {"first": "x₁ first", "second": "x₂ first", "both": "both"}
UPDATES = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 20.0, 40.0)
LINES = ("least", "equal", "least-name", "equal-name")
SHARES = (0.1, 0.5, 0.9, 0.99, 1.0)
ACROSS, UP, ALONG = (-0.15, 1.02), (-0.25, 0.99), (-0.15, 1.0)


@cache
def run(order: str, start: str, mix: float) -> tuple[Array, Solved]:
    """The way of a solver, update by update, and its end: the one minimum, or the lasso’s where it stops."""
    penalty, begin = ElasticNet(LAM, mix), np.array(STARTS[start])
    if order == "both":
        way = ista(X, Y, penalty, steps=RUN, start=begin)
    else:
        # The columns are equal: to visit the second first, swap the coefficients.
        turn = slice(None, None, -1 if order == "second" else 1)
        sweeps = coordinate_descent(X, Y, penalty, sweeps=RUN, start=begin[turn])[:, turn]
        way = corners(sweeps, int(order == "second"))
    end = way[-1] if mix == 1 else elastic_net(X, Y, LAM, mix)
    return way[: int(UPDATES[-1]) + 1], certified(Regression(X, Y, LAM, mix), end)


def cost(w: Array, mix: float) -> float:
    """What they minimise."""
    return float(np.mean((Y - X @ w) ** 2) / 2 + ElasticNet(LAM, mix).value(w).sum())


def draw(updates: float, mix: float, start: str) -> Frame:
    runs = {order: run(order, start, mix) for order in ORDERS}
    ways = {order: until(way, updates) for order, (way, _) in runs.items()}
    now, best = [way[-1] for way in ways.values()], runs["both"][1]
    alike, least = float(np.ptp(now, axis=0).max()) < 0.02, cost(best.w, mix)
    lasso, ink = mix == 1, v.method(best)
    told = "whole edge optimal" if lasso else "only equal halves"
    names = {"first": "all three"} if alike else ORDERS
    trails = [
        mark for order, way in ways.items()
        for mark in trail(order, way, runs[order][1], names.get(order, "") if updates else "")
    ]  # fmt: skip
    one = answer("best", best, radius=7, visible=not lasso)
    ends = [one, *(mark for mark in trails if isinstance(mark, Dot) and mark.shows)]
    return Frame.of(
        v.on(
            "plane", v.heading("plane-title", "lasso" if lasso else f"elastic net, α = {mix:g}", ink),
            touched_edge(best, 1.0, mix, (ACROSS[0], UP[0]), named=start != "beyond"),
            one, Dot(key="start", x=STARTS[start][0], y=STARTS[start][1], radius=4), trails,
            v.tag("told", ACROSS[1], 0.94, told, "left", role=ink, lead=True),
        ),
        v.on(
            "along", v.heading("along-title", f"cost along that line: {'flat' if lasso else 'a bowl'}", ink),
            cost_along(best, ElasticNet(LAM, mix), ALONG),
            (replace(end, key=f"low-{end.key}", y=0.0) for end in ends),
            v.tag("least-cost", 0.3, 0.05, f"{least:.2f}{' all along' * lasso}", "at", role=ink, lead=True),
        ),
        *(read(ORDERS[order], pair(way[-1]), key=order) for order, way in ways.items()),
        read("w₁ + w₂", ", ".join(dict.fromkeys(coefficient(float(w.sum())) for w in now)), weight=True),
        read("cost", ", ".join(dict.fromkeys(f"{cost(w, mix):.2f}" for w in now))),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: where each solver ends from each start, and the elastic net's one answer."""
    found = {f"{order}_{start}": pair(run(order, start, 1.0)[1].w) for order in ORDERS for start in STARTS}
    found |= {f"net_{100 * mix:.0f}": pair(run("both", "zero", mix)[1].w) for mix in SHARES[:-1]}
    points = {"cost": (0.6, 0.0), "outside": (0.7, -0.1)}
    found |= {name: f"{cost(np.array(w), 1.0):g}" for name, w in points.items()}
    return found | {"path": pair(lasso_path(X, Y)(LAM)), "sum": f"{lasso_path(X, Y)(LAM).sum():g}"}


SCENE = Scene(
    draw=draw,
    title="An exact copy",
    claim="Exact copy: any non-negative split is optimal; solver and start decide",
    caption=(
        "Two equal columns. The plane: the loss is the same all along each line, so least squares is a "
        "line, and that of loss 0.08 touches the diamond along an edge. From the start, a dot, coordinate "
        "descent visits x₁ first or x₂ first; proximal gradient moves both at once. The cost along the "
        "touching line: flat over the edge for the lasso, a bowl with any ridge part, however small."
    ),
    alt=(
        "A plane of w1 and w2 with parallel lines of equal loss and a diamond whose edge from (0, 0.6) to "
        "(0.6, 0) lies on one of them. From zero, coordinate descent ends at (0.6, 0) or at (0, 0.6), "
        "whichever it visits first, and proximal gradient at (0.3, 0.3). A graph of the cost along that line "
        "is flat from w1 = 0 to 0.6 and rises outside; all three ends lie on the flat part."
    ),
    notes=(
        "The second column is an exact copy of the first. The loss knows only the sum of both coefficients, "
        "so its contours are parallel lines, and the one that touches the diamond touches along an edge. "
        "Every point of the edge has the same cost. Coordinate descent, from zero, keeps the column it "
        "visits first. Proximal gradient moves both and stops in the middle. A ridge part, however small, "
        "turns the flat floor into a bowl with one answer: equal halves."
    ),
    computed=(
        "x = (1, 1, −1, −1) twice, y = x, λ = 0.4: coordinate descent and proximal gradient (step 1/L), "
        "run to their ends and checked; for α < 1 the exact elastic net. Objective 0.32 all along the edge."
    ),
    lesson="lessons/correlated",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2‖w‖²), columns of mean square 1",
    panels=(
        main("plane", axis("", *ACROSS), axis("", *UP), aspect=plane(ACROSS, UP), grows=True, grid="none"),
        main("along", axis("w₁", *ALONG, 0, 0.3, 0.6), axis("", -0.035, 0.14), grid="none"),
    ),
    controls=(
        Slider(name="updates", label="updates", stops=UPDATES, continuous="linear"),
        Slider(name="mix", label="L1 share α", stops=SHARES),
        Choice(name="start", label="start", options=tuple((key, pair(at)) for key, at in STARTS.items())),
    ),
    story=(
        Beat("Two equal columns: the loss knows only their sum.", {"updates": 0.0}, lit=LINES),
        Beat("All of this edge is optimal: the cost is flat there.", hold=2.5, lit=("edge", "told", "along")),
        Beat("Three runs from zero end at three points of it.", {"updates": 1.0}, way=2.5, hold=2.5),
        Beat("A ridge part makes a bowl: one point is lowest.", {"mix": 0.5, "updates": 4.0}, hold=2),
        Beat("All three runs end there: equal halves.", {"updates": 40.0}, way=3, hold=1.5),
        Beat("Any non-negative split is optimal: solver and start decide.", {"mix": 1.0}, hold=3.5),
    ),
    pose=({"updates": 40.0, "mix": 1.0, "start": "zero"},),
    facts=facts,
)  # fmt: skip
