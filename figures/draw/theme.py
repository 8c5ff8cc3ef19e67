"""The palette: every colour of the site and of its figures has a role here, and only here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["light", "dark"]

FONT_FAMILY = "Source Sans 3"


BUDGETS = {
    "loop.svg": 200 * 1024,
    ".svg": 60 * 1024,
    ".png": 400 * 1024,
    ".gif": 3 * 1024**2,
    ".mp4": 1536 * 1024,
}
"""The most bytes that a file of a figure may have, by what its name ends in; the first that fits counts."""


@dataclass(frozen=True)
class Role:
    """One meaning and its colour on light and on dark ground, as ``#rrggbb``."""

    name: str
    light: str
    dark: str
    meaning: str


# The five coloured roles keep apart in both schemes, also as seen with protanopia, deuteranopia or
# tritanopia, and text in any role but `rule` and `quiet` keeps 4.5:1 contrast on the ground;
# tests/draw/test_theme.py computes both.
ROLES = {
    role.name: role
    for role in (
        Role("ground", "#fdfcf9", "#14171c", "page and slide background"),
        Role("raised", "#f4f2ec", "#1d2128", "controls, code and table heads on the ground"),
        Role("fg", "#20242b", "#e9e7e2", "text"),
        Role("muted", "#5b6471", "#a2abb8", "tick labels, captions"),
        Role("rule", "#dcd9d0", "#363c46", "axes, grid and other hairlines"),
        Role("quiet", "#7b889b", "#77859a", "curves that are context, not subject"),
        Role("lasso", "#073bbd", "#5a96ff", "the lasso: its penalty, its solutions"),
        Role("ridge", "#946301", "#e39f38", "ridge: its penalty, its solutions"),
        Role("loss", "#2a323d", "#8f9aaa", "the data's side: loss, contours"),
        Role("ols", "#1d6b5c", "#95ffe0", "least squares, no penalty"),
        Role("zero", "#941b91", "#eba9f3", "exactly zero: dead zones, coefficients at rest"),
    )
}

_BY_LIGHT = {role.light: role for role in ROLES.values()}
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def ink(role: str) -> str:
    """The light colour that stands for ``role`` in every drawing; ``KeyError`` if there is none."""
    return ROLES[role].light


def recolour(svg: str, paint: Callable[[Role], str]) -> str:
    """Replace every colour of an SVG drawn in the light scheme by ``paint(role)``.

    Figures are drawn once, in the light colours, which name the roles one to one. A colour that is no
    role's raises ``ValueError``: it could not follow the scheme.
    """

    def swap(match: re.Match[str]) -> str:
        role = _BY_LIGHT.get(match[0].lower())
        if role is None:
            raise ValueError(
                f"colour {match[0]} belongs to no role; use one of {', '.join(sorted(ROLES))} "
                "from figures/draw/theme.py"
            )
        return paint(role)

    return _HEX.sub(swap, svg)


def on_page(role: Role) -> str:
    """The CSS variable of a role, so that a figure on a page follows the reader's scheme."""
    return f"var(--fig-{role.name})"


def in_scheme(scheme: Scheme) -> Callable[[Role], str]:
    """The literal colour of a role: files that leave the site can count on nothing else."""
    return lambda role: role.light if scheme == "light" else role.dark


def css() -> str:
    """The role variables of both schemes as a style sheet; paper is always light."""
    slate = _rule('[data-md-color-scheme="slate"]', "dark")
    return _rule(":root", "light") + _within("screen", slate) + _forced("[data-md-color-scheme]")


def embed_css() -> str:
    """The same for pages that follow the viewer's system unless their root names a ``data-scheme``."""
    return (
        _rule(":root", "light")
        + _within("screen and (prefers-color-scheme: dark)", _rule(":root", "dark"))
        + _rule(':root[data-scheme="light"]', "light")
        + _within("screen", _rule(':root[data-scheme="dark"]', "dark"))
        + _forced(":root[data-scheme]")
    )


def _forced(schemed: str) -> str:
    """Where colours are forced, drawings wear the scheme that fits the ground, whatever scheme is chosen."""
    roots = f":root, {schemed}"
    return _within("(forced-colors: active)", _rule(roots, "light")) + _within(
        "(forced-colors: active) and (prefers-color-scheme: dark)", _rule(roots, "dark")
    )


def _within(media: str, rules: str) -> str:
    return f"@media {media} {{\n{rules}}}\n"


def _rule(selector: str, scheme: Scheme) -> str:
    lines = (f"  --fig-{role.name}: {in_scheme(scheme)(role)};" for role in ROLES.values())
    return f"{selector} {{\n" + "\n".join(lines) + "\n}\n"
