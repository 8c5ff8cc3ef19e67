"""The λ converter: its numbers are those of the solvers' table, its code runs, and it can be typed in."""

import gzip
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from figures.data.diabetes import diabetes
from figures.site import converter
from figures.site.converter import FAMILIES, LAM, Family, Form, values
from figures.solvers import Convention, response_scale, standardize
from tests.axe import violations
from tests.visit import Visit

DATA = standardize(diabetes().X, diabetes().y)
N, SD = len(DATA.y), response_scale(DATA.y)
ROWS = [(family, form) for family in FAMILIES for form in family.forms]
IDS = [f"{family.key}-{form.name}" for family, form in ROWS]
PAGE = "/lambda/"


class Table(HTMLParser):
    """The rows of the converter's HTML: factors, numbers, what each is of the house's, code."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.inside: list[str] = []
        self.feed(converter.block())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "tr" and "data-factors" in found:
            row = {
                "factors": json.loads(found["data-factors"]),
                "values": {},
                "code": "",
                "laws": [],
                "text": "",
            }
            self.rows.append(row)
        if tag == "input" and self.rows:
            self.rows[-1]["values"][found["name"]] = float(found["value"])
        self.inside.append(tag)
        if self.inside[-2:] == ["div", "small"]:
            self.rows[-1]["laws"].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.rows:
            return
        self.rows[-1]["text"] += f"{data}|"
        if "code" in self.inside:
            self.rows[-1]["code"] += data
        if self.inside[-2:] == ["div", "small"]:
            self.rows[-1]["laws"][-1] += data


WRITTEN = {name: row for name, row in zip(IDS, Table().rows, strict=True)}


@pytest.mark.parametrize(("family", "form"), ROWS, ids=IDS)
def test_the_numbers_are_those_of_the_conventions(family: Family, form: Form) -> None:
    row = WRITTEN[f"{family.key}-{form.name}"]
    assert row["values"] == pytest.approx(values(family, form, N, SD), rel=1e-5)
    # What the script computes: both parts of the penalty times a power product.
    for n, sd_y, mine in ((N, SD, 0.3), (7, 0.2, 12.0)):
        first, second = (2.0**a * n**b * sd_y**c for a, b, c in row["factors"])
        l1, l2 = mine * family.alpha * first, mine * (1 - family.alpha) * second
        if isinstance(form, Convention):
            assert l1 + l2 == pytest.approx(float(form.from_house(mine, n=n, sd_y=sd_y)))
        else:
            expected = form.from_house(mine, family.alpha, n=n, sd_y=sd_y)
            assert ((l1, l2) if form.in_two_weights else (l1 + l2, l1 / (l1 + l2))) == pytest.approx(expected)


@pytest.mark.parametrize(("family", "form"), ROWS, ids=IDS)
def test_each_number_stands_in_its_code_and_says_what_it_is_of_the_house(family: Family, form: Form) -> None:
    """`tests/solvers/test_conventions.py` runs each line; here it is only filled in."""
    row, code = WRITTEN[f"{family.key}-{form.name}"], form.code
    places = {"λ": "{lam}", "α": "{alpha}", "l1": "{l1}", "l2": "{l2}"}
    for key, value in row["values"].items():
        code = code.replace(places[key], converter.number(value))
    assert row["code"] == code
    laws = row["laws"]
    assert len(laws) == len(row["values"])
    if form is family.forms[0]:
        assert not any(laws)
        return
    # Read as arithmetic, with the house's numbers in the place of their names, it gives the number shown.
    for law, (key, value) in zip(laws, row["values"].items(), strict=True):
        text = law.removeprefix("the ").replace("house ", "").replace("λα", "λ*α").replace("λ(", "λ*(")
        text = text.replace("2n", "2*n").replace("√n", "n**0.5").replace("sd(y)", "sd")
        text = text.replace("×", "*").replace("·", "*").replace("−", "-").replace("lambda", "whole")
        house = {"λ": LAM, "α": family.alpha, "n": N, "sd": SD, "whole": row["values"].get("λ")}
        assert eval(text, house) == pytest.approx(value, rel=1e-5), (key, law)


def test_a_row_of_two_numbers_is_no_chain_of_equations() -> None:
    """Bare text leaves the numbers out: each name is then followed by what it equals."""
    said = WRITTEN["net-glmnet"]["text"]
    assert said.startswith(
        "glmnet|R; y is standardized inside|lambda = |house λ(α + (1 − α)·sd(y))|alpha = |house λα / lambda|"
    )


def test_the_script_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "javascripts" / "converter.js").read_bytes())) <= 2048


RESTORED = """(values) => {
  const part = document.querySelector("lambda-converter");
  part.querySelector("[name=n]").value = values.n;
  part.querySelector(`[value=${values.penalty}]`).checked = true;
  dispatchEvent(new PageTransitionEvent("pageshow"));
}"""
"""As Firefox puts back what stood in the fields: without an event of theirs."""


def test_what_a_browser_restores_is_read_and_refused_like_what_is_typed(visit: Visit) -> None:
    page = visit.open(PAGE)
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
    page = visit.open(PAGE)
    unfold(page)
    return page


def rows(page: Page, family: Family) -> list[Locator]:
    return page.locator(f"[data-penalty={family.key}] tbody tr").all()


def shown(row: Locator, key: str) -> float:
    return float(row.locator(f"input[name={key}]").input_value())


def expected(form: Form, lam: float, alpha: float, n: float, sd_y: float) -> dict[str, float]:
    """What the solvers' table says that a form's fields hold."""
    if isinstance(form, Convention):
        return {"λ": float(form.from_house(lam, n=n, sd_y=sd_y))}
    numbers = form.from_house(lam, alpha, n=n, sd_y=sd_y)
    return dict(zip(("l1", "l2") if form.in_two_weights else ("λ", "α"), numbers, strict=True))


def check(page: Page, family: Family, lam: float, alpha: float, n: float = N, sd_y: float = SD) -> None:
    """Every row shows, and has in its code, what the solvers' table says of this house λ and α."""
    shown_rows = page.locator(f"[data-penalty={family.key}] tbody tr").evaluate_all(
        """rows => rows.map(row => [
          ...[...row.querySelectorAll("input")].map(field => [field.name, field.value]),
          ...[...row.querySelectorAll("code b")].map(part => [part.dataset.of, part.textContent]),
        ])"""
    )
    for form, row in zip(family.forms, shown_rows, strict=True):
        fields = expected(form, lam, alpha, n, sd_y)
        # Each number stands in its field and in the code.
        assert sorted(key for key, _ in row) == sorted([*fields, *fields])
        for key, text in row:
            assert float(text) == pytest.approx(fields[key], rel=1e-5), form.name


def choose(page: Page, family: Family) -> None:
    page.locator(f"lambda-converter [value={family.key}]").check(force=True)


def unfold(page: Page) -> None:
    """Open all groups: what is folded cannot be typed in."""
    page.evaluate("document.querySelectorAll('lambda-converter details').forEach((one) => one.open = true)")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_typing_in_any_row_converts_to_all_others(page: Page, family: Family) -> None:
    choose(page, family)
    check(page, family, LAM, family.alpha)
    for place, form in enumerate(family.forms):
        row = rows(page, family)[place]
        fields = row.locator("input")
        field = fields.first
        field.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("0.37")
        if isinstance(form, Convention):
            lam, alpha = float(form.to_house(0.37, n=N, sd_y=SD)), family.alpha
        else:
            lam, alpha = form.to_house(0.37, float(fields.last.input_value()), n=N, sd_y=SD)
        check(page, family, lam, alpha)
        assert field.input_value() == "0.37"
        said = page.locator("lambda-converter output").text_content()
        assert said is not None
        assert float(said.removeprefix("House λ = ")) == pytest.approx(lam, rel=1e-5)


def test_typing_the_second_number_of_a_row(page: Page) -> None:
    """The share of L1, or the weight of the quadratic part."""
    net = FAMILIES[2]
    choose(page, net)
    for place, form in enumerate(net.forms):
        assert not isinstance(form, Convention)
        fields = rows(page, net)[place].locator("input")
        first = float(fields.first.input_value())
        fields.last.fill("0.9")
        check(page, net, *form.to_house(first, 0.9, n=N, sd_y=SD))


def test_a_group_opened_for_one_penalty_is_open_for_all(visit: Visit) -> None:
    page = visit.open(PAGE)
    assert open_groups(page) == [[True, False, False]] * 3
    page.locator("[data-penalty=lasso] summary").nth(1).click()
    choose(page, FAMILIES[2])
    expect(page.locator("[data-penalty=net] table").nth(1)).to_be_visible()
    assert open_groups(page) == [[True, True, False]] * 3
    page.locator("[data-penalty=net] summary").nth(0).click()
    expect(page.locator("[data-penalty=ridge] details").first).not_to_have_attribute("open", "")
    assert open_groups(page) == [[False, True, False]] * 3


def open_groups(page: Page) -> list[list[bool]]:
    found: list[list[bool]] = page.locator("[data-penalty]").evaluate_all(
        "parts => parts.map((part) => [...part.querySelectorAll('details')].map((one) => one.open))"
    )
    return found


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
        check(page, family, 0.0, family.alpha)


def test_every_field_has_a_name_and_the_status_is_polite(page: Page) -> None:
    fields = page.locator("lambda-converter input[type=number]")
    names = fields.evaluate_all("fields => fields.map((field) => field.ariaLabel)")
    assert len(set(names)) == len(names) == 2 + 16 + 12 + 2 * 14
    assert all(names)
    expect(page.locator("lambda-converter output")).to_have_attribute("aria-live", "polite")


def test_without_scripts_all_tables_stand_complete(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator(".converter__controls")).to_be_hidden()
    for family in FAMILIES:
        expect(page.locator(f"[data-penalty={family.key}]")).to_be_visible()
        check(page, family, LAM, family.alpha)
        # Folded without scripts too: it is the browser that opens it.
        last = page.locator(f"[data-penalty={family.key}] details").last
        expect(last.locator("table")).to_be_hidden()
        last.locator("summary").click()
        expect(last.locator("table")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_does_not_scroll_sideways(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open(PAGE)
    unfold(page)
    for family in FAMILIES:
        choose(page, family)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.locator("lambda-converter :is(summary, table, tr, th, td, code, input)").evaluate_all(
            "all => Math.max(...all.map((one) => one.getBoundingClientRect().right))"
        )
        assert wide <= width


# The page as it opens, with the first family folded, is read with every other page.
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_was_folded(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(PAGE)
    unfold(page)
    for family in FAMILIES:
        choose(page, family)
        assert violations(page) == []
