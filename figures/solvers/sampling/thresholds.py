"""One feature on its own: the expected errors of the soft threshold and of the refit, the hard one."""

import math
from statistics import NormalDist

_NORMAL = NormalDist()
_HALVINGS = 60
"""Of the search for where both errors are equal."""


def soft_error(effect: float, lam: float) -> float:
    """Return E (S(z, lam) - effect)^2 for z ~ N(effect, 1), S the soft threshold, lam >= 0.

    The unit is the standard error of z. With a = lam - effect and b = -lam - effect, Q = 1 - Phi,
        (1 + lam^2)(Q(a) + Phi(b)) + (a - 2 lam) phi(a) - (b + 2 lam) phi(b) + effect^2 (Phi(a) - Phi(b)).
    """
    a, b, kept = _tails(effect, lam)
    bent = (a - 2.0 * lam) * _NORMAL.pdf(a) - (b + 2.0 * lam) * _NORMAL.pdf(b)
    return (1.0 + lam**2) * kept + bent + effect**2 * (1.0 - kept)


def hard_error(effect: float, lam: float) -> float:
    """Return E (z [|z| > lam] - effect)^2 for z ~ N(effect, 1): least squares if it is kept, lam >= 0.

    It is Q(a) + Phi(b) + a phi(a) - b phi(b) + effect^2 (Phi(a) - Phi(b)); see `soft_error`.
    """
    a, b, kept = _tails(effect, lam)
    return kept + a * _NORMAL.pdf(a) - b * _NORMAL.pdf(b) + effect**2 * (1.0 - kept)


def equal_error(lam: float) -> float:
    """Return the effect > 0 at which both errors are equal; below it the soft threshold's is smaller.

    lam > 0, in standard errors of z like the effect. The difference changes its sign once, below lam + 4.
    """
    low, high = 0.0, lam + 4.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        worse = hard_error(middle, lam) > soft_error(middle, lam)
        low, high = (middle, high) if worse else (low, middle)
    return (low + high) / 2.0


def kept_bias(effect: float, lam: float) -> float:
    """Return E (S(z, lam) - effect | S(z, lam) != 0) for z ~ N(effect, 1): the bias of what is kept."""
    a, b, kept = _tails(effect, lam)
    above, below = 1.0 - _NORMAL.cdf(a), _NORMAL.cdf(b)
    return (_NORMAL.pdf(a) - _NORMAL.pdf(b) - lam * (above - below)) / kept


def _tails(effect: float, lam: float) -> tuple[float, float, float]:
    """Return how far from the effect z is kept, upward and downward, and how likely it is."""
    if lam < 0.0 or not math.isfinite(lam):
        raise ValueError(f"lam must be >= 0, got {lam}")
    a, b = lam - effect, -lam - effect
    return a, b, _NORMAL.cdf(-a) + _NORMAL.cdf(b)
