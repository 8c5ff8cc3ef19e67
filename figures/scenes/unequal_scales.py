"""The map of fates with one column in smaller units, beside that of two standardized columns."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.budgets import by_fate, fates, touching
from figures.draw.marks import Mark
from figures.draw.panels import axis, main, plane
from figures.draw.planes import contours, coordinates, diamond
from figures.draw.text import number
from figures.scene import Frame, Scene
from figures.solvers import correlated_gram, tilted_gram, uniform_corner_share

BUDGET, HALF, TIMES, FAR = 2.0, 10.0, 5.0, 40.0
"""The budget, half the side of the square of the facts, how many units make one, and where maps end."""
X, Y = (-6.2, 6.2), (-5.9, 5.9)
RHO = (1 - TIMES**2) / (1 + TIMES**2)
"""The correlation at which the eigenvalues of standardized columns stand 1 to 25, as in the other map."""
GRAMS = {"upright": tilted_gram((TIMES**2, 1.0), 0.0), "diagonal": correlated_gram(RHO)}
TITLES = {
    "upright": f"x₁ in units {TIMES:g} times smaller",
    "diagonal": f"both standardized, ρ = {number(RHO)}",
}
FIRST = np.array([(2.6, 2.1), (1.2, 4.7), (4.7, 2.0)])
POINTS = np.concatenate([FIRST * sign for sign in product((1, -1), repeat=2)])
"""Least-squares points, and their mirror images."""


def draw() -> Frame:
    return Frame.of(
        *(v.on(key, drawn(key)) for key in GRAMS),
        says=f"two maps of {len(POINTS)} least-squares points within t = {BUDGET:g}",
    )


def drawn(key: str) -> Iterator[Mark]:
    """One map: its wedges, the ways of points to the diamond, and the contour of the first."""
    gram = GRAMS[key]
    for mark in (
        *fates(gram, BUDGET, FAR),
        *coordinates((-FAR, X[1]), (-FAR, FAR), Y[1] - 0.3, "left", until=FAR),
        diamond("diamond", BUDGET),
        *by_fate("point", POINTS, touching(gram, POINTS, BUDGET, 1)),
        *contours("contour", gram, (FIRST[0, 0], FIRST[0, 1]), touching(gram, FIRST[0], BUDGET, 1)),
    ):
        yield replace(mark, key=f"{key}-{mark.key}")


def facts() -> dict[str, str]:
    """Of how many points each map sends to a corner; which share of a large square outside the diamond."""
    told = {"count": str(len(POINTS))}
    for key, gram in GRAMS.items():
        zeros = (touching(gram, POINTS, BUDGET, 1).w == 0).any(axis=1)
        share = 100 * uniform_corner_share(gram, BUDGET, HALF)
        told |= {f"{key}_zeros": str(int(zeros.sum())), key: f"{share:.1f}\N{NO-BREAK SPACE}%"}
    return told


SCENE = Scene(
    draw=draw,
    title="Unequal scales",
    claim="One column in other units: other least-squares points go to a corner",
    caption=(
        f"Two maps of fates for the budget t = {BUDGET:g}, with the same least-squares points and the ways "
        "to their answers. Purple: all points that go to a corner, where one coefficient is exactly zero. "
        "Round one point two ellipses of equal loss. In one map the numbers of x₁ are five times as large, "
        "since their unit is five times smaller; in the other both columns have mean square 1."
    ),
    alt=(
        "Two planes of least-squares points round the same diamond. Where x1 has units five times smaller, "
        "the ellipses are upright and both wedges of the corners on the axis of w1 open almost to half a "
        "plane; those of the other two corners are slivers. Where both columns are standardized the "
        "ellipses lie along the diagonal, and four right-angled wedges open from the corners. Of "
        f"{len(POINTS)} points {facts()['upright_zeros']} go to a corner in either map, but not the same."
    ),
    notes=(
        "Here are two maps of fates, with long ellipses in both. In one they lie along the diagonal, for the "
        "columns are standardized: the wedges are right angles, as always. In the other somebody has "
        "measured the first feature in a unit five times smaller. Now the ellipses stand upright. The "
        "wedges on the first axis open almost to half a plane, and the second coefficient is nearly always "
        "the one that becomes zero. Units decide. That is why one standardizes first."
    ),
    computed=(
        "Regions are exact polygons, answers the least loss in the diamond in closed form. The eigenvalues "
        "of the Gram matrix stand 25 to 1 in both maps: uncorrelated columns of mean squares 25 and 1, and "
        f"standardized ones of correlation {number(RHO)}. Of the square of half-side {HALF:g} outside the "
        f"diamond {facts()['upright']} lie in wedges in the first map, {facts()['diagonal']} in the second."
    ),
    lesson="lessons/geometry",
    convention="Smallest squared loss with |w₁| + |w₂| ≤ t, columns with mean 0",
    panels=tuple(
        main(key, axis("", *X), axis("", *Y), title, aspect=plane(X, Y), grows=True, grid="none")
        for key, title in TITLES.items()
    ),
    pose=({},),
    facts=facts,
)  # fmt: skip
