"""Noise on y: the lasso's zeros of the diabetes data stay exactly zero for a while, ridge's goes at once."""

import numpy as np

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.clouds import cloud, one_of_many
from figures.draw.panels import axis, main, read
from figures.examples.nudged import Nudged
from figures.examples.paths import diabetes_example
from figures.scene import Frame, Scene, Slider
from figures.story import Beat

EXAMPLE = diabetes_example()
LAM, DRAWS, SHOWN = 2.0, 1000, 24
NUDGED = Nudged(EXAMPLE, LAM, "age", DRAWS, 13)
ZEROS = [j for j, w in enumerate(EXAMPLE.path(LAM)) if w == 0]
NAMES, AGE = [EXAMPLE.names[j] for j in ZEROS], EXAMPLE.column("age")
STOPS = (0.0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
EVIDENCE, COEFFICIENT, TICKS = (-1.8, 1.8), (-1.25, 1.25), (-1, -0.5, 0, 0.5, 1)


def draw(eps: float) -> Frame:
    w, u = NUDGED.lasso(eps), NUDGED.ridge(eps)
    solved, ridge = NUDGED.solved(eps, w, SHOWN, 1.0), NUDGED.solved(eps, u, SHOWN, 0.0)
    z, stay = NUDGED.evidence(eps, w) / LAM, int((w[:, ZEROS] == 0).all(axis=1).sum())
    exact, told = int((u[:, AGE] == 0).sum()), f"{100 * eps:.3g} % of y"
    typical = f"± {np.sqrt(np.mean(u[:, AGE] ** 2)):.2g}" if eps else "0 to rounding"
    return Frame.of(
        v.on(
            "lasso", v.heading("lasso-title", f"Lasso: all three 0 in {stay:,} of {DRAWS:,}", "lasso"),
            v.zone("band", -1, 1, (0, 3)),
            *(
                cloud(name, z[:SHOWN, j], (2.2 - row, 2.8 - row), solved, j, EVIDENCE)
                for row, (j, name) in enumerate(zip(ZEROS, NAMES, strict=True))
            ),
            (
                v.tag(f"{name}-name", EVIDENCE[0], 2.5 - row, name, "left", bold=True, gap=6)
                for row, name in enumerate(NAMES)
            ),
            v.tag("inside", 0, 3.3, "exactly 0", "at", role="zero", lead=True),
            v.tag("outside", 1.4, 3.3, "kept", "at", role="lasso", bold=True),
        ),
        v.on(
            "ridge",
            v.heading("ridge-title", f"Ridge: age exactly 0 in {exact or 'none'} of {DRAWS:,}", "ridge"),
            v.cursor("zero", 0, (0, 3), width=2.6),
            one_of_many(cloud("ridge", u[:SHOWN, AGE], (0.2, 2.8), ridge, AGE, COEFFICIENT)),
            v.tag("typical", 0, 3.3, f"age {typical}", "at", role="ridge", lead=True),
        ),
        read("noise", told), read("all three 0", f"{stay:,} of {DRAWS:,}"),
        read("ridge’s age", typical),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose; of 1,000 nudges, by the noise in percent of y’s root mean square."""
    y, told = (
        EXAMPLE.scaled.y,
        {"nudges": f"{DRAWS:,}", "shown": f"{SHOWN}", "lam": f"{LAM:g}", "zeros": ", ".join(NAMES)},
    )
    told |= {"ridge_lam": f"{NUDGED.ridge_lam:.3f}", "radius": f"{NUDGED.radius:.0f}"}
    told |= {"safe": f"{np.floor(1e4 * NUDGED.radius / np.linalg.norm(y)) / 100:g} %"}
    for eps in (0.001, 0.1, 0.2, 0.5, 1.0):
        (w, u), at = (NUDGED.lasso(eps), NUDGED.ridge(eps)), f"{100 * eps:g}".replace(".", "")
        told |= {
            f"stay_{at}": f"{(w[:, ZEROS] == 0).all(axis=1).sum():,}",
            f"same_{at}": f"{((w == 0) == (EXAMPLE.path(LAM) == 0)).all(axis=1).sum():,}",
            f"ridge_{at}": f"{np.sqrt(np.mean(u[:, AGE] ** 2)):.2g}",
            f"exact_{at}": f"{(u[:, AGE] == 0).sum()}",
        }
    return told


SCENE = Scene(
    draw=draw,
    title="Which zeros survive a nudge",
    claim="Nudge the data a little: the lasso’s zeros stay exactly zero, ridge’s does not",
    caption=(
        "Noise is added to y, 1,000 times; dots are the first 24. First panel: the evidence on the three "
        "features that the lasso leaves out at λ = 2. Within ±λ, the band, their coefficients are exactly "
        "zero, and dots hollow. Second panel: ridge’s coefficient of age, at the λ at which it is zero "
        "without noise, with its root mean square; the brown dot’s number stands in the data files. The "
        "height of a dot says nothing; large values leave the panels."
    ),
    alt=(
        "Three clouds of hollow dots, for age, LDL and TCH, lie within a band from minus lambda to lambda: "
        "with noise of a tenth of y all three coefficients of the lasso are exactly zero in 1,000 of "
        "1,000. Beside them a cloud of filled dots, ridge’s age, lies on both sides of zero: exactly zero "
        "in none. With noise of a fifth the three stay in 957, with noise as large as y in 214."
    ),
    notes=(
        "Two ways to be zero. At λ = 2 the lasso leaves out age, LDL and TCH. Ridge, at one special λ, has "
        "age at zero too, because its curve crosses there. Now add noise to y. Ridge’s age moves at once, "
        "a little, but it moves: no dot stays on the line. The lasso’s dots move as well, but within the "
        "band, and there the answer is zero. Only noise that carries the evidence out of the band makes it "
        "non-zero."
    ),
    computed=(
        "The diabetes data. Noise: NumPy’s default_rng(13), 1,000 draws for 442 patients, each centred, "
        "times a share of y’s root mean square, 77. Exact lasso paths; ridge from a linear system at λ = "
        "0.0826. Where y changes by at most 1.66 % of its length, in whatever direction, the lasso keeps "
        "the same features."
    ),
    lesson="lessons/meaning",
    source=SOURCE,
    panels=(
        main(
            "lasso", axis("evidence, in units of λ", *EVIDENCE, -1.5, *TICKS, 1.5),
            axis("", 0, 3.6), grid="both", room=("TCH ", ""),
        ),
        main("ridge", axis("coefficient of age", *COEFFICIENT, *TICKS), axis("", 0, 3.6), grid="both"),
    ),
    controls=(
        Slider(name="eps", label="noise", stops=STOPS, beats=(0.1, 0.2, 0.5, 1.0), continuous="linear"),
    ),
    story=(
        Beat("Without noise: three zeros of the lasso, one of ridge.", {"eps": 0.0}, hold=1.8),
        Beat(
            "Noise of a thousandth of y: ridge’s zero is gone.", {"eps": 0.001}, way=0.4, hold=2,
            lit=("ridge",),
        ),
        Beat("A tenth: the lasso’s three are all exactly 0.", {"eps": 0.1}, way=1.5, hold=2),
        Beat(
            "A fifth: all three stay in 957 of 1,000.", {"eps": 0.2}, way=1, hold=1.8, lit=("lasso",)
        ),
        Beat(
            "As large as y: all three stay in 214.", {"eps": 1.0}, way=1.5, hold=1.8, lit=("lasso",)
        ),
        Beat("A tenth of y: all of the lasso’s zeros, none of ridge’s.", {"eps": 0.1}, way=1.2, hold=3),
    ),
    pose=({"eps": 0.1},), facts=facts,
)  # fmt: skip
