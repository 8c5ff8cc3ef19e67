"""The search as a reader uses it: what it finds, what it shows, and that nobody else fetches it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from figures.site.search import completed, searchable
from tests.axe import violations
from tests.conftest import ROOT
from tests.pairs import answers
from tests.visit import Visit

HOME = "/"
ONE, KINK, THRESHOLD, GEOMETRY, CORNERS, PATH, REAL, CORRELATED = (
    f"/lessons/{name}/"
    for name in (
        "one-weight", "kink", "threshold", "geometry", "corners", "path", "real-data", "correlated",
    )
)  # fmt: skip
ASKED, SAID, LAMBDA, PROOFS = "/questions/", "/said-true/", "/lambda/", "/proofs/"
LESSONS = {f"/lessons/{path.stem}/" for path in (ROOT / "docs" / "lessons").glob("*.md")}
SUBJECT = {HOME, *LESSONS, ASKED, SAID, LAMBDA, PROOFS}
EMPTY = "Type to start searching"

QUESTIONS = {
    "why does lasso set coefficients to zero but not ridge": (HOME,),
    "can ridge regression give zero coefficients": (KINK, REAL, ONE, HOME, f"{ASKED}#ridge-zero"),
    "what is soft thresholding": (THRESHOLD,),
    "sklearn alpha vs glmnet lambda": (LAMBDA, THRESHOLD),
    "why is the l1 ball corner hit so often": (GEOMETRY, CORNERS),
    "lasso kept a variable then dropped it": (PATH, REAL),
    "does ridge ever cross zero": (REAL, KINK),
    "KKT conditions of the lasso": (PATH, PROOFS),
    "subgradient of the absolute value at 0": (KINK,),
    "smallest lambda that makes all coefficients zero": (PATH,),
    "are coefficient paths piecewise linear?": (PATH,),
    "probability that a useless feature gets a zero coefficient": (THRESHOLD,),
    "does multicollinearity cause sparsity": (GEOMETRY, THRESHOLD),
    "constraint vs penalty, same solution?": (CORNERS, GEOMETRY, f"{ASKED}#two-forms"),
    "how do I know the solution is optimal": (PROOFS,),
    "L1 in three dimensions": (CORNERS, GEOMETRY),
    "smooth approximation of |w|": (KINK,),
    "scikit-learn lars_path wrong answers": (PROOFS,),
    "why did lasso keep both correlated variables": (CORRELATED,),
    "lasso selects different variables each run": (CORRELATED,),
    "does the lasso pick one of two correlated features at random?": (CORRELATED,),
    "duplicated columns in lasso": (CORRELATED,),
    "is the lasso solution unique": (CORRELATED,),
    "grouping effect elastic net": (CORRELATED,),
    "bootstrap how often is a variable selected": (CORRELATED,),
    "variance inflation factor": (CORRELATED,),
    "elastic net or lasso for multicollinearity": (CORRELATED,),
    "coefficient changes sign along the path": (REAL, CORRELATED, PATH),
    "prostate cancer data elements of statistical learning": (REAL,),
}
"""Everyday questions, each with the pages and sections that answer it."""

WORDINGS = json.loads((Path(__file__).parent / "wordings.json").read_text("utf-8"))["wordings"]
"""What readers asked elsewhere, in other words than there, each with what answers it."""

WORDS = (
    "sparsity", "sparse", "standardization", "standardise", "normalize", "regularisation", "regularization",
    "penalised", "subgradient", "subdifferential", "λmax", "lambda max", "lambda_max", "w2", "w₂", "OLS",
    "ordinary least squares", "alpha", "lambda", "λ", "beta", "weights", "coefficient", "variable selection",
    "feature selection", "predictors", "covariate", "proximal operator", "pytorch", "collinearity",
    "shrinkage", "constraint", "minimise", "minimize", "L1 norm", "ℓ1", "rho", "zeroes",
    "penalt", "soft-thresh", "SGD", "SGDRegressor", "weight decay", "multicollinearity", "collinear", "VIF",
    "bootstrap", "resampling", "stability selection", "unstable", "duplicates", "ElasticNet", "grouping",
)  # fmt: skip
"""Words of the subject that lessons treat, not all of which they write, and beginnings of some."""


@contextmanager
def asked(page: Page) -> Iterator[list[str]]:
    """The addresses of the search that are asked for during the block, from the site on."""
    found: list[str] = []

    def note(request: Any) -> None:
        found.extend(re.findall(r"(?:search/|\w+/search\.|workers/).*", request.url))

    page.on("request", note)
    yield found
    page.remove_listener("request", note)


def field(page: Page) -> Locator:
    return page.locator(".md-search__input")


def search(page: Page, query: str) -> list[str]:
    """The pages found for the query, the best first."""
    told = page.locator(".md-search-result__meta")
    field(page).fill("")
    expect(told).to_have_text(EMPTY)
    field(page).fill(query)
    expect(told).to_have_text(re.compile("match"))
    links: list[str] = page.locator(".md-search-result__item > a:first-child").evaluate_all(
        "links => links.map((link) => new URL(link.href).pathname)"
    )
    return links


def first_three(page: Page, query: str) -> set[str]:
    """The first three pages found for the query, and of each the section that is shown first."""
    pages = search(page, query)[:3]
    shown = page.locator(".md-search-result__item").evaluate_all(
        "items => items.map((item) => Array.from(item.querySelectorAll('a'), (a) => new URL(a.href).hash))"
    )
    sections = [next(filter(None, hashes), "") for hashes in shown[:3]]
    return {*pages, *(f"{path}{section}" for path, section in zip(pages, sections, strict=True))}


@pytest.mark.parametrize("path", [HOME, PATH, "/figures/"])
def test_nothing_of_the_search_comes_before_somebody_goes_there(visit: Visit, path: str) -> None:
    with asked(visit.page) as found:
        page = visit.open(path, until="networkidle")
        assert page.evaluate("document.forms.search === undefined")
        assert found == []
        page.keyboard.press("/")
        expect(field(page)).to_be_focused()
        page.keyboard.type("friction")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url("**/lessons/kink/**")
    assert sorted(found) == ["javascripts/search.js", "search/search_index.json"]


def test_what_is_typed_before_the_search_has_come_is_found(visit: Visit) -> None:
    page = visit.page
    waiting: list[Any] = []
    page.route("**/search_index.json", lambda route: waiting.append(route))
    visit.open(HOME)
    field(page).click()
    field(page).press_sequentially("friction")
    while not waiting:
        page.wait_for_timeout(10)
    assert page.locator(".md-search-result__item").count() == 0
    waiting[0].continue_()
    page.locator(".md-search-result__link").first.wait_for()


def test_everyday_questions_are_answered_among_the_first_three(visit: Visit) -> None:
    page = visit.open(PATH)
    field(page).click()
    hits = {question: first_three(page, question) for question in QUESTIONS}
    missed = {question: found for question, found in hits.items() if not found & {*QUESTIONS[question]}}
    assert missed == {}


def test_each_question_is_found_by_its_own_words(visit: Visit) -> None:
    page = visit.open(PATH)
    field(page).click()
    asked = {f"{ASKED}#{anchor}": answer.title for anchor, answer in answers("questions").items()}
    assert len(asked) > 25
    assert [title for place, title in asked.items() if place not in first_three(page, title)] == []


def test_what_readers_asked_elsewhere_is_answered_among_the_first_three(visit: Visit) -> None:
    assert len({wording["asked"] for wording in WORDINGS}) == len(WORDINGS) >= 30
    page = visit.open(HOME)
    field(page).click()
    hits = {wording["typed"]: first_three(page, wording["typed"]) for wording in WORDINGS}
    missed = {
        wording["typed"]: found
        for wording in WORDINGS
        if not {*wording["answered"]} & (found := hits[wording["typed"]])
    }
    assert missed == {}


def test_words_of_the_subject_lead_to_lessons(visit: Visit) -> None:
    page = visit.open(HOME)
    field(page).click()
    hits = {word: search(page, word)[:1] for word in WORDS}
    assert {word: found for word, found in hits.items() if not {*found} & SUBJECT} == {}
    assert search(page, "xylophone") == []


def test_inflected_words_find_the_same_pages(visit: Visit) -> None:
    page = visit.open(HOME)
    field(page).click()
    for words in (("penalty", "penalties"), ("corner", "corners"), ("threshold", "thresholding")):
        first, second = (search(page, word) for word in words)
        assert {*first} & {*second} >= {first[0], second[0]}


def test_text_that_comes_without_keys_is_searched(visit: Visit) -> None:
    page = visit.open(HOME)
    field(page).click()
    # What a browser does when somebody pastes with the mouse, drops or dictates.
    page.evaluate("document.execCommand('insertText', false, 'friction')")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_formulas_are_text_in_excerpts(visit: Visit, site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    entries = (entry["title"] + entry["text"] for entry in index["docs"])
    told = ["".join(unescape(re.sub(r"<[^>]+>", "", entry)).split()) for entry in entries]
    page = visit.open(HOME)
    field(page).click()
    search(page, "lasso")
    shown = ["".join(text.split()) for text in page.locator(".md-search-result__article").all_text_contents()]
    # The formula with what goes on before it.
    found = [text[place - 6 : place + 4] for text in shown if (place := text.find("λ|w|")) >= 6]
    assert found
    for phrase in found:
        assert any(phrase in text for text in told)


def test_the_search_is_for_keyboards_and_screen_readers_too(visit: Visit) -> None:
    page = visit.open(HOME)
    field(page).click()
    assert search(page, "lasso")
    assert violations(page) == []
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.md-search-result') !== null")
    field(page).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-search') === null")
    assert page.evaluate("document.activeElement !== document.body")


def test_headings_are_read_without_the_signs_that_link_to_them(visit: Visit) -> None:
    page = visit.open(KINK)
    assert page.locator(".md-content h2 > .headerlink").count() > 2
    assert "#" not in "".join(re.findall(r"- heading .*", page.locator("article").aria_snapshot()))


def test_the_index_holds_the_words_of_the_subject_alone(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    pages = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {path[1:] for path in (ONE, KINK, THRESHOLD, GEOMETRY, PATH, PROOFS)} <= pages
    assert not [page for page in pages if page in ("contributing/", "publish/", "changelog/")]
    text = " ".join(entry["text"] for entry in index["docs"])
    for control in (
        "Copy link",
        "Files for slides",
        "elastic net, α = ½axis",
        "import numpy",
    ):
        assert control not in text
    (gallery,) = (entry for entry in index["docs"] if entry["location"] == "figures/")
    assert len(gallery["text"]) < 200
    # No hole where a formula stood.
    assert not re.search(r"\(\s*\)|\bis [.,]|, ,", re.sub(r"<code>.*?</code>", "code", text))


def test_of_a_figure_its_caption_is_searched_and_of_the_converter_what_is_compared() -> None:
    figure = (
        '<lasso-figure id="a"><figure><label>λ<input></label><figcaption><strong>Claim.</strong> Words '
        '<a href="#">Files</a><button>Copy</button></figcaption></figure></lasso-figure>'
    )
    assert searchable(figure, str) == "<p><strong>Claim.</strong> Words</p>"
    row = '<th scope="row">ours<small>here</small></th><td><input></td><td>f<code>fit(<b>1</b>)</code></td>'
    table = (
        f"<lambda-converter><p>Type.</p><table data-search-exclude><tr>{row}</tr></table></lambda-converter>"
    )
    assert searchable(table, str) == "<p>ours here: <code>fit(1)</code></p>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<p class="meta">7 minutes</p><p class="sofar">So far: x.</p><p>Words</p>', "<p>Words</p>"),
        ('<p class="convention">λ as in scikit-learn.</p><p>Words</p>', "<p>Words</p>"),
        ('<li><a href="#a" data-sets="lam">λ = 1</a>: words</li>',) * 2,
        ("<ul><li><a href='x'>A figure</a>: its files</li><li>Words</li></ul>", "<ul><li>Words</li></ul>"),
        (
            "<p>Words</p><div class='highlight'><pre><code>x = 1</code></pre></div>",
            "<p>Words</p><div class='highlight'></div>",
        ),
        ("<table data-search-exclude><tr><td>1</td></tr></table><p>Words</p>", "<p>Words</p>"),
        ("<details><summary>Why?</summary><p>So.</p></details>", "<details><p>Why?</p><p>So.</p></details>"),
        ("<tr>\n<td>a</td>\n<td>b</td>\n</tr>", "<p>\n<td>a</td> · <td>b</td>\n</p>"),
        ('<div class="arithmatex">FORMULA</div>', "<p>x²</p>"),
    ],
)
def test_what_is_no_word_of_a_page_is_left_out(content: str, words: str) -> None:
    assert searchable(content, lambda page: page.replace("FORMULA", "x²")) == words


def test_other_words_stand_beside_those_of_a_section() -> None:
    def entry(title: str, text: str, location: str = "a/#b") -> dict[str, str]:
        return {"location": location, "title": title, "text": text}

    docs = [
        entry("Where it starts: λ<sub>max</sub>", "<p>w₂ is standardized, not penalised.</p>"),
        entry("Symbols", "<p>Words</p>", "a/#symbols"),
        entry("Empty", ""),
        entry("A page", "", "a/"),
    ]
    (first, page) = completed({"config": {}, "docs": docs})["docs"]
    assert {"λmax", "lambda", "largest"} <= {*first["called"].split()}
    assert {"w2", "standardised", "penalized", "scaling"} <= {*first["also"].split()}
    # Nothing twice.
    assert not {"max", "standardized"} & {*first["called"].split(), *first["also"].split()}
    assert page["title"] == "A page"
