"""Loss plus penalty for one weight, both penalties side by side: where each sum is lowest."""

from collections.abc import Iterator

import numpy as np

from figures.data.five_points import X, Y
from figures.draw import vocabulary as v
from figures.draw.marks import Mark, Side
from figures.draw.panels import axis, read, small
from figures.draw.shapes import graph
from figures.draw.text import coefficient
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solved import Regression, Solved, certified
from figures.solvers import L1, L2, one_weight_lasso, one_weight_loss, one_weight_ridge, one_weight_threshold
from figures.story import Beat

LOW, HIGH, TOP, MARKED = -0.35, 0.8, 10.5, 8.9
THRESHOLD = one_weight_threshold(X, Y)
LAMBDAS = tuple(step / 2 for step in range(34))
END = LAMBDAS[-1]
NAMES = {"l1": ("lasso", "λ|w|"), "l2": ("ridge", "λw²")}
BENDS = (LOW, 0.0, HIGH)
"""The absolute value has its corner at zero."""


def draw(lam: float) -> Frame:
    least = {kind: lowest(kind, lam) for kind in NAMES}
    told = {kind: coefficient(float(solved.w[0])) for kind, solved in least.items()}
    at = f"{lam:.4g}"
    return Frame.of(
        v.on("l1", flat(lam)),
        *(v.on(kind, drawn(kind, lam, solved)) for kind, solved in least.items()),
        read("λ (with the 1/n loss)", at, key="lam"),
        read("threshold λ*", f"{THRESHOLD:g}", key="threshold"),
        read("lowest with λ|w|", told["l1"], key="l1", weight=True),
        read("lowest with λw²", told["l2"], key="l2", weight=True),
        says=f"λ = {at}: with λ|w| the sum is lowest at {told['l1']}, with λw² at {told['l2']}",
    )


def lowest(kind: str, lam: float) -> Solved:
    """Where the sum is lowest. It is twice the house objective, where the lasso's λ is half of this."""
    column = [[x] for x in X]
    if kind == "l1":
        return certified(Regression(column, Y, lam / 2), [float(one_weight_lasso(X, Y, lam))])
    return certified(Regression(column, Y, lam, 0.0), [float(one_weight_ridge(X, Y, lam))])


def loss(w: float | np.ndarray) -> np.ndarray:
    """The mean squared error."""
    return one_weight_loss(X, Y, w)


def penalty(kind: str, lam: float, w: float | np.ndarray) -> np.ndarray:
    """λ|w| or λw²; the solvers' ridge penalty is half of its λ times w²."""
    return (L1(lam) if kind == "l1" else L2(2 * lam)).value(w)


def drawn(kind: str, lam: float, solved: Solved) -> Iterator[Mark]:
    """One panel: loss, penalty, their sum, and its lowest point."""
    (role, name), w = NAMES[kind], float(solved.w[0])
    yield v.heading(f"title-{kind}", f"{role}, λ = {lam:.4g}: loss + {name}", role)
    yield v.upright((0, MARKED), f"zero-{kind}")
    yield graph(f"loss-{kind}", "loss", loss, *BENDS, points=3, width=2.6)
    parts = {"penalty": lambda w: penalty(kind, lam, w), "sum": lambda w: loss(w) + penalty(kind, lam, w)}
    for key, width, dash in (("penalty", 2.6, "7 5"), ("sum", 4.2, "")):
        yield graph(f"{key}-{kind}", role, parts[key], *BENDS, points=3, width=width, dash=dash)
    # Left of 0 where the absolute value is 2, right of it where the square is 6, or near an edge.
    left, far = kind == "l1", max(lam, 1)
    at = max(-0.18, -2 / far) if left else min(0.62, (6 / far) ** 0.5)
    price, apart = float(penalty(kind, lam, at)), lam > 5
    yield v.tag(f"loss-name-{kind}", 0.5, 0, "loss", "above", role="loss", visible=apart)
    side: Side = "below left" if left else "below right"
    yield v.tag(f"penalty-name-{kind}", at, price, name, side, role=role, visible=apart)
    yield v.cursor(f"drop-{kind}", w, (0, MARKED))
    yield v.in_or_out(f"lowest-{kind}", w, float(loss(w) + penalty(kind, lam, w)), solved, 0, radius=8)
    said, look = (f"w = {coefficient(w)}", role) if w else ("exactly 0", "zero")
    yield v.tag(f"at-{kind}", w, MARKED, said, "above", role=look, lead=True)


def flat(lam: float) -> Iterator[Mark]:
    """The lasso's sum at the threshold, from 0 on: under the sum until λ is there, and left behind then."""
    left = min(lam, THRESHOLD)
    yield graph("flat", "lasso", lambda w: loss(w) + penalty("l1", left, w), 0.0, HIGH, points=3, width=2.6)
    words, height = f"λ = {THRESHOLD:g}: starts level", float(loss(0.24) + penalty("l1", left, 0.24))
    yield v.tag("flat-name", 0.24, height, words, "below right", role="lasso", visible=lam > 13)


def facts() -> dict[str, str]:
    """Numbers for the prose; the table of other x's with the same rule y = x/2."""
    random = np.random.default_rng(5).normal(size=50).round(2)
    told = {"threshold": f"{THRESHOLD:g}", "loss_at_zero": f"{float(loss(0.0)):g}"}
    for name, values in (("first", X), ("ten", range(1, 11)), ("centred", range(-2, 3)), ("random", random)):
        x = np.array(values, dtype=np.float64)
        lam = one_weight_threshold(x, x / 2)
        told |= {f"{name}_square": f"{np.mean(x**2):.4g}", f"{name}_threshold": f"{lam:.4g}"}
        told[f"{name}_lasso"] = coefficient(float(one_weight_lasso(x, x / 2, lam)))
        told[f"{name}_ridge"] = coefficient(float(one_weight_ridge(x, x / 2, lam)))
    return told


AT_THRESHOLD, AT_END = (coefficient(float(one_weight_ridge(X, Y, lam))) for lam in (THRESHOLD, END))
ACROSS, COST = axis("weight w", LOW, HIGH, 0, 0.25, 0.5, 0.75), axis("cost", 0, TOP, 0, 4, 8)
SCENE = Scene(
    draw=draw,
    title="Loss plus penalty",
    claim=f"From λ = {THRESHOLD:g} on loss + λ|w| is lowest at exactly 0; with λw² it never is",
    caption=(
        "Each panel: the loss, a penalty (dashed) and their sum (thick), the lasso’s with λ|w| and ridge’s "
        "with λw². The dot is the lowest point of the sum, hollow where it is exactly zero; the thin line is "
        f"the lasso’s sum at λ = {THRESHOLD:g}. λ is that of 1/n·Σ(y − wx)² + λ|w| or + λw². The two have "
        "different units, so one number for both is no fair comparison."
    ),
    alt=(
        "Two graphs over the weight w, each with the same parabola, the loss, lowest at 0.5. With the "
        f"absolute value the sum has a corner at zero, and at lambda {END:g} its lowest point is exactly "
        f"there; at {THRESHOLD:g} it is level just right of zero. With the square it is a parabola, lowest "
        f"at {AT_END}."
    ),
    notes=(
        "Both panels add a penalty to the same loss: the absolute value, and the square. Start with λ at "
        f"zero: both sums are lowest at 0.5. Raise λ, and both lowest points slide left. At {THRESHOLD:g} "
        "the lasso’s arrives at exactly zero, and stays: from there on the penalty rises at least as fast as "
        f"the loss falls. Ridge’s is at {AT_THRESHOLD}. It never arrives, because the square is flat at "
        "zero, so a small step off zero always pays."
    ),
    computed=(
        "Exact minimisers of 1/n·Σ(y − wx)² + λ|w| and + λw² for x = 1, 2, 3, 4, 5 and y = x/2: S(½, λ/22) "
        "and 5.5/(11 + λ), with S the soft threshold, at 34 values of λ from 0 to 16.5. The threshold is λ* "
        "= 2/n·|Σxy| = 11. With λ|w| this λ is twice the site’s usual one, with λw² the same."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=tuple(small(kind, ACROSS, COST) for kind in NAMES),
    controls=(Slider(name="lam", label="λ", stops=LAMBDAS, beats=(0, THRESHOLD, END), continuous="linear"),),
    story=(
        Beat("λ = 0: both sums are the loss, lowest at w = 0.5.", {"lam": 0.0}),
        Beat("λ grows: both lowest points move towards zero.", {"lam": 5.5}, way=2.5, hold=1.5, along=True),
        Beat(f"λ = {THRESHOLD:g}: lasso exactly 0, ridge {AT_THRESHOLD}.", {"lam": THRESHOLD}, way=2, hold=2),
        Beat("The lasso stays at its corner. Ridge only comes nearer.", {"lam": END}, way=2, hold=3.5),
    ),
    pose=({"lam": END},),
    facts=facts,
)  # fmt: skip
