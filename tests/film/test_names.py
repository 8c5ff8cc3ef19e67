"""Each name in a scene is looked up when it is loaded or shot, and the nearest valid one is told."""

from dataclasses import replace
from typing import Any

import pytest

from figures.draw.marks import Dot, Label
from figures.draw.panels import Axis, Panel, Readout
from figures.film.film import shoot
from figures.scene import Choice, Frame, Scene, SceneError, Slider
from figures.story import Beat

AXIS = Axis(label="x", limits=(0, 4), ticks=((0, "0"), (4, "4")))


def panel(key: str, **more: Any) -> Panel:
    return Panel(key=key, **{"x": AXIS, "y": AXIS} | more)


def frame(lam: float, b: float = 1.0, kind: str = "", **label: Any) -> Frame:
    return Frame(
        marks=(
            Dot(key="moving", panel="first", role="lasso", x=lam, y=1.0),
            Dot(key="rising", panel="first", role="lasso", x=1.0, y=b),
            Dot(key="beside", panel="second", role="lasso", x=lam, y=1.0),
            Label(key="word", panel="first", role="fg", x=1.0, y=2.0, text="word", sides=("right",), **label),
        ),
        readouts=(Readout(key="lam", label="λ", text=f"{lam}"), Readout(key="b", label="b", text=f"{b}")),
        says="",
    )


MISTYPED: dict[str, Any] = {"scale": "lgo"}


def draw(lam: float, b: float, kind: str) -> Frame:
    return frame(lam, b, kind)


LAM = Slider(name="lam", label="λ", stops=(1.0, 2.0, 3.0), drag=("moving", "x"))
B = Slider(name="b", label="b", stops=(1.0, 2.0), drag=("rising", "y"))
KIND = Choice(name="kind", label="kind", options=(("l1", "L1"), ("l2", "L2")))

SCENE = Scene(
    draw=draw,
    uncertified="nothing is solved",
    title="t",
    claim="c",
    caption="c",
    alt="a",
    notes="n",
    computed="c",
    lesson="index",
    panels=(panel("first"), panel("second")),
    controls=(LAM, B, KIND),
    story=(
        Beat("First.", hold=1.5),
        Beat("Second.", {"lam": 1.0}, hold=0.5),
        Beat("Last.", {"lam": 2.0}),
    ),
    pose=({"lam": 2.0, "b": 1.0, "kind": "l1"},),
    facts=lambda: {"half": "½"},
)


def publish(**changes: Any) -> None:
    scene = replace(SCENE, **changes)
    scene.check("some")
    shoot("some", scene)


def with_label(**label: Any) -> dict[str, Any]:
    return {"draw": lambda lam, b, kind: frame(lam, b, kind, **label)}


def shared_key(lam: float, b: float, kind: str) -> Frame:
    shown = frame(lam, b)
    return replace(shown, readouts=(shown.readouts[0], replace(shown.readouts[1], key="lam")))


def dragged(*drag: Any) -> dict[str, Any]:
    return {"controls": (replace(LAM, drag=drag), B, KIND)}


def test_a_scene_whose_names_all_lead_somewhere_is_shot() -> None:
    publish()
    publish(**dragged("beside", "x"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            dragged("moveing", "x"),
            "drag of 'lam' names no mark 'moveing'; did you mean 'moving'?",
        ),
        (dragged("moving", "y"), "no 'y' of mark 'moving' moves with it; valid names: x"),
        (dragged("moving", "cx"), "no 'cx' of mark 'moving' moves with it; did you mean 'x'?"),
        (dragged("moving", "role"), "no 'role' of mark 'moving' moves with it; valid names: x"),
        # It moves, but with another control.
        (dragged("rising", "y"), "no 'y' of mark 'rising' moves with it; valid names: none"),
        (dragged("moving"), "ValueError: not enough values to unpack"),
        ({"pose_panels": ("frist",)}, "the pose shows no panel 'frist'; did you mean 'first'?"),
        (
            {"panels": (panel("first", x=replace(AXIS, **MISTYPED)), panel("second"))},
            "no scale 'lgo' of Axis; did you mean 'log'?",
        ),
        (
            with_label(weight="semi-bold"),
            "mark 'word': no weight 'semi-bold' of Label; did you mean",
        ),
        ({"panels": (panel("first"), panel("first"))}, "panels need keys of their own"),
        ({"panels": (panel("first"), panel("the second"))}, "'the second' is no key of a panel"),
        ({"draw": shared_key}, "two readouts share the key 'lam'"),
        ({"facts": lambda: {"one half": "½"}}, "no page can quote the fact 'one half'"),
        ({"controls": (LAM, replace(B, name="lam"), KIND)}, "but its controls are ['lam', 'lam', 'kind']"),
        (
            {"controls": (LAM, B, replace(KIND, options=(("l1", "L1"), ("l1", "L2"))))},
            "the stops of 'kind' repeat",
        ),
        (
            {"controls": (LAM, B, replace(KIND, options=(("l1", "L1"), ("l2", "L1"))))},
            "two options of 'kind' are called alike",
        ),
        (
            {"pose": ({"lam": 2.0, "b": 1.0, "kind": "l3"},)},
            "state 1 of the pose puts 'kind' to 'l3', which is no stop; did you mean",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(SceneError) as refused:
        publish(**changes)
    assert reason in str(refused.value)
    assert str(refused.value).startswith("figures/scenes/some.py")
    assert len(str(refused.value).splitlines()) == 1
