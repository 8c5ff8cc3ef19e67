"""Six coefficients pay λ each, and those that cannot are exactly zero."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Label, Mark, Polygon, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, signed, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, certified
from figures.solvers import soft_threshold

EVIDENCE = (2.4, -1.9, 1.4, 0.9, -0.5, 0.2)
"""Least-squares answers of six features that are uncorrelated with one another."""
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(53))
TOP = 3.0
NAMES = tuple(signed(f"{z:g}") for z in EVIDENCE)


def survivors(lam: float) -> int:
    """How many coefficients are not zero."""
    return int(np.count_nonzero(soft_threshold(EVIDENCE, lam)))


def draw(lam: float) -> Frame:
    w = [float(answer) for answer in soft_threshold(EVIDENCE, lam)]
    count = survivors(lam)
    said = f"{count} of {len(EVIDENCE)}"
    readouts = (
        Readout(key="lam", label="λ", text=f"{lam:.2f}", lead=True),
        Readout(key="count", label="non-zero", text=said, lead=True),
        *(
            Readout(key=name, label=f"z = {name}", text=number(answer))
            for name, answer in zip(NAMES, w, strict=True)
        ),
    )
    return Frame(
        marks=(*_zone(lam), *_features(w), *_staircase(lam, count)),
        readouts=readouts,
        says=f"λ = {lam:.2f}: {said} non-zero",
        solved=(certified(Alone(EVIDENCE, lam), w),),
    )


def _zone(lam: float) -> Iterator[Mark]:
    """The band of evidence too weak to survive, and its edges."""
    left, right = 0.4, len(EVIDENCE) + 0.6
    band = ((left, -lam), (right, -lam), (right, lam), (left, lam))
    yield Polygon(key="zone", panel="six", role="zero", points=band, opacity=0.09)
    for name, edge, dy in (("λ", lam, -8), ("−λ", -lam, 20)):
        yield Segment(
            key=f"edge {name}", panel="six", role="zero", width=1.5, dash="5 4",
            x1=left, y1=edge, x2=right, y2=edge,
        )  # fmt: skip
        yield Label(
            key=f"name {name}", panel="six", role="zero", x=right, y=edge, text=name, anchor="end",
            dx=-2, dy=dy, weight="semibold",
        )  # fmt: skip


def _features(w: list[float]) -> Iterator[Mark]:
    """For each feature the way from its evidence to its coefficient."""
    for place, (z, answer) in enumerate(zip(EVIDENCE, w, strict=True), 1):
        role = "zero" if answer == 0 else "lasso"
        yield Segment(
            key=f"paid {place}", panel="six", role="muted", width=1.6, dash="1.5 3",
            x1=place, y1=z, x2=place, y2=answer,
        )  # fmt: skip
        yield Segment(
            key=f"kept {place}", panel="six", role="lasso", width=3.5, x1=place, y1=0, x2=place, y2=answer
        )
        yield Dot(key=f"w {place}", panel="six", role=role, x=place, y=answer, radius=7, hollow=answer == 0)


def _staircase(lam: float, count: int) -> Iterator[Mark]:
    yield Segment(key="cursor", panel="count", role="fg", width=1.5, x1=lam, y1=0, x2=lam, y2=6.6)
    yield Dot(key="now", panel="count", role="lasso" if count else "zero", x=lam, y=count, hollow=not count)


def draw_evidence(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    for place, z in enumerate(EVIDENCE, 1):
        axes.plot([place - 0.22, place + 0.22], [z, z], color=ink("ols"), linewidth=3)


def draw_staircase(axes: Axes) -> None:
    edges = [0.0, *sorted(map(abs, EVIDENCE)), LAMBDAS[-1]]
    counts = [survivors(edge) for edge in edges]
    axes.step(edges, counts, where="post", color=ink("quiet"), linewidth=2)


SCENE = Scene(
    draw=draw,
    title="Six coefficients through the threshold",
    claim="Each coefficient moves λ towards zero; those within λ of it become exactly zero",
    caption=(
        "Green bars: the least-squares answers z of six features that are uncorrelated with one another. "
        "Dots: the lasso’s coefficients S(z, λ). The dotted line is what λ takes away; inside the shaded "
        "band it takes everything. The staircase counts the survivors. With uncorrelated features it can "
        "only go down."
    ),
    alt=(
        f"Six features side by side with least-squares answers {', '.join(NAMES)}. Each has a dot, its "
        "lasso coefficient, lambda closer to zero. Where the answer lies within the band from minus lambda "
        "to lambda, the dot is hollow and at exactly zero. Beside it a staircase over lambda falls from "
        "six to zero, one step at each absolute value."
    ),
    notes=(
        "Six green bars are the evidence, six dots the lasso’s coefficients. The features are uncorrelated, "
        "so each goes its own way. Move λ up. Every dot goes λ towards zero, but never past it; the dotted "
        "line shows what it paid. Once its bar lies inside the band, a dot rests at exactly zero, because "
        f"evidence that weak cannot pay λ. The weakest is out at {min(map(abs, EVIDENCE)):g}, the strongest "
        f"last, at {max(map(abs, EVIDENCE)):g}. The staircase counts survivors. All pay λ, and those that "
        "cannot are zero."
    ),
    computed=(
        "The closed form S(z, λ) = sign(z) max(|z| − λ, 0), which is the lasso when the features are "
        "uncorrelated and have mean square 1. The six values of z are chosen for the picture. A "
        "coefficient is zero from λ = |z| on, and every |z| is a stop of the slider."
    ),
    lesson="lessons/threshold",
    panels=(
        Panel(
            key="six",
            width=500,
            height=440,
            x=Axis(
                label="six features, each with its z",
                limits=(0.4, len(EVIDENCE) + 0.6),
                ticks=tuple(enumerate(NAMES, 1)),
            ),
            y=Axis(label="z, and S(z, λ)", limits=(-TOP, TOP), ticks=ticks(-2, -1, 0, 1, 2)),
            margins=(44, 14, 34, 54),
            backdrop=draw_evidence,
        ),
        Panel(
            key="count",
            width=330,
            height=250,
            x=Axis(label="λ", limits=(-0.1, LAMBDAS[-1] + 0.1), ticks=ticks(0, 0.5, 1, 1.5, 2, 2.5)),
            y=Axis(label="non-zero coefficients", limits=(-0.5, 6.6), ticks=ticks(0, 2, 4, 6)),
            margins=(40, 18, 34, 54),
            backdrop=draw_staircase,
        ),
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=LAMBDAS,
            start=0.7,
            beats=(0.0, *sorted(map(abs, EVIDENCE))),
            drag=("edge λ", "y1"),
        ),
    ),
)
