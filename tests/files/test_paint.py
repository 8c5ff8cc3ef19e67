"""What the painter makes of a slide's paths."""

import numpy as np
import pytest

from figures.files.paint import raster, shapes


@pytest.mark.parametrize("end", ["Z", "z"])
def test_a_closed_outline_is_stroked_all_round(end: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<path d="M5 5L35 5 35 35 5 35{end}" fill="none" stroke="#20242b" stroke-width="4"/></svg>'
    )
    ink = raster(shapes(svg), (40, 40), 1.0)[..., 3]
    assert np.array_equal(ink > 0, (ink > 0).T)
    assert ink[20, 5] == 255
