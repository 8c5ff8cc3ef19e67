"""Random guesses of one weight lie on a parabola; its lowest point, which none of them hits, is computed."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from figures.data.five_points import X, Y
from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.shapes import graph
from figures.draw.text import signed
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solved import Regression, certified
from figures.solvers import one_weight_lasso, one_weight_loss
from figures.story import Beat

LOW, HIGH, COUNT = -0.25, 1.25, 12
GUESSES = tuple(np.random.default_rng(2).uniform(LOW, HIGH, COUNT).round(3).tolist())
LOSSES = tuple(one_weight_loss(X, Y, GUESSES).tolist())
BEST = int(np.argmin(LOSSES))
NEAREST = f"{GUESSES[BEST]:.3f}"
LEAST = certified(Regression([[x] for x in X], Y, 0.0), [float(one_weight_lasso(X, Y, 0.0))])
BOTTOM = float(LEAST.w[0])
ANSWER = f"w = {BOTTOM:g}"
ACROSS, HEIGHTS = (-0.3, 1.3), (-0.9, 5.6)
END, TOLD = 5.5, 1.3
ENOUGH = 10
"""Guesses after which one sees what they lie on."""
PARABOLA = graph("parabola", "loss", lambda w: one_weight_loss(X, Y, w), *ACROSS, width=3.4)
STOPS = tuple(map(float, range(1, COUNT + 1)))


def draw(count: float) -> Frame:
    guessed = int(count)
    best = min(range(guessed), key=LOSSES.__getitem__)
    found, w = guessed == COUNT, GUESSES[best]
    return Frame.of(
        v.on(
            "loss", v.zero_line(ACROSS),
            replace(PARABOLA, visible=guessed >= ENOUGH),
            guesses(guessed, best),
            v.tag(
                "best", GUESSES[BEST], LOSSES[BEST], f"best guess {NEAREST}", "below right",
                gap=14, visible=best == BEST,
            ),
            Segment(key="drop", role="ols", x1=BOTTOM, y1=0, x2=BOTTOM, y2=TOLD, width=2.6, visible=found),
            Dot(key="lowest", role="ols", x=BOTTOM, y=0.0, radius=9, solved=(LEAST,), visible=found),
            v.tag("at", BOTTOM, TOLD, f"lowest at {ANSWER}", "above", role="ols", lead=True, visible=found),
        ),
        v.on("data", lines(guessed, best), answer(found)),
        read("random guesses", str(guessed)),
        read("best of them", signed(f"w = {w:.3f}")),
        read("its loss", f"{LOSSES[best]:.4f}"),
        says=f"{guessed} guesses: the best is w = {signed(f'{w:.3f}')} with loss {LOSSES[best]:.4f}",
    )  # fmt: skip


def guesses(guessed: int, best: int) -> Iterator[Mark]:
    """Each guess at the height of its loss."""
    for row, (w, loss) in enumerate(zip(GUESSES, LOSSES, strict=True)):
        role, shown = "fg" if row == best else "quiet", row < guessed
        yield Dot(key=f"guess-{row}", role=role, x=w, y=loss, radius=5.5, visible=shown)


def lines(guessed: int, best: int) -> Iterator[Mark]:
    """The line of each guess, pale but for the best so far, until the answer is found."""
    for row, w in enumerate(GUESSES):
        role, shown = "rule" if row != best else "fg" if guessed < COUNT else "quiet", row < guessed
        yield Segment(key=f"line-{row}", role=role, x1=0, y1=0, x2=END, y2=w * END, visible=shown)
    w, near = GUESSES[BEST], best == BEST and guessed < COUNT
    yield v.tag("best-line-name", END, w * END, f"{w:.3f}x", "right", visible=near)


def answer(found: bool) -> Iterator[Mark]:
    """The line of least squares, and the data that it goes through."""
    yield Segment(key="line", role="ols", x1=0, y1=0, x2=END, y2=BOTTOM * END, width=4, visible=found)
    yield from (Dot(key=f"point-{x:g}", role="loss", x=x, y=y) for x, y in zip(X, Y, strict=True))
    yield v.tag("line-name", END, BOTTOM * END, f"{BOTTOM:g}x", "right", role="ols", bold=True, visible=found)


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    found = {"best": NEAREST, "best_loss": f"{LOSSES[BEST]:.4f}", "bottom": f"{BOTTOM:g}"}
    return {"count": str(COUNT), **found}


SCENE = Scene(
    draw=draw,
    title="One weight: the loss",
    claim=f"The loss of one weight is a parabola, and its lowest point is at {ANSWER}",
    caption=(
        "The parabola: random guesses of w, each a dot at the height of its loss; the strong one is the best "
        "so far. The green dot is the lowest point, the least-squares answer. The lines: what each guess "
        "says of the data, old ones faint. Guesses come near the lowest point but do not hit it."
    ),
    alt=(
        "Two graphs. A parabola, the loss over w, with its lowest point, loss zero, at "
        f"{ANSWER}, marked by a large dot; {COUNT} random guesses lie on it, the best at "
        f"{NEAREST}, beside the lowest point. The lines of these guesses fan out from the origin; "
        "one line passes through all five data points."
    ),
    notes=(
        "Let us guess. One guess is one line, and one dot at the height of its loss. Now add more. All dots "
        "lie on a parabola, because each squared error is a parabola in w, and so is their mean. The strong "
        f"dot is the best so far: after {COUNT} guesses it stands at {NEAREST}. The lowest point is at "
        f"{BOTTOM:g}, where the green line passes through all points. Guessing comes near the lowest "
        "point but does not hit it, so we compute it."
    ),
    computed=(
        f"The mean of (y − wx)² over x = 1, 2, 3, 4, 5 with y = x/2, for {COUNT} guesses of w drawn evenly "
        f"from {signed(f'{LOW:g}')} to {HIGH:g} (numpy, seed 2). The lowest point is Σxy/Σx² = {BOTTOM:g}."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        main("loss", axis("guess w", *ACROSS, 0, 0.5, 1), axis("loss", *HEIGHTS, *range(6))),
        beside("data", axis("x", 0, 7.2, *range(6)), axis("y", -1.1, 5.7, 0, 2, 4)),
    ),
    controls=(Slider(name="count", label="guesses", stops=STOPS),),
    story=(
        Beat("One guess of w: one line, and one dot, its loss.", {"count": 1.0}),
        Beat("More guesses, more dots.", {"count": 4.0}, lit=("loss",)),
        Beat("All of them lie on a parabola.", {"count": float(ENOUGH)}, hold=2.5, lit=("loss",)),
        Beat(f"The best comes near the lowest point: {NEAREST}.", {"count": COUNT - 1.0}, hold=2.5),
        Beat(f"But no guess hits it. Computed: {ANSWER}.", {"count": float(COUNT)}, hold=4),
    ),
    pose=({"count": float(COUNT)},),
    facts=facts,
)  # fmt: skip
