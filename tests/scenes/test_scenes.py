"""Every scene is complete, every broken one is refused by name."""

import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from figures.build.errors import nearest
from figures.draw.marks import Dot
from figures.draw.panels import Axis, Panel, Readout
from figures.files.downloads import downloads
from figures.files.movie import length
from figures.film.film import shoot
from figures.scene import Choice, Frame, Scene, SceneError, Slider, load, scenes, slugs
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE
from figures.site.block import block
from figures.solved import Alone, certified
from figures.story import Beat

AXIS = Axis(label="x", limits=(0, 1), ticks=((0, "0"), (1, "1")))
PANEL = Panel(key="only", x=AXIS, y=AXIS)


def draw(lam: float) -> Frame:
    dot = Dot(key="dot", panel="only", role="lasso", x=lam, y=0.5)
    readouts = (Readout(key="lam", label="λ", text=str(lam)),)
    return Frame(marks=(dot,), readouts=readouts, says=str(lam), solved=(certified(Alone(1.0, 2.0), 0.0),))


LAM = Slider(name="lam", label="λ", stops=(0.0, 0.5, 1.0))
WHOLE = Scene(
    draw=draw,
    title="t",
    claim="c",
    caption="c",
    alt="a",
    notes="n",
    computed="c",
    lesson="lessons/path",
    panels=(PANEL,),
    controls=(LAM,),
    story=(Beat("Left.", {"lam": 0.0}), Beat("Right.", {"lam": 1.0}), Beat("Middle.", {"lam": 0.5})),
    pose=({"lam": 0.5},),
)


def test_frames_are_the_product_of_the_controls_the_first_fastest() -> None:
    kind = Choice(name="kind", label="penalty", options=(("l1", "lasso"), ("l2", "ridge")))

    def draw_both(lam: float, kind: str) -> Frame:
        return replace(draw(lam), says=f"{lam} {kind}")

    pose = ({"lam": 0.5, "kind": "l2"},)
    film = shoot("both", replace(WHOLE, draw=draw_both, controls=(LAM, kind), pose=pose))
    assert [frame.says for frame in film.frames] == [
        f"{lam} {kind}" for kind in ("l1", "l2") for lam in (0.0, 0.5, 1.0)
    ]
    assert film.strides() == (1, 3)
    assert film.start == 4
    assert film.along_first_slider == (3, 4, 5)


def test_a_figure_without_controls_stands_still() -> None:
    still = replace(WHOLE, draw=lambda: draw(0.5), controls=(), story=(), pose=({},))
    still.check("still")
    film = shoot("still", still)
    assert (film.start, film.poses, len(film.frames), length(film)) == (0, (0,), 1, 0)
    endings = {download.ending for download in downloads(still)}
    assert {"light.png", "light.svg", "slide.pdf", "data.csv"} <= endings
    assert not endings & {"movie.mp4", "movie.gif", "loop.svg", "build.zip"}
    assert "data.csv" not in {one.ending for one in downloads(replace(still, uncertified="no answers"))}
    assert "data-film" not in block(film)
    assert "figure__controls" not in block(film)
    # No sentence of a beat stands below its axes on a slide, so they reach lower.
    (one,), (other,) = (set_on(of, WIDE).places for of in (film, shoot("whole", WHOLE)))
    assert one.axes[3] > other.axes[3] + WIDE.sentence


def test_the_registry_finds_every_file_in_order() -> None:
    folder = Path(__file__).parents[2] / "figures" / "scenes"
    stems = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    assert list(scenes()) == stems
    assert {"diabetes_path", "soft_threshold"} <= set(stems)


def test_the_notes_of_every_scene_take_half_a_minute_to_say() -> None:
    counts = {slug: len(scene.notes.split()) for slug, scene in scenes().items()}
    assert {slug: count for slug, count in counts.items() if not 60 <= count <= 90} == {}


def test_a_whole_scene_is_shot() -> None:
    WHOLE.check("whole")
    film = shoot("whole", WHOLE)
    assert film.start == 1
    assert [mark.key for mark in film.frames[0].marks] == ["dot"]


@pytest.mark.parametrize(
    "missing", ["title", "claim", "caption", "alt", "notes", "computed", "lesson", "convention"]
)
def test_missing_words_are_refused(missing: str) -> None:
    blank: dict[str, Any] = {missing: " "}
    with pytest.raises(SceneError, match=rf"figures/scenes/odd\.py: '{missing}' is missing"):
        replace(WHOLE, **blank).check("odd")


def test_a_control_that_draw_does_not_take_is_refused_with_the_nearest_name() -> None:
    control = replace(LAM, name="lamb")
    with pytest.raises(SceneError, match=r"odd\.py: draw takes \['lam'\].*\['lamb'\]; did you mean 'lam'"):
        replace(WHOLE, controls=(control,)).check("odd")


def test_a_beat_that_is_no_stop_is_refused_with_the_nearest_stop() -> None:
    with pytest.raises(SceneError, match=r"beat 0\.9 is no stop; the nearest stop is 1\.0"):
        replace(WHOLE, controls=(replace(LAM, beats=(0.9,)),)).check("odd")


def test_unsorted_stops_are_refused() -> None:
    with pytest.raises(SceneError, match="repeat or do not rise"):
        replace(WHOLE, controls=(replace(LAM, stops=(0.5, 0.0)),)).check("odd")


def changed(**parts: Any) -> Scene:
    """The whole scene, with the frames at lam = 1 changed."""

    def odd(lam: float) -> Frame:
        frame = draw(lam)
        return replace(frame, **parts) if lam == 1 else frame

    return replace(WHOLE, draw=odd)


DOT = Dot(key="dot", panel="only", role="lasso", x=0.5, y=0.5)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        (
            {"solved": (certified(Alone(1.0, 1.0 - 2e-10), 0.0),)},
            "of the kind Alone violates its optimality conditions by 2e-10, above 1e-10",
        ),
        ({"solved": (certified(Alone(1.0, 2.0), float("nan")),)}, "by nan, above 1e-10"),
        ({"solved": (certified(Alone(1.0, 2.0), [0.0]),)}, r"answer of shape \(1,\) .* of shape \(\)"),
        ({"solved": ()}, "no answer is certified; give Frame solved=.* uncertified="),
        ({"marks": ()}, "other marks than at the first stop"),
        ({"marks": (replace(DOT, key="other"),)}, "other marks than at the first stop"),
        ({"readouts": ()}, "other readouts than at the first stop"),
        ({"marks": (replace(DOT, x=1.5),)}, r"'dot' at \(1\.5, 0\.5\) leaves its panel"),
        ({"marks": (replace(DOT, x=float("nan")),)}, "x of mark 'dot' has no place on its axes"),
    ],
)
def test_a_broken_stop_is_refused_by_scene_and_stop(parts: dict[str, object], complaint: str) -> None:
    with pytest.raises(SceneError, match=rf"figures/scenes/odd\.py at lam=1\.0: .*{complaint}"):
        shoot("odd", changed(**parts))


def test_a_figure_of_answers_may_not_call_itself_uncertified() -> None:
    with pytest.raises(SceneError, match="answers are drawn, yet 'uncertified' says: nothing solved"):
        shoot("odd", replace(WHOLE, uncertified="nothing solved"))


def test_a_figure_without_answers_says_why() -> None:
    def bare(lam: float) -> Frame:
        return replace(draw(lam), solved=())

    film = shoot("whole", replace(WHOLE, draw=bare, uncertified="nothing is solved"))
    assert (film.residual, set(film.residuals)) == (None, {None})
    with pytest.raises(SceneError, match="no answer is certified"):
        shoot("odd", replace(WHOLE, draw=bare))


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(SceneError, match="no role 'laso'; did you mean 'lasso'"):
        shoot("odd", changed(marks=(replace(DOT, role="laso"),)))


def test_a_scene_that_draws_at_random_is_refused() -> None:
    calls = iter(range(100))

    def unsteady(lam: float) -> Frame:
        return replace(draw(lam), says=str(next(calls)))

    with pytest.raises(SceneError, match="two pictures for one stop"):
        shoot("odd", replace(WHOLE, draw=unsteady))


def test_a_module_without_a_scene_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "figures.scenes.empty", ModuleType("figures.scenes.empty"))
    with pytest.raises(SceneError, match=r"figures/scenes/empty\.py: no SCENE"):
        load("empty")


def test_no_file_of_a_scene_is_overlooked(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "b.py").write_text("")
    (tmp_path / "a.py").write_text("")
    assert slugs(tmp_path) == ["a", "b"]
    (tmp_path / "two-words.py").write_text("")
    with pytest.raises(SceneError, match=r"scenes/two-words\.py: 'two-words' is no name .* two_words\.py"):
        slugs(tmp_path)
    (tmp_path / "two-words.py").unlink()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.py").write_text("")
    with pytest.raises(SceneError, match=r"scenes/below/c\.py: no scene is looked for in a folder; move it"):
        slugs(tmp_path)


def test_nearest_names_help() -> None:
    assert nearest("diabetes_pth", ["diabetes_path", "soft_threshold"]) == "did you mean 'diabetes_path'?"
    assert nearest("zzz", ["b", "a"]) == "valid names: a, b"
