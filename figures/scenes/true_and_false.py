"""How many true features the lasso keeps along its path, and how many false ones came in with them."""

from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import axis, main, read
from figures.draw.recovery import Recovery, bricks, columns, joints
from figures.draw.simulated import LEVEL, mean_line, standard_error
from figures.draw.text import number
from figures.examples.few_true import FOLDS, LAMS, RHO, SETS, TRUE, P, few_true
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array
from figures.story import Beat

GRID = tuple(float(lam) for lam in np.geomspace(2, 0.01, 59).round(6)[40:0:-1])
PICKED, EFFECTS, ROLES = GRID[4], {"0.5": 0.5, "1": 1.0}, {"true": "lasso", "false": "fg"}
HALTS = (0.463728, 0.321789, 0.154949)
END, MOST, WALL = 10, 20, (22, 22, 17, *[12] * 8)
"""The column of so many false features or more, the highest count drawn, rows of bricks in each column."""


@cache
def found(effect: float, rho: float = RHO) -> Recovery:
    return Recovery(*few_true(effect, rho), TRUE)


@cache
def cross_validated() -> tuple[Array, Array]:
    """With effects of 0.5: the λ that cross-validation picks, and how many are kept there."""
    return found(0.5).cross_validated(FOLDS, LAMS)


@cache
def scenery(effect: str) -> tuple[Mark, ...]:
    """The mean counts over λ, and where cross-validation ends up if effects are 0.5."""
    now, marks = found(EFFECTS[effect]), list[Mark]()
    for (name, role), count in zip(ROLES.items(), now.counts(GRID), strict=True):
        marks += mean_line(name, GRID, count, role)
    picked, (_, false), shown = *cross_validated(), effect == "0.5"
    (low, high), y = np.quantile(picked, (0.25, 0.75)).tolist(), float(false.mean())
    words = f"{y:.1f} at cross-validation’s λ"
    return (
        *marks,
        v.tag("true-name", 0.6 * EFFECTS[effect], 9.2, "true", "above right", role="lasso", bold=True),
        v.tag("false-name", 0.06, 18.5, "false", "right", bold=True),
        Segment(key="picked", role="muted", x1=low, x2=high, y1=y, y2=y, width=4, visible=shown),
        v.tag("picked-name", high, y, words, "right", bold=True, visible=shown),
    )


def draw(lam: float, effect: str) -> Frame:
    now = found(EFFECTS[effect])
    true, false = now.counts([lam]).mean(axis=(1, 2)).tolist()
    entered, beside, _ = now.complete
    waiting, here = columns(beside, END), columns(beside[entered > lam], END)
    told = (("zero", f"none false: {here[0]} of {SETS}"), ("lasso", f"some: {sum(here[1:])} of {SETS}"))
    return Frame.of(
        v.on(
            "counts", v.heading("kept", f"kept: {number(true)} of 10 true, {number(false)} of 40 false"),
            scenery(effect), v.cursor("cursor", lam, (0, max(true, false))),
            (
                Dot(key=f"now-{name}", x=lam, y=y, radius=6.5)
                for name, y in zip(ROLES, (true, false), strict=True)
            ),
        ),
        v.on(
            "sets", v.heading("effects", f"effects {effect}, tenth true one in"),
            bricks("waiting", waiting, ["quiet"] * (END + 1)),
            bricks("entered", here, ("zero", *["lasso"] * END), solved=now.sets.solved), joints(WALL),
            (
                v.tag(f"tally-{role}", END + 0.45, y, words, "left", role=role, lead=True, gap=0)
                for y, (role, words) in zip((21, 18), told, strict=True)
            ),
            v.tag(
                "tally-late", END + 0.45, 15, "grey: tenth not in yet", "left", role="muted", bold=True,
                gap=0, visible=sum(here) < SETS,
            ),
        ),
        read("λ", f"{lam:.3f}"), read("true, of 10", number(true)), read("false, of 40", number(false)),
        read("all ten in", f"{sum(here)} of {SETS}"), read("none false then", f"{here[0]} of {SETS}"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose, by the effects; “alone”: effects of 1 on features that are not correlated."""
    told = {"sets": f"{SETS}", "features": f"{P}", "level": f"{100 * LEVEL:g} %"}
    for name, now in (("03", found(0.3)), ("05", found(0.5)), ("1", found(1.0)), ("alone", found(1.0, 0.0))):
        _, false, fewest = now.complete
        told |= {f"clean_{name}": f"{(false == 0).sum()}", f"exact_{name}": f"{(fewest == 0).sum()}"}
        told[f"median_{name}"], told[f"false_{name}"] = f"{np.median(false):g}", f"{false.mean():.1f}"
        told[f"error_{name}"] = f"{standard_error(false):.1f}"
    for lam in HALTS:
        true, false = found(0.5).counts([lam]).mean(axis=(1, 2))
        told |= {f"true_at_{1000 * lam:.0f}": number(true), f"false_at_{1000 * lam:.0f}": number(false)}
    picked, (true, false) = cross_validated()
    told |= {"picked": f"{np.median(picked):.3f}", "picked_true": number(float(true.mean()))}
    told |= {"picked_false": f"{false.mean():.1f}", "picked_error": f"{standard_error(false):.1f}"}
    return told | {"picked_share": f"{100 * (false / (true + false)).mean():.0f} %"}


SCENE = Scene(
    draw=draw,
    title="True and false",
    claim="100 rows, 50 correlated features: the true ones seldom all enter alone",
    caption=(
        "Ten of 50 features are true: they have an effect. First panel: how many true and how many false "
        "ones the lasso keeps, on average over 200 simulated data sets; bands are 95 % intervals of the "
        "mean, and the grey bar is the middle half of the λ that cross-validation picks. Second panel: each "
        "brick is a data set, put down when its tenth true feature enters, in the column of how many "
        "false ones are in by then; purple, none; grey, still to come."
    ),
    alt=(
        "Two curves rise as lambda falls: true features to 10, false ones beyond, to 18.6 at lambda 0.052. "
        "With effects of 0.5 there are 9.9 true and 6.6 false ones at lambda 0.155, and 14.5 false ones at "
        "cross-validation’s. 200 bricks, one a data set, stand by how many false features are in when the "
        "tenth true one enters: none for 5 of them, 4 in the median; none for 37 with effects of 1."
    ),
    notes=(
        "Fifty features, ten of them true. Let λ fall. The true ones hurry in, but false ones come along. "
        "Each brick is a data set that has just got its tenth true feature; its column says how many false "
        "ones were in by then. The purple column is what one hopes for, all true and none false: five of two "
        "hundred. With effects twice as strong, thirty-seven. Cross-validation, which picks λ to predict, "
        "keeps fourteen or fifteen false ones. So a kept feature is a candidate, not a discovery."
    ),
    computed=(
        "200 data sets of 100 rows and 50 features with correlation 0.5 to the power of their distance, "
        "noise of variance 1, from NumPy’s default_rng(8); every fifth feature is true. Each set is "
        "standardized and its exact path followed, so that no λ is missed. Cross-validation: ten folds, "
        "50 values of λ from 1.5 to 0.02."
    ),
    lesson="lessons/meaning",
    panels=(
        main(
            "counts", axis("λ", 0.05, 2, 0.05, 0.1, 0.2, 0.5, 1, 2, log=True),
            axis("features kept, mean", 0, MOST, 0, 5, 10, 15, 20),
        ),
        main(
            "sets",
            axis("false ones in by then", -0.5, END + 0.5, *range(0, END, 2), names=((END, f"{END}+"),)),
            axis("data sets", 0, max(WALL) + 1, names=((10, "30"), (20, "60"))), grid="none",
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=GRID, beats=HALTS[::-1], drag=("cursor", "x1"), continuous="log"),
        Choice(name="effect", label="effects", options=tuple((name, name) for name in EFFECTS)),
    ),
    story=(
        Beat("Five of the ten true ones are in, and one false one.", {"lam": HALTS[0], "effect": "0.5"}),
        Beat("Eight true, and already 2.65 false.", {"lam": HALTS[1]}, way=2, hold=2),
        Beat("Nearly all ten true ones, with 6.6 false ones.", {"lam": HALTS[2]}, way=2.5, hold=2),
        Beat("Cross-validation picks λ to predict: 14.5 false ones.", {"lam": PICKED}, way=1.5, hold=2.2),
        Beat("Effects twice as strong: none false in 37 of 200.", {"effect": "1"}, hold=2.4, lit=("sets",)),
        Beat("All ten and none false: 5 of 200; with effects of 1, 37.", {"effect": "0.5"}, hold=3.5),
    ),
    pose=tuple({"lam": PICKED, "effect": effect} for effect in EFFECTS),
    pose_panels=("sets",),
    facts=facts,
)  # fmt: skip
