"""Least squares on what the lasso keeps: it pays where effects are strong, and costs where they are weak."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from figures.data.trials import covariance, trials
from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Segment, Side
from figures.draw.panels import axis, main, read
from figures.draw.simulated import Simulated, line, mean_line, standard_error
from figures.draw.text import number
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array
from figures.solvers import equal_error, kept_bias
from figures.story import Beat

P, RHO, SETS, ROWS, SEED = 20, 0.3, 400, 100, 70
EFFECTS = {
    "strong": np.where(np.isin(np.arange(P), (0, 5, 10)), 2.0, 0.0),
    "weak": 0.15 * (-1.0) ** np.arange(P),
}
SIZE, NAMED = {"strong": 2.0, "weak": 0.15}, {"strong": "2, on 3 of 20 features", "weak": "±0.15, on all 20"}
GRID = tuple(float(lam) for lam in np.geomspace(2, 0.01, 41).round(6)[:2:-1])
SOON, OWN, LATE = 0.31309, {"strong": 0.095047, "weak": 0.042932}, 0.90339
"""A λ at which strong effects are all kept; the lasso's best λ; the refit's best for strong effects."""
KEPT = {"strong": GRID, "weak": tuple(np.geomspace(GRID[0], SOON, len(GRID)).tolist())}
"""Where a mean of what is kept is drawn: beyond, weak effects are hardly ever kept."""
PLACES = {
    ("strong", "lasso"): (0.09, 0.05), ("strong", "refit"): (1.2, -0.025),
    ("weak", "lasso"): (0.12, 0.155), ("weak", "refit"): (1.4, 0.195),
}  # fmt: skip
"""Where the names of the smallest errors end."""
ROLES = {"lasso": "lasso", "refit": "ols"}
ENDS, TOP, LOW, HIGH, INSIDE = (0.01, 1.4), 0.4, -0.06, 2.5, OWN["weak"]
"""The limits of λ and of the panels’ heights; names of dots end no farther left than at the last."""


@cache
def simulated(effects: str) -> Simulated:
    return Simulated(*trials(SEED, SETS, ROWS, EFFECTS[effects], RHO))


@cache
def answers(effects: str, *lams: float) -> tuple[Array, Array]:
    """The lasso's coefficients and the refit's at each λ, (sets, λ, p)."""
    w = simulated(effects).paths(lams)
    return w, simulated(effects).refitted(w)


def errors(effects: str, *lams: float) -> list[Array]:
    """The excess risk (w − β)ᵀC(w − β) of both, (sets, λ)."""
    off = (w - EFFECTS[effects] for w in answers(effects, *lams))
    return [np.einsum("mkp,pq,mkq->mk", d, covariance(P, RHO), d) for d in off]


def kept(effects: str, *lams: float) -> list[Array]:
    """The coefficients of true features that are kept, in both: their mean as a share of the effect, (λ,)."""
    sign = np.sign(EFFECTS[effects])
    w, again = (coefs * sign for coefs in answers(effects, *lams))
    return [b.sum(axis=(0, 2)) / np.count_nonzero(w, axis=(0, 2)) / SIZE[effects] for b in (w, again)]


@cache
def best(effects: str) -> dict[str, tuple[float, float]]:
    """The best λ of the grid and the mean error there, of both; of equal errors the largest λ."""
    means = dict(zip(ROLES, (error.mean(axis=0) for error in errors(effects, *GRID)), strict=True))
    ties = {name: np.flatnonzero(at <= at.min() + 1e-12)[-1] for name, at in means.items()}
    return {name: (GRID[at], float(means[name][at])) for name, at in ties.items()}


@cache
def scenery(effects: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """What does not move in either panel."""
    solved, risk, share = simulated(effects).solved, list[Mark](), list[Mark]()
    both = errors(effects, *GRID), kept(effects, *KEPT[effects])
    for (name, role), error, ratio in zip(ROLES.items(), *both, strict=True):
        (x, y), digits = best(effects)[name], 3 if effects == "strong" else 2
        risk += mean_line(f"error-{name}", GRID, error, role, solved)
        risk += [
            Dot(key=f"best-{name}", role=role, x=x, y=y, radius=5, solved=solved),
            v.tag(f"best-{name}-name", *PLACES[effects, name], f"{name} {y:.{digits}f}", "left", role=role, lead=True, gap=2),
        ]
        share += [line(f"share-{name}", KEPT[effects], ratio, role, solved)]
    none = v.tag("none", 1.4, 0.12, "with no feature", "left", gap=2, role="ols", visible=effects == "weak")
    truth = Segment(key="truth", role="muted", x1=ENDS[0], y1=1, x2=ENDS[1], y2=1, dash="7 5")
    return (*risk, none), (truth, *share)


def draw(lam: float, effects: str) -> Frame:
    small, size = lam <= KEPT[effects][-1] * (1 + 1e-9), SIZE[effects]
    risk = [float(error.mean()) for error in errors(effects, lam)]
    share = [float(at[0]) for at in kept(effects, lam if small else KEPT[effects][-1])]
    told, still = [number(size * at) for at in share], scenery(effects)
    return Frame.of(
        v.on(
            "risk", v.heading("effects", f"{effects} effects: {NAMED[effects]}"),
            v.cursor("cursor", lam, (min(risk), TOP)), still[0], now("now", effects, lam, risk, TOP),
        ),
        v.on(
            "kept", v.heading("size", f"true effects of {size:g}: what is kept"), still[1],
            now("kept-now", effects, lam, share, HIGH if small else 0, told),
        ),
        read("λ", f"{lam:.3f}"),
        *(read(f"error, {name}", f"{at:.3f}") for name, at in zip(ROLES, risk, strict=True)),
        *(read(f"mean kept, {name}", at if small else "–") for name, at in zip(ROLES, told, strict=True)),
        read("features kept", f"{np.count_nonzero(answers(effects, lam)[0]) / SETS:.1f} of {P}"),
    )  # fmt: skip


def now(
    key: str, effects: str, lam: float, heights: Sequence[float], top: float, told: Sequence[str] = ()
) -> Iterator[Mark]:
    """Both dots at λ, those below the ``top``, with what is ``told`` of them."""
    for row, ((name, role), y) in enumerate(zip(ROLES.items(), heights, strict=True)):
        seen = y <= top
        yield Dot(
            key=f"{key}-{name}", role=role, x=lam, y=y if seen else 0, radius=6.5, visible=seen,
            solved=simulated(effects).solved,
        )  # fmt: skip
        if told:
            side: Side = "above left" if name == "refit" else "below left"
            words = f"{name} {told[row]}"
            yield v.tag(f"{key}-{name}-name", max(lam, INSIDE), y if seen else 0, words, side, role=role, lead=True, gap=16, visible=seen)


def facts() -> dict[str, str]:
    """Numbers for the prose: of the simulation, and of one feature on its own, in standard errors."""
    told = {"sets": f"{SETS}", "rows": f"{ROWS}", "features": f"{P}"}
    for effects in EFFECTS:
        for row, (name, (lam, risk)) in enumerate(best(effects).items()):
            told |= {f"{name}_{effects}": f"{risk:.3f}", f"lam_{name}_{effects}": f"{lam:.2g}"}
            told[f"se_{name}_{effects}"] = f"{standard_error(errors(effects, lam)[row])[0]:.3f}"
            told[f"kept_{name}_{effects}"] = number(SIZE[effects] * float(kept(effects, SOON)[row][0]))
        told[f"same_{effects}"] = f"{errors(effects, OWN[effects])[1].mean():.3f}"
    for lam in (1, 2):
        told[f"equal_{lam}"] = number(equal_error(lam))
    for effect in (2, 4):
        told[f"bias_{effect}"] = number(kept_bias(effect, 2))
    return told


SCENE = Scene(
    draw=draw,
    title="Bias and refit",
    claim="Refitting, with λ chosen anew, pays if true effects are strong and costs if weak",
    caption=(
        "Main panel: the error that each adds to a prediction, on average over 400 simulated data sets, over "
        "λ; bands are 95 % intervals of the mean, small dots the smallest errors. Refit is least squares on the "
        "features that the lasso keeps. Second panel: the mean coefficient of those true features that are "
        "kept; dashed is their true effect. Each data set has 100 rows and 20 features."
    ),
    alt=(
        "Two curves of error over lambda. Strong effects: the lasso’s smallest error is 0.088, at lambda 0.095, "
        "the refit’s 0.030, at 0.90; at the lasso’s own best lambda the refit’s is 0.16. Weak effects: the "
        "lasso’s smallest error is 0.20; the refit’s is nowhere below 0.25, which is what no feature at all "
        "gives. A second panel shows the mean kept coefficient at lambda 0.31: 1.68 for the lasso and 2.00 for "
        "the refit where the truth is 2; 0.04 and 0.32 where it is 0.15."
    ),
    notes=(
        "Three strong effects, each exactly 2. The lasso keeps all three but shrinks them to 1.68. Least squares "
        "on what it kept gives 2.00: the bias is gone. With a λ of its own the refit’s error falls to a third of "
        "the lasso’s. So always refit? Take twenty weak effects. What survives now was lucky, and least squares "
        "believes it: 0.32 where the truth is 0.15. No λ saves the refit. Shrinkage was the price, and for weak "
        "effects it was worth it."
    ),
    computed=(
        "400 data sets of 100 rows and 20 features with correlation 0.3 to the power of their distance, noise of "
        "variance 1, from NumPy’s default_rng(70). Strong: effect 2 on features 1, 6 and 11; weak: 0.15 on all, "
        "signs in turn. The error is (w − β)ᵀC(w − β), without the noise that no method can predict."
    ),
    lesson="lessons/meaning",
    panels=(
        main(
            "risk", axis("λ", *ENDS, 0.01, 0.03, 0.1, 0.3, 1, log=True),
            axis("added error", LOW, TOP, 0, 0.1, 0.2, 0.3, 0.4),
        ),
        main(
            "kept", axis("λ", *ENDS, 0.01, 0.03, 0.1, 0.3, 1, log=True),
            axis("", 0, HIGH, names=((0, "0"), (1, "true"), (2, "twice"))),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=GRID, beats=(*sorted(OWN.values()), SOON, LATE),
            drag=("cursor", "x1"), continuous="log",
        ),
        Choice(name="effects", label="true effects", options=(("strong", "strong"), ("weak", "weak"))),
    ),
    story=(
        Beat("Three effects of 2. The lasso keeps them all, at 1.68.", {"lam": SOON}, hold=2.4, lit=("kept",)),
        Beat("Least squares on what it keeps: 2.00. No bias is left.", hold=2.2, lit=("kept",)),
        Beat("With a λ of its own, refitting has a third of the error.", {"lam": LATE}, way=2.2, hold=2.4),
        Beat("Weak effects, 0.15 on all 20: this λ keeps none.", {"effects": "weak"}, hold=2),
        Beat("Those that survive were lucky: refitted to twice the truth.", {"lam": SOON}, way=1.5, hold=2.4),
        Beat("Weak: at its best the lasso has 0.20, the refit 0.25.", {"lam": OWN["weak"]}, way=2, hold=3.5),
    ),
    pose=tuple({"lam": OWN[effects], "effects": effects} for effects in EFFECTS),
    pose_panels=("risk",),
    facts=facts,
)  # fmt: skip
