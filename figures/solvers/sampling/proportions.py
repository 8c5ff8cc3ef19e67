"""How sure a counted share is."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_positive, as_real_array
from figures.solvers.interval import Interval


def wilson(hits: ArrayLike, trials: ArrayLike, level: float) -> Interval:
    """Return Wilson's score interval of a probability that gave `hits` in so many `trials`.

    Its ends are the p at which the share s = hits/trials lies z standard deviations from p,
        (s - p)^2 = z^2 p (1 - p) / trials,    z the normal quantile of (1 + level)/2.
    Unlike s +- z sqrt(s (1 - s)/trials) it has a width where nothing was counted, and stays in [0, 1].
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212.

    hits in [0, trials] and trials > 0 broadcast; level in (0, 1) is 0.95 for a 95 % interval. Raises
    ValueError on bad input.
    """
    counted, tried = np.broadcast_arrays(as_real_array(hits, "hits"), as_positive(trials, "trials"))
    if ((counted < 0) | (counted > tried)).any():
        raise ValueError(f"hits must lie between 0 and trials, got {counted.tolist()} of {tried.tolist()}")
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, got {level!r}")
    width = NormalDist().inv_cdf((1.0 + level) / 2.0) ** 2 / tried
    share = counted / tried
    return Interval(_lower(share, width), 1.0 - _lower(1.0 - share, width))


def _lower(share: Array, width: Array) -> Array:
    """Return the smaller root p of (s - p)^2 = w p (1 - p), in the form without cancellation."""
    larger: Array = share + width / 2.0 + np.sqrt(width * (share * (1.0 - share) + width / 4.0))
    smaller: Array = share**2 / larger
    return smaller
