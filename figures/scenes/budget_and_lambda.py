"""One path, two names for its points: the budget t and the price λ."""

import numpy as np
from matplotlib.axes import Axes

from figures.data.plane import OLS, RHOS
from figures.draw.contours import Array, contour_through
from figures.draw.marks import Dot, Label, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, signed, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Budget, Regression, Solved, certified, with_middles
from figures.solvers import correlated_gram, touch_diamond, two_feature_knots

ALL, CORNER_UNTIL = sum(OLS), OLS[0] - OLS[1]
BUDGETS = tuple(step / 8 for step in range(26))
MOST_LAM = 3.0
LOW = -0.15
"""Where the axes stand, a little off zero: the curve runs along zero on both."""
X = (-1.25, 3.15)
Y = (-1.1, -1.1 + 4.4 * 196 / 266)
"""As many pixels a unit as across."""


def solution(budget: float, rho: float) -> tuple[Array, float]:
    """The answer within a budget, and its λ: the largest pull that is left."""
    gram = correlated_gram(rho)
    w = touch_diamond(gram, OLS, budget) if budget > 0 else np.zeros(2)
    return w, float(np.abs((np.array(OLS) - w) @ gram).max())


def priced(rho: float, w: Array, lam: float) -> Solved:
    """The answer at its λ, for two observations that have this Gram matrix and this least squares."""
    X = np.sqrt(2) * np.linalg.cholesky(correlated_gram(rho)).T
    return certified(Regression(X, X @ np.array(OLS), lam), w)


def knots(rho: float) -> tuple[float, float]:
    """λ where the second coefficient joins, and λ_max."""
    pair = two_feature_knots(correlated_gram(rho) @ np.array(OLS), rho)
    return float(pair.lower), float(pair.upper)


def _line(rho: float) -> list[Solved]:
    """The exchange of budget and λ as it is drawn, straight between its knots: the answers on the way."""
    lams, w = with_middles([0.0, *knots(rho)], [OLS, (CORNER_UNTIL, 0.0), (0.0, 0.0)])
    return [priced(rho, answer, float(lam)) for lam, answer in zip(lams, w, strict=True)]


def draw(budget: float, rho: float) -> Frame:
    w, lam = solution(budget, rho)
    second, first = knots(rho)
    corners = ((budget, 0.0), (0.0, budget), (-budget, 0.0), (0.0, -budget))
    lam_text = f"{lam:.2f} or more" if budget == 0 else "0" if lam == 0 else f"{lam:.2f}"
    budget_text = f"{ALL:g} or more" if budget >= ALL else f"{budget:g}"
    zero = bool(w[1] == 0)
    role = "zero" if zero else "lasso"
    return Frame(
        marks=(
            Polyline(
                key="curve", panel="both", role="lasso", width=3.5,
                points=((0, BUDGETS[-1] + 1), (0, ALL), (second, CORNER_UNTIL), (first, 0), (MOST_LAM, 0)),
            ),
            Segment(
                key="down", panel="both", role="fg", x1=lam, y1=LOW, x2=lam, y2=budget, width=1.4, dash="5 4"
            ),
            Segment(
                key="across", panel="both", role="fg", x1=LOW, y1=budget, x2=lam, y2=budget, width=1.4,
                dash="5 4",
            ),
            Dot(key="second", panel="both", role="zero", x=second, y=CORNER_UNTIL, radius=5, hollow=True),
            Dot(key="first", panel="both", role="zero", x=first, y=0, radius=5, hollow=True),
            Dot(key="point", panel="both", role="lasso", x=lam, y=budget, radius=8),
            Label(
                key="joins", panel="both", role="muted", x=second, y=CORNER_UNTIL, text="w₂ joins",
                anchor="start", dx=12, dy=-8, visible=abs(lam - second) > 0.3 or budget > CORNER_UNTIL + 0.4,
            ),
            Polygon(key="diamond", panel="plane", role="lasso", points=corners, opacity=0.12),
            Polyline(key="outline", panel="plane", role="lasso", points=(*corners, corners[0]), width=2),
            contour_through("contour", "plane", correlated_gram(rho), OLS, w, width=2),
            Dot(key="answer", panel="plane", role=role, x=float(w[0]), y=float(w[1]), radius=6, hollow=zero),
        ),
        readouts=(
            Readout(key="budget", label="budget t", text=budget_text, lead=True),
            Readout(key="lam", label="λ", text=lam_text, lead=True),
            Readout(key="w1", label="w₁", text=number(w[0])),
            Readout(key="w2", label="w₂", text=number(w[1])),
        ),
        says=f"correlation {signed(f'{rho:g}')}: budget {budget_text} is λ = {lam_text}",
        solved=(
            certified(Budget(correlated_gram(rho), OLS, budget), w),
            priced(rho, w, lam),
            *_line(rho),
        ),
    )  # fmt: skip


def draw_both(axes: Axes) -> None:
    axes.grid(visible=False)


def draw_plane(axes: Axes) -> None:
    axes.grid(visible=False)
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.axvline(0, color=ink("muted"), linewidth=1)
    axes.plot([OLS[0]], [OLS[1]], "o", markersize=7, color=ink("ols"))


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    found = {"all": f"{ALL:g}", "corner_until": f"{CORNER_UNTIL:g}"}
    for name, rho in (("negative", -0.5), ("none", 0.0), ("positive", 0.5)):
        found[f"lam_{name}"] = f"{solution(1.0, rho)[1]:g}"
        found[f"second_{name}"] = f"{knots(rho)[0]:g}"
        found[f"first_{name}"] = f"{knots(rho)[1]:g}"
    return found


SCENE = Scene(
    draw=draw,
    title="Budget and λ",
    claim="Budget and λ name the same answers; how one turns into the other depends on the data",
    caption=(
        "The curve pairs each λ with its budget t, the size |w₁| + |w₂| of its answer. Read it either "
        "way: drag the dot, or move t. It bends where w₂ joins. From the right ring on the budget is 0; "
        "where λ = 0 any larger budget gives least squares. Beside: the diamond of this budget and the "
        "contour that touches."
    ),
    alt=(
        "The budget over lambda: a falling line of straight pieces, from 2.75 at lambda 0 down to 1.25, "
        "where the second coefficient joins, and on more steeply or less to 0 at lambda max, from where it "
        "stays at 0. Dashed lines lead from a dot on it to both axes. With another correlation the curve is "
        "another, but the bend stays at the budget 1.25. A small picture shows the "
        "diamond and the touching contour."
    ),
    notes=(
        "One curve, two names for each of its points. From the large dot, read down for λ and across for "
        "the budget t. Move t down: the diamond shrinks and λ grows, because a tighter budget leaves a "
        f"stronger pull of the data unanswered. At t = {CORNER_UNTIL:g} the curve bends; there w₂ reaches "
        "zero. Now change ρ. The diamond’s answer stays, but its λ is another. Keep this: budget and λ name "
        "the same answers, and the data set the exchange rate."
    ),
    computed=(
        "The minimum of the loss over the diamond in closed form; its λ is the largest residual correlation "
        "that is left. The pair is certified as a solution of the penalized problem. Two standardized "
        "features of correlation ρ, least squares at (2, 0.75)."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="both", width=500, height=440, margins=(58, 16, 30, 54), backdrop=draw_both,
            x=Axis(label="λ", limits=(LOW, MOST_LAM), ticks=ticks(0, 1, 2, 3)),
            y=Axis(label="budget t = |w₁| + |w₂|", limits=(LOW, BUDGETS[-1] + 0.2), ticks=ticks(0, 1, 2, 3)),
        ),
        Panel(
            key="plane", width=330, height=270, margins=(46, 18, 20, 54), backdrop=draw_plane,
            x=Axis(label="w₁", limits=X, ticks=ticks(-1, 0, 1, 2, 3)),
            y=Axis(label="w₂", limits=Y, ticks=ticks(-1, 0, 1, 2)),
        ),
    ),
    controls=(
        Slider(
            name="budget", label="t", stops=BUDGETS, start=1.75, beats=(0.0, CORNER_UNTIL, ALL),
            drag=("point", "cy"),
        ),
        Slider(name="rho", label="ρ", stops=RHOS, start=0.5),
    ),
    facts=facts,
)  # fmt: skip
