"""What only the real PyTorch can show; `make check-torch` runs it beside ``tests/test_lasso_step.py``."""

import re
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import torch

from figures.build.layout import ROOT
from figures.data.diabetes import diabetes
from figures.solvers import lasso
from tests import torch_standin
from tests.test_lasso_step import LAM, lasso_step, listed, standardized

STEPS = 300
"""Steps after which rules that differ would have parted."""

RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.01, "momentum": 0.9}),
    ("SGD", {"lr": 0.01, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.5}),
    ("Adam", {"lr": 0.3}),
    ("Adam", {"lr": 0.3, "betas": (0.8, 0.99), "eps": 1e-3}),
    ("AdamW", {"lr": 0.3, "weight_decay": 0}),
)


def test_it_is_the_version_that_the_site_names() -> None:
    version, build = torch.__version__.split("+")
    assert build == "cpu"
    assert f"PyTorch {version}" in (ROOT / "docs" / "proofs.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "options"), RULES)
def test_the_rules_in_numpy_take_the_same_steps(name: str, options: dict[str, Any]) -> None:
    X, y = standardized()
    start = np.random.default_rng(0).normal(size=X.shape[1])
    real, built = torch.tensor(start), torch_standin.tensor(start)
    theirs = getattr(torch.optim, name)([real], **options)
    ours = getattr(torch_standin.optim, name)([built], **options)
    numpy_step = listed(torch_standin)
    for _ in range(STEPS):
        real.grad = torch.tensor(2 * X.T @ (X @ real.numpy() - y) / len(y))
        built.grad = torch_standin.tensor(2 * X.T @ (X @ built - y) / len(y))
        lasso_step(theirs, [real], LAM)
        numpy_step(ours, [built], LAM)
        np.testing.assert_allclose(real.numpy(), built, rtol=0, atol=1e-10)


@pytest.mark.parametrize(("dtype", "off"), [(torch.float64, 1e-9), (torch.float32, 1e-3)])
def test_a_model_trained_as_usual_ends_at_the_lasso(dtype: torch.dtype, off: float) -> None:
    """The lesson's own lines: a linear layer, its loss, autograd and a scheduler."""
    features, target = standardized()
    exact = lasso(features, target - target.mean(), LAM / 2)
    X, y = torch.tensor(features, dtype=dtype), torch.tensor(target, dtype=dtype)
    model = torch.nn.Linear(X.shape[1], 1, dtype=dtype)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 3000, eta_min=0.002)
    for _ in range(3000):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X).squeeze(1), y).backward()
        lasso_step(optimizer, [model.weight], LAM)
        scheduler.step()
    w = model.weight.detach().numpy()[0]
    np.testing.assert_allclose(w, exact, rtol=0, atol=off)
    np.testing.assert_array_equal(w == 0, exact == 0)
    assert float(model.bias.detach()[0]) == pytest.approx(target.mean(), abs=off)


def test_the_lines_of_the_lesson_print_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    """As they stand; the data come from here, since scikit-learn is not in this environment."""
    page = (ROOT / "docs" / "lessons" / "pytorch.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(import torch\n.*?)```", page, re.DOTALL)
    data = SimpleNamespace(load_diabetes=lambda **_: (diabetes().X, diabetes().y))
    with patch.dict(
        sys.modules, {"sklearn.datasets": data, "lasso_step": SimpleNamespace(lasso_step=lasso_step)}
    ):
        exec(code)
    (said,) = re.findall(r"This prints `(.*?)`", page)
    assert capsys.readouterr().out == f"{said}\n"


def test_scaled_gradients_are_unscaled_before_the_call() -> None:
    """What the lesson says of a GradScaler, with gradients that overflow now and then."""
    features, target = standardized()
    exact = lasso(features, target - target.mean(), LAM / 2)
    X, y = torch.tensor(features), torch.tensor(target)
    model = torch.nn.Linear(X.shape[1], 1, dtype=torch.float64)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0, growth_interval=50)
    for k in range(3000):
        optimizer.zero_grad()
        scaler.scale(torch.nn.functional.mse_loss(model(X).squeeze(1), y)).backward()
        if k % 100 == 7:
            model.weight.grad[0, 0] = torch.inf
        scaler.unscale_(optimizer)
        if all(w.grad.isfinite().all() for w in model.parameters()):
            lasso_step(optimizer, [model.weight], LAM)
        scaler.update()
    w = model.weight.detach().numpy()[0]
    np.testing.assert_allclose(w, exact, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(w == 0, exact == 0)


def test_several_outputs_are_averaged_over_in_the_loss() -> None:
    """`mse_loss` over K outputs divides by K too, so that lam = 2 λ / K belongs to the house λ."""
    features, target = standardized()
    targets = np.column_stack([target, -target, 2 * target])
    X, y = torch.tensor(features), torch.tensor(targets - targets.mean(axis=0))
    model = torch.nn.Linear(X.shape[1], y.shape[1], bias=False, dtype=torch.float64)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)
    for _ in range(4000):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X), y).backward()
        lasso_step(optimizer, [model.weight], 2 * 2.0 / y.shape[1])
    for w, column in zip(model.weight.detach().numpy(), y.numpy().T, strict=True):
        np.testing.assert_allclose(w, lasso(features, column, 2.0), rtol=0, atol=1e-8)
