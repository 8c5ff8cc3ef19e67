"""Features without any effect, simulated: what the lasso makes of noise."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from figures.solved import Budget, Regression, Solved, certified
from figures.solvers import lasso_path, project_l1

Array = NDArray[np.float64]


@cache
def null_answers(p: int, samples: int = 2000) -> Solved:
    """The lasso's answers (samples, p) for p uncorrelated features without any effect, within t = τ.

    τ is the standard deviation of each least-squares coefficient. Simulated, with a fixed seed for each p.
    """
    ols = np.random.default_rng([5, p]).standard_normal((samples, p))
    return certified(Budget(None, ols, 1.0), project_l1(ols, 1.0))


@cache
def null_feature(n: int, lams: tuple[float, ...], trials: int, seed: int) -> tuple[Array, tuple[Solved, ...]]:
    """How often a feature without effect is exactly 0 at each λ (k,), and the answers (k, 1) counted.

    Each trial is one feature of mean 0 and mean square 1 with n rows, and normal noise with standard
    deviation 1 that knows nothing of it, from NumPy's default generator with the seed [seed, n].
    """
    rng = np.random.default_rng([seed, n])
    zeros, solved = np.zeros(len(lams)), []
    for _ in range(trials):
        x = rng.normal(size=(n, 1))
        x = (x - x.mean()) / x.std()
        y = rng.normal(size=n)
        answers = lasso_path(x, y)(lams)
        zeros += answers[:, 0] == 0
        solved.append(certified(Regression(x, y, lams), answers))
    return zeros, tuple(solved)
