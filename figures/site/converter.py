"""The λ converter: one penalty, its λ in every convention, as HTML that is whole without scripts.

``docs/javascripts/converter.js`` lets the reader type in it. The conversions come from
``figures.solvers.conventions`` alone: each row carries, as exponents of 2, n and sd(y), what its L1
part and its quadratic part are multiplied by.
"""

import html
import json
import re
from dataclasses import dataclass

from figures.data.diabetes import diabetes
from figures.site.slots import ROOT_MARK
from figures.solvers import (
    ELASTIC_NET,
    LASSO,
    OTHERS,
    PAPER,
    PYTHON,
    RIDGE,
    Convention,
    ElasticNetConvention,
    Factor,
    response_scale,
)

LAM = 1.0
"""The λ, in the house convention, that the page shows before the reader types one."""

Form = Convention | ElasticNetConvention


@dataclass(frozen=True)
class Family:
    """A penalty with its forms; ``alpha`` is the house α of the elastic net it is a case of."""

    key: str
    name: str
    forms: tuple[Form, ...]
    alpha: float


FAMILIES = (
    Family("lasso", "lasso", LASSO, 1.0),
    Family("ridge", "ridge", RIDGE, 0.0),
    Family("net", "elastic net", ELASTIC_NET, 0.5),
)


def block() -> str:
    """The converter as one HTML element, with a part for each penalty and a table for each group of forms."""
    data = diabetes()
    n, sd_y = len(data.y), response_scale(data.y)
    choices = "".join(
        f'<label><input type="radio" name="penalty" value="{family.key}"'
        f"{' checked' if family is FAMILIES[0] else ''}><span>{family.name}</span></label>"
        for family in FAMILIES
    )
    return "\n".join(
        [
            "<lambda-converter>",
            f'<script src="{ROOT_MARK}/javascripts/converter.js" defer></script>',
            '<div class="converter__controls" hidden><div class="figure__controls figure__inputs">'
            f"<fieldset><legend>penalty</legend>{choices}</fieldset>"
            '<label><span class="figure__label">λ</span>'
            '<input type="range" min="-30" max="20" value="0"></label></div>'
            '<div class="converter__hint">Type in any field. '
            '<output aria-live="polite"></output></div></div>',
            '<p class="converter__data">For data with '
            f"{_field('n', 'n', 'n, the number of rows', str(n), least='1')} rows and "
            f"{_field('sd', 'sd(y)', 'sd(y), the standard deviation of y', number(sd_y), least='1e-6')} "
            "(to begin with, the diabetes data).</p>",
            *(_part(family, n, sd_y) for family in FAMILIES),
            "</lambda-converter>",
        ]
    )


def number(value: float) -> str:
    """A number with six significant digits, as HTML, JavaScript, Python and R all read it."""
    return f"{float(f'{value:.6g}'):.15g}"


def values(family: Family, form: Form, n: int, sd_y: float) -> dict[str, float]:
    """The numbers that a form takes for the house's ``LAM`` and the family's α, by their fields' names."""
    if isinstance(form, Convention):
        return {"λ": float(form.from_house(LAM, n=n, sd_y=sd_y))}
    numbers = form.from_house(LAM, family.alpha, n=n, sd_y=sd_y)
    return dict(zip(("l1", "l2") if form.in_two_weights else ("λ", "α"), numbers, strict=True))


def factors(family: Family, form: Form) -> tuple[Factor, Factor]:
    """What a form multiplies the L1 part and the quadratic part by."""
    if isinstance(form, ElasticNetConvention):
        return form.l1, form.l2
    return (form.factor, Factor()) if family.alpha else (Factor(), form.factor)


def _part(family: Family, n: int, sd_y: float) -> str:
    """All forms of a penalty, by groups, of which those after the first are folded."""
    house = json.dumps({"λ": LAM, "α": family.alpha}, ensure_ascii=False)
    groups = "".join(_group(family, group, n, sd_y) for group in (PAPER, PYTHON, OTHERS))
    return (
        f'<div class="converter" data-penalty="{family.key}" data-house="{html.escape(house)}" '
        f"data-search-exclude>{groups}</div>"
    )


def _group(family: Family, group: str, n: int, sd_y: float) -> str:
    forms = [form for form in family.forms if form.group == group]
    name = f"{family.name.capitalize()} {group}"
    # What it holds, since it is folded: the packages, each once.
    packages = list(dict.fromkeys(re.split(r"[ ,]", form.name)[0] for form in forms))
    held = f" <small>{', '.join(packages)}</small>" if group != PAPER else ""
    rows = "".join(_row(family, form, n, sd_y) for form in forms)
    return (
        f"<details{' open' if group == PAPER else ''}><summary>{name}{held}</summary>"
        f'<table class="converter__table" aria-label="{name}">'
        '<thead><tr><th scope="col">form</th><th scope="col">its λ</th>'
        '<th scope="col">objective, and code</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _row(family: Family, form: Form, n: int, sd_y: float) -> str:
    """One form: its name, its numbers, what it minimises and the line of code with the numbers in it."""
    fields, code = "", html.escape(form.code, quote=False)
    laws = _laws(family, form)
    for (key, value), law in zip(values(family, form, n, sd_y).items(), laws, strict=True):
        place = {"λ": "{lam}", "α": "{alpha}"}.get(key, f"{{{key}}}")
        symbol = _called(key, place, form.code)
        most = "1" if key == "α" else ""
        field = _field(key, symbol, f"{symbol}, {family.name}, {form.name}", number(value), most=most)
        # With the number left out, as a reader of bare text does, it is still an equation.
        fields += f"<div>{field}<small>{law}</small></div>"
        code = code.replace(place, f'<b data-of="{key}">{number(value)}</b>')
    return (
        f'<tr data-factors="{json.dumps(factors(family, form))}">'
        f'<th scope="row">{html.escape(form.name)}<small>{html.escape(form.found)}</small></th>'
        f"<td>{fields}</td>"
        f"<td>{html.escape(form.formula)}<code>{code}</code></td></tr>"
    )


def _called(key: str, place: str, code: str) -> str:
    """What a package calls the number: the name before it in its code, else the letter."""
    found = re.search(rf"(\w+)(?: ?= ?|[\"']: |', ){re.escape(place)}", code)
    return found[1] if found else {"l1": "λ₁", "l2": "λ₂"}.get(key, key)


def _field(key: str, symbol: str, name: str, text: str, *, least: str = "0", most: str = "") -> str:
    """A number that can be read without scripts and typed with them."""
    limits = f'min="{least}" max="{most}"' if most else f'min="{least}"'
    return (
        f'<span class="converter__field">{symbol} = <input type="number" name="{key}" value="{text}" '
        f'aria-label="{html.escape(name)}" {limits} step="any" required readonly></span>'
    )


def _laws(family: Family, form: Form) -> list[str]:
    """Each number of a form written with the house's λ and α; nothing for the house itself."""
    if form is family.forms[0]:
        return [""] if isinstance(form, Convention) else ["", ""]
    first, second = factors(family, form)
    if isinstance(form, Convention):
        return [_times(first if family.alpha else second, "house λ")]
    if form.in_two_weights:
        return [_times(first, "house λα"), _times(second, "house λ(1 − α)")]
    if first == second:
        return [_times(first, "house λ"), "house α"]
    ratio = f"house λ(α + (1 − α)·{_product(second)})"
    return [ratio, f"house λα / {_called('λ', '{lam}', form.code)}"]


def _times(factor: Factor, what: str) -> str:
    return f"{_product(factor)} × {what}" if factor != Factor() else f"the {what}"


def _product(factor: Factor) -> str:
    """A power product as it is written: 2n, √n, sd(y)."""
    names = zip(("2", "n", "sd(y)"), factor, strict=True)
    return "".join(("√" if exponent == 0.5 else "") + name for name, exponent in names if exponent)
