"""What the site set out to explain, item by item, and the page and figures where each has its home.

The items are those of the two texts the project began with: a post on L1, L2 and one weight, and a set
of notes on why the lasso is sparse.
"""

import re
from pathlib import Path

import pytest

from figures.scene import slugs
from tests.conftest import ROOT

HOME, WEIGHT, KINK, THRESHOLD, GEOMETRY, CORNERS, PATH = (
    "index.md",
    "lessons/one-weight.md",
    "lessons/kink.md",
    "lessons/threshold.md",
    "lessons/geometry.md",
    "lessons/corners.md",
    "lessons/path.md",
)

ITEMS = {
    # the post on one weight
    "the usual picture of diamond and ellipse": (GEOMETRY, ["contour_touch"]),
    "a data set with one weight, y = x/2": (WEIGHT, ["one_weight_data"]),
    "the loss over guessed weights": (WEIGHT, ["one_weight_loss"]),
    "the two penalties over the weight": (WEIGHT, ["penalties"]),
    "loss plus penalty, and where each sum is least": (WEIGHT, ["one_weight_sums"]),
    "the same λ: the lasso at zero, ridge not": (WEIGHT, ["one_weight_sums"]),
    "the gradient that each penalty adds": (KINK, ["slopes", "force_balance"]),
    # the notes, by section
    "the short answer": (HOME, ["one_minute", "one_slide"]),
    "penalties side by side: slope, slope at zero, zeros or not": (KINK, ["slopes"]),
    "the balance of slopes at the optimum, ridge": (KINK, ["force_balance"]),
    "the balance of slopes at the optimum, lasso": (KINK, ["force_balance"]),
    "a constant slope is neither needed nor enough": (KINK, ["round_the_corner"]),
    "constraint regions, diamond and circle": (GEOMETRY, ["contour_touch"]),
    "constraint regions of other powers": (CORNERS, ["lq_balls"]),
    "contours that grow until they touch": (GEOMETRY, ["contour_touch", "drag_ols"]),
    "why a corner is hit": (GEOMETRY, ["fate_map"]),
    "how often a corner is hit": (CORNERS, ["corner_probability", "octahedron"]),
    "penalty and constraint are two forms of one problem": (CORNERS, ["budget_and_lambda"]),
    "the soft threshold": (THRESHOLD, ["threshold_maps", "six_through_threshold"]),
    "friction and walls, springs and balls": (KINK, ["force_balance"]),
    "when a feature is zeroed out": (THRESHOLD, ["six_through_threshold", "chance_of_zero"]),
    "takeaway: slopes": (KINK, ["slopes"]),
    "takeaway: geometry": (GEOMETRY, ["contour_touch"]),
    "takeaway: thresholding": (THRESHOLD, ["threshold_maps"]),
    "takeaway: more λ, more zeros, almost": (PATH, ["diabetes_path"]),
}


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_has_its_home(item: str) -> None:
    page, figures = ITEMS[item]
    text = (ROOT / "docs" / page).read_text("utf-8")
    shown = re.findall(r"^ *```figure\n *(\w+)\n *```$", text, re.M)
    assert set(figures) <= set(shown)


def test_every_lesson_is_in_the_navigation_and_every_figure_on_a_page() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    assert all(f": {page}\n" in nav for page in pages)
    text = "".join((ROOT / "docs" / page).read_text("utf-8") for page in pages)
    assert set(slugs()) <= set(re.findall(r"^ *```figure\n *(\w+)\n *```$", text, re.M))


def test_lessons_have_the_promised_parts() -> None:
    for path in sorted((ROOT / "docs" / "lessons").glob("*.md")):
        text = Path(path).read_text("utf-8")
        for part in ("{ .meta }", "{ .claim }", "```figure", "**Move", "$$", "??? ", "## Check it"):
            assert part in text, f"{path.name}: {part}"
        assert "## Take it with you" in text, path.name
