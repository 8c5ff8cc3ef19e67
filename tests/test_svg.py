"""Files for slides hold only what slide programs read alike, can be read, and loops stay true."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from figures.export.block import block
from figures.export.loop import REST, keyframes, pace
from figures.export.paint import Shape, raster, shapes
from figures.export.slide import looping, slide
from figures.export.stamp import ROOM
from figures.lettering import EM
from figures.scene import SceneError, scenes
from figures.scenes.diabetes_path import HDL, LOG_FROM, PATH, place
from figures.theme import BUDGETS, ROLES
from tests.test_films import film, slider
from tests.test_theme import contrast

SLUGS = list(scenes())
MOVING_SLUGS = [slug for slug in SLUGS if scenes()[slug].controls]
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
STILL = {"svg", "title", "desc", "g", "defs", "clipPath", "rect", "path", "use", "circle", "line",
         "polyline", "polygon", "ellipse"}  # fmt: skip
MOVING = {"animate", "animateTransform"}
LETTER = re.compile(r'<use xlink:href="#[rs][0-9a-f]+"[^>]*/>')


@cache
def files(slug: str) -> dict[str, str]:
    shown = film(slug)
    still = {"light": slide(shown, "light"), "dark": slide(shown, "dark")}
    loop = {"loop": looping(shown, "light", BUDGETS[".svg"] - ROOM)} if shown.scene.controls else {}
    return still | loop


KINDS = [(slug, kind) for slug in SLUGS for kind in ("light", "dark")] + [
    (slug, "loop") for slug in MOVING_SLUGS
]


@pytest.mark.parametrize(("slug", "kind"), KINDS)
def test_slides_use_only_what_every_program_reads(slug: str, kind: str) -> None:
    text = files(slug)[kind]
    root = ElementTree.fromstring(text)
    assert {"width", "height", "viewBox"} <= set(root.attrib)
    allowed = STILL | MOVING if kind == "loop" else STILL
    ids = []
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not {"class", "style", "filter", "mask"} & set(element.attrib)
        ids += [element.attrib["id"]] if "id" in element.attrib else []
    assert not re.search(r"var\(|rgba?\(|transparent|currentColor|<style", text)
    assert max(Counter(ids).values()) == 1
    used = set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'xlink:href="#([^"]+)"', text))
    assert used <= set(ids)
    scheme = "dark" if kind == "dark" else "light"
    assert set(re.findall(r"#[0-9a-f]{6}\b", text)) <= {getattr(role, scheme) for role in ROLES.values()}


def letter_sizes(element: ElementTree.Element, scale: float = 1.0) -> Iterator[float]:
    """The size in pixels of every letter below the element."""
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
        scale *= float(numbers.split()[0]) if name == "scale" else 1
    if re.fullmatch(r"#[rs][0-9a-f]+", element.get(XLINK, "")):
        yield scale * EM
    for child in element:
        yield from letter_sizes(child, scale)


@pytest.mark.parametrize("slug", SLUGS)
def test_letters_on_slides_are_at_least_18_points_on_a_full_hd_screen(slug: str) -> None:
    """18 pt are 24 CSS pixels."""
    sizes = list(letter_sizes(ElementTree.fromstring(files(slug)["light"])))
    assert len(sizes) > 50
    assert min(sizes) * 1920 / 1280 >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", SLUGS)
def test_letters_on_slides_have_contrast_with_what_lies_behind_them(slug: str, scheme: str) -> None:
    """4.5:1 against the picture painted without its letters, in the middle of each letter's box."""
    text = files(slug)[scheme]
    bare = shapes(LETTER.sub("", text))
    behind = raster(bare, (1280, 720), 1)[..., :3]
    others = Counter(look(shape) for shape in bare)
    letters = [shape for shape in shapes(text) if not others.get(look(shape))]
    assert len(letters) == len(LETTER.findall(text))
    for shape in letters:
        box = shape.path.get_extents()
        x0, x1 = int(box.x0), int(box.x1) + 1
        y0, y1 = int(box.y0), int(box.y1) + 1
        ground = np.median(behind[y0:y1, x0:x1].reshape(-1, 3), axis=0)
        assert shape.fill is not None
        assert contrast(hexed(np.array(shape.fill[:3]) * 255), hexed(ground)) >= 4.5, (x0, y0)


def look(shape: Shape) -> tuple[bytes, object, object]:
    return np.asarray(shape.path.vertices).tobytes(), shape.fill, shape.stroke


def hexed(colour: np.ndarray) -> str:
    return "#" + "".join(f"{round(float(part)):02x}" for part in colour)


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_follow_the_scheme_and_share_no_ids(slug: str) -> None:
    text = block(film(slug))
    assert not re.search(r"#[0-9a-f]{6}\b", text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(slug) for name in ids)
    assert set(re.findall(r'xlink:href="#([^"]+)"', text)) <= set(ids)
    assert "\n\n" not in text


@pytest.mark.parametrize("slug", MOVING_SLUGS)
def test_loops_show_the_film_at_every_stop(slug: str) -> None:
    """Each dot, read off the loop at a stop's time, is where the film has it, to a pixel."""
    shown = film(slug)
    root = ElementTree.fromstring(files(slug)["loop"])
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
    with pytest.raises(SceneError, match=r"soft_threshold\.py: its loop weighs \d+ bytes, above 20000"):
        looping(film("soft_threshold"), "light", 20_000)


def test_keyframes_keep_what_bends_and_drop_what_is_straight() -> None:
    straight = [str(value) for value in range(50)]
    assert keyframes(straight, 0.1) == [0, 49]
    bent = [str(abs(value - 20)) for value in range(50)]
    assert keyframes(bent, 0.1) == [0, 20, 49]


def test_the_diabetes_film_is_true_between_stops() -> None:
    """Between stops a loop moves dots straight; the true curve leaves that line by less than a pixel."""
    stage = film("diabetes_path").stages[0]
    stops = [lam for lam in slider("diabetes_path").stops if lam >= LOG_FROM]
    worst = 0.0
    for a, b in pairwise(stops):
        middle = float(np.sqrt(a * b))
        for j in range(10):
            ends = [stage.project(place(lam), float(PATH(lam)[j]))[1] for lam in (a, b)]
            true = stage.project(place(middle), float(PATH(middle)[j]))[1]
            worst = max(worst, abs(true - sum(ends) / 2))
    assert worst < 0.5
    assert PATH(0.08)[HDL] == 0
