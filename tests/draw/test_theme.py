"""The palette can be read, told apart by everybody, and is the only source of colour."""

import itertools
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.build.layout import DOCS, SOURCE
from figures.draw.theme import ROLES, Scheme, in_scheme, on_page, recolour

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TEXT = ("fg", "muted", "lasso", "ridge", "loss", "ols", "zero")
SUBJECTS = ("lasso", "ridge", "loss", "ols", "zero")

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: str) -> NDArray[np.float64]:
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    """WCAG 2.2 contrast ratio."""
    light = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (a, b))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE L*a*b* under D65 of linear RGB."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    t = to_xyz @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", TEXT)
def test_text_has_contrast_on_the_grounds(scheme: Scheme, name: str) -> None:
    shade = in_scheme(scheme)
    assert contrast(shade(ROLES[name]), shade(ROLES["ground"])) >= 4.5
    assert contrast(shade(ROLES[name]), shade(ROLES["raised"])) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_curves_have_contrast_on_the_ground(scheme: Scheme) -> None:
    shade = in_scheme(scheme)
    assert contrast(shade(ROLES["quiet"]), shade(ROLES["ground"])) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", VISION)
def test_subjects_can_be_told_apart(scheme: Scheme, sight: str) -> None:
    shade = in_scheme(scheme)
    seen = {name: lab(VISION[sight] @ linear(shade(ROLES[name]))) for name in SUBJECTS}
    for a, b in itertools.combinations(SUBJECTS, 2):
        assert np.linalg.norm(seen[a] - seen[b]) >= 20, (a, b)


def test_no_two_roles_share_a_light_colour() -> None:
    assert len({role.light for role in ROLES.values()}) == len(ROLES)


def test_recolouring_follows_the_role_and_refuses_strangers() -> None:
    lasso = ROLES["lasso"]
    assert recolour(f'<a fill="{lasso.light}"/>', in_scheme("dark")) == f'<a fill="{lasso.dark}"/>'
    assert recolour(f'<a fill="{lasso.light}"/>', on_page) == '<a fill="var(--fig-lasso)"/>'
    with pytest.raises(ValueError, match="#123456 belongs to no role"):
        recolour('<a fill="#123456"/>', on_page)


def test_colours_are_written_nowhere_else() -> None:
    for path in [*SOURCE.rglob("*.py"), *DOCS.rglob("*.css"), *DOCS.rglob("*.js")]:
        if path.name != "theme.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text("utf-8")), path
