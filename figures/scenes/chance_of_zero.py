"""How likely a feature that means nothing is set to exactly zero."""

from collections.abc import Iterator
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figures.draw.marks import Dot, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Regression, Solved, certified
from figures.solvers import chance_of_zero, lasso_path

SIGMA = 1.0
ROWS = {"25": 25, "100": 100, "400": 400}
LAMBDAS = tuple(round(0.01 * step, 2) for step in range(41))
REACH = LAMBDAS[-1]
SPREADS = (0.5, 1.0, 1.4, 1.9)
"""Where the simulation checks the curves: λ in units of σ/√n."""
TRIALS = 1000
SEED = 20
PEAK = 8.6
Z95 = NormalDist().inv_cdf(0.975)


class Simulated(NamedTuple):
    """Shares of exact zeros with their 95 % intervals, and the answers counted."""

    lam: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    solved: tuple[Solved, ...]


@cache
def simulated(n: int) -> Simulated:
    """Solve the lasso on `TRIALS` data sets of noise alone and count the coefficients that are 0.

    Each data set is one feature of mean 0 and mean square 1, and a response that knows nothing of
    it. The intervals are Wilson's.
    """
    rng = np.random.default_rng([SEED, n])
    lams = np.array(SPREADS) * SIGMA / np.sqrt(n)
    zeros, solved = np.zeros(len(lams)), []
    for _ in range(TRIALS):
        x = rng.normal(size=(n, 1))
        x = (x - x.mean()) / x.std()
        y = SIGMA * rng.normal(size=n)
        answers = lasso_path(x, y)(lams)
        zeros += answers[:, 0] == 0
        solved.append(certified(Regression(x, y, lams), answers))
    share, width = zeros / TRIALS, Z95**2 / TRIALS
    middle = (share + width / 2) / (1 + width)
    half = np.sqrt(width * (share * (1 - share) + width / 4)) / (1 + width)
    return Simulated(lams, share, middle - half, middle + half, tuple(solved))


@cache
def curve(n: int) -> tuple[tuple[float, float], ...]:
    lams = np.linspace(0, REACH, 101)
    return tuple(zip(map(float, lams), map(float, chance_of_zero(lams, n, SIGMA)), strict=True))


@cache
def bell(n: int) -> tuple[tuple[float, float], ...]:
    """The density of z, normal with standard deviation σ/√n."""
    spread = SIGMA / np.sqrt(n)
    z = np.linspace(-REACH, REACH, 161)
    height = np.exp(-((z / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi))
    return tuple(zip(map(float, z), map(float, height), strict=True))


def percent(chance: float) -> str:
    """A chance with one digit; only an impossible event is ``0 %``."""
    return "> 99.9 %" if chance > 0.9995 else f"{100 * chance:.1f} %" if chance else "0 %"


def draw(lam: float, rows: str) -> Frame:
    n = ROWS[rows]
    chance = float(chance_of_zero(lam, n, SIGMA))
    readouts = (
        Readout(key="lam", label="λ", text=f"{lam:.2f}", lead=True),
        Readout(key="chance", label="chance of exactly zero", text=percent(chance), lead=True),
        Readout(key="ridge", label="the same for ridge", text="0 %", lead=True),
        Readout(key="spreads", label="λ ÷ (σ/√n)", text=f"{lam * np.sqrt(n) / SIGMA:.2f}"),
        Readout(key="sd", label="sd of z, σ/√n", text=f"{SIGMA / np.sqrt(n):.2f}"),
    )
    return Frame(
        marks=(*_curves(rows), *_simulated(), *_bells(lam, rows), *_now(lam, chance)),
        readouts=readouts,
        says=f"λ = {lam:.2f}, n = {n}: exactly zero with chance {percent(chance)}",
        solved=tuple(one for rows in ROWS.values() for one in simulated(rows).solved),
    )


def _curves(rows: str) -> list[Mark]:
    """The curve of the chosen n on top of the quiet ones."""
    return [
        Polyline(
            key=f"curve {name}",
            panel="chance",
            role="lasso",
            points=curve(n),
            width=3.5,
            visible=name == rows,
        )
        for name, n in ROWS.items()
    ]


def _simulated() -> Iterator[Mark]:
    """The simulated shares with their intervals, above the curves, which they check."""
    for name, n in ROWS.items():
        found = simulated(n)
        for place, (lam, share, low, high) in enumerate(
            zip(*(map(float, row) for row in found[:4]), strict=True)
        ):
            yield Segment(
                key=f"bar {name} {place}",
                panel="chance",
                role="fg",
                width=1.6,
                x1=lam,
                y1=low,
                x2=lam,
                y2=high,
            )
            yield Dot(key=f"share {name} {place}", panel="chance", role="fg", x=lam, y=share, radius=2.5)


def _bells(lam: float, rows: str) -> list[Mark]:
    """The density of z, filled between −λ and λ: the ground covers the rest."""
    areas = [
        Polygon(
            key=f"area {name}", panel="bell", role="zero", opacity=0.3, visible=name == rows,
            points=((-REACH, 0.0), *bell(n), (REACH, 0.0)),
        )
        for name, n in ROWS.items()
    ]  # fmt: skip
    covers = [
        Polygon(
            key=f"cover {side}", panel="bell", role="ground", opacity=1.0,
            points=((side * lam, 0), (side * REACH, 0), (side * REACH, PEAK), (side * lam, PEAK)),
        )
        for side in (-1, 1)
    ]  # fmt: skip
    lines = [
        Polyline(key=f"bell {name}", panel="bell", role="loss", points=bell(n), visible=name == rows)
        for name, n in ROWS.items()
    ]
    return [*areas, *covers, *lines]


def _now(lam: float, chance: float) -> list[Mark]:
    edges: list[Mark] = [
        Segment(
            key=f"edge {side}", panel="bell", role="zero", width=1.6, dash="5 4",
            x1=side * lam, y1=0, x2=side * lam, y2=PEAK * 0.97,
        )
        for side in (-1, 1)
    ]  # fmt: skip
    return [*edges, Dot(key="now", panel="chance", role="zero", x=lam, y=chance, radius=6)]


def draw_chances(axes: Axes) -> None:
    for place, (name, n) in enumerate(ROWS.items()):
        axes.plot(*zip(*curve(n), strict=True), color=ink("quiet"), linewidth=1.6, label=f"n = {name}")
        height = (0.775, 0.775, 0.9)[place]
        x = np.interp(height, *np.array(curve(n)).T[::-1])
        axes.text(x + 0.017, height, f"n = {name}", color=ink("muted"), fontsize=15, va="center")
    axes.plot([0, REACH], [0, 0], color=ink("ridge"), linewidth=3.5, label="ridge")
    axes.text(REACH, 0.045, "ridge: 0 % at every λ", color=ink("ridge"), fontsize=15, ha="right", va="center")


def facts() -> dict[str, str]:
    """Numbers for the prose; multiples of σ/√n."""
    normal = NormalDist()
    return {
        "one": percent(float(chance_of_zero(1, 1, 1))),
        "half": f"{normal.inv_cdf((1 + 0.5) / 2):.2f}",
        "most": f"{normal.inv_cdf((1 + 0.95) / 2):.2f}",
        "all_of_100": f"{normal.inv_cdf((1 + 0.95**0.01) / 2):.2f}",
    }


SCENE = Scene(
    draw=draw,
    title="The chance of an exact zero",
    claim="A feature that means nothing is exactly zero with a chance that grows with λ√n",
    caption=(
        "Left: the chance that the coefficient of a feature without any effect is exactly zero, for three "
        "numbers of rows n and noise with σ = 1. Curves: closed form. Small dots: shares among "
        f"{TRIALS} simulated data sets each, with 95 % intervals. Right: the evidence z is noise alone; "
        "the coefficient is exactly zero when z falls between −λ and λ."
    ),
    alt=(
        "Three curves over lambda rise from 0 towards 100 percent, the steeper the more rows; simulated "
        "shares with error bars lie on them. A line for ridge stays at 0 percent. Beside them a bell curve "
        "round zero, the distribution of z, with the area between minus lambda and lambda shaded."
    ),
    notes=(
        "This feature has no effect at all, so its evidence z is pure noise. The bell shows where z falls. "
        "Move λ up. The shaded middle of the bell grows and the dot climbs its curve, because the "
        "coefficient is exactly zero whenever z lands between −λ and λ. Then change n from 100 to 400: the "
        "bell gets narrower, and half the λ does the same. Ridge stays on the floor. So noise is silenced "
        "more often with more λ, and with more rows."
    ),
    computed=(
        "One feature with mean square 1 and no effect, alone or uncorrelated with all others: z = Σxy/n is "
        "normal with standard deviation σ/√n, so |z| ≤ λ has the chance erf(λ√n/(σ√2)). The dots solve the "
        f"lasso on {TRIALS} data sets of normal noise each (NumPy’s default generator, seed [{SEED}, n]) at "
        f"λ = {', '.join(f'{spread:g}' for spread in SPREADS)} times σ/√n, and count the coefficients that "
        "are 0; the bars are Wilson’s 95 % intervals."
    ),
    lesson="lessons/threshold",
    panels=(
        Panel(
            key="chance",
            width=500,
            height=440,
            x=Axis(label="λ", limits=(-0.01, REACH), ticks=ticks(0, 0.1, 0.2, 0.3, 0.4)),
            y=Axis(
                label="chance of an exact zero, when the truth is zero",
                limits=(-0.06, 1.06),
                ticks=((0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1, "100 %")),
            ),
            margins=(58, 14, 34, 54),
            backdrop=draw_chances,
        ),
        Panel(
            key="bell",
            width=330,
            height=230,
            x=Axis(label="z", limits=(-REACH, REACH), ticks=ticks(-0.4, -0.2, 0, 0.2, 0.4)),
            y=Axis(label="where z falls by chance", limits=(0, PEAK), ticks=()),
            margins=(40, 18, 34, 54),
        ),
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=LAMBDAS,
            start=0.1,
            beats=(0.0, 0.05, 0.1, 0.2, 0.4),
            drag=("now", "cx"),
        ),
        Choice(name="rows", label="n", options=tuple((name, name) for name in ROWS), start="100"),
    ),
    facts=facts,
)
