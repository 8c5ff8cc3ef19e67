"""A small figure with a story, for tests of what is made of one: two answers under two penalties.

Its lasso has kinks and zeros, its ridge is smooth; λ moves freely, the penalty changes at once.
"""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, read
from figures.draw.vocabulary import answers, cursor, curve, diagonal, heading, on, rest, tag, zero_line, zone
from figures.film.film import Film, shoot
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, Solved, certified
from figures.story import Beat

EVIDENCE = (1.6, -0.75)
LAMBDAS = tuple(step / 4 for step in range(9))
ALONG = np.unique([*np.linspace(0, 2, 17), *np.abs(EVIDENCE)])
EDGES = (-2.0, 2.0)


def answered(z: Any, lam: Any, kind: str) -> Solved:
    """The minimiser of ½(w − z)² + λ|w| or + λ/2·w²."""
    z, lam = np.broadcast_arrays(np.asarray(z, dtype=float), np.asarray(lam, dtype=float))
    lasso = np.where(np.abs(z) <= lam, 0.0, z - np.copysign(lam, z))
    return certified(Alone(z, lam, float(kind == "lasso")), lasso if kind == "lasso" else z / (1 + lam))


def draw(lam: float, kind: str) -> Frame:
    w = answered(EVIDENCE, lam, kind)
    z = np.array([-2, -lam, lam, 2])
    on_map = answered(z, lam, kind)
    return Frame.of(
        on(
            "map",
            zone("zone", -lam, lam, EDGES, visible=kind == "lasso"),
            zero_line(EDGES, "map-zero"),
            diagonal(EDGES),
            curve("map-line", z, on_map),
            rest("flat", z, on_map),
            answers("on-map", EVIDENCE, w),
            tag("edge", lam, -1.5, f"λ = {lam:.2f}", "right", "left", role="zero", bold=kind == "lasso"),
            heading("method", kind, kind),
        ),
        on(
            "path",
            zero_line((0.0, 2.0), "path-zero"),
            *(path(row, kind) for row in range(2)),
            cursor("cursor", lam, EDGES),
            answers("on-path", lam, w),
            tag("first", 0, 1.6, "z = 1.6", "above right", "below right", role="muted"),
        ),
        read("λ", f"{lam:.2f}"),
        read("non-zero", f"{np.count_nonzero(w.w)} of 2"),
    )


def path(row: int, kind: str) -> Mark:
    """One answer over λ."""
    solved = answered(EVIDENCE[row], ALONG, kind)
    kinks = (abs(EVIDENCE[row]),) if kind == "lasso" else ()
    return curve(f"path-{row}", ALONG, solved, kinks=kinks)


LAM = Slider(
    name="lam", label="λ", stops=LAMBDAS, beats=(0.0, 0.75, 1.5), drag=("cursor", "x1"), continuous="linear"
)
KIND = Choice(name="kind", label="penalty", options=(("lasso", "lasso"), ("ridge", "ridge")))

TOLD = Scene(
    draw=draw,
    title="Two answers",
    claim="The lasso makes a zero that ridge does not",
    caption="Two answers under two penalties.",
    alt="Two graphs of two answers.",
    notes="Look at the dots.",
    computed="Closed forms.",
    lesson="index",
    panels=(
        main("map", axis("z", *EDGES, -2, 0, 2), axis("w", *EDGES, -2, 0, 2)),
        beside("path", axis("λ", 0, 2, 0, 1, 2), axis("both", *EDGES, -2, 0, 2)),
    ),
    controls=(LAM, KIND),
    story=(
        Beat("Without a penalty both are what the data say.", {"lam": 0.0}, hold=1.5),
        Beat(
            "The lasso makes the weaker one zero.", {"lam": 1.0}, way=1.0, hold=0.5, lit=("map",), along=True
        ),
        Beat("Ridge does not.", {"kind": "ridge"}, hold=0.5, lit=("map", "on-path-1")),
        Beat("A zero, and none.", {"kind": "lasso", "lam": 1.25}, way=0.5, hold=2.0),
    ),
    pose=({"lam": 1.25, "kind": "lasso"}, {"lam": 1.25, "kind": "ridge"}),
    pose_panels=("map",),
)


@cache
def told() -> Film:
    """The figure at all its stops."""
    TOLD.check("told")
    return shoot("told", TOLD)


def changed(**parts: Any) -> Scene:
    """The figure with other parts."""
    return replace(TOLD, **parts)
