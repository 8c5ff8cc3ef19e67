"""The little of PyTorch that the lasso step needs, in numpy, by the rules that PyTorch documents.

So `make test` runs the listing itself, without the real package's hundreds of megabytes; `make check-torch`
runs the same tests with that, and holds these rules against it, step by step.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

Group = dict[str, Any]


class Tensor(np.ndarray[Any, np.dtype[np.float64]]):
    """An array that knows its gradient; one is in a set for being itself."""

    grad: "Tensor | None" = None
    __hash__ = object.__hash__  # type: ignore[assignment]

    def clamp(self, min: Any = None, max: Any = None) -> Any:
        """What lies between two limits, and the limits for the rest."""
        return np.clip(self, min, max)

    def sqrt(self) -> Any:
        """The root of each entry."""
        return np.sqrt(self)


def tensor(values: ArrayLike, requires_grad: bool = False) -> Tensor:
    """An array of its own, in double precision."""
    return np.array(values, dtype=np.float64).view(Tensor)


class Optimizer:
    """What optimizers share: groups of tensors, each with all options, and a state for each tensor."""

    options: Group

    def __init__(self, params: Iterable[Any], **options: Any) -> None:
        given = list(params)
        groups = given if isinstance(given[0], dict) else [{"params": given}]
        self.param_groups: list[Group] = [self.options | options | group for group in groups]
        self.state: dict[Tensor, Group] = defaultdict(dict)

    def step(self) -> None:
        """Move every tensor that has a gradient."""
        for group in self.param_groups:
            for w in group["params"]:
                if w.grad is not None:
                    w -= group["lr"] * self.direction(w, w.grad + group["weight_decay"] * w, group)

    def direction(self, w: Tensor, slope: Any, group: Group) -> Any:
        """By what the learning rate is multiplied."""
        raise NotImplementedError


class SGD(Optimizer):
    """A buffer b <- μ b + (1 - d) g, from b = g on; Nesterov steps along g + μ b."""

    options = {"lr": 1e-3, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": False}  # noqa: RUF012

    def direction(self, w: Tensor, slope: Any, group: Group) -> Any:
        if not group["momentum"]:
            return slope
        kept, state = group["momentum"], self.state[w]
        first = "buffer" not in state
        state["buffer"] = slope if first else kept * state["buffer"] + (1 - group["dampening"]) * slope
        return slope + kept * state["buffer"] if group["nesterov"] else state["buffer"]


class Adam(Optimizer):
    """Means of g and of g², each divided by what it lacks in its first steps, the one by the other's root."""

    options = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0, "amsgrad": False}  # noqa: RUF012

    def direction(self, w: Tensor, slope: Any, group: Group) -> Any:
        (first, second), state = group["betas"], self.state[w]
        state["step"] = state.get("step", 0) + 1
        state["exp_avg"] = first * state.get("exp_avg", 0) + (1 - first) * slope
        state["exp_avg_sq"] = second * state.get("exp_avg_sq", 0) + (1 - second) * slope**2
        square = state["exp_avg_sq"] / (1 - second ** state["step"])
        return state["exp_avg"] / (1 - first ** state["step"]) / (np.sqrt(square) + group["eps"])


class AdamW(Adam):
    """Adam; its decay, which the listing refuses, is not rebuilt here."""

    options = Adam.options | {"weight_decay": 0.01}


class RMSprop(Optimizer):
    """An optimizer that the listing refuses."""

    options = {"lr": 1e-2, "momentum": 0, "weight_decay": 0}  # noqa: RUF012


def no_grad() -> Callable[[Any], Any]:
    """A decorator that changes nothing: no gradient is recorded here."""
    return lambda function: function


float64 = np.float64
optim = SimpleNamespace(SGD=SGD, Adam=Adam, AdamW=AdamW, RMSprop=RMSprop)
