"""Loss plus penalty for one weight: where the minimum of the sum stands, for each λ and either penalty."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from figures.data.five_points import X, Y
from figures.draw.labels import spread
from figures.draw.marks import Dot, Label, Mark, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, ticks
from figures.draw.theme import ink
from figures.scene import ONE_WEIGHT_CONVENTION, Choice, Frame, Scene, Slider
from figures.solved import Regression, Solved, certified, with_middles
from figures.solvers import (
    L1,
    L2,
    one_weight_lasso,
    one_weight_loss,
    one_weight_ridge,
    one_weight_threshold,
)

LOW, HIGH, TOP = -0.4, 0.8, 14.6
THRESHOLD = one_weight_threshold(X, Y)
LAMBDAS = tuple(step / 2 for step in range(34))
KNOTS = (0.0, THRESHOLD, LAMBDAS[-1])
CURVE = tuple(map(float, np.linspace(0, LAMBDAS[-1], 67)))
GRID = np.union1d(np.linspace(LOW, HIGH, 25).round(2), [0.0])
AT = {"l1": one_weight_lasso, "l2": one_weight_ridge}
ROLE = {"l1": "lasso", "l2": "ridge"}
NAME = {"l1": "λ|w|", "l2": "λw²"}
DASH = "9 5"


def draw(lam: float, penalty: str) -> Frame:
    minima = {kind: float(solve(X, Y, lam)) for kind, solve in AT.items()}
    texts = {kind: number(w) if w == 0 else f"{w:.3f}" for kind, w in minima.items()}
    name = "lasso" if penalty == "l1" else "ridge"
    return Frame(
        marks=(*_sums(lam, penalty, minima[penalty]), *_minima(lam, penalty, minima)),
        readouts=(
            Readout(key="lam", label="λ (with the 1/n loss)", text=f"{lam:.1f}", lead=True),
            Readout(key="threshold", label="threshold λ*", text=f"{THRESHOLD:g}", lead=True),
            Readout(key="l1", label="minimum with λ|w|", text=texts["l1"], lead=True),
            Readout(key="l2", label="minimum with λw²", text=texts["l2"], lead=True),
        ),
        says=f"λ = {lam:.1f}, {name}: minimum at {texts[penalty]}; lasso {texts['l1']}, ridge {texts['l2']}",
        solved=(solved("l1", (lam,)), solved("l2", (lam,)), _lasso_path(), solved("l2", CURVE)),
    )


@cache
def solved(kind: str, lams: tuple[float, ...]) -> Solved:
    """The minima at these λ, of twice the house objective: there the lasso's λ is twice the house's."""
    column, house = [[x] for x in X], np.array(lams)
    problem = Regression(column, Y, house / 2) if kind == "l1" else Regression(column, Y, house, 0.0)
    return certified(problem, AT[kind](X, Y, lams)[:, np.newaxis])


def _lasso_path() -> Solved:
    """The lasso's path as it is drawn, straight between its knots."""
    lams, w = with_middles(KNOTS, one_weight_lasso(X, Y, KNOTS)[:, np.newaxis])
    return certified(Regression([[x] for x in X], Y, lams / 2), w)


def cost(lam: float, kind: str, w: float) -> float:
    """λ|w| or λw²; the solvers' ridge penalty is half of its λ times w²."""
    return float((L1(lam) if kind == "l1" else L2(2 * lam)).value(w))


def _sums(lam: float, penalty: str, w: float) -> list[Mark]:
    """The penalty, the sum of loss and penalty, its minimum, and a name at each curve's end."""
    marks: list[Mark] = []
    for kind in AT:
        shown = kind == penalty
        # A hidden curve rests, so that the page need not carry it twice.
        values = [cost(lam if shown else 0.0, kind, v) for v in GRID]
        corner = ((LOW, values[0]), (0.0, 0.0), (HIGH, values[-1]))
        curve = corner if kind == "l1" else tuple(zip(map(float, GRID), values, strict=True))
        whole = np.array(values) + one_weight_loss(X, Y, GRID)
        total = tuple(zip(map(float, GRID), map(float, whole), strict=True))
        marks += (
            Polyline(
                key=f"penalty-{kind}", panel="sum", role=ROLE[kind], points=curve, width=2, dash=DASH,
                visible=shown,
            ),
            Polyline(
                key=f"sum-{kind}", panel="sum", role=ROLE[kind], points=total, width=4, visible=shown
            ),
        )  # fmt: skip
    least = cost(lam, penalty, w) + float(one_weight_loss(X, Y, w))
    drop = Segment(key="drop", panel="sum", role="fg", x1=w, y1=0, x2=w, y2=least, width=1.5)
    role = "zero" if w == 0 else ROLE[penalty]
    dot = Dot(key="minimum", panel="sum", role=role, x=w, y=least, radius=8, hollow=w == 0)
    return [*marks, drop, dot, *_names(lam, penalty)]


def _names(lam: float, penalty: str) -> list[Label]:
    loss = float(one_weight_loss(X, Y, HIGH))
    ends = np.array([cost(lam, penalty, HIGH), loss, loss + cost(lam, penalty, HIGH)])
    apart = spread(ends, 0.85)
    penalty_at, loss_at, sum_at = map(float, apart + max(0.0, 0.4 - apart.min()))

    def name(key: str, role: str, y: float, text: str, *, bold: bool = False, visible: bool = True) -> Label:
        return Label(
            key=key, panel="sum", role=role, x=HIGH, y=y, text=text, anchor="start", dx=9, dy=5,
            weight="semibold" if bold else "regular", visible=visible,
        )  # fmt: skip

    return [
        name("name-loss", "loss", loss_at, "loss"),
        *(name(f"name-{kind}", ROLE[kind], penalty_at, NAME[kind], visible=kind == penalty) for kind in AT),
        *(
            name(
                f"name-sum-{kind}",
                ROLE[kind],
                sum_at,
                f"loss + {NAME[kind]}",
                bold=True,
                visible=kind == penalty,
            )
            for kind in AT
        ),
    ]


def _minima(lam: float, penalty: str, minima: dict[str, float]) -> list[Mark]:
    """Both minima at this λ and how far they are apart, the chosen penalty's larger."""
    apart = Segment(
        key="apart", panel="path", role="fg", x1=lam, y1=minima["l1"], x2=lam, y2=minima["l2"], width=1.5
    )
    dots = [
        Dot(
            key=f"path-{kind}", panel="path", role="zero" if w == 0 else ROLE[kind], x=lam, y=w,
            radius=7 if kind == penalty else 5, hollow=w == 0,
        )
        for kind, w in minima.items()
    ]  # fmt: skip
    return [apart, *dots]


def draw_loss(axes: Axes) -> None:
    axes.axvline(0, color=ink("rule"), linewidth=1)
    axes.plot(GRID, one_weight_loss(X, Y, GRID), color=ink("loss"), linewidth=2, label="loss")


def draw_minima(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([THRESHOLD, THRESHOLD], [-0.06, 0.43], color=ink("zero"), linewidth=1.6, linestyle=(0, (1, 2)))
    axes.text(THRESHOLD, 0.455, f"λ* = {THRESHOLD:g}", ha="center", color=ink("zero"), fontsize=15)
    axes.plot(KNOTS, one_weight_lasso(X, Y, KNOTS), color=ink("lasso"), linewidth=2.5, label="lasso")
    axes.plot(
        CURVE,
        one_weight_ridge(X, Y, CURVE),
        color=ink("ridge"),
        linewidth=2.5,
        dashes=(3.4, 1.8),
        label="ridge",
    )
    axes.text(14.2, 0.275, "ridge", ha="center", color=ink("ridge"), fontsize=15)
    axes.text(4.6, 0.13, "lasso", ha="center", color=ink("lasso"), fontsize=15)


def facts() -> dict[str, str]:
    """Numbers for the prose; the table of other x's with the same rule y = x/2."""
    rng = np.random.default_rng(5)
    columns = {
        "first": np.array(X),
        "ten": np.arange(1.0, 11.0),
        "centred": np.array([-2.0, -1.0, 0.0, 1.0, 2.0]),
        "random": rng.normal(size=50).round(2),
    }
    told = {"threshold": f"{THRESHOLD:g}", "loss_at_zero": f"{float(one_weight_loss(X, Y, 0.0)):g}"}
    for name, x in columns.items():
        lam = one_weight_threshold(x, x / 2)
        told |= {
            f"{name}_square": f"{np.mean(x**2):.4g}",
            f"{name}_threshold": f"{lam:.4g}",
            f"{name}_lasso": number(float(one_weight_lasso(x, x / 2, lam))),
            f"{name}_ridge": number(float(one_weight_ridge(x, x / 2, lam))),
        }
    return told


SCENE = Scene(
    draw=draw,
    title="Loss plus penalty",
    claim=f"At λ* = {THRESHOLD:g} the lasso’s minimum reaches exactly 0 and stays; ridge’s is at 0.25",
    caption=(
        "Left: the loss, a penalty (dashed) and their sum; the dot marks the minimum of the sum, hollow "
        "where it is exactly zero. Right: where the minimum stands for each λ, with either penalty. "
        "λ is that of 1/n·Σ(y − wx)² + λ|w| or + λw². The two have different units, so one number for both "
        "is no fair comparison."
    ),
    alt=(
        "Two graphs. Left, over the weight w, a parabola, the loss, with its lowest point at 0.5; the chosen "
        "penalty; and their sum. With the absolute value the sum has a corner at zero, and from "
        f"lambda {THRESHOLD:g} on its minimum is exactly there; with the square the sum is a parabola whose "
        "minimum moves towards zero and does not reach it. Right, the two minima over lambda: the lasso’s "
        f"falls in a straight line to zero at lambda {THRESHOLD:g} and stays, ridge’s falls along a curve "
        f"and is 0.25 at lambda {THRESHOLD:g}."
    ),
    notes=(
        "Start with λ at zero and the L1 penalty. The dot marks the lowest point of loss plus penalty. "
        f"Raise λ: the dot slides left, reaches exactly zero at {THRESHOLD:g}, and stays. From there on the "
        "penalty rises from zero at least as fast as the loss falls. Now choose L2 and repeat. The dot "
        "slows down and never arrives, because the square is flat at zero, so a small step off zero always "
        "pays. L1 has a λ that gives zero; L2 has none."
    ),
    computed=(
        "Exact minimisers of 1/n·Σ(y − wx)² + λ|w| and + λw² for x = 1, 2, 3, 4, 5 and y = x/2: "
        "S(½, λ/22) and 5.5/(11 + λ), with S the soft threshold, at 34 values of λ from 0 to 16.5. "
        "The threshold is λ* = 2/n·|Σxy| = 11. "
        "With λ|w| this λ is twice that of the site’s usual objective, with λw² it is the same."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        Panel(
            key="sum",
            width=500,
            height=440,
            x=Axis(label="weight w", limits=(LOW, HIGH + 0.25), ticks=ticks(-0.25, 0, 0.25, 0.5, 0.75)),
            y=Axis(label="loss, penalty and their sum", limits=(0, TOP), ticks=ticks(0, 5, 10)),
            margins=(34, 14, 34, 54),
            backdrop=draw_loss,
        ),
        Panel(
            key="path",
            width=330,
            height=270,
            x=Axis(label="λ", limits=(-0.3, LAMBDAS[-1] + 0.3), ticks=ticks(0, 5, 10, 15)),
            y=Axis(label="where the sum is smallest", limits=(-0.06, 0.56), ticks=ticks(0, 0.25, 0.5)),
            margins=(44, 18, 34, 54),
            backdrop=draw_minima,
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=LAMBDAS, start=THRESHOLD, beats=(0.0, THRESHOLD, LAMBDAS[-1])),
        Choice(
            name="penalty", label="penalty", options=(("l1", "L1 (lasso)"), ("l2", "L2 (ridge)")), start="l1"
        ),
    ),
    facts=facts,
)
