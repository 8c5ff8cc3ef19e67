"""Files for slides hold only what slide programs read alike, and can be read."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import pytest

from figures.build.layout import BUILD
from figures.draw.lettering import EM
from figures.draw.theme import ROLES
from figures.files.paint import raster, shapes
from tests.draw.test_theme import contrast
from tests.films import MOVING, SCENES

SLUGS = list(SCENES)
KINDS = [(slug, kind) for slug in SLUGS for kind in ("light", "dark")]
KINDS += [(slug, "loop") for slug in MOVING]
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
STILL = {"svg", "title", "desc", "g", "defs", "clipPath", "rect", "path", "use", "circle"}
ANIMATED = {"animate", "animateTransform", "style"}
LETTER = re.compile(r'<use xlink:href="#[rs][0-9a-f]+"[^>]*/>')
LINE = re.compile(rf"<g [^>]*>(?:{LETTER.pattern})+</g>")
STILL_RULE = re.compile(
    r'<style media="\(prefers-reduced-motion: reduce\)">#([\w-]+-film) { display: none } '
    r"#([\w-]+-claim) { display: inline }</style>"
)


def vector(slug: str, kind: str) -> str:
    """As it was rendered."""
    path = BUILD / "vector" / slug / f"why-lasso_{slug.replace('_', '-')}_{kind}.svg"
    return path.read_text("utf-8")


@pytest.mark.parametrize(("slug", "kind"), KINDS)
def test_slides_use_only_what_every_program_reads(slug: str, kind: str) -> None:
    text = vector(slug, kind)
    root = ElementTree.fromstring(text)
    assert {"width", "height", "viewBox"} <= set(root.attrib)
    allowed = STILL | ANIMATED if kind == "loop" else STILL
    ids = []
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not {"class", "style", "filter", "mask"} & set(element.attrib)
        ids += [element.attrib["id"]] if "id" in element.attrib else []
    if kind == "loop":
        # For who asks for less motion; PowerPoint and its like read no styles, and need none.
        text, rules = STILL_RULE.subn("", text)
        assert rules == 1
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
    sizes = list(letter_sizes(ElementTree.fromstring(vector(slug, "light"))))
    assert len(sizes) > 50
    assert min(sizes) * 1920 / 1280 >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", SLUGS)
def test_letters_on_slides_have_contrast_with_what_lies_behind_them(slug: str, scheme: str) -> None:
    """4.5:1 against the picture painted without its letters, in the middle of each line's box."""
    text = vector(slug, scheme)
    behind = raster([shape for shape in shapes(text) if not shape.letters], (1280, 720), 1)[..., :3]
    lines = [shape for shape in shapes(text) if shape.letters]
    assert len(lines) == len(LINE.findall(text))
    assert sum(len(shape.letters) for shape in lines) == len(LETTER.findall(text))
    for shape in lines:
        box = shape.path.get_extents()
        x0, x1 = int(box.x0), int(box.x1) + 1
        y0, y1 = int(box.y0), int(box.y1) + 1
        ground = np.median(behind[y0:y1, x0:x1].reshape(-1, 3), axis=0)
        assert shape.fill is not None
        assert contrast(shape.fill[0], hexed(ground)) >= 4.5, (x0, y0)


def hexed(colour: np.ndarray) -> str:
    return "#" + "".join(f"{round(float(part)):02x}" for part in colour)


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_follow_the_scheme_and_share_no_ids(slug: str) -> None:
    text = (BUILD / "figures" / slug / "figure.html").read_text("utf-8")
    assert not re.search(r"#[0-9a-f]{6}\b", text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(slug) for name in ids)
    assert set(re.findall(r'xlink:href="#([^"]+)"', text)) <= set(ids)
    assert "\n\n" not in text
