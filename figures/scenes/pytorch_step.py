"""Which of ten weights are exactly zero, by where the L1 term went and which optimizer ran."""

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark
from figures.draw.panels import axis, main
from figures.draw.shapes import box
from figures.examples.paths import diabetes_example
from figures.scene import Frame, Scene
from figures.solved import Regression, Solved, certified
from figures.solvers import optimizer_l1
from figures.solvers.descent.optimizers import KEPT, L1, Optimizer

Array = NDArray[np.float64]

LAM, STEPS, P = 4.0, 5000, 10
"""The price beside the mean squared error, which is house λ = 2; steps from 0; weights."""
RATES: dict[Optimizer, float] = {"SGD": 0.1, "momentum": 0.05, "Adam": 0.1}
NAMES = {"SGD": "SGD", "momentum": f"SGD, momentum {KEPT:g}", "Adam": "Adam"}
OWN = {"SGD": "lr·λ", "momentum": f"lr·λ / (1 − {KEPT:g})", "Adam": "lr·λ / (√v + ε)"}
PLACES: dict[L1, str] = {"loss": "L1 in the loss", "plain": "threshold lr·λ", "own": "own threshold"}
PAIRS = tuple(product(RATES, PLACES))
ENDS: dict[tuple[Optimizer, L1], float] = {
    **{(name, "own"): LAM / 2 for name in RATES}, ("SGD", "plain"): LAM / 2,
    ("momentum", "plain"): (1 - KEPT) * LAM / 2,
}  # fmt: skip
"""Those that end at the lasso's answer, with its house λ."""
BATCH, PASSES, LAST, BATCH_RATE = 26, 300, 100, 0.01


@cache
def weights(name: Optimizer, place: L1) -> Solved | Array:
    """The ten weights (p,) at the end, with the problem that they solve if they solve one."""
    scaled = diabetes_example().scaled
    w = optimizer_l1(scaled.X, scaled.y, LAM, name, place, step=RATES[name], steps=STEPS)[-1]
    lam = ENDS.get((name, place))
    return w if lam is None else certified(Regression(scaled.X, scaled.y, lam), w)


def left(name: Optimizer, place: L1) -> int:
    """How many weights are not exactly zero."""
    end = weights(name, place)
    return int(np.count_nonzero(end.w if isinstance(end, Solved) else end))


def strip(name: Optimizer, place: L1, x: float, y: float) -> list[Mark]:
    """Dots from x on, hollow where a weight is 0.0, grey where they are no lasso; below, how many are not."""
    end, good = weights(name, place), ENDS.get((name, place)) == LAM / 2
    keys = [f"{place}-{name}-{j}" for j in range(P)]
    dots = (
        [v.in_or_out(key, x + j, y, end, j, radius=4.2) for j, key in enumerate(keys)]
        if isinstance(end, Solved)
        else [
            Dot(key=key, role="quiet" if w else "zero", hollow=not w, x=x + j, y=y, radius=4.2)
            for j, (key, w) in enumerate(zip(keys, end.tolist(), strict=True))
        ]
    )
    said, role = f"{left(name, place)} non-zero", "zero" if good else "fg"
    middle = x + (P - 1) / 2
    cells = (
        box(f"{dot.key}-cell", (dot.x - 0.46, dot.x + 0.46), (y - 0.17, y + 0.17), dot.role, opacity=0.22)
        for dot in dots
    )
    return [*cells, *dots, v.tag(f"{place}-{name}", middle, y - 0.32, said, "at", role=role, lead=good)]


def draw() -> Frame:
    across = dict(zip(PLACES, (0, P + 2, 2 * P + 4), strict=True))
    down = dict(zip(RATES, (2, 1, 0), strict=True))
    return Frame.of(
        v.on(
            "strips",
            *(
                v.tag(place, x + (P - 1) / 2, 2.55, PLACES[place], "at", bold=True)
                for place, x in across.items()
            ),
            *(v.tag(name, -0.4, y + 0.3, NAMES[name], "right", gap=0) for name, y in down.items()),
            *(
                v.tag(f"{name}-own", across["own"] - 0.4, y + 0.3, OWN[name], "right", gap=0)
                for name, y in down.items()
            ),
            *(strip(name, place, across[place], down[name]) for name, place in PAIRS),
        ),
        says="; ".join(
            f"{PLACES[place]}, {NAMES[name]}: {left(name, place)} non-zero" for name, place in PAIRS
        ),
    )


@cache
def batches() -> Array:
    """How many weights are not zero after each step of the last passes of SGD on batches, (steps,)."""
    scaled = diabetes_example().scaled
    steps = len(scaled.y) // BATCH
    path = optimizer_l1(
        scaled.X, scaled.y, LAM, "SGD", "own", step=BATCH_RATE, steps=PASSES * steps, batch=BATCH,
        rng=np.random.default_rng(0),
    )  # fmt: skip
    counts: Array = np.count_nonzero(path[-LAST * steps :], axis=1)
    return counts


def facts() -> dict[str, str]:
    """The counts, the zeros, and what batches leave of them."""
    names, count = diabetes_example().names, batches()
    end = weights("SGD", "own")
    assert isinstance(end, Solved)
    return {
        **{f"{place}_{name.lower()}": str(left(name, place)) for name, place in PAIRS},
        "zeros": ", ".join(name for name, w in zip(names, end.w, strict=True) if not w),
        "batch": str(BATCH),
        "batch_mean": f"{count.mean():.1f}",
        "batch_least": str(count.min()),
        "batch_most": str(count.max()),
    }


SCENE = Scene(
    draw=draw,
    title="The PyTorch step",
    claim="Leave the L1 term out of the loss; soft-threshold after each step",
    caption=(
        f"Ten weights of the diabetes data after {STEPS:,} steps on mean squared error + 4‖w‖₁, by three "
        "optimizers. Hollow: exactly 0. Blue: an answer of the lasso. Grey: not one. With its own threshold "
        f"every optimizer ends at the lasso, with {left('SGD', 'own')} of {P} weights. With lr·λ for all, "
        f"momentum {KEPT:g} solves the lasso at λ/10, and Adam freezes every weight at 0."
    ),
    alt=(
        "Three columns, each with three rows of ten dots, for SGD, SGD with momentum, Adam. With L1 in the "
        "loss all dots are grey: ten of ten weights are not zero. With the threshold lr times lambda SGD has "
        "seven, momentum ten, Adam none. With a threshold of its own each has seven, and the same three dots "
        "are hollow: age, LDL, TCH."
    ),
    notes=(
        "Three optimizers, the same data, the same λ; a hollow dot is a weight that is exactly zero. In the "
        "first column the L1 term is part of the loss, as most code has it: no zero anywhere. In the second "
        "we take it out and soft-threshold by lr times λ. For plain SGD that is right. Momentum moves ten "
        "times as far for the same slope, so the same threshold is ten times too weak; with Adam it kills "
        "everything. Give each the threshold that belongs to it, and all three agree."
    ),
    computed=(
        "The update rules of PyTorch’s SGD and Adam, in numpy, on all rows in each step, from 0; learning "
        "rates .1, .05 and .1. Of Adam’s own threshold v is the corrected mean of squared slopes, one for "
        "each weight. What is blue is certified as an answer of the lasso."
    ),
    lesson="lessons/algorithms",
    convention="Mean of the squared errors + λ‖w‖₁ with λ = 4, columns with mean 0 and mean square 1",
    panels=(main("strips", axis("", -0.8, 3 * P + 3.8), axis("", -0.5, 2.7), grid="none"),),
    pose=({},),
    facts=facts,
)  # fmt: skip
