"""What the site set out to explain, item by item, and the page and figures where each has its home.

The items are those of the three texts the project began with: a post on L1, L2 and one weight, a set of
notes on why the lasso is sparse, and a page on lasso regression with a path to drag. What they and others get
wrong, and what readers ask, is in test_coverage_answers.py.
"""

import re
from pathlib import Path

import pytest

from figures.scene import Choice, Slider, scenes, slugs
from tests.conftest import ROOT

HOME, WEIGHT, KINK, THRESHOLD, GEOMETRY, CORNERS, PATH, REAL, CORRELATED, ALGORITHMS, PYTORCH = (
    "index.md",
    "lessons/one-weight.md",
    "lessons/kink.md",
    "lessons/threshold.md",
    "lessons/geometry.md",
    "lessons/corners.md",
    "lessons/path.md",
    "lessons/real-data.md",
    "lessons/correlated.md",
    "lessons/algorithms.md",
    "lessons/pytorch.md",
)

LESSONS = sorted(path.name for path in (ROOT / "docs" / "lessons").glob("*.md"))

ITEMS = {
    # the post on one weight
    "the usual picture of diamond and ellipse": (GEOMETRY, ["contour_touch"]),
    "a data set with one weight, y = x/2": (WEIGHT, ["one_weight_data"]),
    "the loss over guessed weights": (WEIGHT, ["one_weight_loss"]),
    "the two penalties over the weight": (WEIGHT, ["penalties"]),
    "loss plus penalty, and where each sum is least": (WEIGHT, ["one_weight_sums"]),
    "the same λ: the lasso at zero, ridge not": (WEIGHT, ["one_weight_sums"]),
    "the gradient that each penalty adds": (KINK, ["slopes", "force_balance"]),
    "gradient descent pushes a weight towards zero all the way, and then?": (
        ALGORITHMS,
        ["two_cycle", "race"],
    ),
    "a step that does arrive": (ALGORITHMS, ["hitting_time"]),
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
    "one closed-form update for each coefficient": (ALGORITHMS, ["coordinate_descent"]),
    "takeaway: slopes": (KINK, ["slopes"]),
    "takeaway: geometry": (GEOMETRY, ["contour_touch"]),
    "takeaway: thresholding": (THRESHOLD, ["threshold_maps"]),
    "takeaway: more λ, more zeros, almost": (REAL, ["diabetes_path"]),
    # the page on lasso regression, from its top to its end
    "coefficients driven exactly to zero: features are selected": (KINK, ["force_balance", "slopes"]),
    "coefficient paths of six features, the penalty dragged": (PATH, ["six_feature_path"]),
    "the diamond of the constraint, linked to the path": (PATH, ["six_feature_path"]),
    "a contour that meets a corner, and a coefficient at exactly zero": (PATH, ["six_feature_path"]),
    "ridge shrinks, the lasso deletes": (REAL, ["ridge_crossing"]),
    "a toggle of ridge and the lasso, circle and diamond": (PATH, ["six_feature_path"]),
    "the objective, and what it minimises": (PATH, ["six_feature_path"]),
    "no closed form? the path is solved exactly": (PATH, ["equicorrelation", "miniature"]),
    "coordinates one after another through the soft threshold": (THRESHOLD, ["soft_threshold"]),
    "a weight below the threshold is exactly zero": (THRESHOLD, ["soft_threshold", "threshold_maps"]),
    "derivation: the correlation with the residual below λ": (PATH, ["equicorrelation"]),
    "now break it: with correlated features the choice is unstable": (CORRELATED, ["twins"]),
    "one kept, the rest zero, arbitrarily?": (CORRELATED, ["bootstrap_selection", "duplicates"]),
    "which motivates the elastic net": (CORRELATED, ["elastic_net_mix"]),
}

WORDS = {
    # what no figure shows: the page, and what it says
    # the post on one weight
    "weights are kept small against overfitting": (WEIGHT, "keep the weights small"),
    "the usual pictures have a third dimension": (GEOMETRY, "## The loss is a bowl"),
    "the correct weight, which the loss finds": (WEIGHT, "the best weight w (or coefficient) in y = wx is ½"),
    "weights guessed at random": (WEIGHT, "Now guess $w$ at random"),
    "why the lasso selects features": (WEIGHT, "the lasso selects features while it fits"),
    "unimportant coefficients shrink to zero": ("questions.md", "a kept feature need not matter"),
    "which one should I choose?": ("questions.md", "### Lasso, ridge or elastic net: which should I use?"),
    # the notes
    "can it reach zero?": (KINK, "| penalty | can it reach zero? | can it stay at zero? |"),
    "the words of signal processing": (KINK, "| in signal processing |"),
    "ridge's penalty fades near zero": ("index.md", "any evidence, however weak, moves the coefficient"),
    "the slopes add up to nothing": (KINK, "## A balance of slopes"),
    "too weak a slope of the data leaves zero alone": (
        KINK,
        "if and only if $z$ lies between the two slopes",
    ),
    "one zero at a corner, or more": (CORNERS, "its vertices have two zeros, its edges one"),
    "a wall at zero, and air resistance": (KINK, "Air resistance, which is also called friction, fades"),
    "redundant features are out first": (PATH, "little is left for x~3~ to say"),
    "fewer features, and what they are worth": ("questions.md", "A twin may stand in for it"),
    # the page on lasso regression
    "least squares for one weight before the penalty": (
        THRESHOLD,
        "Completing the square",
    ),
    "the kink pins the weight to zero": (KINK, "## What happens at zero"),
    "cycling over all coordinates ends at the optimum": (
        "proofs.md",
        "lowers the cost to its minimum from any start",
    ),
    "now break it: another sample": (CORRELATED, "## Would another sample have kept the other?"),
}

SCENES = {
    # what lessons that are not listed above show
    "which one predicts better": ["risk_table", "bias_variance"],
    "whether relevant features survive and irrelevant ones go": ["true_and_false"],
    "what is lost by shrinking all that stay": ["bias_and_refit"],
    "counting weights that are small but not zero": ["rounding"],
}


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_has_its_home(item: str) -> None:
    page, figures = ITEMS[item]
    text = (ROOT / "docs" / page).read_text("utf-8")
    shown = re.findall(r"^ *```figure\n *(\w+)\n *```$", text, re.M)
    assert set(figures) <= set(shown)


@pytest.mark.parametrize("item", WORDS)
def test_what_no_figure_shows_is_said(item: str) -> None:
    page, words = WORDS[item]
    assert words in " ".join((ROOT / "docs" / page).read_text("utf-8").split())


@pytest.mark.parametrize("item", SCENES)
def test_what_later_lessons_show_is_drawn(item: str) -> None:
    assert set(SCENES[item]) <= set(slugs())


def test_every_lesson_is_in_the_navigation_and_every_figure_on_a_page() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    assert all(f": {page}\n" in nav for page in pages)
    text = "".join((ROOT / "docs" / page).read_text("utf-8") for page in pages)
    assert set(slugs()) <= set(re.findall(r"^ *```figure\n *(\w+)\n *```$", text, re.M))


def test_the_path_of_six_has_the_readouts_and_the_controls() -> None:
    of = scenes()["six_feature_path"]
    told = {readout.label: readout.text for readout in of.draw(**of.start).readouts}
    assert (told["λ"], told["non-zero"]) == ("0.150", "4 / 6")
    lam, penalty, axis = of.controls
    assert isinstance(lam, Slider)
    assert lam.drag is not None
    assert isinstance(penalty, Choice)
    assert {"lasso", "ridge"} <= {name for name, _ in penalty.options}
    assert isinstance(axis, Choice)
    # λ may fall to either side.
    assert {"lam", "turned", "log", "share"} == {name for name, _ in axis.options}
    assert "slice" in [panel.key for panel in of.panels]


def test_the_twins_can_be_broken_with_their_controls() -> None:
    assert {"lam", "rho", "seed"} <= {control.name for control in scenes()["twins"].controls}


PACE = 210
"""Words a minute. English non-fiction is read at 238, on average (M. Brysbaert 2019, Journal of Memory
and Language 109, 104047)."""


def open_words(page: str) -> int:
    """The words on a lesson's page that nobody has to unfold; code and formulas have none."""
    text = re.sub(r"```.*?```|\$\$.*?\$\$", "", page.partition("{ .meta }")[2], flags=re.DOTALL)
    text = re.sub(r"^\?\?\? .*\n(?:(?: {4}.*)?\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{\{.*?\}\}", "1", text))
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def test_the_lessons_say_how_long_they_take_and_what_they_need() -> None:
    """What is folded, and playing with figures, come on top, as the home page says."""
    took = 0
    for lesson in LESSONS:
        text = (ROOT / "docs" / "lessons" / lesson).read_text("utf-8")
        ((minutes, needs),) = re.findall(r"^# .+\n\n(\d+) minutes · (.+)\n\{ \.meta \}$", text, re.MULTILINE)
        assert needs
        assert int(minutes) == round(open_words(text) / PACE), lesson
        assert int(minutes) <= 12
        assert '??? derivation "' in text
        took += int(minutes)
    assert 75 <= took <= 90
    assert f"{len(LESSONS)} pages, {took} minutes for what is open" in (ROOT / "docs" / "index.md").read_text(
        "utf-8"
    )


def test_lessons_have_the_promised_parts() -> None:
    for path in sorted((ROOT / "docs" / "lessons").glob("*.md")):
        text = Path(path).read_text("utf-8")
        for part in ("{ .meta }", "{ .claim }", "```figure", "**Move", "$$", "??? ", "## Check it"):
            assert part in text, f"{path.name}: {part}"
        assert "## Take it with you" in text, path.name
