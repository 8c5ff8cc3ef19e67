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
from figures.solved import Regression, certified
from figures.solvers import L1Place, Optimizer, optimizer_l1

Array = NDArray[np.float64]

LAM, STEPS, P = 4.0, 5000, 10
"""The price beside the mean squared error, which is house λ = 2; steps from 0; weights."""
MOMENTUM = 0.9
RATES = {"SGD": 0.1, "momentum": 0.05, "Adam": 0.1}
NAMES = {"SGD": "SGD", "momentum": f"SGD, momentum {MOMENTUM:g}", "Adam": "Adam"}
OWN = {"SGD": "lr·λ", "momentum": f"lr·λ / (1 − {MOMENTUM:g})", "Adam": "lr·λ / (√v + ε)"}
PLACES: dict[L1Place, str] = {"loss": "L1 in the loss", "plain": "threshold lr·λ", "own": "own threshold"}
PAIRS = tuple(product(RATES, PLACES))
WRONG = {"SGD": LAM, "momentum": (1 - MOMENTUM) * LAM, "Adam": 2 * float(diabetes_example().path.knots[0])}
"""The λ whose answer lr·λ leads to; all zeros are the lasso's from the λ of the first knot on."""
FROZEN = f"λ ≥ {np.ceil(WRONG['Adam']):.0f}"
SOLVED = {name: f"solves λ = {lam:g}" for name, lam in WRONG.items()} | {"Adam": f"solves {FROZEN}"}
SAID: dict[L1Place, dict[str, str]] = {"plain": SOLVED, "own": OWN}
BATCH, PASSES, LAST, BATCH_RATE = 26, 300, 100, 0.01


@cache
def weights(name: str, place: L1Place) -> Array:
    """The ten weights (p,) at the end."""
    scaled = diabetes_example().scaled
    optimizer: Optimizer = "Adam" if name == "Adam" else "SGD"
    kept = MOMENTUM if name == "momentum" else 0.0
    rate = RATES[name]
    path = optimizer_l1(scaled.X, scaled.y, LAM, optimizer, place, step=rate, steps=STEPS, momentum=kept)
    end: Array = path[-1]
    return end


def left(name: str, place: L1Place) -> int:
    """How many weights are not exactly zero."""
    return int(np.count_nonzero(weights(name, place)))


def strip(name: str, place: L1Place, x: float, y: float) -> list[Mark]:
    """Dots from x on, hollow where a weight is 0.0, grey where they are no lasso; below, how many are not."""
    scaled, w, lam = diabetes_example().scaled, weights(name, place), LAM if place == "own" else WRONG[name]
    keys = [f"{place}-{name}-{j}" for j in range(P)]
    if place == "loss":
        dots = [Dot(key=key, role="quiet", x=x + j, y=y, radius=4.2) for j, key in enumerate(keys)]
    else:
        end = certified(Regression(scaled.X, scaled.y, lam / 2), w)
        dots = [v.in_or_out(key, x + j, y, end, j, radius=4.2) for j, key in enumerate(keys)]
    cells = (
        box(f"{dot.key}-cell", (dot.x - 0.46, dot.x + 0.46), (y - 0.17, y + 0.17), dot.role, opacity=0.22)
        for dot in dots
    )
    good, said = place != "loss" and lam == LAM, f"{left(name, place)} non-zero"
    count = v.tag(
        f"{place}-{name}", x + (P - 1) / 2, y - 0.32, said, "at", role="zero" if good else "fg", lead=good
    )  # fmt: skip
    return [*cells, *dots, count]


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
                v.tag(f"{name}-{place}-said", across[place] - 0.4, y + 0.3, SAID[place][name], "right", gap=0)
                for place in SAID
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
    return {
        **{f"{place}_{name.lower()}": str(left(name, place)) for name, place in PAIRS},
        "zeros": ", ".join(name for name, w in zip(names, weights("SGD", "own"), strict=True) if not w),
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
        "optimizers. Hollow: exactly 0. Grey: no lasso. With its own threshold each ends at the lasso, with "
        f"{left('SGD', 'own')} weights. With lr·λ momentum {MOMENTUM:g} solves the lasso at λ/10, and Adam "
        f"freezes every weight at 0, the lasso’s answer to {FROZEN}."
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
    lesson="lessons/pytorch",
    convention="Mean of the squared errors + λ‖w‖₁ with λ = 4, columns with mean 0 and mean square 1",
    panels=(main("strips", axis("", -0.8, 3 * P + 3.8), axis("", -0.5, 2.7), grid="none"),),
    pose=({},),
    facts=facts,
)  # fmt: skip
