"""Four maps from evidence to coefficient: which of them have a flat zone at zero."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Mark, Polygon, Polyline, Segment
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Axis, Frame, Panel, Readout, Scene, Slider
from figures.solved import Alone, BestSubset, Solved, certified, with_middles
from figures.solvers import L1, L2, ElasticNet, Penalty, hard_threshold

REACH, HEIGHT = 3.0, 2.03
"""Half the axes' lengths; with the panels' pixels they give both axes one scale."""
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(41))
EVIDENCE = {"weak": 0.7, "strong": 1.7}
ALPHA = 0.5


class Map(NamedTuple):
    """A panel's map: its names, its role, its penalty (best subset has none that is convex)."""

    title: str
    name: str
    role: str
    penalty: Callable[[float], Penalty] | None
    alpha: float = 1.0

    def __call__(self, z: float, lam: float) -> float:
        """The coefficient that evidence z gets."""
        return float(self.penalty(lam).prox(z) if self.penalty else hard_threshold(z, lam))

    def solved(self, lam: float) -> Solved:
        """The answers drawn: to both kinds of evidence, in the flat zone, and along the slanted parts."""
        zone = self.zone(lam)
        bend, far = self.bend(lam), self(REACH, lam)
        z, w = with_middles([zone, REACH], [bend, far])
        evidence = tuple(EVIDENCE.values())
        z = np.concatenate([evidence, z, -z, [-zone, zone]])
        w = np.concatenate([[self(one, lam) for one in evidence], w, -w, [0, 0]])
        return certified(Alone(z, lam, self.alpha) if self.penalty else BestSubset(z, lam), w)

    def bend(self, lam: float) -> float:
        """The answer where the slanted part begins, at the zone's edge."""
        return 0.0 if self.penalty else self.zone(lam)

    def zone(self, lam: float) -> float:
        """The largest evidence that gets exactly zero."""
        return float(self.penalty(lam).dead_zone.upper) if self.penalty else lam


MAPS = {
    "soft": Map("the lasso: soft threshold", "lasso", "lasso", L1),
    "hard": Map("best subset: hard threshold", "best subset", "fg", None),
    "ridge": Map("ridge: a smaller slope", "ridge", "ridge", L2, 0.0),
    "net": Map("elastic net, α = ½: both", "elastic net", "fg", lambda lam: ElasticNet(lam, ALPHA), ALPHA),
}


def draw(lam: float) -> Frame:
    zones = {key: _zone_text(answer.zone(lam)) for key, answer in MAPS.items()}
    readouts = [Readout(key="lam", label="λ", text=f"{lam:.2f}", lead=True)]
    for key, zone in zones.items():
        readouts.append(Readout(key=key, label=f"{MAPS[key].name}, zero for", text=zone, lead=True))
    told = "; ".join(f"{MAPS[key].name} {zone}" for key, zone in zones.items())
    return Frame(
        marks=tuple(mark for key in MAPS for mark in _drawn(key, lam)),
        readouts=tuple(readouts),
        says=f"λ = {lam:.2f}. Exactly zero: {told}",
        solved=tuple(answer.solved(lam) for answer in MAPS.values()),
    )


def _zone_text(zone: float) -> str:
    return f"|z| ≤ {zone:.2f}" if zone else "z = 0 only"


def _drawn(key: str, lam: float) -> list[Mark]:
    """One map: the zone it sends to zero, its two slanted parts, the weak and the strong evidence."""
    answer, zone = MAPS[key], MAPS[key].zone(lam)
    band = ((-zone, -HEIGHT), (zone, -HEIGHT), (zone, HEIGHT), (-zone, HEIGHT))
    marks: list[Mark] = [Polygon(key=f"zone-{key}", panel=key, role="zero", points=band, opacity=0.09)]
    for side in (-1, 1):
        edge, start = side * zone, side * answer.bend(lam)
        ends = ((edge, start), (side * REACH, answer(side * REACH, lam)))
        marks.append(Polyline(key=f"map-{key}{side:+}", panel=key, role=answer.role, width=3.5, points=ends))
        if key == "hard":
            marks.append(
                Segment(
                    key=f"jump{side:+}", panel=key, role=answer.role, width=1.6, dash="2 4",
                    x1=edge, y1=0, x2=edge, y2=start,
                )
            )  # fmt: skip
    marks.append(Segment(key=f"flat-{key}", panel=key, role="zero", x1=-zone, y1=0, x2=zone, y2=0, width=6))
    for name, z in EVIDENCE.items():
        w = answer(z, lam)
        role = "zero" if w == 0 else answer.role
        marks.append(Dot(key=f"{name}-{key}", panel=key, role=role, x=z, y=w, radius=6, hollow=w == 0))
    return marks


def draw_identity(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.vlines(list(EVIDENCE.values()), -HEIGHT, HEIGHT, color=ink("rule"), linewidth=0.8)
    axes.plot([-REACH, REACH], [-REACH, REACH], "--", color=ink("ols"), linewidth=1.6, label="no penalty")


def draw_first(axes: Axes) -> None:
    draw_identity(axes)
    axes.text(1.35, 1.76, "no penalty", color=ink("ols"), fontsize=16, ha="right", va="center")


SCENE = Scene(
    draw=draw,
    title="Four threshold maps",
    claim="Exact zeros come from a flat zone, which ridge’s map does not have",
    caption=(
        "Each panel maps z, the least-squares answer of a feature on its own, to its coefficient. The "
        "dashed line is the answer without a penalty. Shaded: everything that becomes exactly zero; hollow "
        "dots are zeros. Compare the shapes: one number λ is not one strength in different penalties."
    ),
    alt=(
        "Four graphs of coefficient against evidence z. The lasso’s soft threshold is zero from minus "
        "lambda to lambda and outside parallel to the dashed diagonal, lambda closer to zero. Best "
        "subset’s hard threshold has the same flat zone, then jumps onto the diagonal. Ridge is one "
        "straight line through zero with a smaller slope and no flat zone. The elastic net with alpha one "
        "half has a flat zone half as wide and a smaller slope outside it."
    ),
    notes=(
        "Four methods turn evidence into a coefficient. In each panel watch the left dot, the weak "
        "evidence. Set λ to zero and raise it. The lasso’s dot slides to zero and stays. Best subset’s "
        "keeps its value, then drops at once. Ridge’s only shrinks. The elastic net’s reaches zero at "
        f"{1 / ALPHA:g} times the lasso’s λ. The shaded zones tell why: all evidence inside becomes zero, "
        "and ridge has no zone, because its penalty is smooth at zero. Exact zeros come from a flat zone."
    ),
    computed=(
        "Closed forms for one feature with mean square 1. Lasso: S(z, λ). Best subset: z where |z| > λ and "
        "0 elsewhere, from the penalty λ²/2 for each non-zero coefficient. Ridge: z/(1 + λ), from the "
        "penalty (λ/2)w². Elastic net: S(z, λ/2)/(1 + λ/2), from λ(½|w| + ¼w²). The optimality conditions "
        "are checked for the three convex ones; best subset has none of this kind."
    ),
    lesson="lessons/threshold",
    layout="grid",
    panels=tuple(
        Panel(
            key=key,
            width=340,
            height=275,
            x=Axis(
                label="z, the evidence",
                limits=(-REACH, REACH),
                ticks=(*ticks(-2, 0), *((z, name) for name, z in EVIDENCE.items())),
            ),
            y=Axis(label=answer.title, limits=(-HEIGHT, HEIGHT), ticks=ticks(-1, 0, 1)),
            margins=(44, 14, 32, 52),
            backdrop=draw_first if key == "soft" else draw_identity,
        )
        for key, answer in MAPS.items()
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=LAMBDAS,
            start=1.0,
            beats=(0.0, 0.7, 1.4, 1.7, 2.0),
            drag=("flat-soft", "x2"),
        ),
    ),
)
