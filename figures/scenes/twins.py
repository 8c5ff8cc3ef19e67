"""Two features that say nearly the same, equally true: noise says who is first, and with ρ for how long."""

from functools import cache

from figures.data.twins import EFFECT, ROWS, SIGMA, twins
from figures.draw import vocabulary as v
from figures.draw.marks import Segment
from figures.draw.panels import axis, main, read
from figures.draw.text import number
from figures.draw.waits import Race, first_and_wait, one_alone, race
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import twin_opposite_chance, twin_ratio_median
from figures.story import Beat

LAMBDAS = (0.25, 0.5, 0.75, *(step / 8 for step in range(8, 19)))
RHOS, SEEDS = (0.0, 0.5, 0.9, 0.99, 0.999), tuple(range(1, 9))
NOISE = SIGMA / (EFFECT * ROWS**0.5)
"""σ/(β√n), β being the effects: all that counts of the noise."""
NAMES = ("x₁", "x₂")
END, HEIGHTS = 2.4, (-0.45, 2.45)
COLUMNS, TICKS = ((-0.34, NAMES[0]), (-0.14, NAMES[1])), ((0, "0"), (1, "λ₁"))


def percent(ratio: float) -> str:
    """How much of the way from λ₁ to 0 one is alone, if the other enters at that share of λ₁."""
    share = 100 * (1 - ratio)
    return f"{share:.{1 if share > 99 else 0}f} %"


@cache
def typical(rho: float) -> float:
    """The median of λ₂/λ₁ over all noises."""
    return twin_ratio_median(rho, NOISE)


@cache
def drawn(rho: float, seed: int) -> Race:
    """What the lasso makes of the twins in one noise."""
    return race(*twins(rho, seed), rho, END)


def draw(lam: float, rho: float, seed: str) -> Frame:
    races, now = [drawn(rho, one) for one in SEEDS], int(seed) - 1
    shown, w, median = races[now], races[now].solved(lam), typical(rho)
    first = NAMES[shown.leader]
    return Frame.of(
        v.on(
            "path", v.heading("noise", f"noise {seed}: {first} enters first", "lasso"),
            one_alone(NAMES, shown, EFFECT, HEIGHTS), v.answers("w", lam, w),
            v.cursor("cursor", lam, (HEIGHTS[0], float(w.w.max()))),
        ),
        v.on(
            "waits", v.heading("typical", f"ρ = {rho:.3g}: typically alone {percent(median)}"),
            first_and_wait("wait", races, now, COLUMNS),
            Segment(key="median", x1=median, x2=median, y1=0, y2=len(SEEDS), width=3, dash="7 5"),
            v.tag("bar-name", 0.5, len(SEEDS) + 1.45, "bar: the other is 0", "at", role="zero", bold=True),
            v.tag("first-name", -0.24, len(SEEDS) + 1.45, "first", "at"),
            v.tag("median-name", 0.5, len(SEEDS) + 0.6, "dashed: median", "at"),
        ),
        read("enters first", f"{first} at λ = {number(shown.first)}"),
        read("the other enters", f"at λ = {shown.second:.3g}"),
        read("alone for", percent(shown.end)), read("median", percent(median)),
        read("w₁", number(w.w[0]), weight=True), read("w₂", number(w.w[1]), weight=True),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: for each ρ how long one is typically alone, and how often signs differ."""
    found = {"rows": f"{ROWS}", "sigma": f"{SIGMA:g}"}
    for rho in RHOS:
        key = f"{rho:g}".removeprefix("0.")
        found[f"median_{key}"], found[f"alone_{key}"] = f"{typical(rho):.3f}", percent(typical(rho))
        found[f"opposite_{key}"] = f"{100 * twin_opposite_chance(rho, NOISE):.0f} %"
    for name, times in (("half", 0.5), ("double", 2)):
        found[f"alone_99_{name}"] = percent(twin_ratio_median(0.99, times * NOISE))
    return found


SCENE = Scene(
    draw=draw,
    title="Two equal twins",
    claim="Noise decides which equal twin is first, ρ and σ how long it is typically alone",
    caption=(
        "Two features of correlation ρ, each with the true effect 1: 100 observations, noise of standard "
        "deviation σ = 1. The path: x₁ solid, x₂ dashed; shaded, one is alone and the other exactly 0. "
        "The rows: eight noises. A dot says who enters first, at λ₁; the bar is the stretch on which it is "
        "alone, as a share of the way from λ₁ to 0; dashed is the median of all noises. Besides ρ only "
        "σ/(β√n) counts, here 0.1, β being the effect."
    ),
    alt=(
        "A graph of two coefficients over lambda. At rho 0.9, in noise 3, x1 leaves zero first as lambda "
        "falls, and x2 stays on zero over a shaded stretch. Eight rows, one a noise, have a dot for who is "
        "first, x1 in four of them and x2 in four, and a purple bar where the other is zero. The dashed "
        f"median is {percent(typical(0.9))} of the way at rho 0.9, and {percent(typical(0.99))} at rho 0.99, "
        "where the dots are the same."
    ),
    notes=(
        "Two twins: the same message twice, and equally true. Let λ fall. x₁ enters, and x₂ waits at exactly "
        "zero. Is x₁ the better one? Take new noise, and x₂ is first. Of eight noises four choose x₁ and "
        "four x₂: a coin flip. It is no whim of the lasso: the same data give the same answer. "
        "Make them more alike; noise and the direction of x₁ − x₂ are kept. Whoever is first stays first, "
        "but the wait typically grows: at 0.99 it takes half of the way."
    ),
    computed=(
        "The lasso of two features in closed form, at 14 values of λ, for eight noises from NumPy’s default "
        "generator with the seeds 1 to 8. The medians are those of the exact law of λ₂/λ₁, by quadrature."
    ),
    lesson="lessons/correlated",
    panels=(
        main("path", axis("λ", 0, END, 0, 0.5, 1, 1.5, 2), axis("", *HEIGHTS, 0, 1, 2), room=("x₁", "")),
        main(
            "waits", axis("← λ falls from λ₁, the first entry", -0.5, 1, names=TICKS),
            axis("", 0, len(SEEDS) + 2.0), grid="none",
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=LAMBDAS, drag=("cursor", "x2"), continuous="linear"),
        Slider(name="rho", label="ρ", stops=RHOS, continuous="linear"),
        Choice(name="seed", label="new noise", options=tuple((f"{seed}", f"{seed}") for seed in SEEDS)),
    ),
    story=(
        Beat("Two twins, equally true. At large λ both are zero.", {"lam": 2.25, "rho": 0.9, "seed": "3"}),
        Beat("λ falls. x₁ enters first, and x₂ waits at zero.", {"lam": 1.75}, way=2, lit=("path",)),
        Beat("New noise, and x₂ is first.", {"seed": "7"}, lit=("path",)),
        Beat("Eight noises, a coin flip: x₁ four times, x₂ four times.", hold=2.5, lit=("waits",)),
        Beat("More alike: who is first stays, the wait typically grows.", {"rho": 0.99}, way=3, hold=2),
        Beat("Noise: who is first. ρ and noise level: the typical wait.", hold=3.5),
    ),
    pose=({"lam": 1.75, "rho": 0.9, "seed": "7"}, {"lam": 1.75, "rho": 0.99, "seed": "7"}),
    pose_panels=("waits",),
    facts=facts,
)  # fmt: skip
