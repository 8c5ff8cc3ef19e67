"""Lasso paths in exact fractions: the feature that enters first is thrown out, and returns negative."""

from fractions import Fraction
from functools import cache

from figures.data.miniature import THREE, TWO
from figures.draw import vocabulary as v
from figures.draw.marks import Label, Mark, Side
from figures.draw.panels import axis, beside, main, read
from figures.draw.rational import Place, RationalPath, fraction
from figures.draw.text import signed
from figures.scene import Choice, Frame, Scene, Slider
from figures.story import Beat

UP, NEAR, PULL = (-2.35, 2.9), 0.55, (-0.6, 0.55)
"""Limits of the coefficients; up to which λ the pulls are drawn, and their limits."""
PATHS = {"three": RationalPath(THREE, 0), "two": RationalPath(TWO, 1)}
KNOTS = PATHS["three"].path.knots
(_, _, PEAK, LEAVES, RETURNS, _), HELD, POSE, ALWAYS = map(float, KNOTS), 0.2, 0.05, 2.0
AT, SAID = [*map(fraction, KNOTS)], [[*map(fraction, w)] for w in PATHS["three"].path.coefs]
GRID = {Fraction(k, 40) for k in range(41)}
EXACT = {float(lam): lam for lam in GRID.union(*(one.path.knots for one in PATHS.values()))}
"""The stops, and the fractions that they are."""

WORDS: dict[str, tuple[tuple[float, float, float, str, str, Side], ...]] = {
    "three": (
        (ALWAYS, 0.66, 0.42, "x₁ enters first", "lasso", "above right"),
        (LEAVES, 0.115, -0.06, "w₁ = 0, exactly", "zero", "below right"),
        (RETURNS, 0.05, -0.8, "x₁ is back, negative", "lasso", "below right"),
        (LEAVES, 0.1, 0.5, "w₂ = w₃", "muted", "right"),
        (ALWAYS, 0.24, -0.11, "pull on x₁", "fg", "right"), (ALWAYS, NEAR, 0.5, "x₂, x₃", "muted", "right"),
    ),
    "two": (
        (ALWAYS, 0.62, 0.5, "x₁ enters first", "muted", "above right"),
        (ALWAYS, 0.7, 0, "w₂ = 0, exactly", "zero", "below"),
        (float(PATHS["two"].path.knots[1]), 0.25, -1, "x₂ enters, negative", "lasso", "below right"),
        (ALWAYS, 0.1, 0.5, "", "muted", "right"),
        (ALWAYS, 0.52, -0.2, "pull on x₂", "fg", "left"), (ALWAYS, NEAR, NEAR, "x₁", "muted", "right"),
    ),
}  # fmt: skip
"""What is said below which λ of each path at (x, y), in which colour; the last two name pulls."""
WRITTEN: dict[str, tuple[Place, ...]] = {
    "three": ((2, 0, "above right"), (3, 1, "above right"), (4, 1, "above right")),
    "two": ((1, 0, "above right"),) * 3,
}
TICKS = {"three": (3, 4), "two": (1, 1)}
"""The knots whose λ has room below."""


@cache
def scenery(name: str) -> tuple[list[Mark], list[Mark]]:
    """What of an example does not change: in the panel of the path, and in that of the pulls."""
    path, pulls = map(list, PATHS[name].curves(UP))
    numbers = PATHS[name].letters(UP[0], WRITTEN[name], TICKS[name])
    path += [*numbers, v.tag("0", 0, 0, "0", "left", role="muted")]
    pulls += [v.tag("λ", 0.2, 0.2, "λ", "above left", role="zero", bold=True)]
    return path, [*pulls, v.tag("−λ", NEAR, -NEAR, "−λ", "right", role="zero", bold=True)]


def words(name: str, lam: float) -> list[Label]:
    """What is said of an example, once λ has fallen that far."""
    return [
        v.tag(
            f"words-{row}", x, y, text, side, role=role, lead=role == "zero", bold=role != "muted",
            visible=lam < reached,
        )
        for row, (reached, x, y, text, role, side) in enumerate(WORDS[name])
    ]  # fmt: skip


def draw(lam: float, example: str) -> Frame:
    one, at, (path, pulls) = PATHS[example], EXACT.get(lam, Fraction(lam)), scenery(example)
    w, between, told = one.path(at), lam not in EXACT, words(example, lam)
    said, *lists = (
        ", ".join(signed(f"{float(value):.3f}") if between and value else fraction(value) for value in values)
        for values in ([at], w, one.pulls(at))
    )
    ink = "lasso" if w[one.subject] else "zero"
    return Frame.of(
        v.on("path", v.heading("answer", f"λ = {said}: w = ({lists[0]})"), path, told[:4]),
        v.on("path", one.now(lam, at, UP[0])),
        v.on("pulls", v.heading("pull", f"pulls ({lists[1]})", ink), pulls, told[4:]),
        v.on("pulls", one.pull_now(lam, at, NEAR, PULL[0])),
        read("λ", said), read("w", lists[0]), read("non-zero", f"{sum(map(bool, w))} of {len(w)}"),
        read("pulls", lists[1]),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers that prose may quote, all exact: the knots, and the coefficients at each."""
    told: dict[str, str] = {}
    for start, one in (("", PATHS["three"]), ("two_", PATHS["two"])):
        for row, (lam, w) in enumerate(zip(one.path.knots, one.path.coefs, strict=True)):
            told |= {
                f"{start}knot_{row}": fraction(lam),
                f"{start}w_{row}": f"({', '.join(map(fraction, w))})",
            }
    return told


CROSSES = ("pulls", "answer", "rest-0", "now-2", "words-1")
SCENE = Scene(
    draw=draw,
    title="A path in fractions",
    claim="The most correlated of three enters first, leaves, and returns negative",
    caption=(
        "All numbers are exact. One panel: the coefficients over λ, w₁ bold, and the knots. The other, up to "
        "λ = 0.55: the pulls, that on x₁ bold, and the band from −λ to λ. Who is in pulls with λ or −λ; "
        "while w₁ is zero its pull crosses from one to the other. The second example is two features with "
        "ρ = 4/5, of which x₂ has no correlation with y, and enters."
    ),
    alt=(
        f"Three coefficients over lambda. The first leaves zero at 1, rises to {SAID[2][0]} at {AT[2]}, is "
        f"exactly zero from {AT[3]} down to {AT[4]}, and ends at {SAID[5][0]}. The others join at {AT[1]} "
        f"and {AT[2]}, are equal while the first is zero, and end at {SAID[5][1]} and {SAID[5][2]}. In "
        "another panel the first pull crosses a band from minus lambda to lambda while that coefficient is 0."
    ),
    notes=(
        "Three features, all numbers exact. Move λ down from 1. x₁ has the largest pull, so it enters first. "
        "Then x₂ and x₃ join, and together they explain what x₁ stood for: its coefficient slides back, and "
        f"at {AT[3]} it is zero. Now watch its pull. It leaves the upper edge of the band and crosses to the "
        f"lower one; all the while the coefficient is exactly zero. From {AT[4]} on it is back, negative. "
        "The largest correlation is no promise to stay."
    ),
    computed=(
        "Both paths in fractions, from the two optimality conditions alone: of all lists of signs those that "
        f"meet them, each with the λ for which it does. Made for this site: 16 rows of three features, 4 of "
        f"two. {len(EXACT)} values of λ, all knots among them; the marks stand at these fractions, rounded."
    ),
    lesson="lessons/path",
    panels=(
        main("path", axis("← λ falls", 0, 1, 0, 1), axis("", *UP), room=("−39/28", "")),
        beside(
            "pulls", axis("← λ falls", 0, NEAR, 0, 0.1, 0.2, 0.3, 0.4, 0.5),
            axis("", *PULL, -0.4, -0.2, 0, 0.2, 0.4), room=("", "x₂, x₃"),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=tuple(sorted(EXACT)), beats=tuple(map(float, KNOTS[::-1])),
            drag=("cursor", "x1"), continuous="linear",
        ),
        Choice(
            name="example", label="example",
            options=(("three", "3 features"), ("two", "2 features")),
        ),
    ),
    story=(
        Beat("x₁ has the largest pull, so it enters first.", {"lam": 1.0, "example": "three"}),
        Beat("x₂ joins at 1/2, x₃ at 9/20.", {"lam": PEAK}, way=2, hold=1),
        Beat("They take over: w₁ slides back to zero.", {"lam": LEAVES}, way=1.8, hold=1.2, lit=("path",)),
        Beat(
            "Now its pull crosses the band, and w₁ stays exactly 0.", {"lam": HELD}, way=2, hold=2.4,
            lit=CROSSES,
        ),
        Beat("It reaches the other edge, −λ.", {"lam": RETURNS}, way=1.6, hold=1.2, lit=CROSSES),
        Beat("There x₁ comes back, with a minus.", {"lam": POSE}, way=1.4, hold=3.6),
    ),
    pose=({"lam": POSE, "example": "three"},), facts=facts, coefficients=("x₁", "x₂", "x₃"),
)  # fmt: skip
