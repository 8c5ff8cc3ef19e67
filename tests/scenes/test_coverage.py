"""What the site set out to explain, item by item, and the page and figures where each has its home.

The items are those of the three texts the project began with: a post on L1, L2 and one weight, a set of
notes on why the lasso is sparse, and a page on lasso regression with a path to drag.
"""

import re
from pathlib import Path

import pytest

from figures.scene import Choice, Slider, scenes, slugs
from tests.conftest import ROOT
from tests.pairs import answers

HOME, WEIGHT, KINK, THRESHOLD, GEOMETRY, CORNERS, PATH, REAL, CORRELATED = (
    "index.md",
    "lessons/one-weight.md",
    "lessons/kink.md",
    "lessons/threshold.md",
    "lessons/geometry.md",
    "lessons/corners.md",
    "lessons/path.md",
    "lessons/real-data.md",
    "lessons/correlated.md",
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

CORRECTIONS = {
    # as they are said: the section of "Said / true", and what it leads to
    "mean squared error + λΣ|w| has the threshold λ": ("half", "lambda.md"),
    "for the same λ, L1 shrinks to 0; the smallest loss is 0": ("same-lambda", "one_weight_sums"),
    "the constant slope makes the zeros": ("constant-slope", "round_the_corner"),
    "the slope is λ·sign(w)": ("sign", "slopes"),
    "|w| is discontinuous": ("discontinuity", KINK),
    "ridge never reaches zero": ("ridge-never", "lessons/real-data.md"),
    "the ellipse almost always hits a corner": ("almost-always", "corner_probability"),
    "a corner is one point, an edge has infinitely many": ("one-point", "fate_map"),
    "a correlation of at most λ with the residual means zero": ("residual", THRESHOLD),
    "relevant features correlate highly and survive": ("relevant", PATH),
    "sparsity is proportional to λ": ("more-lambda", "diabetes_path"),
    "a coefficient snaps to zero": ("snaps", "six_through_threshold"),
    "what stays is shrunk by λ": ("shrunk-by-lambda", PATH),
    "there is no closed form": ("closed-form", PATH),
    "one of correlated features is picked at random": ("at-random", "twins"),
    "the solver decides, for exact copies": ("at-random", "duplicates"),
    "ridge is friction, the lasso a wall": ("friction-and-wall", "force_balance"),
    "gradient descent with L1 reaches zero": ("gradient-descent", "lessons/algorithms.md"),
    "tilted, elongated contours make sparsity": ("tilted", "unequal_scales"),
    "correlation changes nothing, or only the ellipse": ("tilted", "dead_zone_vif"),
    "least squares inside the diamond": ("inside", "contour_touch"),
    "a soft threshold without a flat piece": ("inside", "soft_threshold"),
    "a grid search shows zeros of ridge": ("grid-search", "fate_map"),
    "a feature joins at its least-squares size": ("joins", THRESHOLD),
    "a feature without effect gets a zero": ("irrelevant", "chance_of_zero"),
    "the elastic net is best for correlated groups": ("elastic-net", "elastic_net_mix"),
    "the lasso finds the true features": ("true-features", "lessons/meaning.md"),
    "the number of non-zeros is the degrees of freedom": ("degrees-of-freedom", "lessons/meaning.md"),
    "each power below 2 gives corners": ("powers", "lq_balls"),
    "a diamond over slope and intercept": ("intercept", GEOMETRY),
}

READERS = {
    # what readers ask: the section of "Questions", and what it leads to
    "why the lasso and not ridge": ("why-zeros", KINK),
    "can ridge be zero": ("ridge-zero", KINK),
    "why corners, if edges have infinitely many points": ("why-corners", "fate_map"),
    "can the ellipse hit an edge": ("touch-an-edge", "drag_ols"),
    "why can the circle not touch an axis": ("circle-on-axis", GEOMETRY),
    "how do λ and t correspond": ("lambda-and-t", CORNERS),
    "why two forms": ("two-forms", CORNERS),
    "is |w| discontinuous at 0": ("is-it-discontinuous", KINK),
    "how to minimise what has no derivative": ("no-derivative", KINK),
    "where the formulas of ESL's table 3.4 come from": ("esl-table", THRESHOLD),
    "the Laplace prior, and mass at zero": ("laplace-prior", "lessons/meaning.md"),
    "small but never 0 in PyTorch and Keras": ("pytorch", "lessons/pytorch.md"),
    "when is a small weight a zero": ("tolerance", "lessons/algorithms.md"),
    "another λ in another library": ("libraries", "lambda.md"),
    "must I standardise": ("standardize", "lessons/meaning.md"),
    "dummies too": ("dummies", "lessons/meaning.md"),
    "is the intercept penalised": ("intercept-penalized", "lessons/meaning.md"),
    "how many zeros for a λ": ("how-many-zeros", THRESHOLD),
    "more non-zeros with more λ": ("more-nonzeros", "diabetes_path"),
    "coefficients grow before they shrink": ("grow-first", PATH),
    "both correlated features kept": ("kept-both", "twins"),
    "other variables on each run": ("each-run", "lessons/correlated.md"),
    "at most n variables": ("at-most-n", "lessons/meaning.md"),
    "refit by OLS": ("refit", "lessons/meaning.md"),
    "p-values afterwards": ("p-values", "lessons/meaning.md"),
    "does a zero mean no effect": ("zero-means", "lessons/meaning.md"),
    "which should I use": ("which-one", "lessons/choice.md"),
    "λ.min or λ.1se": ("min-or-1se", "lessons/choice.md"),
}


@pytest.mark.parametrize(
    ("page", "item"),
    [*(("said-true", item) for item in CORRECTIONS), *(("questions", item) for item in READERS)],
)
def test_every_correction_and_every_question_leads_to_what_shows_it(page: str, item: str) -> None:
    anchor, shown = (CORRECTIONS if page == "said-true" else READERS)[item]
    links = re.findall(r"\]\(([^)#]+)", answers(page)[anchor].text)
    assert (shown if "." in shown else f"figures/{shown}/index.md") in links


def test_nothing_stands_on_the_two_pages_that_is_not_listed_here() -> None:
    assert {*answers("said-true")} == {anchor for anchor, _ in CORRECTIONS.values()}
    assert [*answers("questions")] == [anchor for anchor, _ in READERS.values()]


def test_an_answer_is_one_paragraph_and_a_correction_a_line_or_two() -> None:
    for page, most in (("said-true", 75), ("questions", 140)):
        text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
        for section in re.split(r"^### ", text, flags=re.M)[1:]:
            blocks = re.split(r"\n\n+", re.split(r"^## ", section, flags=re.M)[0].strip())
            _, answer, *sources = blocks
            assert len(re.sub(r"\]\([^)]*\)", "]", answer).split()) <= most, blocks[0]
            assert all(source.endswith("{ .by }") for source in sources)
            assert len(sources) <= (page == "said-true")


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


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_says_how_long_it_takes_and_what_it_needs(lesson: str) -> None:
    text = (ROOT / "docs" / "lessons" / lesson).read_text("utf-8")
    ((minutes, needs),) = re.findall(r"^# .+\n\n(\d+) minutes · (.+)\n\{ \.meta \}$", text, re.M)
    assert needs
    words = re.sub(r"```.*?```|\$\$.*?\$\$", "", text.partition("{ .meta }")[2], flags=re.S).split()
    # What is folded is read, too; formulas and figures take their time beside the words.
    assert 150 <= len(words) / int(minutes) <= 235
    assert '??? derivation "' in text


def test_lessons_have_the_promised_parts() -> None:
    for path in sorted((ROOT / "docs" / "lessons").glob("*.md")):
        text = Path(path).read_text("utf-8")
        for part in ("{ .meta }", "{ .claim }", "```figure", "**Move", "$$", "??? ", "## Check it"):
            assert part in text, f"{path.name}: {part}"
        assert "## Take it with you" in text, path.name
