"""A penalty whose kink lies along the diagonal: a point from which no way along an axis leads down."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Dot, Polyline, Segment
from figures.draw.panels import axis, beside, main, plane
from figures.draw.text import coefficient
from figures.scene import Frame, Scene
from figures.solvers import L1

LAM = 2.0
BEST, START, STEP = (1.0, 1.0), (0.0, 0.0), 0.62
ACROSS, UP, FAR = (-0.75, 2.75), (-0.85, 2.75), 9.0
HEIGHTS = (0.3, 1.0, 4.0, 6.5)


def cost(first: float, second: float) -> float:
    """½‖w − (1, 1)‖² + 2|w₁ − w₂|."""
    return (first - BEST[0]) ** 2 / 2 + (second - BEST[1]) ** 2 / 2 + float(L1(LAM).value(first - second))


def level(height: float, points: int = 49) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The line of this cost: on either side of the diagonal an arc, of a circle round a point beyond it."""
    radius = np.sqrt(2 * height + 2 * LAM**2)
    half = np.arcsin(np.sqrt(2 * height) / radius)
    turn = np.linspace(-half, half, points)
    # Along the diagonal from (1, 1), and off it.
    along, off = radius * np.sin(turn), radius * np.cos(turn) - np.sqrt(2) * LAM
    upper = np.stack([1 + (along - off) / np.sqrt(2), 1 + (along + off) / np.sqrt(2)], axis=1)
    (upper[0], upper[-1]) = ((1 - np.sqrt(height), 1 - np.sqrt(height)), (1 + np.sqrt(height),) * 2)
    return tuple(tuple((x, y) for x, y in side.tolist()) for side in (upper, upper[::-1, ::-1]))


def draw() -> Frame:
    moves = np.linspace(-STEP, 1.4, 21)
    moves[np.abs(moves).argmin()] = 0.0
    pieces = {"alone": (moves[moves <= 0], moves[moves >= 0]), "both": (moves,)}
    return Frame.of(
        v.on(
            "plane", v.zero_line((-FAR, FAR), "w1"), v.upright((-FAR, FAR), "w2"),
            Segment(key="kink", role="quiet", x1=-FAR, y1=-FAR, x2=FAR, y2=FAR, width=1.6, dash="7 5"),
            (
                Polyline(
                    key=f"level-{height:g}-{row}", points=side,
                    role="loss" if height == cost(*START) else "quiet",
                    width=3.6 if height == cost(*START) else 1.6,
                )
                for height in HEIGHTS for row, side in enumerate(level(height))
            ),
            Segment(key="across", x1=-STEP, y1=0, x2=STEP, y2=0, width=4),
            Segment(key="up", x1=0, y1=-STEP, x2=0, y2=STEP, width=4),
            Dot(key="best", x=BEST[0], y=BEST[1], radius=6), Dot(key="start", x=0, y=0, radius=7),
            v.tag("best-name", 1.53, 0.47, "lowest", "at", bold=True),
            v.tag("start-name", 0, -0.36, "start", "right", bold=True),
            v.tag("kink-name", 2.32, 2.2, "kink", "right", role="muted"),
            v.tag("w1-name", 2.6, 0, "w₁", "below", role="muted", gap=6),
            v.tag("w2-name", 0, 2.6, "w₂", "left", role="muted", gap=6),
        ),
        v.on(
            "costs",
            (
                Curve(
                    key=key, role="loss", width=3.4, dash="" if key == "alone" else "7 5",
                    pieces=tuple(
                        tuple((t, cost(t, t if key == "both" else 0.0)) for t in part.tolist())
                        for part in parts
                    ),
                )
                for key, parts in pieces.items()
            ),
            Dot(key="costs-start", x=0, y=cost(*START), radius=7),
            v.tag("alone-name", 0.62, cost(0.62, 0), "w₁ alone", "above left", bold=True),
            v.tag("both-name", 0.62, cost(0.62, 0.62), "both together", "above right", bold=True),
        ),
        says="level lines of the cost; the kink runs along the diagonal",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """The cost at (0, 0) and at its lowest point."""
    return {"stuck": coefficient(cost(*START)), "best": coefficient(cost(*BEST))}


SCENE = Scene(
    draw=draw,
    title="A kink that two weights share",
    claim="This penalty has its kink along the diagonal, not on the axes",
    caption=(
        f"Level lines of the cost ½‖w − (1, 1)‖² + {LAM:g}|w₁ − w₂|, with corners on the dashed diagonal, "
        "the kink; the thick one passes through the start, (0, 0). The cross shows the ways along the "
        "axes. The cost from there: of moving w₁ alone, and of moving both by as much, along the diagonal."
    ),
    alt=(
        "A plane of two weights. The level lines of the cost are narrow lenses round the point (1, 1), with "
        "their tips on the diagonal. One tip lies at (0, 0), with a cross along the axes: all four ways lead "
        "out of the lens. A graph of the cost: if w1 alone moves, it rises from 1 on either side; if both "
        "move together, it falls from 1 to 0."
    ),
    notes=(
        "Another cost of two weights. Its loss is a round bowl, lowest at one, one. Its penalty is not the "
        "lasso’s: it charges for the difference of the weights, so its kink runs along the diagonal. The "
        "level lines are lenses with their tips there. Now stand at zero, zero, and move one weight at a "
        "time. Right, left, up or down: each way leads out of the lens, so the cost rises. Move both "
        "together, and it falls."
    ),
    computed=(
        "The level lines are exact: on either side of the diagonal they are arcs of circles. The cost is "
        f"{coefficient(cost(*START))} at (0, 0) and {coefficient(cost(*BEST))} at (1, 1)."
    ),
    lesson="lessons/algorithms",
    convention=f"Objective ½‖w − (1, 1)‖² + {LAM:g}|w₁ − w₂|",
    panels=(
        main("plane", axis("", *ACROSS), axis("", *UP), aspect=plane(ACROSS, UP), grows=True, grid="none"),
        beside(
            "costs", axis("how far from the start", -STEP, 1.4, 0, 1), axis("", -0.1, 3.0, 0, 1, 2), "cost"
        ),
    ),
    pose=({},),
    facts=facts,
    uncertified="it draws a cost that is no lasso’s, lowest where both of its parts are 0",
)  # fmt: skip
