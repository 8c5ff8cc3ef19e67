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
from figures.solvers import ELASTIC_NET, LASSO, RIDGE, Convention, ElasticNetConvention, response_scale

LAM = 1.0
"""The λ, in the house convention, that the page shows before the reader types one."""

Form = Convention | ElasticNetConvention
Exponents = tuple[int, int, int]

_ONE: Exponents = (0, 0, 0)


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
    """The converter as one HTML element, with a table for each penalty."""
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
            *(_table(family, n, sd_y) for family in FAMILIES),
            "</lambda-converter>",
        ]
    )


def number(value: float) -> str:
    """A number with six significant digits, as HTML, JavaScript, Python and R all read it."""
    return f"{float(f'{value:.6g}'):.15g}"


def values(family: Family, form: Form, n: int, sd_y: float) -> tuple[float, float]:
    """λ and α in a form, for the house's ``LAM`` and the family's α."""
    if isinstance(form, ElasticNetConvention):
        return form.from_house(LAM, family.alpha, sd_y=sd_y)
    return float(form.from_house(LAM, n=n, sd_y=sd_y)), family.alpha


def factors(family: Family, form: Form) -> tuple[Exponents, Exponents]:
    """What a form multiplies the L1 part and the quadratic part by, as exponents of 2, n and sd(y)."""
    if isinstance(form, ElasticNetConvention):
        return _ONE, (0, 0, form.sd_y)
    own = (form.two, form.n, form.sd_y)
    return (own, _ONE) if family.alpha else (_ONE, own)


def _table(family: Family, n: int, sd_y: float) -> str:
    rows = "".join(_row(family, form, n, sd_y) for form in family.forms)
    house = json.dumps({"λ": LAM, "α": family.alpha}, ensure_ascii=False)
    return (
        f'<table class="converter" data-penalty="{family.key}" data-house="{html.escape(house)}" '
        "data-search-exclude>"
        f"<caption>{family.name.capitalize()}</caption>"
        '<thead><tr><th scope="col">form</th><th scope="col">its λ</th>'
        '<th scope="col">objective, and code</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(family: Family, form: Form, n: int, sd_y: float) -> str:
    """One form: its name, its numbers, what it minimises and the line of code with the numbers in it."""
    fields, code = [], html.escape(form.code, quote=False)
    for key, place, value in zip("λα", ("{lam}", "{alpha}"), values(family, form, n, sd_y), strict=True):
        if place not in form.code and key == "α" and not isinstance(form, ElasticNetConvention):
            continue
        # What a package calls the number: the word before it in its code, else the letter.
        called = re.search(rf"(\w+) ?= ?{re.escape(place)}", form.code)
        symbol = called[1] if called else key
        most = "1" if key == "α" else ""
        fields.append(_field(key, symbol, f"{symbol}, {family.name}, {form.name}", number(value), most=most))
        code = code.replace(place, f'<b data-of="{key}">{number(value)}</b>')
    return (
        f'<tr data-factors="{json.dumps(factors(family, form))}">'
        f'<th scope="row">{html.escape(form.name)}<small>{html.escape(form.found)}</small></th>'
        f"<td>{''.join(fields)}<small>{_in_house_terms(family, form)}</small></td>"
        f"<td>{html.escape(form.formula)}<code>{code}</code></td></tr>"
    )


def _field(key: str, symbol: str, name: str, text: str, *, least: str = "0", most: str = "") -> str:
    """A number that can be read without scripts and typed with them."""
    limits = f'min="{least}" max="{most}"' if most else f'min="{least}"'
    return (
        f'<span class="converter__field">{symbol} = <input type="number" name="{key}" value="{text}" '
        f'aria-label="{html.escape(name)}" {limits} step="any" required readonly></span>'
    )


def _in_house_terms(family: Family, form: Form) -> str:
    """A form's λ written with the house's."""
    if form is family.forms[0]:
        return ""
    if isinstance(form, ElasticNetConvention):
        return "house L2 part × sd(y)" if form.sd_y else "the house λ and α"
    exponents = factors(family, form)[0 if family.alpha else 1]
    product = "".join(text for text, exponent in zip(("2", "n", "sd(y)"), exponents, strict=True) if exponent)
    return f"{product} × house λ" if product else "the house λ"
