"""The exact lasso path of the diabetes data: ten coefficients, twelve events, one surprise."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figures.draw.labels import spread
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.text import lam_text, number, ticks
from figures.draw.theme import ink
from figures.examples import diabetes_example
from figures.scene import Axis, Frame, Panel, Readout, Scene, Slider
from figures.solved import Regression, certified, with_middles

EXAMPLE = diabetes_example()
NAMES, PATH = EXAMPLE.names, EXAMPLE.path
HDL = EXAMPLE.column("HDL")
(LEFT,) = EXAMPLE.knots_of("HDL", "leaves")
RETURNED = EXAMPLE.knots_of("HDL", "joins")[-1]

LINES = with_middles(PATH.knots, PATH.coefs)
CURVES = certified(Regression(EXAMPLE.scaled.X, EXAMPLE.scaled.y, LINES[0]), LINES[1])
"""The curves as they are drawn, straight between the knots."""

LEAST_SQUARES_AT = 0.016
"""Where the logarithmic axis shows λ = 0, left of a break in the curves."""
LOG_FROM = 0.03
FULL, CLOSE = (0.0055, 62.0), (0.04, 0.2)
LOW, HIGH = -42.0, 48.0
COUNTS_AT = HIGH - 4
CLOSE_LOW, CLOSE_HIGH = -6.0, 4.4


def stops() -> tuple[float, ...]:
    """λ = 0, every knot, an even grid on the log axis, and a denser one where HDL is out."""
    even = np.geomspace(LOG_FROM, PATH.knots[0] * 1.2, 90)
    dense = np.geomspace(RETURNED * 0.8, LEFT * 1.2, 24)
    grid = [lam for lam in (*even, *dense) if np.abs(PATH.knots / lam - 1).min() > 2e-3]
    return tuple(sorted({*map(float, PATH.knots), *map(float, grid)}))


def place(lam: float) -> float:
    """The abscissa of λ on the broken logarithmic axis."""
    return max(lam, LOG_FROM) if lam > 0 else LEAST_SQUARES_AT


def draw(lam: float) -> Frame:
    w = PATH(lam)
    count = int(np.count_nonzero(w))
    readouts = (
        Readout(key="lam", label="λ", text=lam_text(lam), lead=True),
        Readout(key="count", label="non-zero", text=f"{count} of {len(NAMES)}", lead=True),
        *(Readout(key=name, label=name, text=number(w[j])) for j, name in enumerate(NAMES)),
    )
    hdl = "exactly 0" if w[HDL] == 0 else number(w[HDL])
    return Frame(
        marks=(*_on_path(lam, w), *_in_close_up(lam)),
        readouts=readouts,
        says=f"λ = {lam_text(lam)}: {count} of {len(NAMES)} coefficients non-zero, HDL {hdl}",
        solved=(certified(Regression(EXAMPLE.scaled.X, EXAMPLE.scaled.y, lam), w), CURVES),
    )


def _dot(key: str, panel: str, lam: float, w: float, radius: float, *, visible: bool = True) -> Dot:
    """A coefficient at λ: hollow and in the role of zero if it is exactly that."""
    role = "zero" if w == 0 else "lasso"
    return Dot(
        key=key, panel=panel, role=role, x=lam, y=w, radius=radius, hollow=w == 0, visible=visible
    )  # fmt: skip


def _on_path(lam: float, w: NDArray[np.float64]) -> list[Mark]:
    x = place(lam)
    cursor = Segment(key="cursor", panel="path", role="fg", x1=x, y1=LOW, x2=x, y2=HIGH - 8, width=1.5)
    dots = [_dot(name, "path", x, float(w[j]), 6 if j == HDL else 4) for j, name in enumerate(NAMES)]
    return [cursor, *dots]


def _in_close_up(lam: float) -> list[Mark]:
    """The cursor and HDL, where λ lies within the close-up."""
    inside = CLOSE[0] <= lam <= CLOSE[1]
    x = min(max(lam, CLOSE[0]), CLOSE[1])
    return [
        Segment(
            key="close-cursor", panel="close-up", role="fg", visible=inside, width=1.5,
            x1=x, y1=CLOSE_LOW, x2=x, y2=CLOSE_HIGH,
        ),
        _dot("close-HDL", "close-up", x, float(PATH(x)[HDL]), 6, visible=inside),
    ]  # fmt: skip


def draw_path(axes: Axes) -> None:
    axes.vlines(PATH.knots[PATH.knots > 0], LOW, HIGH - 8, color=ink("rule"), linewidth=0.8, label="knot")
    axes.axhline(0, color=ink("muted"), linewidth=1)
    _draw_curves(axes, LOG_FROM, FULL[1])
    _draw_events(axes)
    _draw_counts(axes)
    _draw_least_squares(axes)


def draw_close_up(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    _draw_curves(axes, *CLOSE)
    axes.text(float(np.sqrt(LEFT * RETURNED)), 1, "exactly 0", ha="center", color=ink("zero"))
    for name in ("GLU", "age"):
        height = float(PATH(CLOSE[0])[NAMES.index(name)])
        axes.text(CLOSE[0] * 1.03, height - 0.85, name, fontsize=15, color=ink("muted"))


def _draw_curves(axes: Axes, start: float, end: float) -> None:
    """All ten curves where they are not zero, HDL and its rest at zero on top."""
    edges = [start, *(knot for knot in PATH.knots[::-1] if start < knot < end), end]
    # Straight in λ, so bent on this axis: ten points a piece follow the bend.
    between = [np.geomspace(a, b, 12)[1:-1] for a, b in pairwise(edges)]
    grid = np.unique(np.concatenate([edges, *between]))
    curves = PATH(grid)
    for j in sorted(range(len(NAMES)), key=lambda j: j == HDL):
        nonzero = curves[:, j] != 0
        # With the zero at either end of a stretch, from which the curve starts.
        shown = nonzero | np.append(nonzero[1:], False) | np.append(False, nonzero[:-1])
        colour, width = ("lasso", 3.0) if j == HDL else ("quiet", 1.6)
        shape = np.where(shown, curves[:, j], np.nan)
        axes.plot(grid, shape, color=ink(colour), linewidth=width, label=NAMES[j])
    axes.plot([RETURNED, LEFT], [0, 0], color=ink("zero"), linewidth=4.5, label="HDL")


def _draw_events(axes: Axes) -> None:
    """A dot where a feature joins, a ring where one leaves."""
    for lam, events in zip(PATH.knots, PATH.events, strict=True):
        for j, kind in events:
            fill, edge = ("ground", "zero") if kind == "leaves" else ("quiet", "quiet")
            axes.plot(
                [lam], [0], "o", markersize=6, color=ink(fill), markeredgecolor=ink(edge),
                markeredgewidth=1.5, label=f"{NAMES[j]} {kind}",
            )  # fmt: skip


def _draw_counts(axes: Axes) -> None:
    """The number of non-zeros between knots, where a number fits."""
    edges = [FULL[1], *PATH.knots[PATH.knots > 0], LOG_FROM]
    for upper, lower in pairwise(edges):
        if upper / lower > 1.25:
            middle = float(np.sqrt(upper * lower))
            colour = ink("zero" if lower == RETURNED else "muted")
            count = str(np.count_nonzero(PATH(middle)))
            axes.text(middle, COUNTS_AT, count, ha="center", va="center", fontsize=15, color=colour)
    axes.text(FULL[0] * 1.12, COUNTS_AT, "non-zero", va="center", fontsize=15, color=ink("muted"))


def _draw_least_squares(axes: Axes) -> None:
    """Least squares left of the break, each coefficient with its name."""
    ols, first = PATH.coefs[-1], PATH(LOG_FROM)
    for j, (name, height) in enumerate(zip(NAMES, spread(ols, 4.6), strict=True)):
        dotted = ink("lasso" if j == HDL else "quiet")
        axes.plot(
            [LEAST_SQUARES_AT, LOG_FROM], [ols[j], first[j]], ":", color=dotted, linewidth=1.4, label=name
        )
        axes.plot([LEAST_SQUARES_AT], [ols[j]], "o", markersize=5, color=ink("ols"), label=name)
        axes.text(
            LEAST_SQUARES_AT * 0.82, height, name, ha="right", va="center", fontsize=15,
            color=ink("lasso" if j == HDL else "fg"),
        )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    correlation = EXAMPLE.scaled.X.T @ EXAMPLE.scaled.X / len(EXAMPLE.scaled.y)
    tc, ldl, tch = map(EXAMPLE.column, ("TC", "LDL", "TCH"))
    below = [*(float(np.sqrt(a * b)) for a, b in pairwise(PATH.knots[:-1])), PATH.knots[-2] / 2]
    counts = [np.count_nonzero(PATH(lam)) for lam in below]
    return {
        "lam_max": f"{PATH.knots[0]:.2f}",
        "first": NAMES[PATH.events[0][0][0]],
        "second": NAMES[PATH.events[1][0][0]],
        "second_knot": f"{PATH.knots[1]:.2f}",
        "events": str(sum(map(len, PATH.events))),
        "hdl_out": f"{LEFT:.4f}",
        "hdl_back": f"{RETURNED:.4f}",
        "tc_ldl": number(correlation[tc, ldl]),
        "hdl_tch": number(correlation[HDL, tch]),
        "tch_joins": f"{EXAMPLE.knots_of('TCH', 'joins')[0]:.2f}",
        "ldl_joins": f"{EXAMPLE.knots_of('LDL', 'joins')[0]:.2f}",
        "counts": ", ".join(map(str, [0, *counts])),
    }


SCENE = Scene(
    draw=draw,
    title="The diabetes path",
    claim="As λ falls, coefficients join one by one, and one of them leaves again",
    caption=(
        "Each curve is one coefficient of the lasso on the diabetes data. On the right all are zero; the "
        "green dots on the left are least squares. Vertical hairlines mark the knots, the numbers along the "
        "top count the non-zero coefficients between them. HDL is the one that leaves and returns."
    ),
    alt=(
        "Ten curves over lambda on a logarithmic axis. "
        f"All are zero right of lambda max, {PATH.knots[0]:.1f}. Going left, BMI and LTG rise, then BP; "
        "HDL falls; then sex, GLU, TC, TCH, LDL and age join. The curve that fell goes down to "
        f"{number(PATH.coefs[:, HDL].min())}, comes back to exactly zero at lambda {LEFT:.3f}, rests there "
        f"until {RETURNED:.4f}, and leaves zero again with a positive sign. A close-up shows this rest."
    ),
    notes=(
        "Begin at the right end, where λ is large and every coefficient is zero. Move λ to the left. "
        f"{facts()['first']} leaves zero first, and the others join one by one, each at a thin vertical "
        "line. Now follow HDL, the bold curve, into the close-up. It comes back to exactly zero, rests, and "
        "leaves with the other sign. The features are correlated, so the way of one coefficient depends on "
        "the others. A larger λ mostly means more zeros, but not always."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004) in scikit-learn's copy: 442 "
        "patients, ten features, standardized. The path is exact: a homotopy finds every knot in finitely "
        "many steps, and between knots the coefficients are linear in λ, so nothing is interpolated. Each "
        "stop of the slider is a value of that path, and every knot is a stop."
    ),
    lesson="lessons/path",
    panels=(
        Panel(
            key="path",
            width=500,
            height=440,
            x=Axis(
                label="λ  (log scale)",
                limits=FULL,
                scale="log",
                ticks=((LEAST_SQUARES_AT, "0"), *ticks(0.1, 1, 10)),
            ),
            y=Axis(
                label="coefficient, per standard deviation",
                limits=(LOW, HIGH),
                ticks=ticks(-40, -20, 0, 20, 40),
            ),
            margins=(44, 12, 34, 54),
            backdrop=draw_path,
        ),
        Panel(
            key="close-up",
            width=330,
            height=250,
            x=Axis(label="λ  (log scale)", limits=CLOSE, scale="log", ticks=ticks(0.05, 0.1, 0.2)),
            y=Axis(label="close-up: HDL", limits=(CLOSE_LOW, CLOSE_HIGH), ticks=ticks(-4, -2, 0, 2)),
            margins=(40, 18, 34, 54),
            backdrop=draw_close_up,
        ),
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=stops(),
            start=min(stops(), key=lambda lam: abs(lam - 1.0)),
            beats=tuple(sorted(map(float, PATH.knots))),
            drag=("cursor", "x1"),
        ),
    ),
    facts=facts,
)
