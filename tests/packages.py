"""What a line of the converter's code gives: run in its package, or as the package documents it.

scikit-learn, statsmodels, cvxpy and XGBoost are run. PyTorch, Keras, R and MATLAB are too heavy to install
for one line each, or not to be had: for them stands the rule that they document, in numpy. PyTorch 2.13 and
Keras 3.15 have given the same answers as that rule; of R there are recorded answers in ``tests/oracles``.
"""

import functools
import json
import re
from typing import Any

import cvxpy as cp
import numpy as np
import xgboost as xgb
from numpy.typing import NDArray
from sklearn import linear_model
from statsmodels.regression.linear_model import OLS

from figures.solvers import lasso, ridge

Array = NDArray[np.float64]

_EXACT: dict[str, Any] = {"tol": 1e-14, "max_iter": 10**6}
_NAMES = {
    "Lasso": functools.partial(linear_model.Lasso, **_EXACT),
    "ElasticNet": functools.partial(linear_model.ElasticNet, **_EXACT),
    "LassoLars": linear_model.LassoLars,
    "Ridge": linear_model.Ridge,
    "SGDRegressor": functools.partial(linear_model.SGDRegressor, tol=None, max_iter=20_000, random_state=0),
    "OLS": OLS,
    "xgb": xgb,
    "cp": cp,
    "np": np,
    "lasso": lasso,
    "ridge": ridge,
    "elastic_net": lambda X, y, lam, alpha: house_net(X, y, lam, alpha),
}


def answer(code: str, X: Array, y: Array) -> Array:
    """Return the coefficients that a line of code gives for columns of mean square 1 and a centred y."""
    told = dict(re.findall(r"(\w+)['\"]?(?: ?[=:] ?|, )([\d.]+(?:e[+-]?\d+)?)\b", code))
    number = {name: float(value) for name, value in told.items()}
    if code.startswith("glmnet"):
        return _glmnet(X, y, number["lambda"], number.get("alpha", 1.0))
    if "lars(" in code:
        return _lars(X, y, number["s"], normalize="normalize = FALSE" not in code)
    if "'Lambda'" in code:
        assert "'Intercept', false" in code
        return house_net(X, y, number["Lambda"], number.get("Alpha", 1.0))
    if "mse_loss" in code or "weight_decay" in code:
        term = re.search(r"\+ ([\d.e+-]+) \* w\.abs\(\)\.sum\(\)", code)
        return descend(X, y, float(term[1]) if term else 0.0, number.get("weight_decay", 0.0))
    if "kernel_regularizer" in code:
        # Its L2 is l2 times the sum of squares, whose slope is that of a decay of twice l2.
        return descend(X, y, number.get("l1", 0.0), 2 * number.get("l2", 0.0))
    if code.startswith("cp."):
        w = cp.Variable(X.shape[1])
        problem = cp.Problem(eval(code, _NAMES | {"X": X, "y": y, "w": w}))
        problem.solve(solver="CLARABEL", tol_gap_abs=1e-12, tol_gap_rel=1e-12, tol_feas=1e-12)
        return np.asarray(w.value)
    given = eval(code, _NAMES | {"X": X, "y": y})
    if isinstance(given, xgb.Booster):
        model = json.loads(given.save_raw("json"))["learner"]["gradient_booster"]["model"]
        return np.array(model["weights"][: X.shape[1]])
    return np.asarray(given)


def house_net(X: Array, y: Array, lam: float, alpha: float) -> Array:
    """Return the elastic net of the house form, by scikit-learn, or ridge where alpha is 0."""
    if alpha == 0.0:
        return np.asarray(ridge(X, y, lam))
    net = linear_model.ElasticNet(alpha=lam, l1_ratio=alpha, fit_intercept=False, **_EXACT)
    return np.asarray(net.fit(X, y).coef_)


def descend(X: Array, y: Array, l1: float, weight_decay: float) -> Array:
    """Return where PyTorch's SGD ends whose loss is MSELoss plus l1 times the sum of absolute values.

    Its documented step: add weight_decay times w to the loss's slope, and go lr of that downhill.
    """
    w, lr = np.zeros(X.shape[1]), 0.05
    for _ in range(6):
        for _ in range(3_000):
            slope = -2 / len(y) * X.T @ (y - X @ w) + l1 * np.sign(w)
            w -= lr * (slope + weight_decay * w)
        lr /= 5 if l1 else 1
    return w


def adamw(X: Array, y: Array, weight_decay: float) -> Array:
    """Return where PyTorch's AdamW ends with MSELoss, by its documented step; betas 0.9 and 0.999."""
    w, first, second = np.zeros((3, X.shape[1]))
    lr = 0.01
    for step in range(1, 30_001):
        slope = -2 / len(y) * X.T @ (y - X @ w)
        w = w * (1 - lr * weight_decay)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        w = w - lr * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return w


def ftrl(X: Array, y: Array, l1: float) -> Array:
    """Return where 300 steps of Keras' Ftrl lead with this l1_regularization_strength, as documented."""
    w, total = np.zeros((2, X.shape[1]))
    squares, lr = np.full(X.shape[1], 0.1), 1.0
    for _ in range(300):
        slope = -2 / len(y) * X.T @ (y - X @ w)
        more = squares + slope**2
        total += slope - (np.sqrt(more) - np.sqrt(squares)) / lr * w
        squares = more
        w = (np.clip(total, -l1, l1) - total) / (np.sqrt(squares) / lr)
    return w


def _glmnet(X: Array, y: Array, lam: float, alpha: float) -> Array:
    """glmnet's documented procedure: divide y and λ by the sd of y, and scale the coefficients back."""
    spread = float(np.std(y))
    return spread * house_net(X, y / spread, lam / spread, alpha)


def _lars(X: Array, y: Array, lam: float, *, normalize: bool) -> Array:
    """lars' documented procedure: columns of length 1, unless told not to, and half the squared error."""
    length = np.linalg.norm(X, axis=0) if normalize else np.ones(X.shape[1])
    return np.asarray(lasso(X / length, y, lam / len(y)) / length)
