"""The λ converter: its numbers are those of the solvers' table, its code runs, and it can be typed in."""

import functools
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sklearn import linear_model

from figures.data.diabetes import diabetes
from figures.site import converter
from figures.site.converter import FAMILIES, LAM, Family, Form, values
from figures.solvers import (
    ElasticNetConvention,
    kkt_violation,
    lasso,
    response_scale,
    ridge,
    standardize,
)
from tests.axe import violations
from tests.visit import Visit

DATA = standardize(diabetes().X, diabetes().y)
N, SD = len(DATA.y), response_scale(DATA.y)
ROWS = [(family, form) for family in FAMILIES for form in family.forms]
IDS = [f"{family.key}-{form.name}" for family, form in ROWS]
LESSON = "/lessons/threshold/"


class Table(HTMLParser):
    """The rows of the converter's HTML: factors, numbers, code."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.in_code = False
        self.feed(converter.block())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "tr" and "data-factors" in found:
            self.rows.append({"factors": json.loads(found["data-factors"]), "values": {}, "code": ""})
        if tag == "input" and self.rows:
            self.rows[-1]["values"][found["name"]] = float(found["value"])
        self.in_code = self.in_code or tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.in_code = self.in_code and tag != "code"

    def handle_data(self, data: str) -> None:
        if self.in_code:
            self.rows[-1]["code"] += data


WRITTEN = {name: row for name, row in zip(IDS, Table().rows, strict=True)}


def house(family: Family) -> np.ndarray:
    """The fit that all rows of a family's table describe."""
    if family.key == "lasso":
        return lasso(DATA.X, DATA.y, LAM)
    if family.key == "ridge":
        return ridge(DATA.X, DATA.y, LAM)
    net = linear_model.ElasticNet(
        alpha=LAM, l1_ratio=family.alpha, fit_intercept=False, tol=1e-14, max_iter=10**6
    )
    w = net.fit(DATA.X, DATA.y).coef_
    assert kkt_violation(DATA.X, DATA.y, w, LAM, family.alpha) < 1e-9
    return np.asarray(w)


@pytest.mark.parametrize(("family", "form"), ROWS, ids=IDS)
def test_the_numbers_are_those_of_the_conventions(family: Family, form: Form) -> None:
    row = WRITTEN[f"{family.key}-{form.name}"]
    lam, alpha = values(family, form, N, SD)
    assert row["values"]["λ"] == pytest.approx(lam, rel=1e-5)
    if family.key == "net":
        assert row["values"]["α"] == pytest.approx(alpha, rel=1e-5)
    # What the script computes: both parts of the penalty times a power product.
    for n, sd_y, mine in ((N, SD, 0.3), (7, 0.2, 12.0)):
        first, second = (2.0**a * n**b * sd_y**c for a, b, c in row["factors"])
        l1, l2 = mine * family.alpha * first, mine * (1 - family.alpha) * second
        if isinstance(form, ElasticNetConvention):
            expected = form.from_house(mine, family.alpha, sd_y=sd_y)
            assert (l1 + l2, l1 / (l1 + l2)) == pytest.approx(expected)
        else:
            assert l1 + l2 == pytest.approx(float(form.from_house(mine, n=n, sd_y=sd_y)))


@pytest.mark.parametrize(("family", "form"), ROWS, ids=IDS)
def test_the_lines_of_code_give_the_same_coefficients(family: Family, form: Form) -> None:
    code = WRITTEN[f"{family.key}-{form.name}"]["code"]
    w = house(family)
    size = abs(w).max()
    if "glmnet" in code:
        np.testing.assert_allclose(as_glmnet_does(code), w, atol=1e-4 * size)
    elif "coef_" in code:
        exact: dict[str, Any] = {"tol": 1e-12, "max_iter": 10**6}
        names = {
            "Lasso": functools.partial(linear_model.Lasso, **exact),
            "ElasticNet": functools.partial(linear_model.ElasticNet, **exact),
            "Ridge": linear_model.Ridge,
        }
        np.testing.assert_allclose(eval(code, names | {"X": DATA.X, "y": DATA.y}), w, atol=1e-6 * size)
    elif code.startswith("np."):
        # An objective: no small step in any direction makes it smaller.
        at = compile(code, "code", "eval")
        scope = {"np": np, "X": DATA.X, "y": DATA.y}
        best = eval(at, scope | {"w": w})
        for step in np.vstack([np.eye(10), -np.eye(10)]) * 1e-6 * size:
            assert eval(at, scope | {"w": w + step}) >= best * (1 - 1e-14)
        worse = re.sub(r"\+ ([\d.]+)", lambda match: f"+ {1.02 * float(match[1])}", code)
        steps = np.vstack([np.eye(10), -np.eye(10)]) * 1e-6 * size
        wrong = compile(worse, "worse", "eval")
        best = eval(wrong, scope | {"w": w})
        assert min(eval(wrong, scope | {"w": w + step}) for step in steps) < best * (1 - 1e-14)
    else:
        scope = {"lasso": lasso, "ridge": ridge, "elastic_net": lambda X, y, lam, alpha: house(FAMILIES[2])}
        np.testing.assert_allclose(eval(code, scope | {"X": DATA.X, "y": DATA.y}), w)


def as_glmnet_does(code: str) -> np.ndarray:
    """glmnet's documented procedure: divide y and λ by the sd of y, and scale the coefficients back."""
    told = dict(re.findall(r"(alpha|lambda) = ([\d.e-]+)", code))
    assert "standardize = FALSE, intercept = FALSE" in code
    lam, alpha = float(told["lambda"]), float(told.get("alpha", 1))
    if alpha == 0:
        return SD * ridge(DATA.X, DATA.y / SD, lam / SD)
    net = linear_model.ElasticNet(
        alpha=lam / SD, l1_ratio=alpha, fit_intercept=False, tol=1e-14, max_iter=10**6
    )
    return np.asarray(SD * net.fit(DATA.X, DATA.y / SD).coef_)


def test_the_script_is_small(site: Path) -> None:
    assert (site / "javascripts" / "converter.js").stat().st_size <= 2560


RESTORED = """(values) => {
  const part = document.querySelector("lambda-converter");
  part.querySelector("[name=n]").value = values.n;
  part.querySelector(`[value=${values.penalty}]`).checked = true;
  dispatchEvent(new PageTransitionEvent("pageshow"));
}"""
"""As Firefox puts back what stood in the fields: without an event of theirs."""


def test_what_a_browser_restores_is_read_and_refused_like_what_is_typed(visit: Visit) -> None:
    page = visit.open(LESSON)
    before = page.locator("[data-penalty=ridge] input[name=λ]").evaluate_all(
        "all => all.map(one => one.value)"
    )
    for wrong in ("", "-5"):
        page.evaluate(RESTORED, {"n": wrong, "penalty": "ridge"})
        expect(page.locator("lambda-converter output")).to_contain_text("n, the number of rows: ")
        expect(page.locator("[data-penalty=ridge]")).to_be_visible()
        expect(page.locator("[data-penalty=lasso]")).to_be_hidden()
        after = page.locator("[data-penalty=ridge] input[name=λ]")
        assert after.evaluate_all("all => all.map(one => one.value)") == before
    page.evaluate(RESTORED, {"n": "97", "penalty": "ridge"})
    check(page, FAMILIES[1], LAM, 0.0, n=97)
    expect(page.locator("lambda-converter output")).to_be_empty()


# --- in a browser --------------------------------------------------------------------------------


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.open(LESSON)


def rows(page: Page, family: Family) -> list[Locator]:
    return page.locator(f"[data-penalty={family.key}] tbody tr").all()


def shown(row: Locator, key: str) -> float:
    return float(row.locator(f"input[name={key}]").input_value())


def check(page: Page, family: Family, lam: float, alpha: float, n: float = N, sd_y: float = SD) -> None:
    """Every row shows, and has in its code, what the solvers' table says of this house λ and α."""
    shown_rows = page.locator(f"[data-penalty={family.key}] tbody tr").evaluate_all(
        """rows => rows.map(row => [
          ...[...row.querySelectorAll("input")].map(field => [field.name, field.value]),
          ...[...row.querySelectorAll("code b")].map(part => [part.dataset.of, part.textContent]),
        ])"""
    )
    for form, row in zip(family.forms, shown_rows, strict=True):
        expected: tuple[float, float]
        if isinstance(form, ElasticNetConvention):
            expected = form.from_house(lam, alpha, sd_y=sd_y)
        else:
            expected = float(form.from_house(lam, n=n, sd_y=sd_y)), alpha
        fields = dict(zip("λα", expected, strict=True))
        for key, text in row:
            assert float(text) == pytest.approx(fields[key], rel=1e-5), form.name


def choose(page: Page, family: Family) -> None:
    page.locator(f"lambda-converter [value={family.key}]").check(force=True)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_typing_in_any_row_converts_to_all_others(page: Page, family: Family) -> None:
    choose(page, family)
    check(page, family, LAM, family.alpha)
    for place, form in enumerate(family.forms):
        field = rows(page, family)[place].locator("input[name=λ]")
        field.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("0.37")
        if isinstance(form, ElasticNetConvention):
            alpha_here = shown(rows(page, family)[place], "α")
            lam, alpha = form.to_house(0.37, alpha_here, sd_y=SD)
        else:
            lam, alpha = float(form.to_house(0.37, n=N, sd_y=SD)), family.alpha
        check(page, family, lam, alpha)
        assert field.input_value() == "0.37"
        said = page.locator("lambda-converter output").text_content()
        assert said is not None
        assert float(said.removeprefix("House λ = ")) == pytest.approx(lam, rel=1e-5)


def test_typing_the_share_of_l1(page: Page) -> None:
    net = FAMILIES[2]
    choose(page, net)
    for place, form in enumerate(net.forms):
        assert isinstance(form, ElasticNetConvention)
        lam_here = shown(rows(page, net)[place], "λ")
        rows(page, net)[place].locator("input[name=α]").fill("0.9")
        check(page, net, *form.to_house(lam_here, 0.9, sd_y=SD))


def test_the_number_of_rows_and_the_spread_of_y_can_be_changed(page: Page) -> None:
    page.locator("lambda-converter input[name=n]").fill("97")
    check(page, FAMILIES[0], LAM, 1.0, n=97)
    page.locator("lambda-converter input[name=sd]").fill("1.148")
    for family in FAMILIES:
        choose(page, family)
        check(page, family, LAM, family.alpha, n=97, sd_y=1.148)


def test_the_slider_works_from_the_keyboard(page: Page) -> None:
    slider = page.locator("lambda-converter [type=range]")
    slider.focus()
    for key, lam in (
        ("ArrowRight", 1.3),
        ("ArrowLeft", 1.0),
        ("ArrowLeft", 0.79),
        ("Home", 0.001),
        ("End", 100.0),
    ):
        page.keyboard.press(key)
        check(page, FAMILIES[0], lam, 1.0)
        assert slider.get_attribute("aria-valuetext") == f"λ = {lam:g}"


def test_the_penalty_is_chosen_with_arrow_keys_and_each_keeps_its_own_lambda(page: Page) -> None:
    rows(page, FAMILIES[0])[0].locator("input").fill("5")
    page.locator("lambda-converter [value=lasso]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-penalty=lasso]")).to_be_hidden()
    expect(page.locator("[data-penalty=ridge]")).to_be_visible()
    check(page, FAMILIES[1], LAM, 0.0)
    page.keyboard.press("ArrowLeft")
    check(page, FAMILIES[0], 5.0, 1.0)


@pytest.mark.parametrize("text", ["", "-1", "e"])
def test_what_is_no_lambda_is_refused_and_changes_nothing(page: Page, text: str) -> None:
    field = rows(page, FAMILIES[0])[1].locator("input")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    expect(field).to_have_js_property("validity.valid", False)
    expect(page.locator("lambda-converter output")).to_contain_text("λ, lasso, A: ")
    assert shown(rows(page, FAMILIES[0])[0], "λ") == LAM
    field.fill("884")
    check(page, FAMILIES[0], 2.0, 1.0)


def test_zero_is_zero_everywhere(page: Page) -> None:
    for family in FAMILIES:
        choose(page, family)
        rows(page, family)[-1].locator("input[name=λ]").fill("0")
        assert {shown(row, "λ") for row in rows(page, family)} == {0.0}


def test_every_field_has_a_name_and_the_status_is_polite(page: Page) -> None:
    fields = page.locator("lambda-converter input[type=number]")
    names = fields.evaluate_all("fields => fields.map((field) => field.ariaLabel)")
    assert len(set(names)) == len(names) == 2 + 6 + 6 + 2 * 3
    assert all(names)
    expect(page.locator("lambda-converter output")).to_have_attribute("aria-live", "polite")


def test_without_scripts_all_tables_stand_complete(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + LESSON)
    expect(page.locator(".converter__controls")).to_be_hidden()
    for family in FAMILIES:
        expect(page.locator(f"[data-penalty={family.key}]")).to_be_visible()
        check(page, family, LAM, family.alpha)
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_does_not_scroll_sideways(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open(LESSON)
    for family in FAMILIES:
        choose(page, family)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The page as it opens, with the first family, is read with every other page.
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_other_families(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(LESSON)
    for family in FAMILIES[1:]:
        choose(page, family)
        assert violations(page) == []
