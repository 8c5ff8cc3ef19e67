"""How likely a feature that means nothing is set to exactly zero."""

from functools import cache
from statistics import NormalDist

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment
from figures.draw.panels import axis, beside, main, read
from figures.examples.null_features import null_feature
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import chance_of_zero, wilson
from figures.story import Beat

ROWS = {"25": 25, "100": 100, "400": 400}
LAMBDAS = tuple(round(0.005 * step, 3) for step in range(31))
SPREADS = {
    n: tuple(first + 0.6 * step for step in range(4)) for n, first in ((25, 0.2), (100, 0.4), (400, 0.6))
}
"""Where simulations check the curve: λ in standard deviations of z, which are 1/√n with noise of σ = 1."""
TRIALS, SEED, LEVEL = 400, 20, 0.95
END, REACH, PEAK = 6.6, 0.45, 9.6
"""How far the axis of the chance reaches, and those of the bell."""


def percent(chance: float) -> str:
    """A chance with one digit; only an impossible event is ``0 %``."""
    return "> 99.9 %" if chance > 0.9995 else f"{100 * chance:.1f} %" if chance else "0 %"


def chance(lam: float, n: int) -> float:
    """That a feature without effect is exactly zero."""
    return float(chance_of_zero(lam, n, 1.0))


def draw(lam: float, rows: str) -> Frame:
    n = ROWS[rows]
    return Frame.of(
        v.on("chance", the_curve(), counted(), now(lam, n)),
        v.on("bell", the_bell(lam, n)),
        read("λ", f"{lam:.3f}"),
        read("chance of exactly zero", percent(chance(lam, n))),
        read("the same for ridge", "0 %"),
    )


@cache
def the_curve() -> tuple[Mark, ...]:
    """The lasso's chance over λ in standard deviations, one curve for all n, and ridge's."""
    points = tuple((x, chance(x, 1)) for x in np.linspace(0, END, 133).tolist())
    return (
        Segment(key="ridge", role="ridge", x1=0, y1=0, x2=END, y2=0, width=3.5),
        v.tag("ridge-name", END, 0, "ridge: 0 %", "above left", role="ridge", bold=True),
        Curve(key="curve", role="lasso", pieces=(points,), width=3.5),
        v.tag("lasso-name", END, 1, "lasso", "above left", role="lasso", bold=True),
    )


@cache
def counted() -> tuple[Mark, ...]:
    """The simulated shares with their intervals."""
    marks: list[Mark] = []
    level = f"{100 * LEVEL:g} % intervals"
    for n, spreads in SPREADS.items():
        zeros, solved = null_feature(n, tuple(x / n**0.5 for x in spreads), TRIALS, SEED)
        share, ends = zeros / TRIALS, np.transpose(wilson(zeros, TRIALS, LEVEL)).tolist()
        for row, (x, y, (low, high)) in enumerate(zip(spreads, share.tolist(), ends, strict=True)):
            marks += v.spread(f"bar-{n}-{row}", x, low, high, "loss", level)
            marks.append(Dot(key=f"share-{n}-{row}", role="loss", x=x, y=y, radius=2.4, solved=solved))
    return (*marks, v.tag("simulated", 2.4, 1, f"simulated, with {level}", "above", role="loss", gap=17))


def now(lam: float, chosen: int) -> list[Mark]:
    """Where each number of rows stands on the curve, the chosen one in black."""
    marks: list[Mark] = []
    for n in ROWS.values():
        x, y, it, shown = lam * n**0.5, chance(lam, n), n == chosen, lam >= 0.055
        role, words = "fg" if it else "muted", f"n = {n}: {percent(y)}{' exactly 0' if it else ''}"
        marks += [
            Dot(key=f"now-{n}", role=role, x=x, y=y, radius=7),
            v.tag(f"now-{n}-name", x, y, words, "below right", role=role, lead=it, gap=12, visible=shown),
        ]
    return marks


def the_bell(lam: float, n: int) -> list[Mark]:
    """The density of z, with standard deviation 1/√n: what lies within λ of 0 becomes exactly 0."""
    density = NormalDist(0, n**-0.5).pdf
    whole, inside = (np.linspace(-reach, reach, 101).tolist() for reach in (REACH, lam))
    area = ((-lam, 0.0), *((z, density(z)) for z in inside), (lam, 0.0))
    return [
        v.zone("zone", -lam, lam, (0, PEAK)),
        Polygon(key="area", role="zero", points=area, opacity=0.4, visible=lam > 0),
        Curve(key="bell", role="loss", pieces=(tuple((z, density(z)) for z in whole),), width=3.5),
        *(
            Segment(key=key, role="zero", x1=z, y1=0, x2=z, y2=PEAK, width=2.6)
            for key, z in (("low", -lam), ("high", lam))
        ),
        v.heading("rows", f"n = {n}: |z| ≤ λ gives exactly 0", "zero"),
        v.tag("low-name", -lam, 9, "−λ", "left", role="zero", bold=True, visible=lam > 0),
        v.tag("high-name", lam, 9, f"λ = {round(lam, 3):g}", "right", role="zero", bold=True),
    ]


def facts() -> dict[str, str]:
    """Numbers for the prose; multiples of σ/√n."""
    needed = {"half": 0.5, "most": 0.95, "all_of_100": 0.95**0.01}
    multiples = {name: f"{NormalDist().inv_cdf((1 + least) / 2):.2f}" for name, least in needed.items()}
    return {"one": percent(chance(1, 1)), "trials": str(TRIALS), **multiples}


HIGHEST = percent(chance(0.1, ROWS["400"]))
SCENE = Scene(
    draw=draw,
    title="The chance of an exact zero",
    claim="A larger λ or n makes exactly zero likelier for a null feature on its own",
    caption=(
        "The curve: the chance that the coefficient of a feature without any effect, uncorrelated with all "
        "others, is exactly zero. It depends on λ in standard deviations of the evidence z, which are 1/√n "
        "with noise of σ = 1; large dots show three numbers of rows n at one λ. Small dots: shares among "
        f"{TRIALS} simulated data sets each. The bell: z is noise alone; the coefficient is exactly zero "
        "when z falls between −λ and λ."
    ),
    alt=(
        "A curve over lambda in standard deviations of z rises from 0 towards 100 percent; simulated shares "
        "with error bars lie on it. Large dots on it are 25, 100 and 400 rows: at lambda 0.1 their chances "
        f"are {', '.join(percent(chance(0.1, n)) for n in ROWS.values())}. A line for ridge stays at 0 "
        "percent. Beside it a bell curve round zero, the distribution of z, with the area between minus "
        "lambda and lambda shaded."
    ),
    notes=(
        "This feature has no effect at all and stands alone, so its evidence z is pure noise. The bell shows "
        "where z falls. Move λ up. The shaded middle of the bell grows and all dots climb the curve, because "
        "the coefficient is exactly zero whenever z lands between −λ and λ. Then change n from 100 to 400: "
        "the bell gets half as wide, as if λ had doubled. Ridge stays on the floor. So, at the same λ, more "
        "rows silence this noise more often."
    ),
    computed=(
        "One feature with mean square 1 and no effect, alone or uncorrelated with all others: z = Σxy/n is "
        "normal with standard deviation σ/√n, so |z| ≤ λ has the chance erf(λ√n/(σ√2)). The small dots solve "
        f"the lasso on {TRIALS} data sets of normal noise each (NumPy’s default generator, seed [{SEED}, n]) "
        f"and count the coefficients that are 0; their bars are Wilson’s {100 * LEVEL:g} % intervals."
    ),
    lesson="lessons/threshold",
    panels=(
        main(
            "chance", axis("λ, in standard deviations of z", 0, END, *range(7)),
            axis("chance of exactly 0", -0.05, 1.2, names=((0, "0 %"), (0.5, "50 %"), (1, "100 %"))),
        ),
        beside(
            "bell", axis("evidence z, noise alone", -REACH, REACH, -0.4, 0, 0.4), axis("", 0, PEAK),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(0.06, 0.1, 0.15), drag=("high", "x1"),
            continuous="linear",
        ),
        Choice(name="rows", label="n", options=tuple((name, name) for name in ROWS)),
    ),
    story=(
        Beat("No effect: z is noise. Within ±λ it gives exactly 0.", {"lam": 0.06, "rows": "25"}, hold=2.5),
        Beat("A larger λ catches more of the noise.", {"lam": 0.1}, way=2.5),
        Beat("Four times the rows: half the noise, the same λ.", {"rows": "100"}),
        Beat(f"400 rows: exactly 0 in {HIGHEST} of samples. Ridge: never.", {"rows": "400"}, hold=3.5),
    ),
    pose=({"lam": 0.1, "rows": "400"},),
    facts=facts,
)  # fmt: skip
