"""Hypothesis strategies for lasso problems, regular and degenerate."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from figures.solvers import fate, touch_diamond
from tests.solvers.oracles import Array

KINDS = ["keep"] * 6 + ["copy", "minus", "double", "constant", "zero"]


@st.composite
def problems(draw: st.DrawFn, *, rows: int = 9, columns: int = 8) -> tuple[Array, Array]:
    """Gaussian or small-integer designs with copies, proportional, constant and zero columns."""
    n, p = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    if draw(st.booleans()):
        X, y = rng.normal(size=(n, p)), rng.normal(size=n)
    else:
        width = draw(st.sampled_from([1, 4]))
        X = rng.integers(-width, width + 1, (n, p)).astype(float)
        y = rng.integers(-5, 6, n).astype(float)
    for column in range(p):
        kind = draw(st.sampled_from(KINDS))
        source = X[:, draw(st.integers(0, p - 1))]
        replacement = {
            "copy": source,
            "minus": -source,
            "double": 2 * source,
            "constant": np.ones(n),
            "zero": np.zeros(n),
        }
        X[:, column] = replacement.get(kind, X[:, column])
    return X, y


def fate_of(gram: ArrayLike, ols: ArrayLike, budget: ArrayLike) -> NDArray[np.str_]:
    """What the diamond does to each least-squares point."""
    return fate(touch_diamond(gram, ols, budget), ols, budget)
