"""What is often said wrongly, and what readers ask: each has its section, its answer, and what shows it.

The items of the texts that the project began with are in test_coverage.py.
"""

import re

import pytest

from tests.conftest import ROOT
from tests.pairs import answers

KINK, THRESHOLD, GEOMETRY, CORNERS, PATH = (
    "lessons/kink.md",
    "lessons/threshold.md",
    "lessons/geometry.md",
    "lessons/corners.md",
    "lessons/path.md",
)

CORRECTIONS = {
    # as they are said: the section of "Said / true", what it leads to, and what it says
    "mean squared error + λΣ|w| has the threshold λ": (
        "half",
        "lambda.md",
        "It is λ/2, and only if the column has mean square 1",
    ),
    "for the same λ, L1 shrinks to 0; the smallest loss is 0": (
        "same-lambda",
        "one_weight_sums",
        "Those two λ have different units",
    ),
    "the constant slope makes the zeros": (
        "constant-slope",
        "round_the_corner",
        "The kink at zero makes them",
    ),
    "the slope is λ·sign(w)": ("sign", "slopes", "There it is every number from −λ to λ"),
    "|w| is discontinuous": ("discontinuity", KINK, "It is continuous everywhere"),
    "ridge never reaches zero": ("ridge-never", "lessons/real-data.md", "It never stays there"),
    "the ellipse almost always hits a corner": (
        "almost-always",
        "corner_probability",
        "That depends on the budget",
    ),
    "a corner is one point, an edge has infinitely many": (
        "one-point",
        "fate_map",
        "A corner receives all that lie in a wedge of 90 degrees",
    ),
    "a correlation of at most λ with the residual means zero": (
        "residual",
        THRESHOLD,
        "With the residual of the other features, yes",
    ),
    "relevant features correlate highly and survive": (
        "relevant",
        PATH,
        "joins first, and may be thrown out again",
    ),
    "sparsity is proportional to λ": ("more-lambda", "diabetes_path", "never in proportion, and not always"),
    "a coefficient snaps to zero": ("snaps", "six_through_threshold", "arrives without a jump"),
    "what stays is shrunk by λ": (
        "shrunk-by-lambda",
        PATH,
        "If the features are uncorrelated. If not, it may be less or more",
    ),
    "there is no closed form": ("closed-form", PATH, "finitely many straight pieces, each with a formula"),
    "one of correlated features is picked at random": ("at-random", "twins", "its answer is unique"),
    "the solver decides, for exact copies": (
        "at-random",
        "duplicates",
        "Only for exact copies does the solver decide",
    ),
    "ridge is friction, the lasso a wall": (
        "friction-and-wall",
        "force_balance",
        "dry friction, which holds against any pull up to a limit, is the lasso",
    ),
    "gradient descent with L1 reaches zero": (
        "gradient-descent",
        "lessons/algorithms.md",
        "constant steps jump about it for ever",
    ),
    "tilted, elongated contours make sparsity": (
        "tilted",
        "unequal_scales",
        "for a given budget the answer is the same at every correlation",
    ),
    "correlation changes nothing, or only the ellipse": (
        "tilted",
        "dead_zone_vif",
        "for a given λ correlation widens the range",
    ),
    "least squares inside the diamond": ("inside", "contour_touch", "If it lies inside, it is the answer"),
    "a soft threshold without a flat piece": (
        "inside",
        "soft_threshold",
        "a sketch of the soft threshold without a flat piece has no zeros",
    ),
    "a grid search shows zeros of ridge": (
        "grid-search",
        "fate_map",
        "four rays of least-squares answers only, so the chance is 0",
    ),
    "a feature joins at its least-squares size": (
        "joins",
        THRESHOLD,
        "at its least-squares size times 1 + ρ if both coefficients have the same sign",
    ),
    "a feature without effect gets a zero": ("irrelevant", "chance_of_zero", "With a chance that λ decides"),
    "the elastic net is best for correlated groups": (
        "elastic-net",
        "elastic_net_mix",
        "keeps a group together if there is ridge enough, and pays with other zeros",
    ),
    "the lasso finds the true features": (
        "true-features",
        "lessons/meaning.md",
        "Not at the λ of cross-validation",
    ),
    "the number of non-zeros is the degrees of freedom": (
        "degrees-of-freedom",
        "lessons/meaning.md",
        "On average, at a λ fixed beforehand and without a refit",
    ),
    "each power below 2 gives corners": ("powers", "lq_balls", "Only those up to 1 have corners on the axes"),
    "a diamond over slope and intercept": ("intercept", GEOMETRY, "The intercept is not penalized"),
}

READERS = {
    # what readers ask: the section of "Questions", what it leads to, and what it says
    "why the lasso and not ridge": ("why-zeros", KINK, "its slope jumps from −λ to λ there"),
    "can ridge be zero": ("ridge-zero", KINK, "It can pass through zero, but not stay there"),
    "why corners, if edges have infinitely many points": (
        "why-corners",
        "fate_map",
        "A corner takes all that lie in a wedge of 90 degrees",
    ),
    "can the ellipse hit an edge": (
        "touch-an-edge",
        "drag_ols",
        "its two coefficients differ in size by less than t",
    ),
    "why can the circle not touch an axis": (
        "circle-on-axis",
        GEOMETRY,
        "four rays lead to a zero, and four rays have no area",
    ),
    "how do λ and t correspond": (
        "lambda-and-t",
        CORNERS,
        "the size of the answer, t = ‖w‖~1~, is the budget with the same answer",
    ),
    "why two forms": ("two-forms", CORNERS, "λ is the price of the budget"),
    "is |w| discontinuous at 0": ("is-it-discontinuous", KINK, "What jumps is its slope, from −1 to 1"),
    "how to minimise what has no derivative": (
        "no-derivative",
        KINK,
        "it falls neither to the left nor to the right of it",
    ),
    "where the formulas of ESL's table 3.4 come from": (
        "esl-table",
        THRESHOLD,
        "The table mixes two conventions",
    ),
    "the Laplace prior, and mass at zero": (
        "laplace-prior",
        "lessons/meaning.md",
        "The probability of exactly zero is 0 all the same",
    ),
    "small but never 0 in PyTorch and Keras": (
        "pytorch",
        "lessons/pytorch.md",
        "soft-threshold the weights (no biases) after each step",
    ),
    "when is a small weight a zero": (
        "tolerance",
        "lessons/algorithms.md",
        "the count depends on your tolerance",
    ),
    "another λ in another library": (
        "libraries",
        "lambda.md",
        "they divide the squared error by different things",
    ),
    "must I standardise": ("standardize", "lessons/meaning.md", "Yes, unless their units are meant to count"),
    "dummies too": ("dummies", "lessons/meaning.md", "There is no law, so say what you did"),
    "is the intercept penalised": ("intercept-penalized", "lessons/meaning.md", "No, and it should not be"),
    "how many zeros for a λ": ("how-many-zeros", THRESHOLD, "No formula says it before you look at the data"),
    "more non-zeros with more λ": (
        "more-nonzeros",
        "diabetes_path",
        "needed at two values of λ and not between them",
    ),
    "coefficients grow before they shrink": (
        "grow-first",
        PATH,
        "what they no longer explain falls to their relatives",
    ),
    "both correlated features kept": (
        "kept-both",
        "twins",
        "λ was below the value at which the second one joins",
    ),
    "other variables on each run": ("each-run", "lessons/correlated.md", "What changes is the data or λ"),
    "at most n variables": (
        "at-most-n",
        "lessons/meaning.md",
        "one equation for each, about a residual of n numbers",
    ),
    "refit by OLS": (
        "refit",
        "lessons/meaning.md",
        "It helps when effects are strong and hurts when they are weak",
    ),
    "p-values afterwards": (
        "p-values",
        "lessons/meaning.md",
        "so a test on the same data finds them strong again",
    ),
    "does a zero mean no effect": (
        "zero-means",
        "lessons/meaning.md",
        "not needed given the others, at this λ, in these units, with these data",
    ),
    "which should I use": ("which-one", "lessons/choice.md", "Ask what for"),
    "λ.min or λ.1se": (
        "min-or-1se",
        "lessons/choice.md",
        "lambda.min for predicting, lambda.1se for a list to talk about",
    ),
}


@pytest.mark.parametrize(
    ("page", "item"),
    [*(("said-true", item) for item in CORRECTIONS), *(("questions", item) for item in READERS)],
)
def test_every_correction_and_every_question_is_answered_and_leads_to_what_shows_it(
    page: str, item: str
) -> None:
    anchor, shown, words = (CORRECTIONS if page == "said-true" else READERS)[item]
    text = answers(page)[anchor].text
    links = re.findall(r"\]\(([^)#]+)", text)
    assert (shown if "." in shown else f"figures/{shown}/index.md") in links
    assert words in text


def test_nothing_stands_on_the_two_pages_that_is_not_listed_here() -> None:
    assert {*answers("said-true")} == {anchor for anchor, *_ in CORRECTIONS.values()}
    assert [*answers("questions")] == [anchor for anchor, *_ in READERS.values()]


def test_an_answer_is_one_paragraph_and_a_correction_a_line_or_two() -> None:
    for page, most in (("said-true", 75), ("questions", 140)):
        text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
        for section in re.split(r"^### ", text, flags=re.M)[1:]:
            blocks = re.split(r"\n\n+", re.split(r"^## ", section, flags=re.M)[0].strip())
            _, answer, *sources = blocks
            assert len(re.sub(r"\]\([^)]*\)", "]", answer).split()) <= most, blocks[0]
            assert all(source.endswith("{ .by }") for source in sources)
            assert len(sources) <= (page == "said-true")
