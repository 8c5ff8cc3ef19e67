"""The lasso step that a lesson gives away, run as it is published: `docs/listings/lasso_step.py`.

`make test` runs it with the numpy rules of ``tests/torch_standin.py``, `make check-torch` with PyTorch.
"""

import ast
import importlib.util
import runpy
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from figures.build.layout import DOCS
from figures.data.diabetes import diabetes
from figures.solvers import lasso, standardize
from tests.solvers.oracles import Array, load

REAL = importlib.util.find_spec("torch") is not None
torch: Any = importlib.import_module("torch" if REAL else "tests.torch_standin")
if REAL:
    torch.set_num_threads(1)  # ten weights are no work to share

LISTING = DOCS / "listings" / "lasso_step.py"
LAM = 4.0
"""The price of |w| beside the mean squared error: house λ = 2."""
Make = Callable[[Any, Any], Any]


def listed(torch: Any = torch) -> Callable[..., None]:
    """The function of the listing, with what it imports as torch."""
    with patch.dict(sys.modules, {"torch": torch}):
        step: Callable[..., None] = runpy.run_path(str(LISTING))["lasso_step"]
    return step


lasso_step = listed()


def standardized() -> tuple[Array, Array]:
    """The diabetes data with columns of mean 0 and mean square 1; y as it is."""
    data = diabetes()
    return standardize(data.X, data.y).X, data.y


def tensor(values: Any) -> Any:
    return torch.tensor(values, dtype=torch.float64) if REAL else torch.tensor(values)


def numbers(w: Any) -> Array:
    """What stands in a tensor, as an array of its own."""
    return np.array(w.tolist())


def fit(
    make: Make,
    steps: int,
    lam: float = LAM,
    schedule: Callable[[int], float] | None = None,
    bias: float = 150,
) -> tuple[Array, float]:
    """The weights and the bias after so many steps on the mean squared error of the diabetes data."""
    X, y = standardized()
    w, b = tensor(np.zeros(X.shape[1])), tensor([bias])
    optimizer = make(w, b)
    for k in range(steps):
        left = X @ numbers(w) + numbers(b) - y
        w.grad, b.grad = tensor(2 * X.T @ left / len(y)), tensor([2 * left.mean()])
        if schedule:
            for group in optimizer.param_groups:
                group["lr"] = schedule(k)
        lasso_step(optimizer, [w], lam)
    return numbers(w), float(numbers(b)[0])


def sgd(**options: Any) -> Make:
    return lambda w, b: torch.optim.SGD([w, b], **options)


def adam(lr: float, **options: Any) -> Make:
    """Adam whose bias, which knows no threshold, has a larger lr: its path is that much longer."""
    return lambda w, b: torch.optim.Adam([{"params": [w]}, {"params": [b], "lr": 0.5}], lr=lr, **options)


RIGHT: dict[str, tuple[Make, int]] = {
    "SGD": (sgd(lr=0.1), 2000),
    "momentum": (sgd(lr=0.01, momentum=0.9), 4000),
    "Nesterov": (sgd(lr=0.01, momentum=0.9, nesterov=True), 4000),
    "dampening": (sgd(lr=0.05, momentum=0.9, dampening=0.5), 4000),
    "groups": (
        lambda w, b: torch.optim.SGD([{"params": [b]}, {"params": [w], "lr": 0.01, "momentum": 0.9}], lr=0.1),
        4000,
    ),
    "Adam": (adam(0.1), 5000),
    "Adam, other constants": (adam(0.1, betas=(0.8, 0.99), eps=1e-3), 5000),
    "AdamW without decay": (
        lambda w, b: torch.optim.AdamW([{"params": [w]}, {"params": [b], "lr": 0.5}], lr=0.1, weight_decay=0),
        5000,
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_it_ends_at_the_lasso(name: str) -> None:
    make, steps = RIGHT[name]
    (item,) = (item for item in load("lessons_7_9")["items"] if item["id"] == "pytorch fix diabetes")
    w, bias = fit(make, steps)
    np.testing.assert_allclose(w, item["expected"]["w"], rtol=0, atol=1e-11)
    np.testing.assert_array_equal(w == 0, np.array(item["expected"]["w"]) == 0)
    # A zero prints as one, not as -0.
    assert not np.signbit(w[w == 0]).any()
    # The bias pays nothing, which would be λ/2 = 2: it ends at the mean, round which Adam rocks.
    assert bias == pytest.approx(standardized()[1].mean(), abs=0.2)


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_learning_rate_may_change(momentum: float) -> None:
    X, y = standardized()
    exact = lasso(X, y - y.mean(), LAM / 2)
    w, _ = fit(
        sgd(lr=1.0, momentum=momentum), 4000, schedule=lambda k: (1 - momentum) * 0.1 * (1 + np.cos(k / 300))
    )
    np.testing.assert_allclose(w, exact, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(w == 0, exact == 0)


def test_the_threshold_takes_the_rate_of_the_step_just_made() -> None:
    w = tensor([1.0, -1.0, 0.2, 0.0])
    optimizer = torch.optim.SGD([w], lr=0.5)
    for lr, left in ((0.5, [0.5, -0.5, 0, 0]), (0.25, [0.25, -0.25, 0, 0])):
        optimizer.param_groups[0]["lr"] = lr
        w.grad = tensor([0.0, 0.0, 0.0, 0.5])
        lasso_step(optimizer, [w], 1.0)
        assert numbers(w).tolist() == left


def test_each_group_has_its_own_threshold() -> None:
    first, second, free = (tensor([1.0]) for _ in range(3))
    groups = [{"params": [first, free], "lr": 0.1}, {"params": [second], "lr": 0.01, "momentum": 0.8}]
    optimizer = torch.optim.SGD(groups, lr=1.0)
    for w in (first, second, free):
        w.grad = tensor([0.0])
    lasso_step(optimizer, [first, second], 2.0)
    assert [numbers(w)[0] for w in (first, second, free)] == pytest.approx([0.8, 0.9, 1.0], abs=1e-15)


def test_a_weight_without_a_gradient_is_left_alone_as_the_optimizer_leaves_it() -> None:
    w, unused = tensor([1.0]), tensor([1.0])
    w.grad = tensor([0.0])
    for make in (torch.optim.SGD, torch.optim.Adam):
        lasso_step(make([w, unused], lr=0.1), [w, unused], 1.0)
        assert numbers(unused).tolist() == [1.0]


@pytest.mark.parametrize(("ratio", "arrives"), [(30.0, True), (37.0, True), (60.0, False)])
def test_adam_arrives_only_with_steps_below_the_limit_of_the_listing(ratio: float, arrives: bool) -> None:
    X, y = standardized()
    exact = lasso(X, y - y.mean(), LAM / 2)
    kept = X[:, exact != 0]
    curvature = 2 * float(np.linalg.norm(kept, 2)) ** 2 / len(y)
    assert "38 * lam / L" in LISTING.read_text("utf-8")
    w, _ = fit(adam(ratio * LAM / curvature), 6000, bias=float(y.mean()))
    assert bool(np.abs(w - exact).max() < 1e-10) is arrives


Refused = tuple[Callable[[Any], Any], Callable[[Any], Any], float, type[Exception], str]
PLAIN, ALL = (lambda w: torch.optim.SGD([w], lr=0.1)), (lambda w: [w])
REFUSED: dict[str, Refused] = {
    "AdamW's default": (lambda w: torch.optim.AdamW([w]), ALL, 1.0, ValueError, "with weight_decay=0"),
    "decay of another group": (
        lambda w: torch.optim.SGD([{"params": [w]}, {"params": [tensor([1.0])], "weight_decay": 0.1}], lr=1),
        ALL, 1.0, ValueError, "weight_decay changes the answer",
    ),
    "amsgrad": (lambda w: torch.optim.Adam([w], amsgrad=True), ALL, 1.0, ValueError, "with amsgrad=0"),
    "RMSprop": (lambda w: torch.optim.RMSprop([w]), ALL, 1.0, TypeError, "RMSprop: use SGD or Adam"),
    "a spent generator": (PLAIN, lambda w: iter([]), 1.0, ValueError, "pass a list"),
    "another's tensor": (PLAIN, lambda w: [w, tensor([1.0])], 1.0, ValueError, "optimizer's tensors"),
    "a price below zero": (PLAIN, ALL, -1.0, ValueError, "lam is -1.0"),
    "no number": (PLAIN, ALL, np.nan, ValueError, "lam is nan"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_make_it_wrong_is_refused_before_anything_moves(name: str) -> None:
    make, weights, lam, error, said = REFUSED[name]
    w = tensor([1.0])
    w.grad = tensor([1.0])
    optimizer = make(w)
    with pytest.raises(error, match=said):
        lasso_step(optimizer, weights(w), lam)
    assert numbers(w).tolist() == [1.0]


def test_it_is_short_enough_to_be_copied() -> None:
    lines = LISTING.read_text("utf-8").splitlines()
    (function,) = (node for node in ast.parse("\n".join(lines)).body if isinstance(node, ast.FunctionDef))
    assert function.end_lineno is not None
    assert function.body[0].end_lineno is not None
    assert function.end_lineno - function.body[0].end_lineno <= 25
    assert max(map(len, lines)) <= 96
