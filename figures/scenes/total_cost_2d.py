"""Level lines of the whole cost: the lasso's is creased along the axes, where its minimum comes to rest."""

import numpy as np

from figures.data.plane import OLS
from figures.draw import vocabulary as v
from figures.draw.bowls import bowl_of, creased_axes, cut_across, level_lines
from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import answer, least_squares
from figures.draw.text import coefficient, number, pair, signed
from figures.examples.two_features import two_features
from figures.scene import Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import two_feature_knots
from figures.story import Beat

LAMBDAS = tuple(step / 8 for step in range(21))
POSED, LASSO = 2.0, ("lasso", "across")
TIMES = 4
"""By how much ridge's own λ is larger: up to 10."""
KNOTS = two_feature_knots((2.375, 1.75), 0.5)
CAUGHT, LAST = float(KNOTS.lower), float(KNOTS.upper)
RISE = axis("cost along w₂", -0.8, 1.0, 0, 0.5, 1)
HEIGHTS = (0.05, 0.2, 0.45, 0.8, 1.25)
"""Of the level lines above the minimum: those of a round bowl lie evenly."""
X, Y, ACROSS = (-0.75, 3.65), (-2.25, 2.7), (-0.95, 1.2)
BENDS = np.array([LAST, (LAST + CAUGHT) / 2, CAUGHT, CAUGHT / 2, 0.0])
LASSOS = two_features(BENDS)
RIDGES = two_features(TIMES * LAMBDAS[-1] * np.linspace(1, 0, 17) ** 2, 0.0)

SLOPES = [number(slope) for slope in bowl_of(two_features(POSED)).slopes(two_features(POSED).w, 1)]
RIDGE_W2 = number(two_features(TIMES * POSED, 0.0).w[1])


def draw(lam: float) -> Frame:
    lasso, ridge = two_features(lam), two_features(TIMES * lam, 0.0)
    below, above = bowl_of(lasso).slopes((lasso.w[0], 0), 1)
    at, own = (coefficient(one) if lam in LAMBDAS else f"{one:.1f}" for one in (lam, TIMES * lam))
    return Frame.of(
        v.on(
            "lasso", v.heading("lasso-title", f"lasso, λ = {at}", "lasso"),
            creased_axes("lasso", lasso, X, Y), level_lines("lasso-level", lasso, HEIGHTS),
            v.curve("lasso-trail", LASSOS.w[:, 0], LASSOS, of=1, width=2.6, dash="2 5"),
            v.rest("rest", LASSOS.w[:, 0], LASSOS, of=1, visible=lam > 0),
            least("lasso", lasso, lam >= LAST, "creases: slope jumps 2λ" if lam else "no crease"),
        ),
        v.on(
            "ridge", v.heading("ridge-title", f"ridge, own λ = {own}", "ridge"),
            creased_axes("ridge", ridge, X, Y), level_lines("ridge-level", ridge, HEIGHTS, whole=True),
            v.curve("ridge-trail", RIDGES.w[:, 0], RIDGES, of=1, kinks=(), width=2.6, dash="2 5"),
            least("ridge", ridge, lam >= 1, "no crease"),
        ),
        v.on("across", cut_across("lasso", lasso, ACROSS, 1.0)),
        read("λ", coefficient(lam)),
        read("lasso: w₁, w₂", pair(lasso.w)),
        read("slopes at w₂ = 0", f"{number(below)}, {number(above)}"),
        read("ridge: w₁, w₂", pair(ridge.w)),
        read("its ellipses", f"{bowl_of(ridge).roundness:.2f} : 1"),
    )  # fmt: skip


def least(key: str, solved: Solved, named: bool, shape: str) -> tuple[Mark, ...]:
    """Least squares, the minimum, its w₂, and what the bowl is like."""
    held = bool(solved.w[1] == 0)
    told = "w₂ = 0, exactly" if held else f"w₂ = {number(solved.w[1])}"
    return (
        least_squares(f"{key}-ols", OLS, radius=6),
        v.tag(f"{key}-ols-name", *OLS, "least squares", "above", role="ols", visible=named),
        answer(f"{key}-least", solved, radius=7),
        v.tag(f"{key}-value", 0, -1.5, told, "right", role="zero" if held else key, lead=True),
        v.tag(f"{key}-shape", 0, -1.95, shape, "right", role=key),
    )


def facts() -> dict[str, str]:
    """Numbers for the prose: the knots, both minima at the same λ, and the slopes along w₂ at λ = 1.5."""
    low, high = bowl_of(two_features(1.5)).slopes(two_features(1.5).w, 1)
    found = {"caught": f"{CAUGHT:g}", "last": f"{LAST:g}", "jump": f"{high - low:g}"}
    found |= {"slope_below": signed(f"{low:g}"), "slope_above": f"{high:g}"}
    for name, lam in (("half", 0.5), ("three_halves", 1.5), ("five_halves", 2.5)):
        found |= {name: pair(two_features(lam).w), f"ridge_{name}": pair(two_features(lam, 0.0).w)}
    return found


SCENE = Scene(
    draw=draw,
    title="The creased bowl",
    claim="The lasso’s cost is creased along the axes; its minimum slides into a crease",
    caption=(
        "Along each line the whole cost, loss plus penalty, is the same. The lasso’s lines are arcs of "
        "ellipses that meet in corners on both axes: there the cost is creased. Dotted is the way of the "
        "minimum as λ grows, from least squares (green); purple is where it can rest with w₂ = 0. “Slopes at "
        "w₂ = 0” cuts the lasso’s bowl across that crease, through the minimum. Ridge’s penalty is "
        f"½λ(w₁² + w₂²), its own λ {TIMES} times the lasso’s."
    ),
    alt=(
        "Level lines of the lasso’s and of ridge’s cost over the plane of w1 and w2. The lasso’s have "
        f"corners on both axes; at λ = {POSED:g} its minimum, a hollow ring, lies on the axis w2 = 0, on a "
        "purple stretch to which a dotted line leads from least squares. Ridge’s are smooth, nearly "
        f"circles, and its minimum lies beside the axis, at w2 = {RIDGE_W2}. A cut across the axis has a "
        f"corner at w2 = 0, with slopes {SLOPES[0]} and +{SLOPES[1]}."
    ),
    notes=(
        "These are bowls seen from above: loss plus penalty. Without a penalty they are smooth. Now raise λ. "
        "Each axis becomes a crease of the lasso’s bowl: across it the slope jumps by twice λ. At "
        f"{CAUGHT:g} the minimum reaches a crease. Look at the cut: the cost rises on both sides, so the "
        "minimum stays, and w₂ is exactly zero. It slides along to where both creases cross. Ridge’s bowl "
        "only gets rounder. A crease holds a zero; a round bowl has no crease."
    ),
    computed=(
        "The lasso and ridge of two features in closed form; level lines as exact arcs of ellipses, since "
        "the cost is quadratic in each quadrant. Eight observations of two standardized features of "
        "correlation 0.5, least squares (2, 0.75)."
    ),
    lesson="lessons/geometry",
    panels=(
        main("lasso", axis("", *X), axis("", *Y), aspect=plane(X, Y), grid="none"),
        main("ridge", axis("", *X), axis("", *Y), aspect=plane(X, Y), grid="none"),
        beside("across", axis("w₂", *ACROSS, 0, 1), RISE, "slopes at w₂ = 0"),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(CAUGHT, LAST), drag=("lasso-least", "x"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Without penalty: a smooth bowl, no crease.", {"lam": 0.0}, hold=2),
        Beat("λ creases it along both axes.", {"lam": 0.5}, way=1, lit=LASSO),
        Beat(f"At λ = {CAUGHT:g} the minimum has slid into a crease.", {"lam": CAUGHT}, way=1.75, lit=LASSO),
        Beat("It slides along: w₂ stays 0. Ridge only gets rounder.", {"lam": POSED}, way=2, hold=3.5),
    ),
    pose=({"lam": POSED},),
    facts=facts,
)  # fmt: skip
