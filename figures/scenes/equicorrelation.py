"""Six pulls held between −λ and λ: whatever is non-zero is pulled with exactly λ."""

from itertools import pairwise

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.pulls import band, join, pull_columns, pull_curves, pulls_now, shares_of_lam
from figures.examples.paths import six_example
from figures.scene import Frame, Scene, Slider
from figures.story import Beat

EXAMPLE = six_example()
NAMES, KNOTS, JOINS = EXAMPLE.names, EXAMPLE.knots, EXAMPLE.joins()
ORDER = tuple(EXAMPLE.column(name) for name in JOINS)
POSE, STOPS = 0.15, EXAMPLE.stops((0.15,), np.arange(1, 51) / 50)[1:]
COLUMNS, ACROSS, UP = (-0.55, 5.55), (0.0, 1.0), (-1.3, 1.3)
BEYOND, EDGES = (-1.42, 1.42), [(-1.0, "−λ"), (1.0, "λ")]

# Shares of λ are bent between knots, and undefined at 0: at 0.001 the thick lines end where the axis does.
LAMS = np.unique([np.geomspace(a, b, 10) for a, b in pairwise((0.001, *KNOTS[::-1], 1.0))])
CURVES = (
    *band("path", ACROSS, BEYOND), *pull_curves(NAMES, LAMS, EXAMPLE.solved(LAMS), KNOTS),
    *(mark for name, lam in JOINS.items() for mark in join(name, EXAMPLE.column(name), EXAMPLE.solved(lam))),
)  # fmt: skip
GREW = ("now-1", *(f"{kind}-x₂" for kind in ("pull", "share", "w", "size", "waits", "joins", "name")))


def draw(lam: float) -> Frame:
    w = EXAMPLE.solved(lam)
    count, sizes = np.count_nonzero(w.w), lam * np.abs(shares_of_lam(w))
    zeros = sorted((float(sizes[j]), NAMES[j]) for j in np.flatnonzero(w.w == 0))
    largest = f"{zeros[-1][0]:.3f} ({zeros[-1][1]})" if zeros else "no zero"
    return Frame.of(
        v.on("pulls", v.heading("title", f"pulls at λ = {lam:.3f}: {count} non-zero")),
        v.on("pulls", band("band", COLUMNS, UP), pull_columns(NAMES, w, ORDER)),
        v.on("path", CURVES, v.cursor("cursor", lam, (-1.0, 1.0)), pulls_now("now", w)),
        read("λ", f"{lam:.3f}"), read("non-zero, pulled with λ", f"{count} of 6"),
        read("largest pull on a zero", largest),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers that prose may quote."""
    posed, grown = shares_of_lam(EXAMPLE.solved(POSE)), abs(EXAMPLE.first_pulls[1])
    shares = {f"share_{j}": f"{100 * abs(posed[j - 1]):.0f}" for j in (3, 6)}
    pulls = {f"pull_{j}": f"{POSE * abs(posed[j - 1]):.3f}" for j in (3, 6)}
    return shares | pulls | {"first_2": f"{grown:.2f}", "joins_2": f"{JOINS['x₂']:.3f}"}


TOLD = facts()
SCENE = Scene(
    draw=draw,
    title="Six pulls, one λ",
    claim="Every non-zero coefficient is pulled with exactly λ, every other with at most λ",
    caption=(
        "The bars: the pulls of the data on the six features, Xᵀ(y − Xw)/n, with λ as the yardstick. "
        "Filled ones reach λ or −λ, and their coefficient has that sign; hollow ones belong to coefficients "
        "that are exactly zero. The curves: the same six at every λ. One that reaches an edge joins there, "
        "and stays on it. Grey: where no pull can be."
    ),
    alt=(
        "Six bars in a band from minus lambda to lambda. At lambda 0.150 those of x4 and x5 end exactly at "
        f"lambda, those of x1 and x2 at minus lambda. Two are hollow and shorter: x3 at {TOLD['share_3']} % "
        f"of lambda, x6 at {TOLD['share_6']} %. Curves of the six shares over lambda: as it falls they reach "
        "an edge in the order x4, x1, x5, x2, x3, x6, and run along it from there."
    ),
    notes=(
        "Here λ is the yardstick, so the edges stay and the bars move. At λ = 1 none reaches them: six "
        "zeros. Let λ fall. A bar that touches an edge joins, and here its pull is λ itself from then on. "
        f"Watch x₂: its pull was the weakest, {TOLD['first_2']}, and grew to {TOLD['joins_2']} while λ fell. "
        f"At 0.150 four touch and two do not, one of them at {TOLD['share_3']} % of λ. "
        "Non-zero means pulled with exactly λ, zero with at most λ."
    ),
    computed=(
        "The exact lasso path of 20 observations of six features made for this site; the pulls c − Gw, c the "
        "pulls at w = 0, G the correlations, at 57 values of λ, all knots among them."
    ),
    lesson="lessons/path",
    panels=(
        main("pulls", axis("", *COLUMNS), axis("", *UP, 0, names=EDGES), grid="none"),
        beside(
            "path", axis("", *ACROSS, 0, 0.2, 0.4, 0.6, 0.8, names=[(1.0, "λ = 1")]),
            axis("", *BEYOND, 0, names=EDGES), "each pull as a share of λ",
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=STOPS, beats=(*KNOTS[::-1].tolist(), POSE), drag=("cursor", "x1"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("λ = 1: no coefficient yet. Every pull is less than λ.", {"lam": 1.0}),
        Beat("λ has come down to the pull on x₄: it joins.", {"lam": JOINS["x₄"]}, way=1.2, hold=1.6),
        Beat("What has joined stays at λ: x₄, x₁.", {"lam": JOINS["x₅"]}, way=2.4, hold=1.2, along=True),
        Beat(
            f"The pull on x₂ grew to {TOLD['joins_2']}, though λ fell: it joins.", {"lam": JOINS["x₂"]},
            way=2, lit=GREW,
        ),
        Beat("Non-zero: exactly λ. Zero: at most λ.", {"lam": POSE}, way=1.6, hold=3.5),
    ),
    pose=({"lam": POSE},), facts=facts,
)  # fmt: skip
