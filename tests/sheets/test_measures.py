"""Every figure keeps to what a figure here has to be, on every sheet."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from figures.film.film import Film
from figures.sheets.sheet import WIDE
from tests.films import SCENES, film
from tests.measures import MEASURES, largest_empty


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("slug", SCENES)
def test_a_figure_measures_up(slug: str, measure: Callable[[Film], Iterator[str]]) -> None:
    assert list(dict.fromkeys(measure(film(slug)))) == []


def paper(inside: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">'
        f'<rect width="1280" height="720" fill="#fdfcf9"/>{inside}</svg>'
    )


def test_emptiness_is_the_largest_rectangle_without_ink() -> None:
    """A line across at 200, another down at 400: what is left of the slide's body is known."""
    lines = '<path d="M0 200L1280 200" stroke="#20242b" stroke-width="4" fill="none"/>'
    share, (_, top, width, height) = largest_empty(paper(lines), WIDE)
    assert (top, width) == (204, 1280)
    assert share == pytest.approx(width * height / (1280 * 720), abs=1e-9)
    lines += '<path d="M400 0L400 720" stroke="#20242b" stroke-width="4" fill="none"/>'
    share, (left, *_) = largest_empty(paper(lines), WIDE)
    assert left == 404
    assert share < 0.5


def test_emptiness_agrees_with_trying_all_rectangles() -> None:
    from tests.measures import _largest

    random = np.random.default_rng(0)
    for _ in range(20):
        ink = random.random((9, 11)) < 0.25
        best = max(
            (
                (b - a) * (d - c)
                for a in range(9)
                for b in range(a + 1, 10)
                for c in range(11)
                for d in range(c + 1, 12)
                if not ink[a:b, c:d].any()
            ),
            default=0,
        )
        area, (x, y, w, h) = _largest(ink)
        assert area == best == w * h
        assert not ink[y : y + h, x : x + w].any()
