"""Faces that stand in until the typeface has come are as wide and as high."""

import re

import pytest

from figures.site.late_type import FAMILIES
from tests.visit import Visit

TEXT = "Why the lasso sets coefficients to exactly zero, and ridge does not: a kink holds them there."
BOX = """([family, weight, text]) => {
    const line = document.createElement("span");
    line.style.cssText = `position: absolute; white-space: nowrap; line-height: normal;
        font: ${weight} 100px "${family}"`;
    line.textContent = text;
    document.body.append(line);
    const { width, height } = line.getBoundingClientRect();
    line.remove();
    return [width, height];
}"""


@pytest.mark.parametrize("weight", [400, 600])
def test_a_line_is_as_long_and_as_high(visit: Visit, weight: int) -> None:
    page = visit.open("/")
    page.evaluate("weight => document.fonts.load(`${weight} 1em 'Source Sans 3'`)", weight)
    width, height = page.evaluate(BOX, ["Source Sans 3", weight, TEXT])
    unlike = page.evaluate(BOX, ["DejaVu Sans", weight, TEXT])
    # The one that Debian has; the other's widths are Helvetica's, as published by Adobe.
    stand_in = page.evaluate(BOX, ["DejaVu for a while", weight, TEXT])
    assert unlike[0] > 1.15 * width
    assert stand_in[0] == pytest.approx(width, rel=0.02)
    assert stand_in[1] == pytest.approx(height, abs=1)


def test_the_typeface_is_named_before_what_stands_in(visit: Visit) -> None:
    page = visit.open("/")
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert re.findall(r'"([^"]*)"', family)[:3] == ["Source Sans 3", *FAMILIES]
