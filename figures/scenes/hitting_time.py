"""Proximal steps beside gradient steps: alike until one jumps over zero and the other is cut off at it."""

from functools import cache
from math import log

from figures.draw import vocabulary as v
from figures.draw.iterates import cobweb, gradient_map, proximal_map, pursuit, staying, stepped
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import coefficient, signed
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, Array, certified
from figures.solvers import L1, hitting_time, ista, subgradient_descent
from figures.story import Beat

LAM, START, LAST, BEGIN = 0.5, 0.5, 24, -0.7
EVIDENCE, SIZES = (0.0, 0.2, 0.3, 0.45), ("0.2", "0.1")
POSED, HIT = 0.2, 5
HEIGHTS, NEAR = (-0.55, 0.62), (-0.18, 0.54)
STEPS = tuple(map(float, range(LAST + 1)))


@cache
def ways(z: float, eta: float) -> tuple[Array, Array]:
    """The weights after each gradient step, and after each proximal step w ← S(w − η(w − z), ηλ)."""
    gradient, proximal = (
        method([[1.0]], [z], L1(LAM), step=eta, steps=LAST, start=[START])[:, 0]
        for method in (subgradient_descent, ista)
    )
    return gradient, proximal


def arrival(z: float, eta: float, start: float = START) -> tuple[int, float]:
    """The step at which the proximal weight is exactly zero, and where its straight way crosses zero."""
    return int(hitting_time(z, LAM, start, eta)), log((LAM - z) / (start + LAM - z)) / log(1 - eta)


def draw(step: float, z: float, eta: str) -> Frame:
    size, gap = float(eta), LAM - z
    gradient, proximal = ways(z, size)
    hit, crossing = arrival(z, size)
    arrived = certified(Alone(z, LAM), proximal[hit])
    stays = certified(Alone([z, z], LAM), proximal[[hit, max(hit, int(step))]])
    return Frame.of(
        v.on(
            "steps", v.zero_line((BEGIN, LAST)), pursuit(START, z - LAM, size, LAST),
            v.tag("aims", LAST, -gap, f"aims at {coefficient(-gap)}", "below left", role="muted"),
            stepped("gradient", gradient, step, "quiet", radius=5),
            stepped("proximal", proximal, step, last=hit - 1),
            v.rest("rest", [hit, max(hit, step)], stays),
            v.answers("hit", hit, arrived, radius=8, visible=step >= hit),
            v.tag("crosses", LAST, 0.56, f"dashed line crosses 0 after {crossing:.1f}", "left"),
            v.tag("exactly", LAST, 0.43, f"so exactly 0 from step {hit}", "left", role="zero", lead=True),
            v.tag("jumps", LAST, 0.28, "gradient: jumps on", "left", role="muted", visible=step > hit),
        ),
        v.on(
            "map", staying(NEAR), gradient_map("jump", z, LAM, size, NEAR, "quiet"),
            proximal_map("flat", z, LAM, size, NEAR), cobweb("web", proximal, step, LAST),
            v.answers("lands", 0.0, arrived, radius=8),
            v.tag("flat-name", NEAR[1], -0.09, "flat: rests at 0", "left", role="zero", bold=True),
            v.tag("stays", 0.4, 0.4, "here w would stay", "above left", role="muted"),
        ),
        read("step", f"{step:.0f}"),
        read("proximal: w", coefficient(float(proximal[int(step)])), weight=True),
        read("gradient: w", coefficient(float(gradient[int(step)])), weight=True),
        read("exactly 0 from", f"step {hit}"),
        read("margin λ − |z|", coefficient(gap)),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: the steps around the arrival, and when others arrive, from here and from 1."""
    gradient, proximal = ways(POSED, float(SIZES[0]))
    hit, crossing = arrival(POSED, float(SIZES[0]))
    told = {"lam": f"{LAM:g}", "crossing": f"{crossing:.1f}", "before": f"{proximal[hit - 1]:.3f}"}
    told |= {"missed": signed(f"{gradient[hit]:.3f}"), "last": str(hit - 1)}
    told |= {f"at_{100 * z:.0f}_{eta[2:]}": str(arrival(z, float(eta))[0]) for z in EVIDENCE for eta in SIZES}
    far = {"5": (0.2, 0.5), "2": (0.2, 0.2), "1": (0.2, 0.1), "01": (0.2, 0.01), "weak": (0.49, 0.1)}
    return told | {f"from_one_{name}": str(arrival(z, eta, 1.0)[0]) for name, (z, eta) in far.items()}


SCENE = Scene(
    draw=draw,
    title="Arriving at zero",
    claim="Proximal steps reach exactly zero at a step known in advance, and stay",
    caption=(
        f"One weight, λ = {LAM:g}, evidence z below λ: the answer is exactly 0. “Weight w”: gradient steps, "
        "grey, and proximal steps, which take off at most ηλ and stop at 0. Both begin on the dashed curve. "
        "“One step”: the next w over w. The gradient’s, grey, jumps over the dashed diagonal; the proximal "
        "one is flat where it crosses it, at exactly 0 (purple)."
    ),
    alt=(
        f"Two graphs. In the first, dots fall from {START:g} along a dashed curve that aims below zero, at "
        f"{signed(f'{POSED - LAM:g}')}. At step {HIT}, the first after the curve has crossed zero, the "
        "gradient steps are below zero and then jump around it; the proximal ones are at exactly zero, and a "
        "purple bar shows that they stay. In the second, the map of one proximal step is flat around zero, "
        "and a staircase leads down to it."
    ),
    notes=(
        "Two methods start alike. A step follows the data and then takes off the penalty’s part, η times λ. "
        "Four steps: no difference. The fifth would cross zero. The gradient step does, is pushed back, and "
        "crosses again. The proximal step takes off no more than is there: it stops at exactly zero. When? "
        "At the first step after the dashed curve has crossed zero. And it stays: from zero the data move it "
        "by η times z only, less than the threshold takes off."
    ),
    computed=(
        f"{LAST} steps of subgradient and of proximal gradient descent on ½(w − z)² + λ|w|, λ = {LAM:g}, "
        f"from w = {START:g}. Arrival at step ln((λ − z)/(w₀ + λ − z))/ln(1 − η), rounded up. One "
        "proximal step: S((1 − η)w + ηz, ηλ), S the soft threshold."
    ),
    lesson="lessons/algorithms",
    convention="Objective ½(w − z)² + λ|w|",
    panels=(
        main(
            "steps", axis("step", BEGIN, LAST, 0, 4, 8, 12, 16, 20, 24),
            axis("weight w", *HEIGHTS, -0.4, -0.2, 0, 0.2, 0.4),
        ),
        beside(
            "map", axis("w", *NEAR, 0, 0.2, 0.4), axis("next w", *NEAR, 0, 0.2, 0.4), "one step", grid="none"
        ),
    ),
    controls=(
        Slider(name="step", label="step", stops=STEPS, continuous="linear"),
        Slider(name="z", label="evidence z", stops=EVIDENCE),
        Choice(name="eta", label="step size η", options=tuple((eta, f"η = {eta}") for eta in SIZES)),
    ),
    story=(
        Beat(f"Two methods, one start: w = {START:g}.", {"step": 2.0}),
        Beat("Four steps: no difference at all.", {"step": HIT - 1.0}, way=1.2, hold=1.5),
        Beat(f"Step {HIT}: one jumps over 0, one is cut off at 0.", {"step": float(HIT)}, way=1, hold=2.5),
        Beat("It stays at exactly 0; the other jumps on.", {"step": float(LAST)}, way=4, hold=3.5),
    ),
    pose=({"step": float(LAST), "z": POSED, "eta": SIZES[0]},),
    facts=facts,
)  # fmt: skip
