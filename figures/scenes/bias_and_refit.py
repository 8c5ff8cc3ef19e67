"""Least squares on what the lasso keeps: it pays where effects are strong, and costs where they are weak."""

from functools import cache

import numpy as np

from figures.data.trials import covariance, trials
from figures.draw import vocabulary as v
from figures.draw.marks import Mark, Segment
from figures.draw.panels import axis, main, read
from figures.draw.refits import ROLES, Refits, both_now, error_lines, kept_lines
from figures.draw.simulated import LEVEL, Simulated, standard_error
from figures.draw.text import number
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import equal_error, hard_error, kept_bias, soft_error
from figures.story import Beat

P, RHO, SETS, ROWS, SEED = 20, 0.3, 400, 100, 70
SIZE, NAMED = {"strong": 2.0, "weak": 0.15}, {"strong": "2, on 3 of 20", "weak": "±0.15, on all 20"}
SHAPE = {"strong": np.isin(np.arange(P), (0, 5, 10)).astype(float), "weak": (-1.0) ** np.arange(P)}
GRID = tuple(float(lam) for lam in np.geomspace(2, 0.01, 41).round(6)[:2:-1])
SOON, OWN, LATE = 0.31309, {"strong": 0.095047, "weak": 0.042932}, 0.90339
"""A λ at which strong effects are all kept; the lasso’s best λ; the refit’s best for strong effects."""
KEPT = {"strong": GRID, "weak": tuple(np.geomspace(GRID[0], SOON, len(GRID)).tolist())}
"""Where a mean of what is kept is drawn: beyond, weak effects are hardly ever kept."""
PLACES = {"strong": ((0.09, 0.05), (1.2, -0.025)), "weak": ((0.085, 0.15), (1.4, 0.218))}
ENDS, LOW, TOP, HIGH = (0.01, 1.4), -0.06, 0.4, 2.5
TICKS = (0.01, 0.03, 0.1, 0.3, 1)


@cache
def found(effects: str) -> Refits:
    beta = SIZE[effects] * SHAPE[effects]
    return Refits(Simulated(*trials(SEED, SETS, ROWS, beta, RHO)), beta, covariance(P, RHO), GRID)


@cache
def scenery(effects: str) -> tuple[Mark, ...]:
    """What does not move."""
    truth = Segment(key="truth", role="fg", x1=ENDS[0], y1=1, x2=ENDS[1], y2=1, dash="7 5")
    weak = effects == "weak"
    none = v.tag("none", 1.4, 0.158, "with no feature", "left", role="ols", gap=2, visible=weak)
    return (
        *v.on("risk", error_lines(found(effects), PLACES[effects], 3), none),
        *v.on("kept", kept_lines(found(effects), KEPT[effects], SIZE[effects]), truth),
    )


def draw(lam: float, effects: str) -> Frame:
    both, size, end = found(effects), SIZE[effects], KEPT[effects][-1] * (1 + 1e-9)
    risk = [float(error.mean()) for error in both.errors([lam])]
    means = [float(mean[0]) for mean in both.kept([min(lam, end)])]
    told = [number(mean) for mean in means]
    share, shown = [mean / size for mean in means], HIGH if lam <= end else 0
    return Frame.of(
        v.on(
            "risk", v.heading("effects", f"{effects} effects: {NAMED[effects]}"),
            v.cursor("cursor", lam, (min(*risk, TOP), TOP)),
        ),
        v.on("kept", v.heading("size", f"true effects of {size:g}: what is kept")),
        scenery(effects),
        v.on("risk", both_now("now", lam, risk, TOP)),
        v.on("kept", both_now("mean", lam, share, shown, told, OWN["weak"])),
        read("λ", f"{lam:.3f}"),
        *(
            read(f"error, {name}", f"{at:.3f} (lowest {least:.3f})")
            for name, at, (_, least) in zip(ROLES, risk, both.best, strict=True)
        ),
        *(read(f"mean kept, {name}", at if shown else "–") for name, at in zip(ROLES, told, strict=True)),
        read("features kept", f"{np.count_nonzero(both.sets.paths(lam)) / SETS:.1f} of {P}"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: of the simulation, and of one feature on its own, in standard errors."""
    told = {"sets": f"{SETS}", "rows": f"{ROWS}", "features": f"{P}", "level": f"{100 * LEVEL:g} %"}
    for effects in SIZE:
        both = found(effects)
        for row, (name, (lam, risk)) in enumerate(zip(ROLES, both.best, strict=True)):
            told |= {f"{name}_{effects}": f"{risk:.3f}", f"lam_{name}_{effects}": f"{lam:.2g}"}
            told[f"se_{name}_{effects}"] = f"{standard_error(both.errors([lam])[row])[0]:.3f}"
            told[f"kept_{name}_{effects}"] = number(float(both.kept([SOON])[row][0]))
        told[f"same_{effects}"] = f"{both.errors([OWN[effects]])[1].mean():.3f}"
    told |= {f"equal_{lam}": number(equal_error(lam)) for lam in (1, 2)}
    for effect in (0, 2):
        told[f"soft_{effect}"], told[f"hard_{effect}"] = (
            number(of(effect, 1)) for of in (soft_error, hard_error)
        )
    return told | {f"bias_{effect}": number(kept_bias(effect, 2)) for effect in (2, 4)}


SCENE = Scene(
    draw=draw,
    title="Bias and refit",
    claim="Refitting, with λ chosen anew, pays if true effects are strong and costs if weak",
    caption=(
        "First panel: the error that each method adds to a prediction, on average over 400 simulated data "
        "sets; bands are 95 % intervals of the mean, small dots the smallest errors. Refit is least squares "
        "on the features that the lasso keeps. Second panel: the mean coefficient of the true features "
        "that are kept; dashed, their true effect."
    ),
    alt=(
        "Curves of error over lambda. Strong effects: the lasso’s smallest error is 0.088, at lambda 0.095, "
        "where the refit has 0.161; the refit’s smallest is 0.030, at 0.90. Weak effects: the lasso’s is "
        "0.202, the refit’s 0.250, which keeping no feature gives too. The second panel has the mean kept "
        "coefficient: at lambda 0.31 it is 1.68 for the lasso and 2.00 for the refit where the truth is 2, "
        "and 0.04 and 0.32 where it is 0.15."
    ),
    notes=(
        "Three strong effects, each exactly 2. The lasso keeps all three, but shrinks them, to 1.68. Least "
        "squares on what it keeps gives 2.00: the bias is gone. With a λ of its own the refit has a third of "
        "the error. So always refit? Take twenty weak effects. Those that survive were lucky, and least "
        "squares believes them: 0.32, where the truth is 0.15. At its best the refit has an error of "
        "0.25, the lasso of 0.20. So shrinking is a bias that can pay."
    ),
    computed=(
        "400 data sets of 100 rows and 20 features with correlation 0.3 to the power of their distance, "
        "noise of variance 1, from NumPy’s default_rng(70). Strong: effect 2 on features 1, 6 and 11; weak: "
        "0.15 on all, signs in turn. The error is (w − β)ᵀC(w − β), without the noise of a new row."
    ),
    lesson="lessons/meaning",
    panels=(
        main(
            "risk", axis("λ", *ENDS, *TICKS, log=True),
            axis("added error", LOW, TOP, 0, 0.1, 0.2, 0.3, 0.4),
        ),
        main(
            "kept", axis("λ", *ENDS, *TICKS, log=True),
            axis("", 0, HIGH, names=((0, "0"), (1, "true"), (2, "twice"))),
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=GRID, drag=("cursor", "x1"), continuous="log"),
        Choice(name="effects", label="true effects", options=(("strong", "strong"), ("weak", "weak"))),
    ),
    story=(
        Beat("Three effects of 2. The lasso keeps all, at 1.68.", {"lam": SOON}, hold=2.4, lit=("kept",)),
        Beat("Least squares on what it keeps: 2.00. No bias is left.", hold=2.2, lit=("kept",)),
        Beat("With a λ of its own, refitting has a third of the error.", {"lam": LATE}, way=2.2, hold=2.4),
        Beat("Weak effects, 0.15 on all 20: this λ keeps none.", {"effects": "weak"}, hold=2),
        Beat("Those that survive were lucky: refitted to twice the truth.", {"lam": SOON}, way=1.5, hold=2.4),
        Beat("Weak: at best the lasso has 0.202, the refit 0.250.", {"lam": OWN["weak"]}, way=2, hold=3.5),
    ),
    pose=({"lam": LATE, "effects": "strong"}, {"lam": OWN["weak"], "effects": "weak"}),
    pose_panels=("risk",),
    facts=facts,
)  # fmt: skip
