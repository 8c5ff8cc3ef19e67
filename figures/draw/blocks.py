"""Words for blocks on floors: springs, forces, and a block whose front edge stands at a coefficient."""

import numpy as np

from figures.draw.marks import Curve, Dot, Mark, Polygon, Polyline, Segment
from figures.draw.text import number
from figures.draw.vocabulary import Limits, in_or_out, method, tag
from figures.solved import Solved

LENGTH, HEIGHT = 0.7, 1.05
"""A block's, in units of w and of its panel's upright axis. Slack springs are as long as a block."""
SPRING, FORCES, TITLE = 1.4, 2.3, 3.25
"""How far above its floor the spring that pulls a block runs, the forces on it stand, and its title."""
TURNS, SWING = 12, 0.26
"""Half turns of a spring, and how far they reach up and down."""


def with_friction(key: str, z: float, lam: float, solved: Solved, floor: float, across: Limits) -> list[Mark]:
    """A block that dry friction, of at most λ, holds back while the data pull it towards z: the lasso's w.

    The floor runs ``across`` its panel. λ is friction's limit at rest and while the block slides.
    """
    stop, y, half = float(solved.w) - lam, floor + FORCES, 0.24
    band = ((stop, y - half), (stop + lam, y - half), (stop + lam, y + half), (stop, y + half))
    hatch = np.arange(across[0] + 0.1, across[1], 0.1).tolist()
    grip = tuple(((x, floor), (x - 0.1, floor - 0.28)) for x in hatch)
    return [
        Polygon(key=f"{key}-limit", role="lasso", points=band, opacity=0.18),
        Segment(key=f"{key}-stop", role="lasso", x1=stop, y1=y - 0.36, x2=stop, y2=y + 0.36, width=3.0),
        _floor(key, across, floor), Curve(key=f"{key}-grip", role="muted", pieces=grip, width=1.2),
        *_pulled(key, z, solved, floor, floor + 0.06),
        tag(f"{key}-title", across[0], floor + TITLE, "lasso: dry friction", role="lasso", bold=True, gap=0),
        tag(f"{key}-hold-name", stop, y, f"friction {'=' if z >= lam else '≤'} λ", "left", role="lasso"),
        # Said once: the same arrow over the other block has the same colour.
        tag(f"{key}-pull-name", z, y, "pull z − w", "right", role="loss", visible=z > 0),
    ]  # fmt: skip


def with_spring(key: str, z: float, lam: float, solved: Solved, floor: float, across: Limits) -> list[Mark]:
    """A rolling block that a spring of stiffness λ holds back while the data pull it towards z: ridge's w.

    The spring is slack at w = 0, and fastened to a wall. The floor runs ``across`` its panel.
    """
    w, wall = float(solved.w), -2 * LENGTH
    return [
        Segment(key=f"{key}-wall", role="muted", x1=wall, y1=floor, x2=wall, y2=floor + HEIGHT, width=5),
        coil(f"{key}-spring", wall, w - LENGTH, floor + 0.6 * HEIGHT, "ridge"),
        _floor(key, across, floor),
        *(
            Dot(key=f"{key}-wheel-{row}", role="muted", x=w - at * LENGTH, y=floor + 0.18, radius=4)
            for row, at in enumerate((0.2, 0.8))
        ),
        *_pulled(key, z, solved, floor, floor + 0.36),
        tag(f"{key}-title", across[0], floor + TITLE, "ridge: a spring", role="ridge", bold=True, gap=0),
        tag(
            f"{key}-hold-name", w - lam * w, floor + FORCES, "spring λw", "left", role="ridge", visible=z > 0
        ),
    ]  # fmt: skip


def _floor(key: str, across: Limits, floor: float) -> Segment:
    return Segment(key=f"{key}-floor", role="muted", x1=across[0], y1=floor, x2=across[1], y2=floor)


def _pulled(key: str, z: float, solved: Solved, floor: float, foot: float) -> list[Mark]:
    """A block at rest, the data's spring of stiffness 1 from its rear to z, and both forces, which are equal.

    The spring is slack while its ends are a block's length apart: the longer, the stronger it pulls. The
    block's front edge, the right one, stands at w; it is hollow while that is 0.0. A force is as long as it
    is large, in units of w, so the pull z − w ends at z.
    """
    w, row, top, rear = float(solved.w), floor + FORCES, floor + HEIGHT, float(solved.w) - LENGTH
    mark = in_or_out(f"{key}-w", w, floor, solved, 0, radius=6)
    role, words = mark.role, f"w = {number(w)}" if w else "w = 0, exactly"
    return [
        Segment(key=f"{key}-peg", role="loss", x1=rear, y1=top, x2=rear, y2=floor + SPRING, width=3.0),
        coil(f"{key}-data", rear, z, floor + SPRING, "loss"),
        Polygon(
            key=f"{key}-block", role=role, width=3.0, opacity=0.14 if mark.hollow else 1.0,
            points=((rear, foot), (w, foot), (w, top), (rear, top)), solved=(solved,),
        ),
        *force(f"{key}-pull", w, z - w, row, "loss"),
        *force(f"{key}-hold", w, w - z, row, method(solved)),
        Segment(key=f"{key}-edge", role="fg", x1=w, y1=floor, x2=w, y2=row + 0.35, width=1.5), mark,
        tag(f"{key}-value", w, floor - 0.2, words, "below left", role=role, lead=True),
    ]  # fmt: skip


def coil(key: str, start: float, end: float, y: float, role: str) -> Polyline:
    """A spring from ``start`` to ``end`` at height y: the longer, the wider its turns open."""
    # A straight piece at either end, and in between a quarter turn, half turns, a quarter turn.
    shares = [0.0, 0.08, *(0.08 + 0.84 * (turn + 0.5) / TURNS for turn in range(TURNS)), 0.92, 1.0]
    swings = [0, 0, *((-1) ** turn for turn in range(TURNS)), 0, 0]
    points = tuple(
        ((1 - share) * start + share * end, y + SWING * up) for share, up in zip(shares, swings, strict=True)
    )
    return Polyline(key=key, role=role, points=points, width=2.6)


def force(
    key: str, start: float, size: float, y: float, role: str, *, head: Limits = (0.13, 0.24)
) -> tuple[Segment, Polygon]:
    """A force as an arrow from ``start``, ``size`` long, to the left if that is negative; none if it is 0.

    ``head`` is how long, and how high on either side, its head is at most, in units of the axes.
    """
    end, long = start + size, min(head[0], abs(size))
    neck, half = float(end - np.sign(size) * long), head[1] * long / head[0]
    shown, tip = size != 0, ((end, y), (neck, y + half), (neck, y - half))
    return (
        Segment(key=key, role=role, x1=start, y1=y, x2=neck, y2=y, width=4.0, visible=shown),
        Polygon(key=f"{key}-head", role=role, points=tip, opacity=1.0, visible=shown),
    )


def handle(key: str, x: float, y: float, post: Limits, role: str, *, wide: float = 0.075) -> list[Mark]:
    """An upright ``post`` at x, and at height y where one takes hold of it to move it to either side."""

    def tip(sign: int) -> tuple[tuple[float, float], ...]:
        near, far = x + 0.3 * sign * wide, x + sign * wide
        return (far, y), (near, y + 0.14), (near, y - 0.14)

    return [
        Segment(key=f"{key}-post", role=role, x1=x, y1=post[0], x2=x, y2=post[1], width=3.0),
        Dot(key=key, role=role, x=x, y=y, radius=12),
        Polygon(key=f"{key}-left", role="ground", points=tip(-1), opacity=1.0),
        Polygon(key=f"{key}-right", role="ground", points=tip(1), opacity=1.0),
    ]
