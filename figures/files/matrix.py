"""SVG's transforms as numbers."""

import re
from functools import cache
from math import cos, radians, sin

Matrix = tuple[float, float, float, float, float, float]
"""SVG's ``matrix(a b c d e f)``: x' = a x + c y + e, y' = b x + d y + f.

Numbers of our own, since matplotlib's transforms took half the time of reading a slide."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
"""A number as our slides write them."""

_STEP = re.compile(r"(\w+)\(([^)]*)\)")


@cache
def transform(text: str) -> Matrix:
    """The matrix of SVG's ``transform``; ``ValueError`` names what is not understood."""
    whole = IDENTITY
    for name, inside in _STEP.findall(text):
        numbers = [float(number) for number in NUMBER.findall(inside)]
        match name, numbers:
            case "translate", [x, y]:
                steps: list[Matrix] = [(1, 0, 0, 1, x, y)]
            case "scale", [x]:
                steps = [(x, 0, 0, x, 0, 0)]
            case "scale", [x, y]:
                steps = [(x, 0, 0, y, 0, 0)]
            case "rotate", [angle]:
                steps = [_turned(angle)]
            case "rotate", [angle, x, y]:
                steps = [(1, 0, 0, 1, x, y), _turned(angle), (1, 0, 0, 1, -x, -y)]
            case _:
                raise ValueError(f"transform {name}({inside}) is not understood by figures/files/matrix.py")
        for step in steps:
            whole = within(whole, step)
    return whole


def _turned(angle: float) -> Matrix:
    """A turn by so many degrees, from x towards y."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return c, s, -s, c, 0, 0


def within(outer: Matrix, inner: Matrix) -> Matrix:
    """The inner transform first, then the outer."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f
