"""Four maps from evidence to coefficient: which of them have a flat zone at zero."""

from collections.abc import Iterator

from figures.draw import vocabulary as v
from figures.draw.maps import Map, map_of
from figures.draw.marks import Mark
from figures.draw.panels import axis, read, small
from figures.draw.text import signed
from figures.scene import Frame, Scene, Slider
from figures.solvers import L1, L2, ElasticNet
from figures.story import Beat

REACH, HEIGHT, ALPHA = 2.4, 2.6, 0.5
LAMBDAS = tuple(round(0.1 * step, 1) for step in range(21))
EVIDENCE = WEAK, STRONG = -0.8, 1.8
MAPS = {
    "soft": Map("lasso", L1),
    "hard": Map("L0 penalty", None),
    "net": Map("elastic net", lambda lam: ElasticNet(lam, ALPHA), ALPHA),
    "ridge": Map("ridge", L2, 0.0),
}
HEIGHT_AXIS = axis("coefficient", -HEIGHT, HEIGHT, -1, 0, 1)
ACROSS_AXIS = axis("evidence z", -REACH, REACH, WEAK, 0, STRONG)


def draw(lam: float) -> Frame:
    return Frame.of(
        *(v.on(key, drawn(key, lam)) for key in MAPS),
        read("λ", f"{lam:.2f}"),
        *(read(f"{one.name}, zero for", zeros(one.edge(lam)), key=key) for key, one in MAPS.items()),
    )


def zeros(edge: float, law: str = "") -> str:
    """Which evidence gets zero, in words; the ``law`` is what the edge is of λ."""
    return f"|z| ≤ {law}{round(edge, 3):g}" if edge else "z = 0 only"


def drawn(key: str, lam: float) -> Iterator[Mark]:
    """One map, with its words: ridge's has no flat zone to name."""
    one, edge = MAPS[key], MAPS[key].edge(lam)
    title, law = ("elastic net, α = ½", "λ/2 = ") if key == "net" else (one.name, "λ = ")
    yield v.heading(f"title-{key}", title, v.method(one.solved(EVIDENCE, lam)))
    yield from map_of(key, one, lam, EVIDENCE, REACH, HEIGHT)
    if key == "ridge":
        yield v.tag("no-penalty", -1.2, -1.2, "no penalty", "below right", "right", role="ols")
        yield v.tag(f"said-{key}", -0.3, 2.25, "no flat zone", "at", role="ridge", lead=True, visible=lam > 0)
    else:
        yield v.tag(f"said-{key}", 0, 2.25, "exactly 0", "at", role="zero", bold=True, visible=edge > 0)
    if key == "net":
        yield v.tag("not-zero", -1.3, 0.5, "not 0", "at", visible=0.85 <= lam < 1.35)
    yield v.tag(f"size-{key}", 0, -2.25, zeros(edge, law), "at", role="zero", bold=True, visible=edge > 0)


SCENE = Scene(
    draw=draw,
    title="Four threshold maps",
    claim="Exact zeros come from a flat zone, which ridge’s map does not have",
    caption=(
        "Each panel maps z, the least-squares answer of a feature on its own, to its coefficient. The dashed "
        "line is the answer without a penalty. Shaded: everything that becomes exactly zero; hollow dots are "
        "zeros. The elastic net’s zone is half as wide as the lasso’s, since α = ½. Weak evidence is "
        f"{signed(str(WEAK))}, strong {STRONG:g}. Compare the shapes: one number λ is not one strength in "
        "different penalties."
    ),
    alt=(
        "Four graphs of coefficient against evidence z. The lasso’s soft threshold is zero from minus lambda "
        "to lambda and outside parallel to the dashed diagonal, lambda closer to zero. The L0 penalty’s "
        "hard threshold has the same flat zone, then jumps onto the diagonal. The elastic net with alpha one "
        "half has a flat zone half as wide and a smaller slope outside it. Ridge is one straight line "
        f"through zero with a smaller slope and no flat zone. At lambda one weak evidence, {abs(WEAK):g} "
        "below zero, becomes exactly zero under the lasso and the L0 penalty, and under no other."
    ),
    notes=(
        "Four methods turn evidence into a coefficient. In each panel watch the weak evidence. Set λ to zero "
        "and raise it. The lasso’s dot slides to zero and stays. The L0 penalty’s keeps its value, then "
        f"drops at once. Ridge’s only shrinks. The elastic net’s reaches zero at {1 / ALPHA:g} times the "
        "lasso’s λ. The shaded zones tell why: all evidence inside becomes zero, and ridge has no zone, "
        "because its penalty is smooth at zero. Exact zeros come from a flat zone."
    ),
    computed=(
        "Closed forms for one feature with mean square 1. Lasso: S(z, λ). L0 penalty: z where |z| > λ and 0 "
        "elsewhere (at |z| = λ both cost the same, and 0 is drawn), from the penalty λ²/2 for each non-zero "
        "coefficient. Ridge: z/(1 + λ), from the penalty (λ/2)w². Elastic net: S(z, λ/2)/(1 + λ/2), from "
        "λ(½|w| + ¼w²). The optimality conditions are checked for the three convex ones; for the L0 penalty, "
        "which of keeping and dropping costs less."
    ),
    lesson="lessons/threshold",
    convention="Objective ½(w − z)² + penalty: λ|w|; λ²/2 if w ≠ 0; λ(½|w| + ¼w²); (λ/2)w²",
    panels=tuple(small(key, ACROSS_AXIS, HEIGHT_AXIS) for key in MAPS),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(0.0, 0.8, 1.0, 1.6, 2.0), drag=("flat-soft-0", "x2"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Without a penalty all four give the evidence itself.", {"lam": 0.0}),
        Beat("λ opens a flat zone in three of the four maps.", {"lam": 0.5}, way=2.5, hold=1.5, along=True),
        Beat(
            "Lasso and L0 penalty: weak evidence is exactly zero.", {"lam": 1.0}, way=2.5,
            lit=("soft", "hard"),
        ),
        Beat("Elastic net: half as wide, and weak evidence is outside.", hold=2.5, lit=("net",)),
        Beat("Ridge only shrinks it, however large λ: no flat zone.", hold=2.5, lit=("ridge",)),
        Beat("Three flat zones make exact zeros. Ridge has none.", hold=3.5),
    ),
    pose=({"lam": 1.0},),
)  # fmt: skip
