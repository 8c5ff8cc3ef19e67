"""The exact lasso path of the diabetes data: ten coefficients, twelve events, one surprise."""

from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes as PlotAxes
from numpy.typing import NDArray

from figures.data import diabetes
from figures.marks import Dot, Mark, Segment
from figures.scene import Axis, Control, Frame, Panel, Readout, Scene
from figures.solvers import Path, Standardized, kkt_violation, lasso_path, standardize
from figures.theme import ROLES

NAMES = ("age", "sex", "BMI", "BP", "TC", "LDL", "HDL", "TCH", "LTG", "GLU")
HDL = NAMES.index("HDL")

LEAST_SQUARES_AT = 0.016
"""Where the logarithmic axis shows λ = 0, left of a break in the axis."""
LOG_FROM = 0.03
ZOOM = (0.04, 0.2)


@cache
def problem() -> tuple[Standardized, Path]:
    """The standardized data and their exact path."""
    data = diabetes()
    scaled = standardize(data.X, data.y)
    return scaled, lasso_path(scaled.X, scaled.y)


@cache
def hdl_gap() -> tuple[float, float]:
    """The λ at which HDL, once in the model, leaves it, and the smaller one at which it returns."""
    _, path = problem()
    left, returned = (
        next(
            float(lam)
            for lam, events in list(zip(path.knots, path.events, strict=True))[after:]
            if (HDL, kind) in events
        )
        for kind, after in (("leaves", 0), ("joins", 8))
    )
    return left, returned


def stops() -> tuple[float, ...]:
    """λ = 0, every knot, an even grid on the log axis, and a denser one where HDL is out."""
    _, path = problem()
    left, returned = hdl_gap()
    even = np.geomspace(LOG_FROM, path.knots[0] * 1.2, 90)
    dense = np.geomspace(returned * 0.8, left * 1.2, 24)
    grid = [lam for lam in (*even, *dense) if np.abs(path.knots / lam - 1).min() > 2e-3]
    return tuple(float(lam) for lam in sorted({*map(float, path.knots), *grid}))


def place(lam: float) -> float:
    """The abscissa of λ on the broken logarithmic axis."""
    return max(lam, LOG_FROM) if lam > 0 else LEAST_SQUARES_AT


def number(value: float) -> str:
    """A coefficient for reading: exact zeros as ``0``, everything else with its digits."""
    if value == 0:
        return "0"
    return (f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}").replace("-", "−")


def lam_text(lam: float) -> str:
    """λ with three significant digits."""
    return "0" if lam == 0 else f"{lam:.3g}" if lam < 10 else f"{lam:.1f}"


def draw(lam: float) -> Frame:
    scaled, path = problem()
    w = path(lam)
    x = place(lam)
    low, high = MAIN.y.limits
    marks: list[Mark] = [
        Segment(key="cursor", panel="path", role="fg", x1=x, y1=low, x2=x, y2=high - 8, width=1.5)
    ]
    for j, name in enumerate(NAMES):
        role = "zero" if w[j] == 0 else "lasso"
        marks.append(
            Dot(
                key=name,
                panel="path",
                role=role,
                x=x,
                y=float(w[j]),
                hollow=bool(w[j] == 0),
                radius=6.0 if j == HDL else 4.0,
            )
        )
    inside = ZOOM[0] <= lam <= ZOOM[1]
    near = min(max(lam, ZOOM[0]), ZOOM[1])
    marks += [
        Segment(
            key="zoom-cursor",
            panel="zoom",
            role="fg",
            x1=near,
            y1=CLOSE_UP.y.limits[0],
            x2=near,
            y2=CLOSE_UP.y.limits[1],
            width=1.5,
            visible=inside,
        ),
        Dot(
            key="zoom-HDL",
            panel="zoom",
            role="zero" if w[HDL] == 0 else "lasso",
            x=near,
            y=float(path(near)[HDL]),
            hollow=bool(w[HDL] == 0),
            radius=6.0,
            visible=inside,
        ),
    ]
    count = int(np.count_nonzero(w))
    readouts = (
        Readout(key="lam", label="λ", text=lam_text(lam), lead=True),
        Readout(key="count", label="non-zero", text=f"{count} of {len(NAMES)}", lead=True),
        *(Readout(key=name, label=name, text=number(w[j])) for j, name in enumerate(NAMES)),
    )
    hdl = "exactly 0" if w[HDL] == 0 else number(w[HDL])
    says = f"λ = {lam_text(lam)}: {count} of {len(NAMES)} coefficients non-zero, HDL {hdl}"
    residual = kkt_violation(scaled.X, scaled.y, w, lam)
    return Frame(marks=tuple(marks), readouts=readouts, says=says, residual=residual)


def draw_curves(axes: PlotAxes, *, start: float, end: float, focus_width: float) -> None:
    """All ten curves from λ = ``start`` to ``end`` where they are not zero, HDL on top."""
    _, path = problem()
    left, returned = hdl_gap()
    edges = [start, *(knot for knot in path.knots[::-1] if start < knot < end), end]
    pieces = [np.geomspace(a, b, 12) for a, b in pairwise(edges)]
    grid = np.unique(np.concatenate([edges, *(piece[1:-1] for piece in pieces)]))
    curves = path(grid)
    for j in sorted(range(len(NAMES)), key=lambda j: j == HDL):
        shown: NDArray[np.float64] = np.where(_beside_zero(curves[:, j]), curves[:, j], np.nan)
        colour, width = ("lasso", focus_width) if j == HDL else ("quiet", 1.6)
        axes.plot(grid, shown, color=ROLES[colour].light, linewidth=width)
    axes.plot([returned, left], [0, 0], color=ROLES["zero"].light, linewidth=focus_width + 1.5)


def _beside_zero(curve: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a curve is non-zero, and the zero it starts from."""
    nonzero: NDArray[np.bool_] = curve != 0
    shown = nonzero.copy()
    shown[1:] |= nonzero[:-1]
    shown[:-1] |= nonzero[1:]
    return shown


def draw_path(axes: PlotAxes) -> None:
    _, path = problem()
    low, high = MAIN.y.limits
    positive = path.knots[path.knots > 0]
    axes.vlines(positive, low, high - 8, color=ROLES["rule"].light, linewidth=0.8)
    axes.axhline(0, color=ROLES["muted"].light, linewidth=1)
    draw_curves(axes, start=LOG_FROM, end=MAIN.x.limits[1], focus_width=3)
    _draw_events(axes, path)
    _draw_counts(axes, path, high)
    _draw_least_squares(axes, path.coefs[-1], path(LOG_FROM))


def _draw_events(axes: PlotAxes, path: Path) -> None:
    for lam, events in zip(path.knots, path.events, strict=True):
        for _, kind in events:
            fill = "ground" if kind == "leaves" else "quiet"
            edge = "zero" if kind == "leaves" else "quiet"
            axes.plot(
                [lam],
                [0],
                "o",
                markersize=6,
                color=ROLES[fill].light,
                markeredgecolor=ROLES[edge].light,
                markeredgewidth=1.5,
            )


def _draw_counts(axes: PlotAxes, path: Path, high: float) -> None:
    """The number of non-zeros between knots, where a number fits."""
    positive = path.knots[path.knots > 0]
    edges = np.concatenate([[MAIN.x.limits[1]], positive, [LOG_FROM]])
    for upper, lower in pairwise(edges):
        middle = float(np.sqrt(upper * lower))
        if np.log10(upper / lower) < 0.1:
            continue
        count = int(np.count_nonzero(path(middle)))
        zero = lower == hdl_gap()[1]
        axes.text(
            middle,
            high - 4,
            str(count),
            ha="center",
            va="center",
            fontsize=15,
            color=ROLES["zero" if zero else "muted"].light,
        )
    axes.text(
        MAIN.x.limits[0] * 1.12,
        high - 4,
        "non-zero",
        va="center",
        fontsize=15,
        color=ROLES["muted"].light,
    )


def _draw_least_squares(axes: PlotAxes, ols: NDArray[np.float64], first: NDArray[np.float64]) -> None:
    """Least squares left of the break, each coefficient with its name."""
    for j, (name, height) in enumerate(zip(NAMES, _spread(ols, 4.4), strict=True)):
        colour = ROLES["lasso" if j == HDL else "quiet"].light
        axes.plot([LEAST_SQUARES_AT, LOG_FROM], [ols[j], first[j]], ":", color=colour, linewidth=1.4)
        axes.plot([LEAST_SQUARES_AT], [ols[j]], "o", markersize=5, color=ROLES["ols"].light)
        axes.text(
            LEAST_SQUARES_AT * 0.82,
            height,
            name,
            ha="right",
            va="center",
            fontsize=15,
            color=ROLES["lasso" if j == HDL else "fg"].light,
        )


def _spread(heights: NDArray[np.float64], gap: float) -> NDArray[np.float64]:
    """Label heights in the same order, at least ``gap`` apart, moved as little as possible."""
    order = np.argsort(heights)
    # Isotonic regression of height − rank·gap (pool adjacent violators) is the least-squares answer.
    blocks: list[tuple[float, int]] = []
    for rank, j in enumerate(order):
        blocks.append((float(heights[j]) - rank * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [((a * m + b * n) / (m + n), m + n)]
    level = np.repeat([value for value, _ in blocks], [size for _, size in blocks])
    placed = np.empty_like(heights)
    placed[order] = level + gap * np.arange(len(order))
    return placed


def draw_zoom(axes: PlotAxes) -> None:
    axes.axhline(0, color=ROLES["muted"].light, linewidth=1)
    draw_curves(axes, start=ZOOM[0], end=ZOOM[1], focus_width=3)
    left, returned = hdl_gap()
    axes.text(
        float(np.sqrt(left * returned)),
        1.0,
        "exactly 0",
        ha="center",
        fontsize=15,
        color=ROLES["zero"].light,
    )
    _, path = problem()
    for name in ("GLU", "age"):
        height = float(path(ZOOM[0])[NAMES.index(name)])
        axes.text(ZOOM[0] * 1.03, height - 0.75, name, fontsize=15, color=ROLES["muted"].light)


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    _, path = problem()
    left, returned = hdl_gap()
    counts = [int(np.count_nonzero(path(np.sqrt(a * b)))) for a, b in _segments(path)]
    return {
        "lam_max": f"{path.knots[0]:.2f}",
        "first": NAMES[path.events[0][0][0]],
        "second_knot": f"{path.knots[1]:.2f}",
        "events": str(sum(map(len, path.events))),
        "hdl_out": f"{left:.4f}",
        "hdl_back": f"{returned:.4f}",
        "counts": ", ".join(map(str, [0, *counts])),
    }


def _segments(path: Path) -> list[tuple[float, float]]:
    """Neighbouring positive knots, and the piece below the last of them."""
    positive = [float(lam) for lam in path.knots if lam > 0]
    return list(zip(positive, [*positive[1:], positive[-1] / 4], strict=True))


MAIN = Panel(
    key="path",
    width=500,
    height=440,
    x=Axis(
        label="λ  (log scale)",
        limits=(0.0055, 62),
        scale="log",
        ticks=((LEAST_SQUARES_AT, "0"), (0.1, "0.1"), (1, "1"), (10, "10")),
    ),
    y=Axis(
        label="coefficient, per standard deviation",
        limits=(-42, 48),
        ticks=tuple((value, str(value).replace("-", "−")) for value in (-40, -20, 0, 20, 40)),
    ),
    margins=(44, 12, 34, 54),
    backdrop=draw_path,
)
CLOSE_UP = Panel(
    key="zoom",
    width=330,
    height=250,
    x=Axis(
        label="λ  (log scale)",
        limits=ZOOM,
        scale="log",
        ticks=((0.05, "0.05"), (0.1, "0.1"), (0.2, "0.2")),
    ),
    y=Axis(
        label="close-up: HDL",
        limits=(-6, 4.4),
        ticks=((-4, "−4"), (-2, "−2"), (0, "0"), (2, "2")),
    ),
    margins=(40, 18, 34, 54),
    backdrop=draw_zoom,
)

SCENE = Scene(
    draw=draw,
    title="The diabetes path",
    claim="As λ falls, coefficients join one by one, and one of them leaves again",
    caption=(
        "Each curve is one coefficient of the lasso on the diabetes data. On the right all are zero; the "
        "green dots on the left are least squares. Vertical hairlines mark the knots, the numbers along "
        "the top count the non-zero coefficients between them. HDL is the one that leaves and returns."
    ),
    alt=(
        "Ten curves over lambda on a logarithmic axis. All are zero right of lambda max, 45.2. Going "
        "left, BMI and LTG rise first, then BP; HDL falls, then SEX, GLU, TC, TCH, LDL and age join. HDL "
        "goes down to minus 10.6, comes back to exactly zero at lambda 0.104, rests there until 0.0623, "
        "and leaves zero again with a positive sign. A close-up shows this rest at zero."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004) in scikit-learn's copy: 442 "
        "patients, ten features, standardized. The path is exact: a homotopy finds every knot in finitely "
        "many steps, and between knots the coefficients are linear in λ, so nothing is interpolated. Each "
        "stop of the slider is a value of that path, and every knot is a stop."
    ),
    lesson="path",
    panels=(MAIN, CLOSE_UP),
    control=Control(
        name="lam",
        label="λ",
        stops=stops(),
        start=min(stops(), key=lambda lam: abs(lam - 1.0)),
        beats=tuple(sorted(map(float, problem()[1].knots))),
        drag=("cursor", "x1"),
    ),
    facts=facts,
)
