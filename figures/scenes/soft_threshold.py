"""The soft threshold: a flat zone at zero, and the paths it makes of five coefficients."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import signed
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import soft_threshold
from figures.story import Beat

LAMBDAS = tuple(round(0.05 * step, 2) for step in range(41))
EVIDENCE = (2.6, 1.7, 0.8, -0.5, -1.5)
"""Least-squares answers of five features that are uncorrelated with one another."""
REACH, END = 3.0, LAMBDAS[-1]
HEIGHTS, SPAN = (-REACH, REACH), (-2.0, 2.9)
"""The limits of both axes of the map, and the heights of the paths, which begin at the evidence."""


def draw(lam: float) -> Frame:
    w = certified(Alone(EVIDENCE, lam), soft_threshold(EVIDENCE, lam))
    the_map, paths, so_far = threshold(lam), paths_until(END), paths_until(lam)
    at = f"{round(lam, 2):g}"
    names = [
        v.tag(f"name-{j}", 0, z, signed(f"z = {z:g}"), "left", role="zero" if out else "muted", bold=out)
        for j, (z, out) in enumerate(zip(EVIDENCE, (w.w == 0).tolist(), strict=True))
    ]
    return Frame.of(
        v.on(
            "map", v.zone("zone", -lam, lam, HEIGHTS), v.zero_line(HEIGHTS, "map-zero"), v.diagonal(HEIGHTS),
            v.curve("map", *the_map, width=3.5), v.rest("flat", *the_map), v.answers("on-map", EVIDENCE, w),
            v.tag("exactly", 0, 2.45, "exactly 0", "at", role="zero", lead=True, visible=lam > 0),
            v.tag("no-penalty", 2.5, 2.5, "no penalty", "above left", role="ols"),
            v.tag(
                "lasso", 2.1, 2.1 - lam, "lasso", "below right", role="lasso", bold=True, visible=lam < 1.3
            ),
            v.tag("low-edge", -lam, -2.6, "−λ", "left", role="zero", bold=True, visible=lam > 0),
            v.tag("edge", lam, -2.6, f"λ = {at}", "right", role="zero", bold=True),
        ),
        v.on(
            "path", (v.curve(f"path-{j}", *line, role="quiet", width=2.0) for j, line in enumerate(paths)),
            v.zero_line((0.0, END), "path-zero"),
            (v.curve(f"trace-{j}", *line) for j, line in enumerate(so_far)),
            *(v.rest(f"rest-{j}", *line) for j, line in enumerate(so_far)),
            v.cursor("cursor", lam, SPAN), v.answers("on-path", lam, w), names,
            v.tag("now", lam, 2.75, f"λ = {at}", "right", bold=True, visible=0.4 <= lam <= 1.5),
        ),
        read("λ", f"{lam:.2f}"),
        read("exactly zero for", f"|z| ≤ {at}" if lam else "z = 0 only"),
        read("non-zero", f"{np.count_nonzero(w.w)} of {len(EVIDENCE)}"),
    )  # fmt: skip


def threshold(lam: float) -> tuple[np.ndarray, Solved]:
    """The map from evidence to answer, straight between −λ, λ and the panel's edges."""
    bends = np.array([-REACH, -lam, lam, REACH])
    z, w = with_middles(bends, soft_threshold(bends, lam))
    return z, certified(Alone(z, lam), w)


def paths_until(end: float) -> list[tuple[np.ndarray, Solved]]:
    """Each coefficient over λ: straight to zero, which it reaches at |z|, and zero from there."""
    bends = [np.array([0.0, min(abs(z), end), end]) for z in EVIDENCE]
    lines = [with_middles(at, soft_threshold(z, at)) for z, at in zip(EVIDENCE, bends, strict=True)]
    return [(lam, certified(Alone(z, lam), w)) for z, (lam, w) in zip(EVIDENCE, lines, strict=True)]


SCENE = Scene(
    draw=draw,
    title="The soft threshold",
    claim="Evidence no stronger than λ gives a coefficient of exactly zero",
    caption=(
        "The map: evidence z, the least-squares answer of a feature uncorrelated with the others, and the "
        "lasso’s answer to it. That is exactly 0 in the shaded zone from −λ to λ; outside, it lies λ closer "
        "to zero than the dashed line. The paths: what this makes of five such features, named by their "
        "evidence, as λ grows. Purple ones have arrived at exactly 0."
    ),
    alt=(
        "Two graphs. The first is the soft-threshold function: it rises with slope one up to minus lambda, "
        "is exactly zero from there to lambda, and rises with slope one again; a dashed diagonal, the answer "
        "without a penalty, is parallel to both. The second shows five coefficients over lambda: each moves "
        "along a straight line towards zero, and those that arrive stay. At lambda one, two are exactly zero."
    ),
    notes=(
        "The dashed diagonal is life without a penalty: the answer is the evidence itself. The blue line is "
        "the lasso’s answer. Move λ up. The flat zone widens from −λ to λ, and outside it every answer lies "
        "λ closer to zero. The five paths feel it. They all move towards zero at one speed, and those that "
        "arrive stay, since a pull no stronger than λ cannot move them off. Evidence no stronger than λ "
        "gives a coefficient of exactly zero."
    ),
    computed=(
        "The map S(z, λ) = sign(z)·max(|z| − λ, 0), the exact minimiser of ½(w − z)² + λ|w|, at 41 values of "
        "λ from 0 to 2, for z = 2.6, 1.7, 0.8, −0.5 and −1.5."
    ),
    lesson="lessons/threshold",
    panels=(
        main(
            "map", axis("evidence z, the least-squares answer", *HEIGHTS, *range(-2, 3)),
            axis("the lasso’s answer", *HEIGHTS, *range(-2, 3)),
        ),
        beside(
            "path", axis("λ", 0.0, END, 0, 0.5, 1, 1.5, 2), axis("five features as λ grows", *SPAN),
            grid="none", room=("z = −1.5", ""),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(0.0, 0.5, 0.8, 1.5, 1.7, 2.0), drag=("flat-0", "x2"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Without a penalty, the answer is the evidence itself.", {"lam": 0.0}),
        Beat("λ opens a flat zone: z = −0.5 has become exactly zero.", {"lam": 0.5}, way=2, lit=("map",)),
        Beat("z = 0.8 arrives at zero. z = −0.5 has stayed there.", {"lam": 0.8}, way=1.5, lit=("path",)),
        Beat("Two of five: no stronger than λ = 1, so exactly zero.", {"lam": 1.0}, way=1.5, hold=3.5),
    ),
    pose=({"lam": 1.0},),
)  # fmt: skip
