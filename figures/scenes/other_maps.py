"""The maps of SCAD and MCP from evidence to coefficient, each with the lasso's."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.panels import axis, main
from figures.draw.text import coefficient
from figures.scene import Frame, Scene
from figures.solved import Alone, Array, Folded, Solved, certified, with_middles
from figures.solvers import mcp_threshold, scad_threshold, soft_threshold

LAM, A, GAMMA = 1.0, 3.7, 3.0
REACH, EVIDENCE = 5.0, (0.6, 4.4)
BENDS = {"scad": (LAM, 2 * LAM, A * LAM), "mcp": (LAM, GAMMA * LAM)}


def answer(key: str, z: ArrayLike) -> Array:
    """What evidence z gets."""
    return scad_threshold(z, LAM, A) if key == "scad" else mcp_threshold(z, LAM, GAMMA)


def solved(key: str, z: ArrayLike, w: ArrayLike) -> Solved:
    """The coefficients w of evidence z, with the problem."""
    a, b = (A, A - 1) if key == "scad" else (GAMMA, GAMMA)
    return certified(Folded(z, LAM, a, b), w)


def draw() -> Frame:
    return Frame.of(*(v.on(key, drawn(key)) for key in BENDS), says=f"λ = {LAM:g}: two maps and the lasso’s")


def drawn(key: str) -> Iterator[Mark]:
    """One map, the lasso's, the answers without a penalty, and what weak and strong evidence get."""
    bends = (0.0, *BENDS[key], REACH)
    z, w = with_middles(bends, answer(key, bends))
    lasso = with_middles((LAM, REACH), soft_threshold((LAM, REACH), LAM))
    yield v.zero_line((0, REACH), f"zero-{key}")
    yield v.diagonal((0, REACH), f"diagonal-{key}")
    yield v.curve(f"lasso-{key}", lasso[0], certified(Alone(lasso[0], LAM), lasso[1]), role="quiet")
    yield v.curve(f"map-{key}", z, solved(key, z, w), width=4, skip_zeros=True)
    yield from v.rest(f"flat-{key}", z, solved(key, z, w))
    yield from v.answers(f"at-{key}", EVIDENCE, solved(key, EVIDENCE, answer(key, EVIDENCE)), radius=7)
    yield v.tag(f"no-{key}", 1.7, 1.7, "no penalty", "above left", role="ols")
    yield v.tag(f"lasso-name-{key}", 3.6, 2.6, "lasso", "below right", role="muted", bold=True)


def facts() -> dict[str, str]:
    """Constants, where the maps are back on the diagonal, and what weak and strong evidence get."""
    strong = soft_threshold(EVIDENCE[1], LAM)
    told = {"a": A, "gamma": GAMMA, "scad_back": A * LAM, "mcp_back": GAMMA * LAM, "strong": EVIDENCE[1]}
    return {name: coefficient(value) for name, value in (told | {"lasso_strong": float(strong)}).items()}


EVIDENCE_AXIS = axis("evidence z", 0, REACH, 0, *EVIDENCE, names=((LAM, "λ"),))
SCENE = Scene(
    draw=draw,
    title="Two other maps",
    claim="From zero on SCAD’s map bends three times, MCP’s twice, the lasso’s once",
    caption=(
        f"How two other penalties map the evidence z to a coefficient: SCAD with a = {A:g} and MCP with "
        f"γ = {GAMMA:g}, at λ = {LAM:g}. Grey is the lasso’s map, dashed the answer without a penalty. The "
        f"dots are what evidence of {EVIDENCE[0]:g} and of {EVIDENCE[1]:g} gets; hollow is exactly zero."
    ),
    alt=(
        "Two graphs of coefficient against evidence z, from zero on. SCAD’s map is zero up to lambda, runs "
        f"parallel to the diagonal up to 2 lambda, then more steeply to the diagonal, which it meets at "
        f"{A:g} lambda and does not leave. MCP’s is zero up to lambda, then rises in one straight piece to "
        f"the diagonal, which it meets at {GAMMA:g} lambda. The lasso’s, in grey, stays parallel to it."
    ),
    notes=(
        "Two penalties that you have not met: SCAD and MCP. Read their maps as you read the lasso’s. First, "
        "what do all three share? A flat zone up to λ: evidence in it becomes exactly zero. Then look at "
        "strong evidence. The lasso takes λ off it, however strong it is. These two come back to the "
        "diagonal and leave it as it is. The price is that neither penalty is convex, so with many features "
        "there may be several local minima."
    ),
    computed=(
        f"Closed forms for one feature with mean square 1, at λ = {LAM:g}, from penalties whose slope is "
        f"min(λ, (aλ − |w|)₊/(a − 1)) with a = {A:g} for SCAD (Fan and Li 2001, (2.8)), (λ − |w|/γ)₊ with "
        f"γ = {GAMMA:g} for MCP (Zhang 2010). Neither penalty is convex, but with ½(w − z)² each sum is, so "
        "that its optimality conditions tell the one minimum. They are checked."
    ),
    lesson="lessons/threshold",
    convention="Objective ½(w − z)² + penalty: SCAD, MCP or λ|w|",
    panels=tuple(
        main(key, EVIDENCE_AXIS, axis("coefficient", -0.5, REACH, 0, 2, 4), title)
        for key, title in (("scad", f"SCAD, a = {A:g}"), ("mcp", f"MCP, γ = {GAMMA:g}"))
    ),
    pose=({},),
    facts=facts,
)  # fmt: skip
