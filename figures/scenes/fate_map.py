"""Least-squares points on their way to the diamond and to the circle: wedges against rays."""

from itertools import product

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.budgets import fates, touching
from figures.draw.fates import flights, outward, ray_at, rays
from figures.draw.panels import axis, main, plane
from figures.draw.planes import diamond, disc
from figures.draw.text import signed
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import correlated_gram, tilted_gram, uniform_corner_share
from figures.story import Beat

BUDGET, FAR = 1.0, 12.0
"""The budget, and as far as the plane is drawn anywhere."""
X, Y, LOW = (-3.1, 3.1), (-3.3, 2.95), -3.08
"""The limits of both axes, and the height of names below all points."""
INSIDE = f"t = {BUDGET:g}"
PLAIN, RHOS = correlated_gram(0.0), (-0.75, 0.0, 0.75)
FIRST = np.array([(2.74, 0.58), (2.6, 1.51), (2.59, 2.22), (1.41, 0.83)])
POINTS = np.concatenate([at * sign for at in (FIRST, FIRST[:, ::-1]) for sign in product((1, -1), repeat=2)])
"""Points with all their mirror images, spread over the square. Ridge sends none close to an axis, where its
dot would look like a zero: all land 10° or more away on the circle, whatever ρ here."""


def start(rho: float) -> np.ndarray:
    """Those points and two put on rays of ridge, which lead to (0, 1) and (0, −1)."""
    return np.concatenate([POINTS, [(-1.5 * rho, 2.5), (1.5 * rho, -2.5)]])


def zeros(solved: Solved) -> int:
    """How many answers (k, 2) have a zero."""
    return int((solved.w == 0).any(axis=1).sum())


IN_WEDGES, COUNT = zeros(touching(PLAIN, start(0.0), BUDGET, 1)), len(start(0.0))


def draw(way: float, rho: float) -> Frame:
    gram, points, at = correlated_gram(rho), start(rho), signed(f"ρ = {rho:g}")
    lasso, ridge = touching(gram, points, BUDGET, 1), touching(gram, points, BUDGET, 2)
    return Frame.of(
        v.on(
            "lasso", v.heading("lasso-title", "lasso, any ρ: zeros", "lasso"),
            fates(PLAIN, BUDGET, FAR), outward("lasso", BUDGET, FAR), diamond("diamond", BUDGET),
            flights("lasso", points, way, lasso, INSIDE),
            v.tag("wedge", 0, LOW, "wedge", "right", role="zero", bold=True),
            v.tag("ols", 1.51, 2.6, "least squares", "above", role="ols", gap=14),
        ),
        v.on(
            "ridge", v.heading("ridge-title", f"ridge, {at}: zeros", "ridge"),
            outward("ridge", BUDGET, FAR), disc("disc", BUDGET, opacity=0.06), rays(gram, BUDGET, FAR),
            flights("ridge", points, way, ridge, INSIDE),
            v.tag("ray", *ray_at(gram, BUDGET, LOW), "ray", "right", role="zero", bold=True, gap=14),
        ),
        says=f"{way:g} of the way, {at}: of {COUNT} points the lasso sends {zeros(lasso)} to a zero, "
        f"ridge {zeros(ridge)}",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: of the points here, and the share of a large square that goes to a corner."""
    grams = {
        "share": PLAIN, "upright": tilted_gram((25.0, 1.0), 0.0),
        "diagonal": tilted_gram((25.0, 1.0), np.pi / 4),
    }  # fmt: skip
    shares = {name: 100 * uniform_corner_share(gram, 2.0, 10.0) for name, gram in grams.items()}
    digits = {"share": 2, "upright": 1, "diagonal": 1}
    told = {name: f"{share:.{digits[name]}f}\N{NO-BREAK SPACE}%" for name, share in shares.items()}
    return {"count": str(COUNT), "corner": str(IN_WEDGES), "edge": str(COUNT - IN_WEDGES)} | told


SCENE = Scene(
    draw=draw,
    title="The map of fates",
    claim="The lasso sends whole wedges to a zero, ridge only four rays",
    caption=(
        "Each dot is a least-squares answer, w₁ across and w₂ up; “way” moves it straight to the answer "
        "within the budget t = 1. Hollow dots have arrived at an exact zero. In the lasso’s map a corner "
        "owns all points of its right-angled purple wedge, whatever the correlation ρ. In ridge’s map only "
        "points on the four purple lines end at a zero, and lines have no area; two points are put there."
    ),
    alt=(
        "Two maps of the plane of least-squares points, each with lines from the points to their answers. "
        "Round the lasso’s diamond four right-angled wedges open outward from its corners; all points in "
        "them end at the corner, with one coefficient zero. Between them lie four straight strips, whose "
        "points end on an edge. Round ridge’s circle each ends at a place of its own; only four rays end at "
        f"a zero. Of {COUNT} points, {IN_WEDGES} lie in the lasso’s wedges, and on rays only two put there."
    ),
    notes=(
        "Each dot is a least-squares answer, too large for the budget. Move “way” to its end, and every dot "
        f"flies straight to its answer. With the lasso {IN_WEDGES} of {COUNT} end at a corner; with ridge "
        "only two get a zero, the two that I put on rays. Only four rays lead to a zero there, and a ray has "
        "no area. A corner collects everything between the rays of its two edges. Change ρ: the rays turn, "
        "the wedges stay. Wedges catch points, rays do not."
    ),
    computed=(
        "Regions are exact polygons, for standardized features. Four points are chosen in an eighth of a "
        "square, not close to rays, and mirrored; two are put on rays. Each ends at the least loss in the "
        "diamond, in closed form, and in the disc, by Newton’s method to machine precision."
    ),
    lesson="lessons/geometry",
    convention=BUDGET_CONVENTION,
    panels=tuple(
        main(key, axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none")
        for key in ("lasso", "ridge")
    ),
    controls=(
        Slider(name="way", label="way", stops=(0.0, 0.25, 0.5, 0.75, 1.0), continuous="linear"),
        Slider(name="rho", label="ρ", stops=RHOS),
    ),
    story=(
        Beat("Each dot: a least-squares answer beyond the budget.", {"way": 0.0, "rho": -0.75}, hold=2.5),
        Beat("Each flies to the answer within the budget.", {"way": 1.0}, way=2.5, hold=1.5, along=True),
        Beat(f"A corner catches its whole wedge: {IN_WEDGES} of {COUNT} zeros.", hold=2.5, lit=("lasso",)),
        Beat("On the circle only two, put on rays, reach an axis.", hold=2.0, lit=("ridge",)),
        Beat("Another correlation turns the rays. The wedges stay.", {"rho": 0.75}, hold=2.5),
        Beat("Whole wedges end at a zero. With ridge, only four rays.", hold=3.5),
    ),
    pose=({"way": 1.0, "rho": 0.75},),
    facts=facts,
)  # fmt: skip
