"""Counting zeros with a tolerance: the exact answer ends in a cliff, gradient steps in a slope."""

from functools import cache

import numpy as np

from figures.data import twenty
from figures.draw import vocabulary as v
from figures.draw.panels import axis, read, small
from figures.draw.waterline import FLOOR, FOOT, TOP, called_zero, waterline
from figures.scene import Frame, Scene, Slider
from figures.solved import Array, Regression, Solved, certified
from figures.solvers import L1, adam, lasso, standardize, subgradient_descent
from figures.story import Beat

LAM, SCALED = 0.1, standardize(twenty.X, twenty.Y)
TOLERANCES = (1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1)
MARKED, SAFE, SHOWN = (1e-6, 1e-4, 1e-2), 2e-4, 3e-4
"""Tolerances whose counts always stand there, where the gap has room for words, and the pose."""
NAMES = {
    "exact": "the exact lasso", "coarse": "gradient, step 0.1", "fine": "gradient, step 0.01",
    "adam": "Adam, step 0.1",
}  # fmt: skip


@cache
def weights() -> dict[str, Array | Solved]:
    """The lasso’s, and where gradients of loss + λ‖w‖₁ have come, from zero."""
    X, y, penalty = SCALED.X, SCALED.y, L1(LAM)
    return {
        "exact": certified(Regression(X, y, LAM), lasso(X, y, LAM)),
        "coarse": subgradient_descent(X, y, penalty, step=0.1, steps=2000)[-1],
        "fine": subgradient_descent(X, y, penalty, step=0.01, steps=4000)[-1],
        "adam": adam(X, y, penalty, step=0.1, steps=20000)[-1],
    }


def smallest() -> float:
    """The size of the lasso’s smallest coefficient that is not zero."""
    w = lasso(SCALED.X, SCALED.y, LAM)
    return float(np.abs(w[w != 0]).min())


def draw(tol: float) -> Frame:
    found, at = weights(), plain(float(f"{tol:.1g}"))
    return Frame.of(
        *(v.on(key, waterline(key, NAMES[key], w, tol, MARKED)) for key, w in found.items()),
        v.on(
            "exact",
            v.tag("gap", 15, 1.5e-5, "a gap", "at", role="zero", bold=True, visible=tol > SAFE),
            v.tag("tolerance", 15, tol, "tolerance", "above", bold=True, gap=6),
        ),
        read("tolerance", at),
        *(read(NAMES[key], f"{called_zero(w, tol)} of 20", key=key) for key, w in found.items()),
    )  # fmt: skip


def plain(tol: float) -> str:
    """Without an exponent."""
    return f"{tol:.6f}".rstrip("0")


def facts() -> dict[str, str]:
    """Counts of zeros at some tolerances, by run, and the lasso’s smallest coefficient but zeros."""
    at = {"none": 0.0, "millionth": 1e-6, "ten_thousandth": 1e-4, "thousandth": 1e-3, "hundredth": 1e-2}
    counts = {
        f"{key}_{name}": f"{called_zero(w, t)}" for key, w in weights().items() for name, t in at.items()
    }
    return counts | {"smallest": f"{smallest():.4f}", "kept": f"{20 - called_zero(weights()['exact'], 0)}"}


SCENE = Scene(
    draw=draw,
    title="Counting zeros with a tolerance",
    claim="With gradients alone, how many zeros you count depends on your tolerance",
    caption=(
        "One problem, twenty weights, by size on a log scale that has an extra place for exact zeros, the "
        "rings. Whatever lies in the shaded part is called zero: the title counts it, and the numbers beside "
        "each panel say what other tolerances would count. The exact lasso; the last step of a run of "
        "gradients of loss + λ‖w‖₁ with steps of 0.1; of 0.01; and of Adam."
    ),
    alt=(
        "Four panels of twenty dots, falling in size. For the exact lasso nine dots, then a cliff: eleven "
        f"rings at exactly zero, and nothing between them and {smallest():.4f}. For gradients the dots fall "
        "in a slope without a gap. A line at the tolerance 0.0003 has 11 weights of the exact lasso "
        "below it, 1 with gradient steps of 0.1, 6 with steps of 0.01 and none with Adam; at 0.01 it would "
        "be 14, 13, 14 and 2."
    ),
    notes=(
        "Somebody asks how many features your model has dropped, and you look for weights smaller than some "
        "tolerance. For the exact lasso the question is easy. Eleven weights are zero, and the next one is "
        "far above. For weights that gradients have trained there is no such gap, only a slope. Lower the "
        "tolerance, and you find fewer zeros; shorten the step, and you find more. With gradients alone, how "
        "many zeros you count depends on your tolerance."
    ),
    computed=(
        "200 rows of 20 correlated features, five with an effect, drawn once and standardized; λ = 0.1. The "
        "lasso, certified; 2,000 gradient steps of 0.1, 4,000 of 0.01, 20,000 of Adam, all from zero, with "
        "the derivative of |w| at 0 taken as 0, as PyTorch does."
    ),
    lesson="lessons/pytorch",
    panels=tuple(
        small(
            key, axis("20 weights by size", 0, 21),
            axis("", FOOT, TOP, 1, 0.01, 0.0001, log=True, names=((FLOOR, "exactly 0"),)), grid="none",
            room=("", "count"),
        )
        for key in NAMES
    ),
    controls=(
        Slider(name="tol", label="tolerance", stops=TOLERANCES, drag=("exact-line", "y1"), continuous="log"),
    ),
    story=(
        Beat("At a millionth only the exact lasso has zeros.", {"tol": 1e-6}, hold=2.5),
        Beat("0.001: small steps happen to give eleven, too.", {"tol": 1e-3}, way=2.5, lit=("fine",)),
        Beat("At 0.01 it swallows three of the lasso’s own weights.", {"tol": 0.01}, way=2.5, lit=("exact",)),
        Beat("0.0003: 11, 1, 6, 0. Only exact zeros need no tolerance.", {"tol": SHOWN}, way=1.5, hold=4),
    ),
    pose=({"tol": SHOWN},),
    facts=facts,
)  # fmt: skip
