"""Speed of the solvers beside scikit-learn at certified accuracy: python -m benchmarks.solvers.

Prints median CPU times of alternating rounds, the ratios, and the relative KKT violations (or
duality gaps) that both sides reach. Set OPENBLAS_NUM_THREADS=1, or the comparison also measures
how two libraries share cores.
"""

import warnings
from functools import partial

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LassoCV, LassoLarsCV, enet_path, lars_path
from sklearn.linear_model import lasso_path as sklearn_lasso_path

from benchmarks.timing import medians, report
from figures.solvers import duality_gap, kkt_violation, lasso_path, standardize
from figures.solvers.checks import Array
from figures.solvers.plane.planar import planar_elastic_net
from figures.solvers.sampling.resampling import bootstrap_paths
from figures.solvers.sampling.validation import cross_validate

SEED = 20240501


def diabetes() -> tuple[Array, Array]:
    """Return the raw diabetes data, 442 x 10."""
    data = load_diabetes(scaled=False)
    return data.data, data.target


def one_path() -> None:
    """One exact path of the diabetes data, Gram matrix included."""
    s = standardize(*diabetes())
    X, y = s.X, s.y
    times = medians(
        {
            "lasso_path (ours, exact)": lambda: lasso_path(X, y),
            "lars_path": lambda: lars_path(X, y, method="lasso"),
            "sklearn lasso_path, tol 1e-7": lambda: sklearn_lasso_path(X, y, tol=1e-7),
        },
        rounds=41,
        calls={"lasso_path (ours, exact)": 50, "lars_path": 20},
    )
    report(
        "Diabetes path, 442 x 10",
        times,
        {"lars_path": 5, "sklearn lasso_path, tol 1e-7": 50},
    )
    path = lasso_path(X, y)
    ours = max(kkt_violation(X, y, path(lam), lam) for lam in path.knots)
    alphas, _, coefs = lars_path(X, y, method="lasso")
    peer = max(kkt_violation(X, y, w, lam) for lam, w in zip(alphas, coefs.T, strict=True))
    alphas, coefs, _ = sklearn_lasso_path(X, y, tol=1e-7)
    slow = max(kkt_violation(X, y, w, lam) for lam, w in zip(alphas, coefs.T, strict=True))
    print(f"  KKT violation: ours {ours:.0e}, lars_path {peer:.0e}, lasso_path {slow:.0e}")


def planar() -> None:
    """Two-dimensional solves: 200 lam x 21 correlations x 3 penalties, and a million."""
    rho = np.linspace(-0.95, 0.95, 21)
    gram = np.ones((21, 2, 2))
    gram[:, 0, 1] = gram[:, 1, 0] = rho
    c = np.array([1.0, 0.7])
    lams = np.geomspace(1.0, 1e-3, 200)
    alphas = np.array([1.0, 0.5, 0.0])
    # Two rows with X'X/2 = G and X'y/2 = c, for the peer.
    lower = np.linalg.cholesky(gram)
    designs = [np.sqrt(2) * half.T for half in lower]
    targets = [np.sqrt(2) * np.linalg.solve(half, c) for half in lower]

    def peer() -> None:
        for X, y in zip(designs, targets, strict=True):
            sklearn_lasso_path(X, y, alphas=lams)
            enet_path(X, y, alphas=lams, l1_ratio=0.5)

    times = medians(
        {
            "planar_elastic_net (ours), 12,600": lambda: planar_elastic_net(
                gram[:, np.newaxis], c, lams, alphas[:, np.newaxis, np.newaxis]
            ),
            "lasso_path + enet_path, per design": peer,
        },
        rounds=9,
        calls={"planar_elastic_net (ours), 12,600": 20},
    )
    report(
        "12,600 two-dimensional solves",
        times,
        {"planar_elastic_net (ours), 12,600": 1, "lasso_path + enet_path, per design": 300},
    )
    rng = np.random.default_rng(SEED)
    many = np.ones((10**6, 2, 2))
    many[:, 0, 1] = many[:, 1, 0] = rng.uniform(-0.99, 0.99, 10**6)
    cs, ls = rng.normal(size=(10**6, 2)), rng.uniform(0, 1, 10**6)
    times = medians(
        {"planar_elastic_net (ours), 1,000,000": lambda: planar_elastic_net(many, cs, ls)},
        rounds=9,
    )
    report("A million", times, {"planar_elastic_net (ours), 1,000,000": 60})


def bootstrap() -> None:
    """A thousand exact bootstrap paths of the diabetes data, resampling included."""
    X, y = diabetes()
    n = len(y)
    share = 10  # the peer does a tenth, or its rounds would take minutes

    def peer() -> None:
        rng = np.random.default_rng(SEED)
        for _ in range(1000 // share):
            rows = rng.integers(n, size=n)
            s = standardize(X[rows], y[rows])
            lars_path(s.X, s.y, method="lasso")

    times = medians(
        {
            "bootstrap_paths (ours), 1,000": lambda: bootstrap_paths(X, y, 1000, np.random.default_rng(SEED)),
            "lars_path loop, 1,000": peer,
        },
        rounds=11,
        calls={"bootstrap_paths (ours), 1,000": 3},
    )
    times["lars_path loop, 1,000"] *= share
    report(
        "Bootstrap of the diabetes path",
        times,
        {"bootstrap_paths (ours), 1,000": 50, "lars_path loop, 1,000": 50},
    )


def validation() -> None:
    """Ten-fold cross-validation of the diabetes data at 100 lams."""
    X, y = diabetes()
    s = standardize(X, y)
    folds = np.arange(len(y)) % 10
    lams = np.geomspace(1.0, 1e-3, 100) * lasso_path(s.X, s.y).knots[0]
    split = [(np.flatnonzero(folds != f), np.flatnonzero(folds == f)) for f in range(10)]
    times = medians(
        {
            "cross_validate (ours)": lambda: cross_validate(X, y, folds, lams),
            "LassoLarsCV": lambda: LassoLarsCV(cv=split).fit(s.X, s.y),
            "LassoCV": lambda: LassoCV(cv=split, alphas=lams).fit(s.X, s.y),
        },
        rounds=11,
        calls={"cross_validate (ours)": 10},
    )
    report(
        "10-fold cross-validation, 100 lams",
        times,
        {"cross_validate (ours)": 8, "LassoLarsCV": 5, "LassoCV": 25},
    )


def wide() -> None:
    """(n, p) = (100, 1000): 100 lams down to lam_max/100."""
    rng = np.random.default_rng(SEED)
    X = rng.normal(size=(100, 1000))
    y = X[:, :10] @ np.ones(10) + rng.normal(size=100)
    lams = np.geomspace(1.0, 0.01, 100) * np.abs(X.T @ y).max() / 100
    times = medians(
        {
            "lasso_path (ours), evaluated at 100 lams": lambda: lasso_path(X, y, lam_min=lams[-1])(lams),
            "sklearn lasso_path, tol 1e-7": lambda: sklearn_lasso_path(X, y, alphas=lams, tol=1e-7),
        },
        rounds=9,
    )
    report("100 x 1000, 100 lams down to lam_max/100", times, {"sklearn lasso_path, tol 1e-7": 1})
    ours = lasso_path(X, y, lam_min=lams[-1])(lams)
    _, peer, _ = sklearn_lasso_path(X, y, alphas=lams, tol=1e-7)
    for name, coefs in (("ours", ours), ("sklearn", peer.T)):
        gap = max(duality_gap(X, y, w, lam) for w, lam in zip(coefs, lams, strict=True))
        print(f"  largest relative duality gap: {name} {gap:.0e}")


def features() -> None:
    """Cost of one exact path against the number of features, n = 442."""
    rng = np.random.default_rng(SEED)
    print("\nOne exact path against p, n = 442 (median CPU ms)")
    print(f"  {'p':>4}{'knots':>7}{'ours':>10}{'lars_path':>11}{'ratio':>8}")
    for p in (2, 3, 5, 10, 20, 50, 100, 200):
        X = rng.normal(size=(442, p))
        y = X @ rng.normal(size=p) + 5 * rng.normal(size=442)
        times = medians(
            {
                "ours": partial(lasso_path, X, y),
                "lars_path": partial(lars_path, X, y, method="lasso"),
            },
            rounds=15,
            calls={"ours": max(1, 60 // p), "lars_path": max(1, 20 // p)},
        )
        ours, peer = times["ours"], times["lars_path"]
        knots = len(lasso_path(X, y).knots)
        print(f"  {p:>4}{knots:>7}{ours:>10.3f}{peer:>11.3f}{peer / ours:>7.1f}x")


if __name__ == "__main__":
    # Coordinate descent warns where it stops short of its tolerance; its accuracy is printed.
    warnings.simplefilter("ignore", ConvergenceWarning)
    for benchmark in (one_path, planar, bootstrap, validation, wide, features):
        benchmark()
