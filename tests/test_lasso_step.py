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


def test_with_adam_no_call_takes_off_more_than_ten_rates() -> None:
    """Slopes of 0, as of rows of an embedding that no batch had yet, divide by Adam's eps."""
    assert "slopes are far below lam lose up to 10 lr a call" in LISTING.read_text("utf-8")
    w = tensor([1.0, -1.0, 0.005, 1.0])
    optimizer = torch.optim.Adam([w], lr=1e-3)
    w.grad = tensor([0.0, 1e-9, 0.0, 2.0])
    lasso_step(optimizer, [w], 1.0)
    # Adam's first step is lr against the slope; where that is 2, its threshold is lr * lam / 2.
    assert numbers(w) == pytest.approx([0.99, -1 + 0.01 - 1e-3 / 11, 0, 0.9985], abs=1e-9)


def test_adam_never_steps_farther_than_that() -> None:
    """So no weight leaves zero that a threshold without a limit had held."""
    first, second = 0.9, 0.999
    longest = (1 - first) / np.sqrt((1 - second) * (1 - first**2 / second))
    assert longest == pytest.approx(7.27, abs=0.01)
    w = tensor([0.0])
    optimizer = torch.optim.Adam([w], lr=1.0)
    steps = []
    for k in range(3000):
        # The slopes for which the mean is as large as it can be beside the mean square.
        before, w.grad = numbers(w)[0], tensor([(second / first) ** k * 1e-100])
        optimizer.step()
        steps.append(abs(numbers(w)[0] - before))
    assert max(steps) == pytest.approx(longest, rel=0.1)
    assert max(steps) < longest


def test_decay_of_other_parameters_is_their_own_matter() -> None:
    """The weights end at the lasso beside a bias that decays, which is smaller by a known share."""
    X, y = standardized()
    exact = lasso(X, y - y.mean(), LAM / 2)
    w, bias = fit(
        lambda w, b: torch.optim.SGD([{"params": [w]}, {"params": [b], "weight_decay": 0.5}], lr=0.1), 2000
    )
    np.testing.assert_allclose(w, exact, rtol=0, atol=1e-10)
    np.testing.assert_array_equal(w == 0, exact == 0)
    assert bias == pytest.approx(y.mean() * 2 / 2.5, abs=1e-8)


def test_a_second_call_is_a_second_step() -> None:
    assert "One call makes one step" in LISTING.read_text("utf-8")
    w, other = tensor([1.0]), tensor([1.0])
    w.grad, other.grad = tensor([1.0]), tensor([1.0])
    optimizer = torch.optim.SGD([w, other], lr=0.25)
    lasso_step(optimizer, [w], 0.0)
    lasso_step(optimizer, [other], 0.0)
    assert [numbers(one)[0] for one in (w, other)] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("shift", "apart", "rests"), [(0.0, False, True), (1.0, False, False), (1.0, True, True)]
)
def test_a_bias_in_adam_shakes_the_weights_of_columns_that_are_not_centred(
    shift: float, apart: bool, rests: bool
) -> None:
    X, y = standardized()
    exact, shifted = lasso(X, y - y.mean(), LAM / 2), X + shift
    w, b = tensor(np.zeros(X.shape[1])), tensor([float(y.mean())])
    both = torch.optim.Adam([w] if apart else [w, b], lr=0.5)
    own = torch.optim.SGD([b], lr=0.02)
    off = []
    for _ in range(14000):
        left = shifted @ numbers(w) + numbers(b) - y
        w.grad, b.grad = tensor(2 * shifted.T @ left / len(y)), tensor([2 * left.mean()])
        lasso_step(both, [w], LAM)
        if apart:
            own.step()
        off.append(np.abs(numbers(w) - exact).max())
    assert bool(max(off[-4000:]) < 1e-9) is rests
    assert rests or 1e-4 < max(off[-4000:]) < 0.01


@pytest.mark.parametrize("rule", ["momentum", "Adam"])
def test_at_zero_a_running_mean_of_slopes_is_held_against_lam(rule: str) -> None:
    """The lesson on batches: not the slope of this batch, but the mean that the optimizer keeps."""
    draws, kept, mean, square = np.random.default_rng(2), 0.9, 0.0, 0.0
    w, left = tensor([0.0]), []
    make = {"momentum": lambda: torch.optim.SGD([w], lr=0.1, momentum=kept)}
    optimizer = make.get(rule, lambda: torch.optim.Adam([w], lr=0.1))()
    for k in range(1, 400):
        slope = float(draws.normal(scale=6))
        mean, square = kept * mean + (1 - kept) * slope, 0.999 * square + 0.001 * slope**2
        now = mean if rule == "momentum" else mean / (1 - kept**k)
        w *= 0.0
        w.grad = tensor([slope])
        lasso_step(optimizer, [w], 1.0)
        assert bool(numbers(w)[0]) is bool(abs(now) > 1)
        left.append(bool(numbers(w)[0]))
    assert 0.1 < np.mean(left) < 0.9


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
OTHER = tensor([1.0])
PLAIN, ALL = (lambda w: torch.optim.SGD([w], lr=0.1)), (lambda w: [w])
REFUSED: dict[str, Refused] = {
    "AdamW's default": (lambda w: torch.optim.AdamW([w]), ALL, 1.0, ValueError, "with weight_decay=0"),
    "decay of a second group": (
        lambda w: torch.optim.SGD([{"params": [OTHER]}, {"params": [w], "weight_decay": 0.1}], lr=1),
        lambda w: [OTHER, w], 1.0, ValueError, "weight_decay changes the answer",
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
