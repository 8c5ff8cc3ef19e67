"""How (sub)gradient and proximal steps end on 1/2 (w - z)^2 + lam |w|, in closed form."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array, as_lams, as_positive, as_real_array
from figures.solvers.interval import Interval


def chatter_amplitude(lam: ArrayLike, step: ArrayLike) -> Array:
    """Return step lam / (2 - step), by which constant subgradient steps miss on either side.

    lam >= 0 is in the units of w; step, in (0, 1], has none. They broadcast. Raises ValueError on
    bad input.
    """
    level, eta = np.broadcast_arrays(as_lams(lam), _step(step))
    amplitude: Array = eta * level / (2.0 - eta)
    return amplitude


def two_cycle(z: ArrayLike, lam: ArrayLike, step: ArrayLike) -> Interval:
    """Return the two points between which subgradient descent jumps for ever.

    For |z| < a = step lam / (2 - step) the iteration w <- w - step (w - z + lam sign(w)) ends in
    the cycle z - a, z + a, whose points lie on either side of the minimiser, 0. For larger |z| the
    cycle is longer; ValueError is raised then, and on bad input. z, lam and step broadcast.

    Derivation: w+ = (1 - step) w- + step (z + lam) and w- = (1 - step) w+ + step (z - lam) have
    the sum 2z and the difference 2a. The map is a contraction on either side of 0.
    """
    centre, amplitude = np.broadcast_arrays(as_real_array(z, "z"), chatter_amplitude(lam, step))
    if (np.abs(centre) >= amplitude).any():
        raise ValueError("z must be nearer to 0 than step lam / (2 - step), or the cycle is longer")
    return Interval(centre - amplitude, centre + amplitude)


def end_cycle(iterates: ArrayLike, *, tolerance: float = 1e-12) -> Array:
    """Return the last iterates (q,), which repeat those before them, q as small as possible.

    `iterates` are those of one weight, (k,), so many that they have gone twice through the cycle in
    which they end; `tolerance` is in their units. A method at rest has q = 1. Raises ValueError on
    bad input and where nothing repeats.
    """
    w = as_real_array(iterates, "iterates")
    if w.ndim != 1:
        raise ValueError(f"iterates must have shape (k,), got {w.shape}")
    for q in range(1, len(w) // 2 + 1):
        if np.abs(w[-q:] - w[-2 * q : -q]).max() <= tolerance:
            return w[-q:]
    raise ValueError(f"iterates do not repeat within {len(w) // 2} steps; take more of them")


def hitting_time(z: ArrayLike, lam: ArrayLike, start: ArrayLike, step: ArrayLike) -> NDArray[np.int64]:
    """Return after how many proximal steps w is exactly 0.

    For |z| < lam the iteration w <- S(w - step (w - z), step lam) from w_0 = `start` moves towards
    the point -(lam - s z) beyond 0, s = sign(w_0), by a factor 1 - step a step, until it is cut
    off at 0:
        k* = ceil( ln((lam - s z) / (|w_0| + lam - s z)) / ln(1 - step) ).
    All arguments broadcast. step is in (0, 1]; the others are in the units of w. Raises ValueError
    on bad input, and where |z| >= lam, since the minimiser is then not 0 or never reached.
    """
    centre, level, first, eta = np.broadcast_arrays(
        as_real_array(z, "z"), as_lams(lam), as_real_array(start, "start"), _step(step)
    )
    if (np.abs(centre) >= level).any():
        raise ValueError("z must be nearer to 0 than lam, or 0 is not reached in finitely many steps")
    beyond = level - np.sign(first) * centre
    far = np.abs(first) + beyond
    with np.errstate(divide="ignore"):
        log_rate = np.log1p(-eta)
    count = np.maximum(np.ceil(np.log(beyond / far) / log_rate), first != 0.0)
    # The logarithms may round a whole number up: see whether one step fewer is enough.
    one_fewer = (count > 1) & ((1.0 - eta) ** np.maximum(count - 1, 0) * far <= beyond)
    steps: NDArray[np.int64] = (count - one_fewer).astype(np.int64)
    return steps


def _step(step: ArrayLike) -> Array:
    eta = as_positive(step, "step")
    if (eta > 1.0).any():
        raise ValueError(f"step must be in (0, 1], got {eta.max()}")
    return eta
