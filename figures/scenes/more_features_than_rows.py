"""Sixty features and twenty rows: the lasso never keeps more than nineteen, the elastic net does."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.kept_dots import ACROSS, kept_dots
from figures.draw.marks import Dot, Segment
from figures.draw.panels import axis, beside, main, read
from figures.examples.sixty_features import (
    CEILING,
    LARGEST,
    ROWS,
    SCALED,
    TRUE,
    P,
    kept,
    lasso_stairs,
    net_stairs,
    solved,
    uncentred,
)
from figures.scene import Frame, Scene, Slider
from figures.story import Beat

MIXES = {"lasso": 1.0, "net": 0.5}
HALF, TENTH, HUNDREDTH, LEAST = 0.5, 0.1, 0.01, 0.001
OTHERS = (HALF, 0.2, TENTH, 0.05, 0.02, HUNDREDTH)
SHARES = tuple(sorted({*np.geomspace(LEAST, 1, 31).round(5).tolist(), *OTHERS}))
FROM, TOP = 0.00085, 32
"""Where the axis of λ begins and that of counts ends."""
(LASSO_X, LASSO), (NET_X, NET) = lasso_stairs(FROM), net_stairs(FROM, MIXES["net"])
SCENERY = (
    v.zero_line((FROM, 1)),
    Segment(key="ceiling", role="lasso", x1=FROM, y1=CEILING, x2=1, y2=CEILING, width=1.5, dash="6 5"),
    v.steps("net-stairs", NET_X, NET, "fg", 2.6),
    v.steps("lasso-stairs", LASSO_X, LASSO, "lasso", 4.0),
    v.tag("net-name", 0.055, 24.2, "elastic net", "above right", bold=True),
    v.tag("ceiling-name", 0.0013, 19.6, f"lasso: n − 1 = {CEILING}", "above right", role="lasso", lead=True),
)


def draw(share: float) -> Frame:
    both = {name: solved(share, mix) for name, mix in MIXES.items()}
    counts, true = {name: kept(share, mix) for name, mix in MIXES.items()}, kept(share, 1.0, TRUE)
    left = np.sum((SCALED.y - SCALED.X @ both["lasso"].w) ** 2) / np.sum(SCALED.y**2)
    return Frame.of(
        v.on(
            "counts", v.cursor("cursor", share, (0, counts["lasso"])), SCENERY,
            (Dot(key=f"now-{name}", x=share, y=count, radius=7) for name, count in counts.items()),
        ),
        v.on(
            "lasso", v.heading("lasso-title", f"Lasso: {counts['lasso']} of {P} kept", "lasso"),
            kept_dots("lasso", both["lasso"], TRUE),
        ),
        v.on(
            "net", v.heading("net-title", f"Elastic net, α = ½: {counts['net']} of {P}"),
            kept_dots("net", both["net"], TRUE),
        ),
        read("share of λ max", f"{share:.3g}"), read("λ, lasso", f"{share * LARGEST:.3g}"),
        read("kept by the lasso", f"{counts['lasso']} of {P}"),
        read("true among them", f"{true} of {TRUE}"),
        read("left unexplained", f"{float(f'{100 * left:.2g}'):g} %"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose, by thousandths of λ max; ``raw``: the lasso's last if nothing is centred."""
    told = {"rows": str(ROWS), "features": str(P), "ceiling": str(CEILING), "true": str(TRUE)}
    for share in (HALF, TENTH, HUNDREDTH, LEAST):
        for name, mix in MIXES.items():
            key = f"{name}_{1000 * share:g}"
            told |= {key: str(kept(share, mix)), f"{key}_true": str(kept(share, mix, TRUE))}
    return told | {"falls": str((np.diff(LASSO) > 0).sum()), "raw": str(uncentred(LEAST))}


SEEN = ("counts", "lasso")
ACROSS_LIMITS, UP_LIMITS = (-0.6, ACROSS - 0.4), (-0.6, 6.6)
SCENE = Scene(
    draw=draw,
    title="More features than rows",
    claim="With more centred features than rows the lasso keeps at most n − 1",
    caption=(
        "Sixty features, of which five have an effect, and n = 20 rows. Main panel: how many the lasso "
        "keeps, and the elastic net, each over the share of the λ from which on it keeps none. The other "
        "panels: which ones, a dot for each feature, hollow if exactly zero; the five true ones are on top. "
        "The columns are in general position, as columns drawn from a continuous distribution are."
    ),
    alt=(
        "Stairs of counts over lambda, log scale. As lambda falls the lasso’s rise from 1 to 19, with two "
        "steps back, touch a line at n minus 1 and stay on it; the elastic net’s go through it, to 28. At a "
        "thousandth of lambda max the dots show 19 of 60 kept by the lasso, 2 of the 5 true ones among "
        "them, and 28 by the elastic net, 3 true."
    ),
    notes=(
        "Sixty features, twenty rows, five of the features true. Let λ fall. Features come in, now and then "
        "one leaves, and at nineteen it stops. Make λ as small as you like: no twentieth comes. Centring has "
        "taken one direction of twenty; nineteen columns can already fit what is left, exactly. And the "
        "nineteen are not the right ones: two of the true five are among them. The elastic net has no such "
        "ceiling."
    ),
    computed=(
        "20 × 60 standard normal numbers from NumPy’s default_rng(60); coefficients 3, −2, 2, −1.5, 1 and "
        "noise of variance 1. Standardized, so of rank 19. The lasso’s exact path; the elastic net with α = "
        "½ at each λ, whose λ max is twice the lasso’s."
    ),
    lesson="lessons/meaning",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2‖w‖²), columns with mean 0 and mean square 1",
    panels=(
        main(
            "counts", axis("share of λ max", FROM, 1, 0.001, 0.01, 0.1, 1, log=True),
            axis("", 0, TOP, 0, 10, 20, 30),
            f"Kept of {P} features, {ROWS} rows",
        ),
        *(
            beside(
                key, axis("", *ACROSS_LIMITS), axis(f"on top: the {TRUE} that matter", *UP_LIMITS),
                grid="none",
            )
            for key in ("lasso", "net")
        ),
    ),
    controls=(
        Slider(name="share", label="share of λ max", stops=SHARES, drag=("cursor", "x1"), continuous="log"),
    ),
    story=(
        Beat("At half of λ max the lasso keeps seven of sixty.", {"share": HALF}, lit=SEEN),
        Beat("A tenth: fifteen. One has left again on the way.", {"share": TENTH}, 2, 1.6, SEEN),
        Beat("A hundredth: nineteen, but only two of the true five.", {"share": HUNDREDTH}, 2.5, 2.2, SEEN),
        Beat("However small λ: no twentieth comes in.", {"share": LEAST}, way=2.5, hold=1.8),
        Beat("The elastic net has no such ceiling.", lit=("net", "net-stairs", "net-name", "now-net")),
        Beat("The lasso keeps at most n − 1 = 19.", hold=3.4),
    ),
    pose=({"share": LEAST},),
    facts=facts,
)  # fmt: skip
