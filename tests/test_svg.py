"""Files for slides hold only what slide programs read alike, and animations stay true between stops."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
import resvg_py

from figures.export.block import block
from figures.export.data import document, table
from figures.export.files import downloads, png
from figures.export.slide import slide
from figures.scene import scenes
from figures.scenes.diabetes_path import HDL, LOG_FROM, PATH, place
from figures.theme import ROLES
from tests.test_films import film, slider

SLUGS = list(scenes())
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
STILL = {"svg", "title", "desc", "g", "defs", "clipPath", "rect", "path", "use", "circle", "line",
         "polyline", "polygon", "ellipse"}  # fmt: skip
MOVING = {"animate", "animateTransform"}


@cache
def files(slug: str) -> dict[str, str]:
    shown = film(slug)
    still = {"light": slide(shown, "light"), "dark": slide(shown, "dark")}
    return still | ({"loop": slide(shown, "light", looping=True)} if shown.scene.controls else {})


@pytest.mark.parametrize(("slug", "kind"), [(slug, kind) for slug in SLUGS for kind in files(slug)])
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
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= {getattr(role, scheme) for role in ROLES.values()}


@pytest.mark.parametrize("slug", SLUGS)
def test_letters_on_slides_are_at_least_18_points_on_a_full_hd_screen(slug: str) -> None:
    """18 pt are 24 CSS pixels; tick labels, drawn by matplotlib, are the smallest letters of a panel."""
    text = files(slug)["light"]
    sizes = [float(size) * 100 for size in re.findall(r"scale\((0\.\d+) -0\.\d+\)", text)]
    panels = [float(scale) for scale in re.findall(r"translate\([^)]*\) scale\((\d\.\d+)\)", text)]
    assert sizes
    assert min(sizes) * min(panels) * 1920 / 1280 >= 24


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_follow_the_scheme_and_share_no_ids(slug: str) -> None:
    text = block(film(slug))
    assert not re.search(r"#[0-9a-f]{6}\b", text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(slug) for name in ids)
    assert "\n\n" not in text


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if scenes()[slug].controls])
def test_loops_animate_with_one_value_per_stop_and_back(slug: str) -> None:
    root = ElementTree.fromstring(files(slug)["loop"])
    animations = [element for element in root.iter() if element.tag.removeprefix(SVG) in MOVING]
    lengths = {len(element.attrib["values"].split(";")) for element in animations}
    assert len(animations) > 3
    assert len(lengths) == 1
    assert len({element.attrib["dur"] for element in animations}) == 1


def test_the_diabetes_loop_is_true_between_stops() -> None:
    """Between stops the loop moves dots straight; the true curve leaves that line by less than a pixel."""
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


def test_pictures_have_the_promised_size_and_the_same_bytes_each_time() -> None:
    drawing = files("soft_threshold")["dark"]
    picture = png(drawing, 1920)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(picture[i : i + 4]) for i in (16, 20)] == [1920, 1080]
    assert picture == png(drawing, 1920)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_download_is_made_and_named_after_its_figure(slug: str) -> None:
    for download in downloads(scenes()[slug]):
        name = download.name(slug)
        assert name.startswith(f"why-lasso_{slug.replace('_', '-')}_")
        data = download.make(film(slug))
        if name.endswith(".svg"):
            assert resvg_py.svg_to_bytes(svg_string=data.decode(), width=64)[:4] == b"\x89PNG"
        elif name.endswith(".png"):
            assert len(data) > 10_000
        else:
            data_files = {"csv": table, "json": document}
            assert data.decode() == data_files[name.rpartition(".")[2]](film(slug))
