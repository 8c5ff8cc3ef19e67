"""The same pull on two blocks: dry friction holds one at exactly zero, a spring lets the other follow."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.labels import spread
from figures.draw.marks import Dot, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import L1, L2

PULLS = tuple(step / 8 for step in range(21))
LAMBDAS = tuple(step / 2 for step in range(5))
LEFT, RIGHT = -1.35, 2.85
LENGTH, HEIGHT = 0.62, 1.7
"""The block, in units of w and of the lane."""
FLOOR = {"friction": 6.6, "spring": 1.3}
WALL = -1.28
FORCE = 0.48
"""Units of w that an arrow is long for a force of one."""


def draw(z: float, lam: float) -> Frame:
    w = {"friction": float(L1(lam).prox(z)), "spring": float(L2(lam).prox(z))}
    texts = {name: "0" if w[name] == 0 else f"{w[name]:.2f}" for name in w}
    stuck = "held at exactly 0" if w["friction"] == 0 else f"stops at {texts['friction']}"
    return Frame(
        marks=(
            *(mark for name in FLOOR for mark in _lane(name, z, w[name])),
            *_back_spring(w["spring"]),
            *_curves(z, lam, w),
        ),
        readouts=(
            Readout(key="z", label="pull at zero, z", text=f"{z:.2f}", lead=True),
            Readout(key="lam", label="λ", text=f"{lam:.2f}", lead=True),
            Readout(key="friction", label="with friction (lasso)", text=texts["friction"], lead=True),
            Readout(key="spring", label="with a spring (ridge)", text=texts["spring"], lead=True),
        ),
        says=f"pull {number(z)}, λ = {lam:.2f}: friction, {stuck}; spring, at {texts['spring']}",
        solved=(
            certified(Alone(z, lam), w["friction"]),
            certified(Alone(z, lam, 0.0), w["spring"]),
            *_lines(lam),
        ),
    )


def coil(start: float, end: float, y: float) -> tuple[tuple[float, float], ...]:
    """A zigzag from ``start`` to ``end``."""
    inner = [(start + (end - start) * (k + 0.5) / 5, y + 0.36 * (-1) ** k) for k in range(5)]
    return ((start, y), *inner, (end, y))


def _lane(name: str, z: float, w: float) -> list[Mark]:
    """One block with its front at w, the data's spring from there to z, and both forces."""
    floor, middle = FLOOR[name], FLOOR[name] + HEIGHT / 2
    role = "zero" if w == 0 else ("lasso" if name == "friction" else "ridge")
    back, centre, top = w - LENGTH, w - LENGTH / 2, floor + HEIGHT
    force, arrow = FORCE * (z - w), top + 0.55
    return [
        Polyline(key=f"{name}-data", panel="blocks", role="loss", points=coil(w, z, middle), width=1.8),
        Dot(key=f"{name}-z", panel="blocks", role="ols", x=z, y=middle, radius=6),
        Label(
            key=f"{name}-z-name", panel="blocks", role="ols", x=z, y=middle, text="z", anchor="start", dx=12,
            dy=5, weight="semibold",
        ),
        Polygon(
            key=f"{name}-block", panel="blocks", role=role, opacity=0.85,
            points=((back, floor), (w, floor), (w, top), (back, top)),
        ),
        *_arrow(f"{name}-pull", "loss", centre, centre + force, arrow),
        *_arrow(f"{name}-hold", role, centre, centre - force, arrow),
        Label(
            key=f"{name}-pull-name", panel="blocks", role="loss", x=centre, y=arrow, text="data",
            anchor="start", dx=5, dy=-10, visible=force > 0,
        ),
        Label(
            key=f"{name}-hold-name", panel="blocks", role=role, x=centre, y=arrow, text=name, anchor="end",
            dx=-5, dy=-10, visible=force > 0,
        ),
    ]  # fmt: skip


def _arrow(key: str, role: str, start: float, end: float, y: float) -> list[Mark]:
    """A force: a shaft and a head, both hidden where there is none."""
    sign = 1 if end >= start else -1
    shown = abs(end - start) > 0.01
    head = min(0.11, abs(end - start))
    neck = end - sign * head
    return [
        Segment(
            key=f"{key}-shaft", panel="blocks", role=role, x1=start, y1=y, x2=neck, y2=y, width=3.5,
            dash="999", visible=shown,
        ),
        Polygon(
            key=f"{key}-head", panel="blocks", role=role, opacity=1, visible=shown,
            points=((end, y), (neck, y + 0.26), (neck, y - 0.26)),
        ),
    ]  # fmt: skip


def _back_spring(w: float) -> list[Mark]:
    """Ridge's spring from the wall to the block, and the block's two wheels."""
    floor = FLOOR["spring"]
    wheels = [
        Dot(
            key=f"wheel-{row}", panel="blocks", role="zero" if w == 0 else "ridge", radius=5,
            x=w - LENGTH * share, y=floor - 0.27,
        )
        for row, share in enumerate((0.22, 0.78))
    ]  # fmt: skip
    points = coil(WALL, w - LENGTH, floor + HEIGHT / 2)
    return [Polyline(key="back", panel="blocks", role="ridge", points=points, width=1.8), *wheels]


def _curves(z: float, lam: float, w: dict[str, float]) -> list[Mark]:
    """Where each block stops, over all pulls, for this λ."""
    corners = _bends(lam)
    end = corners[-1]
    friction = tuple(zip(corners, map(float, L1(lam).prox(corners)), strict=True))
    spring = ((0.0, 0.0), (end, float(L2(lam).prox(end))))
    # Where both end alike, friction's name stands above.
    heights = spread(np.array([friction[-1][1] + 1e-6, spring[-1][1]]), 0.34)
    names = [
        Label(
            key=f"{name}-name", panel="stops", role=role, x=end, y=float(height), text=name, anchor="start",
            dx=9, dy=5,
        )
        for name, role, height in zip(FLOOR, ("lasso", "ridge"), heights, strict=True)
    ]  # fmt: skip
    roles = {"friction": "lasso", "spring": "ridge"}
    return [
        Polyline(key="spring-curve", panel="stops", role="ridge", points=spring, width=2.5, dash="9 5"),
        Polyline(key="friction-curve", panel="stops", role="lasso", points=friction, width=3),
        Segment(key="held", panel="stops", role="zero", x1=0, y1=0, x2=lam, y2=0, width=6),
        *names,
        *(
            Dot(
                key=f"{name}-dot", panel="stops", role="zero" if w[name] == 0 else roles[name], x=z,
                y=w[name], radius=6, hollow=w[name] == 0,
            )
            for name in ("spring", "friction")
        ),
    ]  # fmt: skip


def _bends(lam: float) -> tuple[float, ...]:
    """The pulls between which both curves are straight."""
    return 0.0, lam, PULLS[-1]


def _lines(lam: float) -> tuple[Solved, Solved]:
    """Both curves as they are drawn."""
    bends = _bends(lam)
    z, friction = with_middles(bends, L1(lam).prox(bends))
    ends, spring = with_middles(bends[::2], L2(lam).prox(bends[::2]))
    return certified(Alone(z, lam), friction), certified(Alone(ends, lam, 0.0), spring)


def draw_lanes(axes: Axes) -> None:
    axes.grid(False)
    axes.spines["left"].set_visible(False)
    for low, high in ((0.0, 4.9), (6.0, 10.2)):
        axes.plot([0, 0], [low, high], color=ink("rule"), linewidth=1)
    rough, smooth = FLOOR["friction"], FLOOR["spring"] - 0.55
    axes.plot([LEFT, RIGHT], [rough, rough], color=ink("muted"), linewidth=2)
    for x in np.arange(LEFT, RIGHT, 0.12):
        axes.plot([x, x + 0.08], [rough - 0.36, rough - 0.03], color=ink("muted"), linewidth=1.2)
    axes.plot([LEFT, RIGHT], [smooth, smooth], color=ink("muted"), linewidth=2)
    axes.plot([WALL, WALL], [smooth, smooth + 2.6], color=ink("muted"), linewidth=4)
    axes.text(LEFT, 10.45, "dry friction, at most λ: lasso", color=ink("lasso"))
    axes.text(LEFT, 5.2, "a spring of stiffness λ: ridge", color=ink("ridge"))


SCENE = Scene(
    draw=draw,
    title="Friction and spring",
    claim="Dry friction holds a weight at exactly zero; a spring only pulls it back",
    caption=(
        "Left: two blocks that started at zero, each pulled by the data with force z − w, w being where its "
        "front stands. One has dry friction against it, the other a second spring. Arrows: the two forces "
        "on each block, always equal. Right: where the blocks stop, for every pull. Drag z."
    ),
    alt=(
        "Left, two blocks on two floors. A spring, the data, pulls each to the right, towards a point z. The "
        "upper block lies on a rough floor and stays with its front at zero until the pull exceeds lambda; "
        "then it stops lambda short of z. The lower one rolls and is held back by a second spring; it moves "
        "with any pull. Right, the resting places over the pull: friction’s is zero up to lambda and then "
        "rises with slope one; the spring’s is a slanted line through the origin."
    ),
    notes=(
        "Two blocks start at zero, and the data pull both towards z. The upper one lies on a rough floor; "
        "the lower one rolls, held by a spring. Set the pull z to zero, then raise it slowly. The lower "
        "block follows at once. The upper one stays until the pull exceeds λ. Friction answers with "
        "whatever force is needed, up to its limit; a slack spring answers with none. The lasso is "
        "friction, ridge a spring; only friction can hold a weight at zero."
    ),
    computed=(
        "The resting places S(z, λ), with S the soft threshold, and z/(1 + λ): the minimisers of "
        "½(w − z)² + λ|w| and ½(w − z)² + ½λw², for 21 pulls z from 0 to 2.5 and 5 values of λ from 0 to 2."
    ),
    lesson="lessons/kink",
    panels=(
        Panel(
            key="blocks",
            width=500,
            height=440,
            x=Axis(label="weight w", limits=(LEFT, RIGHT), ticks=ticks(0, 1, 2)),
            y=Axis(label="", limits=(0, 11.1), ticks=()),
            margins=(12, 12, 12, 54),
            backdrop=draw_lanes,
        ),
        Panel(
            key="stops",
            width=330,
            height=270,
            x=Axis(label="pull z", limits=(0, 3.45), ticks=ticks(0, 1, 2)),
            y=Axis(label="where the block stops", limits=(-0.12, 2.8), ticks=ticks(0, 1, 2)),
            margins=(30, 18, 34, 54),
        ),
    ),
    controls=(
        Slider(name="z", label="pull z", stops=PULLS, start=0.75, drag=("friction-z", "cx")),
        Slider(name="lam", label="λ", stops=LAMBDAS, start=1.0),
    ),
)
