"""How likely a corner is when both features mean nothing: samples in the wedges, and the closed form."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.budgets import by_fate, fates, touching
from figures.draw.fates import corners
from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import coordinates, diamond
from figures.draw.vocabulary import Point
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import correlated_gram, fate, fate_chances, wilson
from figures.story import Beat

BUDGETS = tuple(step / 8 for step in range(1, 17))
TIGHT, LOOSE, DRAWS, LEVEL, WIDEST = 0.375, 2.0, 40, 0.95, 0.99
PLAIN = correlated_gram(0.0)
OLS = np.random.default_rng(86736).standard_normal((DRAWS, 2))
"""Least squares in samples of two null features: normal, each with standard deviation τ = 1."""
OUTER: Point = tuple(OLS[OLS.sum(axis=1).argmin()].tolist())
X, Y, FAR = (-2.6, 2.6), (-2.95, 2.95), 12.0
UNTIL, HEIGHTS = 3.1, (0.0, 1.3)


def chance(budget: float, rho: float = 0.0, of: str = "corner") -> float:
    """The chance of a fate, by the closed form."""
    return float(getattr(fate_chances(rho, budget, 1.0), of))


def percent(share: float) -> str:
    """A share in percent, in two digits."""
    return f"{100 * share:.2g}\N{NO-BREAK SPACE}%"


def draw(budget: float) -> Frame:
    solved = touching(PLAIN, OLS, budget, 1)
    return Frame.of(
        v.on("cloud", cloud(budget, solved)),
        v.on("curve", curve(budget, int((fate(solved.w, OLS, budget) == "corner").sum()))),
        read("budget t", f"{budget:g} τ"),
        read("chance of a corner", percent(chance(budget))),
        read("if the budget binds", percent(chance(budget, of="corner_if_binding"))),
    )


def cloud(budget: float, solved: Solved) -> list[Mark]:
    """The samples in the plane, each with its way to where it ends, and the chance of a corner."""
    names = (("at a corner", -1.75, "zero"), ("on an edge", 0.05, "lasso"), ("inside", 1.75, "ols"))
    return [
        v.heading("title", f"budget {budget:.4g} τ: {percent(chance(budget))} at a corner", "zero"),
        *fates(PLAIN, budget, FAR), *coordinates(X, (-2.45, 2.45), 2.3, "right"), diamond("diamond", budget),
        *by_fate("sample", OLS, solved), *corners(budget, solved),
        Segment(key="unit", role="fg", x1=X[0] + 0.1, y1=2.72, x2=X[0] + 1.1, y2=2.72, width=3),
        v.tag("unit-name", X[0] + 1.1, 2.72, "τ: typical noise in w", "right", gap=12),
        v.tag("one", *OUTER, "a sample", "below"),
        *(v.tag(name, x, -2.7, name, "at", role=role, bold=True) for name, x, role in names),
    ]  # fmt: skip


def curve(budget: float, hits: int) -> list[Mark]:
    """The chance of a corner at all budgets, and the share of the samples with its interval."""
    t = np.linspace(0.01, UNTIL, 60)
    plain, widest = (
        list(zip(t.tolist(), np.asarray(fate_chances(rho, t, 1.0).corner).tolist(), strict=True))
        for rho in (0.0, WIDEST)
    )
    (low, high), level = map(float, wilson(hits, DRAWS, LEVEL)), f"{percent(LEVEL)} interval"
    return [
        Polygon(key="band", role="zero", points=(*widest, *reversed(plain)), opacity=0.25),
        Curve(key="chance", role="zero", pieces=(tuple(plain),), width=3.4),
        *v.spread("counted", budget, low, high, "fg", level),
        Dot(key="share", role="fg", x=budget, y=hits / DRAWS, radius=5),
        v.tag("lead", budget, high, percent(chance(budget)), "above right", role="zero", lead=True),
        v.tag("level", UNTIL, 1.16, f"dot: counted, with {level}", "left"),
        v.tag("band-name", UNTIL, 0.74, f"band: |ρ| ≤ {WIDEST:g}", "left", role="zero"),
    ]  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    found = {"draws": str(DRAWS), "band_one": percent(chance(1.0, WIDEST))}
    for name, t in {"quarter": 0.25, "one": 1.0, "two": 2.0, "three": 3.0}.items():
        binding = [chance(t, rho, "corner_if_binding") for rho in (0.0, WIDEST)]
        for key, share in zip(("corner", "binding", "high"), (chance(t), *binding), strict=True):
            # Below 2 % one digit would tell hardly anything of a ratio.
            found[f"{key}_{name}"] = f"{100 * share:.{1 if share > 0.02 else 2}f}\N{NO-BREAK SPACE}%"
    return found


SCENE = Scene(
    draw=draw,
    title="The chance of a corner",
    claim="Two null features: tight budgets mostly end at a corner, loose ones seldom",
    caption=(
        "Each dot is least squares in a sample of two features without any effect, w₁ across and w₂ up. The "
        "bar’s length τ is the noise’s standard deviation over √n, that of each coefficient without "
        "correlation. Lines lead to the answers within the budget t: from hollow dots, in a wedge, to a "
        "corner, from blue ones to an edge; green ones stay. Percentages are the closed form for ρ = 0. The "
        f"graph’s band reaches to ρ = ±{WIDEST:g}; its dot is the share counted, with Wilson’s interval."
    ),
    alt=(
        "Least squares of many samples, a cloud round zero, with a diamond and four wedges that open from "
        f"its corners. At a budget of {TIGHT:g} τ the diamond is small, lines lead most dots to its corners, "
        f"and the chance of a wedge is {percent(chance(TIGHT))}; at {LOOSE:g} τ it holds most of the cloud, "
        f"and the chance is {percent(chance(LOOSE))}. A graph of it falls through {percent(chance(1.0))} at "
        f"τ; a narrow band for other correlations reaches {percent(chance(1.0, WIDEST))} there."
    ),
    notes=(
        "How often is the answer really a corner? Both features here mean nothing, so least squares is only "
        f"noise. Hollow dots end at a corner. In a loose budget, {LOOSE:g} τ, these are only "
        f"{percent(chance(LOOSE))}: noise seldom reaches the wedges. Now let t shrink. The diamond draws its "
        f"wedges in, and at {TIGHT:g} τ they catch {percent(chance(TIGHT))}. In units of this τ correlation "
        "adds up to 8 points, the band. So a tight budget makes a corner likely, and a loose one rare."
    ),
    computed=(
        "P(corner) = 4 q₊ q₋ and P(inside) = (1 − 2q₊)(1 − 2q₋), with q± = Q(t√((1 ± ρ)/2)/τ), Q the upper "
        "tail of the standard normal. Samples are drawn with a fixed seed and solved at each t."
    ),
    lesson="lessons/corners",
    convention=BUDGET_CONVENTION,
    panels=(
        main("cloud", axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none"),
        beside(
            "curve", axis("budget t, in units of τ", 0, UNTIL, 0, 1, 2, 3),
            axis("chance of a corner", *HEIGHTS, names=((0, "0"), (0.5, "50 %"), (1, "100 %"))),
        ),
    ),
    controls=(
        Slider(name="budget", label="t", stops=BUDGETS, beats=(TIGHT, 1.0, LOOSE), continuous="linear"),
    ),
    story=(
        Beat("Each dot: least squares in one sample of pure noise.", {"budget": LOOSE}, hold=2.5),
        Beat(f"In a loose budget {percent(chance(LOOSE))} end at a corner.", hold=1.5, lit=("cloud",)),
        Beat("A tighter budget draws the wedges in.", {"budget": 1.0}, way=3, along=True),
        Beat("Soon most dots lie in a wedge.", {"budget": TIGHT}, way=3),
        Beat("Within a tight budget most end at a corner.", hold=3.5),
    ),
    pose=({"budget": TIGHT}, {"budget": LOOSE}),
    pose_panels=("cloud",),
    facts=facts,
)  # fmt: skip
