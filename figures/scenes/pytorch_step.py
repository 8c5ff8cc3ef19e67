"""Which of ten weights are exactly zero, by where the L1 term went and which optimizer ran."""

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from figures.data.diabetes import SOURCE
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
"""The price `lam` beside the mean squared error, which is house λ = 2; steps from 0; weights."""
MOMENTUM = 0.9
RATES = {"SGD": 0.1, "momentum": 0.05, "Adam": 0.1}
NAMES = {"SGD": "SGD", "momentum": f"momentum {MOMENTUM:g}", "Adam": "Adam"}
OWN = {"SGD": "lr·lam", "momentum": f"lr·lam / (1 − {MOMENTUM:g})", "Adam": "lr·lam / (√v + ε)"}
PLACES: dict[L1Place, str] = {"loss": "L1 in the loss", "plain": "threshold lr·lam", "own": "own threshold"}
PAIRS = tuple(product(RATES, PLACES))
WRONG = {"SGD": LAM, "momentum": (1 - MOMENTUM) * LAM, "Adam": 2 * float(diabetes_example().path.knots[0])}
"""The price whose answer lr·lam leads to; all zeros are the lasso's from that of the first knot on."""
FROZEN = f"lam ≥ {np.ceil(WRONG['Adam']):.0f}"
SOLVED = {name: f"solves lam = {lam:g}" for name, lam in WRONG.items()} | {"Adam": f"solves {FROZEN}"}
SAID: dict[L1Place, dict[str, str]] = {"plain": SOLVED, "own": OWN}
BATCH, LAST = 26, 100
BATCHES: dict[str, tuple[Optimizer, float, float, int]] = {
    "": ("SGD", 0.0, 0.01, 300), "_99": ("SGD", 0.99, 0.001, 300), "_999": ("SGD", 0.999, 0.0001, 1000),
    "_adam": ("Adam", 0.0, 0.1, 400), "_falling": ("SGD", 0.0, 0.01, 300),
}  # fmt: skip
"""Runs on batches: optimizer, momentum, learning rate, passes over the data, of which the last are counted.

The rate of the one that is falling goes to 0 along half a cosine.
"""


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


def zeros(name: str, place: L1Place) -> list[str]:
    """The features whose weights are exactly zero."""
    names = diabetes_example().names
    return [feature for feature, w in zip(names, weights(name, place), strict=True) if w == 0]


def strip(name: str, place: L1Place, x: float, y: float) -> list[Mark]:
    """Dots from x on, hollow where a weight is 0.0, grey where they are no lasso, and which are."""
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
    good, out, middle = place != "loss" and lam == LAM, zeros(name, place), x + (P - 1) / 2
    role = "zero" if good else "fg"
    return [
        *cells, *dots,
        v.tag(f"{place}-{name}", middle, y - 0.31, f"{len(out)} zeros", "at", role=role, lead=good),
        v.tag(f"{place}-{name}-out", middle, y - 0.48, ", ".join(out), "at", role=role, visible=good),
    ]  # fmt: skip


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
            f"{PLACES[place]}, {NAMES[name]}: {len(zeros(name, place))} zeros" for name, place in PAIRS
        ),
    )


@cache
def batches(run: str) -> Array:
    """The weights (steps, p) after each step of the last passes of a run on batches."""
    scaled, (optimizer, kept, rate, passes) = diabetes_example().scaled, BATCHES[run]
    steps = len(scaled.y) // BATCH
    done = np.arange(passes * steps) / (passes * steps)
    rates = rate * (1 + np.cos(np.pi * done)) / 2 if run == "_falling" else rate
    path = optimizer_l1(
        scaled.X, scaled.y, LAM, optimizer, "own", step=rates, steps=len(done), batch=BATCH, momentum=kept,
        rng=np.random.default_rng(0),
    )  # fmt: skip
    return path[-LAST * steps :]


def facts() -> dict[str, str]:
    """The counts, the zeros, and what batches leave of them: counts, and the share of steps that have all."""
    told = {f"{place}_{name.lower()}": str(P - len(zeros(name, place))) for name, place in PAIRS}
    told |= {"zeros": ", ".join(zeros("SGD", "own")), "batch": str(BATCH)}
    for run in BATCHES:
        kept = batches(run) != 0
        count, right = kept.sum(axis=1), (kept == (weights("SGD", "own") != 0)).all(axis=1).mean()
        told |= {f"batch_mean{run}": f"{count.mean():.1f}", f"batch_right{run}": f"{100 * right:.0f} %"}
        told |= {f"batch_least{run}": str(count.min()), f"batch_most{run}": str(count.max())}
    return told


SCENE = Scene(
    draw=draw,
    title="A threshold after the step",
    claim="Leave the L1 term out of the loss; soft-threshold after each step",
    caption=(
        f"Ten weights of the diabetes data after {STEPS:,} steps on mean squared error + 4‖w‖₁, by three "
        "optimizers. Hollow: exactly 0. Grey: no lasso. With its own threshold each ends at the lasso, with "
        f"{len(zeros('SGD', 'own'))} zeros. With lr·lam, momentum {MOMENTUM:g} solves the lasso at lam/10; "
        f"Adam freezes every weight at 0, the lasso’s answer to {FROZEN}."
    ),
    alt=(
        "Three columns, each with three rows of ten dots, for SGD, SGD with momentum, Adam. With L1 in the "
        "loss all dots are grey, and none of the ten is hollow. With the threshold lr times lam SGD has "
        "three zeros, momentum none, Adam ten. With a threshold of its own each has three, and the same dots "
        "are hollow: age, LDL, TCH."
    ),
    notes=(
        "Three optimizers, same data, same λ; a hollow dot is an exact zero. In the "
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
    source=SOURCE,
    convention="Mean of the squared errors + lam ‖w‖₁, lam = 4 (λ = 2); columns of mean 0, mean square 1",
    panels=(main("strips", axis("", -0.8, 3 * P + 3.8), axis("", -0.58, 2.7), grid="none"),),
    pose=({},),
    facts=facts,
)  # fmt: skip
