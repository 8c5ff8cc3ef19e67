"""Exact lasso paths of many problems at once: the homotopy in lockstep, batch index last."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array, as_lams, as_real_array
from figures.solvers.lasso.certify import certified_gram_walk, path_violation
from figures.solvers.lasso.homotopy import APPROACHED, TIE
from figures.solvers.lasso.path import way_down
from figures.solvers.lasso.tableau import SINGULAR
from figures.solvers.optimality import TOLERANCE

BLOCK = 2**17
"""Numbers in the tableaux of one block of problems, 1 MB: they stay in a core's cache."""

TEMPORARY = 2**14
"""Numbers in a temporary array: up to 128 kB are not returned to the system and fetched anew."""


@dataclass(frozen=True, eq=False)
class Paths:
    """Many lasso paths with p features: each as `Path`, padded to the length k of the longest.

    knots   (..., k)     decreasing from lam_max to 0; past its end a path repeats 0.
    coefs   (..., k, p)  w at the knots.
    """

    knots: Array
    coefs: Array

    def __call__(self, lam: ArrayLike) -> Array:
        """Return w at lam for every path, exactly: linear between knots, +0.0 beyond lam_max.

        lam may have any shape; the result has shape (..., *lam.shape, p). Raises ValueError for
        lam that is negative or not finite.
        """
        lams = as_lams(lam)
        batch, (k, p) = self.knots.shape[:-1], self.coefs.shape[-2:]
        if k == 1:
            return np.zeros((*batch, *lams.shape, p))
        knots, coefs = self.knots.reshape(-1, k), self.coefs.reshape(-1, k, p)
        w = np.empty((len(knots), lams.size, p))
        size = max(1, BLOCK // (lams.size * p + 1))
        for i in range(0, len(knots), size):
            w[i : i + size] = _interpolate(knots[i : i + size], coefs[i : i + size], lams.ravel())
        return w.reshape(*batch, *lams.shape, p)


def lasso_paths(gram: ArrayLike, c: ArrayLike) -> Paths:
    """Return the exact path of 1/2 w'Gw - c'w + lam ||w||_1 for every problem (G, c).

    With G = X'X/n and c = X'y/n this is `lasso_path`. gram is (..., p, p) and c (..., p) with the
    same leading axes; all problems take their next event together, one rank-1 update for all.
    A problem with ties, a nearly singular pivot or an uncertified answer is solved again alone.

    Raises ValueError on bad input, and NotConverged where a problem cannot be certified.
    """
    G, target = as_real_array(gram, "gram"), as_real_array(c, "c")
    if G.ndim < 2 or G.shape[-1] != G.shape[-2]:
        raise ValueError(f"gram must have shape (..., p, p), got {G.shape}")
    if target.shape != G.shape[:-1]:
        raise ValueError(f"c must have shape {G.shape[:-1]} to match gram, got {target.shape}")
    if G.size == 0:
        raise ValueError(f"gram must not be empty, got shape {G.shape}")
    batch, p = G.shape[:-2], G.shape[-1]
    G, target = G.reshape(-1, p, p), target.reshape(-1, p)
    size = max(1, BLOCK // (p * (p + 2)))
    blocks = [_certified(G[i : i + size], target[i : i + size]) for i in range(0, len(G), size)]
    longest = max(knots.shape[1] for knots, _ in blocks)
    if len(blocks) == 1:
        knots, coefs = blocks[0]
    else:
        knots = np.concatenate([_pad(knots, longest) for knots, _ in blocks])
        coefs = np.concatenate([_pad(coefs, longest) for _, coefs in blocks])
    return Paths(knots.reshape(*batch, longest), coefs.reshape(*batch, longest, p))


def _interpolate(knots: Array, coefs: Array, lams: Array) -> Array:
    """Return w (m, l, p) at lams (l,) from knots (m, k) and coefs (m, k, p)."""
    capped = np.minimum(lams, knots[:, :1])
    left = np.count_nonzero(knots[:, 1:-1, np.newaxis] >= capped[:, np.newaxis], axis=1)
    rows = np.arange(len(knots))[:, np.newaxis]
    share = way_down(knots[rows, left], knots[rows, left + 1], capped)
    w: Array = coefs[rows, left]
    w *= (1.0 - share)[..., np.newaxis]
    below = coefs[rows, left + 1]
    below *= share[..., np.newaxis]
    w += below
    return w


def _certified(gram: Array, c: Array) -> tuple[Array, Array]:
    """Return knots (m, k) and coefs (m, k, p) of one block, every path certified."""
    knots, coefs, regular = _lockstep(gram, c)
    size = max(1, TEMPORARY // coefs[0].size)
    for i in range(0, len(c), size):
        part = slice(i, i + size)
        corr = c[part, np.newaxis] - coefs[part] @ gram[part]
        worst = path_violation(knots[part], coefs[part], corr)
        regular[part] &= worst <= TOLERANCE * knots[part, 0]
    for i in np.flatnonzero(~regular).tolist():
        walk = certified_gram_walk(gram[i], c[i])
        longest = max(knots.shape[1], len(walk.knots))
        knots, coefs = _pad(knots, longest), _pad(coefs, longest)
        knots[i] = _pad(walk.knots[np.newaxis], longest)[0]
        coefs[i] = _pad(walk.coefs[np.newaxis], longest)[0]
    return knots, coefs


def _pad(values: Array, length: int) -> Array:
    """Repeat the last entry along axis 1 up to the given length."""
    missing = length - values.shape[1]
    if missing == 0:
        return values
    return np.concatenate([values, np.repeat(values[:, -1:], missing, axis=1)], axis=1)


def _lockstep(gram: Array, c: Array) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Follow m paths together, as `homotopy.follow` does one; return knots, coefs and success.

    The arrays are (m, k), (m, k, p) and (m,). Problems with ties, small pivots or too many events
    are given up. Each walks in a column of the table, next to the others, until it has ended; columns
    that have are taken out now and then, and `ids` tells which problem a column is.
    """
    m, p = c.shape
    table = np.empty((p + 2, p, m))  # of each problem q, d and M, as in `Tableau`
    table[0], table[1], table[2:] = c.T, 0.0, np.moveaxis(gram, 0, -1)
    floor = SINGULAR * np.einsum("mjj->jm", gram)
    sign = np.zeros((p, m))
    lam = np.full(m, np.inf)
    ids, live = np.arange(m), np.ones(m, dtype=bool)
    regular = np.ones(m, dtype=bool)
    ends, last = np.zeros(m, dtype=int), np.zeros((p, m))  # number of knots above lam = 0, and w there
    knots: list[Array] = []
    coefs: list[Array] = []
    for step in range(min(3**p, 20 * p) + 1):
        # The next event of each: which feature j, at which lam, with which pivot.
        here = np.arange(len(ids))
        reach = _event_lams(table[0], table[1], sign)
        j = reach.argmax(axis=0)
        following = reach[j, here]
        pivot, active = table[j + 2, j, here], sign[j, here]

        # Who has none above 0 is done; whose comes too early or too close is left to `follow`.
        rounding = TIE * lam if step else np.zeros(m)
        done = live & (following <= rounding)
        tied = following >= lam * (1.0 - TIE)
        dependent = (active == 0.0) & (pivot <= floor[j, here])
        irregular = (tied | dependent) & live & ~done
        if done.any() or irregular.any():
            last[:, ids[done]] = _at_zero(table[0][:, done], table[1][:, done], sign[:, done], rounding[done])
            ends[ids[done]] = step
            regular[ids[irregular]] = False
            live &= ~(done | irregular)
            if not live.any():
                break
            if 4 * live.sum() < 3 * len(live):
                table, sign, floor = table[..., live], sign[:, live], floor[:, live]
                j, following, pivot, active = j[live], following[live], pivot[live], active[live]
                ids, live, here = ids[live], live[live], here[: live.sum()]

        # Exchange j, and keep the knot.
        lam = following
        toward = np.where(active == 0.0, np.sign(table[0, j, here]), 0.0)
        table[1, j, here] += toward
        _pivot(table, j, np.where(live, pivot, np.inf), sign)
        table[1, j, here] -= active
        sign[j, here] = toward
        w = table[0] - lam * table[1]
        w = np.where(w * sign > 0.0, w, 0.0)
        w[j, here] = 0.0
        knots.append(np.zeros(m))
        knots[-1][ids] = lam
        coefs.append(np.zeros((p, m)))
        coefs[-1][:, ids] = w
    else:
        regular[ids[live]] = False
    knots.append(np.zeros(m))
    coefs.append(np.zeros((p, m)))
    past = np.arange(len(knots))[:, np.newaxis] >= ends
    all_knots = np.where(past, 0.0, np.array(knots))
    all_coefs = np.where(past[:, np.newaxis], last, np.array(coefs))
    return all_knots.T.copy(), np.moveaxis(all_coefs, -1, 0).copy(), regular


def _at_zero(q: Array, d: Array, sign: Array, rounding: Array) -> Array:
    """Return w at lam = 0, which is q of the active features; all arrays are (p, m), rounding (m,).

    As in `follow`, a line that meets 0 at lam = 0 meets it there exactly.
    """
    w: Array = np.where((q * sign > 0.0) & (np.abs(q) > rounding * np.abs(d)), q, 0.0)
    return w


def _event_lams(q: Array, d: Array, sign: Array) -> Array:
    """Return the lam of every feature's next event, 0 without one; all arrays are (p, m).

    It is |q|/([j inactive] + t d) with t = sign(q), if the bound is approached: see
    `next_event` in `homotopy`. The line of an active feature that approaches 0 ends beyond it, t != s.
    """
    inactive = sign == 0.0
    toward = np.copysign(1.0, q)
    speed = toward * d + inactive
    approached = (speed > APPROACHED * inactive) & (toward != sign)
    lams: Array = np.divide(np.abs(q), speed, out=np.zeros_like(q), where=approached)
    return lams


def _pivot(table: Array, j: NDArray[np.intp], pivot: Array, sign: Array) -> None:
    """Exchange feature j[i] of problem i, in place, as `Tableau` does; an infinite pivot for none.

    Row j of M equals column j but for the sign, where one of the two features is active.
    """
    here = np.arange(j.size)
    column = table[:, j, here]
    inactive = sign == 0.0
    eta = np.where(inactive == inactive[j, here], -1.0, 1.0) * column[2:] / pivot
    eta[j, here] = 0.0
    rows = max(1, TEMPORARY // eta.size)
    for i in range(0, len(table), rows):
        table[i : i + rows] += column[i : i + rows, np.newaxis] * eta
    table[:, j, here] = column / pivot
    eta[j, here] = 1.0 / pivot
    table[j + 2, :, here] = eta.T
