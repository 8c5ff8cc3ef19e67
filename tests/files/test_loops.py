"""Loops of sweeps are true to the film, at its stops and between them."""

from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from figures.scene import SceneError, scenes
from figures.sheets.loop import REST, keyframes, pace
from figures.sheets.slide import looping
from tests.files.test_svg import vector
from tests.films import film

SWEPT = [slug for slug, scene in scenes().items() if scene.controls and not scene.story]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("slug", SWEPT)
def test_loops_show_the_film_at_every_stop(slug: str) -> None:
    """Each dot, read off the loop at a stop's time, is where the film has it, to a pixel."""
    shown = film(slug)
    root = ElementTree.fromstring(vector(slug, "loop"))
    durations = {element.attrib["dur"] for element in root.iter() if "dur" in element.attrib}
    assert len(durations) == 1
    seconds = float(durations.pop().removesuffix("s"))
    rest, down = round(REST / pace(shown)), shown.sweep[::-1]
    stops = 2 * rest + len(down)
    # A time may be rounded to 0.001 of the loop, the place of an attribute in the file to 0.005 s.
    assert abs(seconds - stops * pace(shown)) < 0.01
    dots = [actor for actor in shown.actors if actor.tag == "circle" and {"cx", "cy"} & set(actor.tracks)]
    loops = [element for element in root.iter(f"{SVG}animateTransform") if element.get("type") == "translate"]
    for actor in dots:
        track = [(float(actor.at(index)["cx"]), float(actor.at(index)["cy"])) for index in down]
        if len(set(track)) == 1:
            continue
        near = min(away(element, track, rest, stops) for element in loops)
        steps = max(np.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(track))
        # Half a thousandth of the loop is that share of the time between two stops.
        assert near <= 1.0 + 0.0005 * stops * steps * 1.5, actor.key


def away(element: ElementTree.Element, track: list[tuple[float, float]], rest: int, stops: int) -> float:
    times = [float(time) for time in element.attrib["keyTimes"].split(";")]
    values = np.array([pair.split() for pair in element.attrib["values"].split(";")], dtype=float)
    at = (rest + np.arange(len(track))) / (stops - 1)
    told = np.stack([np.interp(at, times, values[:, axis]) for axis in (0, 1)], axis=1)
    return float(np.abs(told - track).max())


def test_a_loop_that_is_too_heavy_is_refused() -> None:
    with pytest.raises(SceneError, match=r"one_slide\.py: its loop weighs \d+ bytes, above 20000"):
        looping(film("one_slide"), "light", 20_000)


def test_keyframes_keep_what_bends_and_drop_what_is_straight() -> None:
    straight = [str(value) for value in range(50)]
    assert keyframes(straight, 0.1) == [0, 49]
    bent = [str(abs(value - 20)) for value in range(50)]
    assert keyframes(bent, 0.1) == [0, 20, 49]
