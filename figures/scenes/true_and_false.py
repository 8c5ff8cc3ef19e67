"""How many true features the lasso keeps along its path, and how many false ones came in with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from figures.data.trials import trials
from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import axis, main, read
from figures.draw.simulated import LEVEL, Simulated, bricks, mean_line, standard_error
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array
from figures.solvers import cross_validate
from figures.story import Beat

P, SETS, ROWS, SEED, RHO = 50, 200, 100, 8, 0.5
TRUE = np.arange(P) % 5 == 0
GRID = tuple(float(lam) for lam in np.geomspace(2, 0.01, 59).round(6)[40:0:-1])
END, MOST, WALL = 10, 20, 23
"""The column of so many false features or more, the highest count drawn, and the rows of bricks."""
PICKED = GRID[4]
FOLDS, PENALTIES = 10, np.geomspace(1.5, 0.02, 50)


@dataclass(frozen=True, eq=False)
class Found:
    """What the lasso keeps of simulated data sets in which every fifth feature has this effect."""

    effect: float
    rho: float = RHO

    @cached_property
    def rows(self) -> tuple[Array, Array]:
        """X (sets, rows, p) and y (sets, rows)."""
        return trials(SEED, SETS, ROWS, self.effect * TRUE, self.rho)

    @cached_property
    def sets(self) -> Simulated:
        return Simulated(*self.rows, standardized=True)

    def counts(self, *lams: float) -> tuple[Array, Array]:
        """How many true and how many false features are kept at each λ, (sets, λ)."""
        kept = self.sets.paths(lams) != 0
        return kept[..., TRUE].sum(axis=2), kept[..., ~TRUE].sum(axis=2)

    @cached_property
    def tenth(self) -> tuple[Array, Array, Array]:
        """Where all true features are in for the first time: λ, the false ones then, the fewest from there on."""
        knots, coefs = self.sets.paths.knots, self.sets.paths.coefs
        # Between two knots the same features are kept; where the path has ended nothing lies between.
        kept = (coefs[:, 1:] != 0) | (coefs[:, :-1] != 0)
        all_in = kept[..., TRUE].all(axis=2) & (knots[:, :-1] > knots[:, 1:])
        false, first = kept[..., ~TRUE].sum(axis=2), (np.arange(SETS), all_in.argmax(axis=1))
        return knots[first], false[first], np.where(all_in, false, P).min(axis=1)

    @cached_property
    def cross_validated(self) -> tuple[Array, Array]:
        """The λ that cross-validation picks in each set, and how many true and false are kept there, (sets, 2)."""
        folds, sets = np.arange(ROWS) % FOLDS, zip(*self.rows, strict=True)
        lams = np.array([cross_validate(X, y, folds, PENALTIES).lam_min for X, y in sets])
        picked = np.arange(SETS), np.searchsorted(-PENALTIES, -lams)
        return lams, np.stack([count[picked] for count in self.counts(*PENALTIES)], axis=1)


found = cache(Found)
EFFECTS = {"0.5": 0.5, "1": 1.0}


def columns(false: Array) -> list[int]:
    """How many data sets have so many false features, the last so many or more."""
    counts: list[int] = np.bincount(np.minimum(false, END), minlength=END + 1).tolist()
    return counts


def tally(key: str, y: float, words: str, role: str) -> Mark:
    return v.tag(key, END + 0.45, y, words, "left", role=role, lead=True, gap=0)


def draw(lam: float, effect: str) -> Frame:
    now, drawn = found(EFFECTS[effect]), scenery(effect)
    true, false = (float(count.mean()) for count in now.counts(lam))
    entered, beside, _ = now.tenth
    in_now = columns(beside[entered > lam])
    complete, clean = sum(in_now), in_now[0]
    return Frame.of(
        v.on(
            "counts", v.heading("kept", f"kept: {true:.1f} of 10 true, {false:.1f} of 40 false"), drawn,
            v.cursor("cursor", lam, (0, max(true, false))),
            (
                Dot(key=f"now-{name}", role=ROLES[name], x=lam, y=y, radius=6.5, solved=now.sets.solved)
                for name, y in (("true", true), ("false", false))
            ),
        ),
        v.on(
            "sets", v.heading("effects", f"effects {effect}, tenth true one in"),
            bricks("waiting", columns(beside), ["quiet"] * (END + 1), WALL, faint=True),
            bricks("entered", in_now, ("zero", *["lasso"] * END), WALL),
            tally("clean", WALL - 2, f"none false: {clean} of {SETS}", "zero"),
            tally("mixed", WALL - 5, f"some false: {complete - clean} of {SETS}", "lasso"),
        ),
        read("λ", f"{lam:.3f}"), read("true, of 10", f"{true:.2f}"), read("false, of 40", f"{false:.2f}"),
        read("share false", f"{100 * false / (true + false):.0f} %" if true + false else "–"),
        read("all ten in", f"{complete} of {SETS}"), read("none false then", f"{clean} of {SETS}"),
    )  # fmt: skip


ROLES = {"true": "lasso", "false": "fg"}


@cache
def scenery(effect: str) -> tuple[Mark, ...]:
    """The mean counts over λ; where cross-validation ends up, for the first effect only."""
    now, marks = found(EFFECTS[effect]), list[Mark]()
    for (name, role), count in zip(ROLES.items(), now.counts(*GRID), strict=True):
        marks += mean_line(name, GRID, count.astype(float), role, now.sets.solved)
    first = found(EFFECTS["0.5"]).cross_validated
    low, middle, high = np.quantile(first[0], (0.25, 0.5, 0.75)).tolist()
    shown = effect == "0.5"
    false = first[1][:, 1].mean()
    return (
        *marks,
        v.tag("true-name", 0.3 * float(effect) / 0.5, 9.2, "true", "above right", role="lasso", bold=True),
        v.tag("false-name", 0.06, 18.5, "false", "right", bold=True),
        Segment(key="picked", role="muted", x1=low, x2=high, y1=false, y2=false, width=4, visible=shown),
        v.tag("picked-name", high, false, f"{false:.1f} at cross-validation’s λ", "right", visible=shown, bold=True),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    told = {"sets": f"{SETS}"}
    for name, now in (("03", found(0.3)), ("05", found(0.5)), ("1", found(1.0)), ("alone", found(1.0, 0.0))):
        _, false, fewest = now.tenth
        told |= {f"clean_{name}": f"{(false == 0).sum()}", f"exact_{name}": f"{(fewest == 0).sum()}"}
        told[f"median_{name}"], told[f"false_{name}"] = f"{np.median(false):g}", f"{false.mean():.1f}"
        told[f"error_{name}"] = f"{standard_error(false):.1f}"
    for lam in (0.463728, 0.321789, 0.154949):
        true, false = (count.mean() for count in found(0.5).counts(lam))
        told |= {f"true_at_{1000 * lam:.0f}": f"{true:.1f}", f"false_at_{1000 * lam:.0f}": f"{false:.1f}"}
    lams, counts = found(0.5).cross_validated
    true, false = counts.mean(axis=0)
    told |= {"picked": f"{np.median(lams):.3f}", "picked_true": f"{true:.2f}", "picked_false": f"{false:.1f}"}
    told["picked_error"] = f"{standard_error(counts)[1]:.1f}"
    told["picked_share"] = f"{100 * (counts[:, 1] / counts.sum(axis=1)).mean():.0f} %"
    return told


SCENE = Scene(
    draw=draw,
    title="True and false",
    claim="With correlated features, all true ones seldom enter without false ones",
    caption=(
        "Of 50 features ten are true: their effect is not zero. First panel: how many true and how many false "
        "ones the lasso keeps, on average over 200 simulated data sets; bands are 95 % intervals of the mean. "
        "The grey bar is the middle half of the λ that cross-validation picks. Second panel: each brick is a "
        "data set, put down when its tenth true feature enters, in the column of how many false ones are in by "
        "then; purple, none."
    ),
    alt=(
        "Two curves rise as lambda falls: true features to 10, false ones beyond, to 19 of 40 at lambda 0.05. "
        "With effects of 0.5 there are 9.9 true and 6.6 false ones at lambda 0.15, and 14.5 false ones at the "
        "lambda of cross-validation. A wall of 200 bricks, one a data set, counts the false features that are "
        "in when the tenth true one enters: none in 5 sets, 4 in the median. With effects of 1 it is none in 37."
    ),
    notes=(
        "Fifty features, ten of them true. Let λ fall. True ones enter first, most of them, but false ones come "
        "along. Each brick is a data set that has just got its tenth true feature; its column says how many "
        "false ones were in by then. The purple column is the dream, all true and none false: five of two "
        "hundred. Stronger effects help, thirty-seven. And cross-validation, which picks λ for prediction, "
        "keeps fourteen false ones. So a zero you can explain; a kept feature you must still doubt."
    ),
    computed=(
        "200 data sets of 100 rows and 50 features with correlation 0.5 to the power of their distance, noise "
        "of variance 1, from NumPy’s default_rng(8); every fifth feature is true. Each set is standardized and "
        "its exact path computed, so that no λ is missed. Cross-validation: ten folds, 50 values of λ."
    ),
    lesson="lessons/meaning",
    panels=(
        main(
            "counts", axis("λ", 0.05, 2, 0.05, 0.1, 0.2, 0.5, 1, 2, log=True),
            axis("", 0, MOST, 0, 5, 10, 15, 20),
        ),
        main(
            "sets",
            axis("false ones in by then", -0.5, END + 0.5, *range(0, END, 2), names=((END, f"{END}+"),)),
            axis("", 0, WALL, names=((10, "30"), (20, "60"))), grid="none",
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=GRID, drag=("cursor", "x1"), continuous="log"),
        Choice(name="effect", label="effects", options=tuple((name, name) for name in EFFECTS)),
    ),
    story=(
        Beat("Five of the ten true ones are in, and one false one.", {"lam": 0.463728, "effect": "0.5"}),
        Beat("Eight true, and already 2.7 false.", {"lam": 0.321789}, way=2, hold=2),
        Beat("Nearly all ten true ones, with 6.6 false ones.", {"lam": 0.154949}, way=2.5, hold=2),
        Beat("Cross-validation picks λ to predict: 14.5 false ones.", {"lam": PICKED}, way=1.5, hold=2.2),
        Beat("Effects twice as strong: none false in 37 of 200.", {"effect": "1"}, hold=2.4, lit=("sets",)),
        Beat("All ten true and none false: 5 of 200.", {"effect": "0.5"}, hold=3.5),
    ),
    pose=tuple({"lam": PICKED, "effect": effect} for effect in EFFECTS),
    pose_panels=("sets",),
    facts=facts,
)  # fmt: skip
