"""The posterior of one weight under a Laplace prior: its top can stand at 0, which has no chance itself."""

from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark
from figures.draw.panels import axis, main, read
from figures.draw.posteriors import POINTS, chance_line, percent, three_densities, window
from figures.draw.text import number
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, certified
from figures.solvers import LaplacePosterior, LumpPosterior, soft_threshold
from figures.story import Beat

LAM, TAU, NARROW, LUMP, SLAB = 0.5, 0.3, 0.1, 0.5, 1.0
"""λ; the standard error of z, and a smaller one; the other prior's chance of 0, and its spread elsewhere."""
EVIDENCE = tuple(round(0.05 * step, 2) for step in range(17))
REACHES = (0.0, 0.01, 0.02, 0.05, 0.07, 0.1, 0.15)
Z, END, TOP, WIDEST = 0.3, 1.2, 3.5, 0.4


@cache
def known(z: float) -> tuple[LaplacePosterior, LumpPosterior]:
    """What is known of the weight after the data, under either prior."""
    return LaplacePosterior(z, LAM, TAU), LumpPosterior(z, TAU, LUMP, SLAB)


@cache
def scenery(z: float) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """What does not depend on the window, on both panels."""
    laplace, lump = known(z)
    height, up, places = float(laplace.density(0)), laplace.positive, np.linspace(0, WIDEST, POINTS).tolist()
    # Where the lump's line starts low, its number stands above both.
    rests = lump.zero if lump.zero > 0.3 else lump.zero + 0.2
    return (
        (
            v.upright((0, height)), *three_densities(laplace, END),
            v.tag("above", END, 2.6, f"{percent(up)} above 0", "left", gap=0),
            v.tag("below", -END, 2.6, f"{percent(1 - up)} below 0", "right", gap=0),
            v.tag("data-name", END, 2.1, f"data: z = {round(z, 2):g}", "left", role="ols", gap=0),
            v.tag("prior-name", -0.18, 1.2, "prior", "left", role="lasso"),
        ),
        (
            chance_line("laplace", "fg", 4.5, laplace.within, places),
            chance_line("lump", "quiet", 2.6, lump.within, places),
            v.tag("lump-zero", 0, rests, percent(lump.zero), "below right", role="muted", bold=True),
            v.tag("lump-name", 0, lump.within(0.25) + 0.05, "prior with a lump", "right", role="muted"),
        ),
    )  # fmt: skip


def draw(within: float, z: float) -> Frame:
    laplace, lump = known(z)
    answer, (densities, chances) = certified(Alone(z, LAM), soft_threshold(z, LAM)), scenery(z)
    top, chance, other = float(answer.w), laplace.within(within), lump.within(within)
    high = float(laplace.density(top))
    said, role = (f"top: {number(top)}", "lasso") if top else ("top: exactly 0", "zero")
    return Frame.of(
        v.on(
            "density", v.heading("top-name", f"posterior’s {said}", role), window(laplace, within), densities,
            v.in_or_out("top", top, high, answer, 0, radius=7),
            v.tag("posterior-name", top, high, "posterior", "above right", bold=True, gap=14),
        ),
        v.on(
            "chance", chances, v.cursor("now", within, (0, chance)),
            Dot(key="lump-now", role="muted", x=within, y=other, radius=5),
            Dot(key="laplace-now", x=within, y=chance, radius=7),
            v.tag(
                "chance-now", within + 0.02, max(chance - 0.03, 0.02),
                percent(chance) if within else "w = 0: 0 %", "right", lead=True,
            ),
        ),
        read("z", f"{z:g}"), read("window", f"|w| ≤ {within:g}" if within else "w = 0"),
        read("chance", percent(chance)), read("chance with a lump", percent(other)),
        read("top", number(top), weight=True), read("mean", number(laplace.mean) if z else "0"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: at z = 0.3; with τ = 0.1, “narrow”; at z = 0.8, “strong”; without evidence."""
    told = {"z": f"{Z:g}", "lam": f"{LAM:g}", "tau": f"{TAU:g}", "narrow_tau": f"{NARROW:g}"}
    for name, z, tau in (("", Z, TAU), ("narrow_", Z, NARROW), ("strong_", 0.8, TAU)):
        one, lump = LaplacePosterior(z, LAM, tau), LumpPosterior(z, tau, LUMP, SLAB)
        told |= {f"{name}mode": number(float(soft_threshold(z, LAM))), f"{name}mean": f"{one.mean:.3f}"}
        told |= {f"{name}above": percent(one.positive), f"{name}zero": percent(one.within(0))}
        told |= {f"{name}near": percent(one.within(0.1)), f"{name}nearer": percent(one.within(0.01))}
        told |= {f"{name}lump": percent(lump.zero)}
    return told | {"no_evidence_lump": percent(known(0.0)[1].zero)}


POSTERIOR = ("posterior", "posterior-name")
SCENE = Scene(
    draw=draw,
    title="The top of the posterior",
    claim="The posterior’s peak can be at exactly zero; the chance of exactly zero is 0",
    caption=(
        "One weight. First panel: the data’s likelihood, a bell round z; the prior that makes the lasso, a "
        "Laplace density with a kink at 0; and, thick, the posterior: what is known of the weight after "
        "the data. Its top is the lasso’s answer; an area under it is a chance. Second panel: the chance "
        "that the weight is no farther from 0 than this; thin, if the prior gave 0 itself a chance of ½."
    ),
    alt=(
        "Three densities over the weight: a bell round 0.3, a pointed one round 0, and their product, whose "
        "top is a kink at exactly 0 with 70 % of its area above 0 and 30 % below. Beside it the chance that "
        "the weight is within a distance of 0: 45 % within 0.1, 5.8 % within 0.01, and 0 at distance 0. With "
        "a lump at 0 in the prior a second curve ends at 69 %."
    ),
    notes=(
        "The lasso’s answer is the most probable weight if one believes in a Laplace prior, the pointed "
        "curve. Multiply it by what the data say, the bell round 0.3: the product has its top at exactly "
        "zero. So is zero likely? Shrink the window. Within 0.1 of zero lie 45 percent, within 0.01 only "
        "5.8, at zero itself nothing: a point has no area. And 70 percent lie above zero. A prior with a "
        "lump at zero would say otherwise."
    ),
    computed=(
        "One feature on its own, λ = 0.5, evidence z with standard error τ = 0.3: the posterior, as "
        "exp(−(½(w − z)² + λ|w|)/τ²) scaled to area 1, its chances and mean in closed form, its top by the "
        "soft threshold. The other prior: exactly 0 with chance ½, else normal with variance 1."
    ),
    lesson="lessons/meaning",
    panels=(
        main(
            "density", axis("weight w", -END, END, -1, -0.5, 0, 0.5, 1),
            axis("data × prior, rescaled", 0, TOP), grid="none",
        ),
        main(
            "chance", axis("distance from 0", -0.02, WIDEST, 0, 0.1, 0.2, 0.3, 0.4),
            axis("", -0.06, 1.08, names=((0, "0 %"), (0.5, "50 %"), (1, "100 %"))),
            "chance of a weight so near 0", grid="none",
        ),
    ),
    controls=(
        Slider(name="within", label="within ±", stops=REACHES, drag=("now", "x1"), continuous="linear"),
        Slider(name="z", label="z", stops=EVIDENCE, continuous="linear"),
    ),
    story=(
        Beat(
            "The data say 0.3, within error; the prior has a kink at 0.", {"within": REACHES[-1], "z": Z},
            hold=2.2, lit=("data", "data-name", "prior", "prior-name"),
        ),
        Beat("Data times prior: highest at 0, the lasso’s answer.", lit=(*POSTERIOR, "top", "top-name")),
        Beat("But 70 % of the area lies above 0, 30 % below.", lit=(*POSTERIOR, "above", "below")),
        Beat("Within 0.1 of zero lies 45 % of it.", {"within": 0.1}, way=2),
        Beat("At exactly 0 lies none. A lump in the prior: 69 %.", {"within": 0.0}, way=2, hold=2.5),
        Beat("The top is at exactly 0, and 0 itself has no chance.", hold=3.5),
    ),
    pose=({"within": 0.0, "z": Z},),
    facts=facts,
)  # fmt: skip
