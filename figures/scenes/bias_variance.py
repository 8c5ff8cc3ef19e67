"""Bias and variance of the lasso and of ridge along λ, under a sparse truth and a dense one."""

from functools import cache

import numpy as np

from figures.data.truths import TRUTHS, fixed_rows
from figures.draw import vocabulary as v
from figures.draw.marks import Mark, Segment
from figures.draw.panels import axis, read, small
from figures.draw.risks import at_lam, lowest, parts, path_of_moments
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array, Solved
from figures.solvers import Noisy, Tradeoff, noisy_paths, ridge_tradeoff
from figures.story import Beat

SEED, NOISES, END, TOP, LEAST = 141, 2000, (0.004, 0.5), 0.4, 0.2
"""And the error of least squares, which is p/n."""
X = fixed_rows(np.random.default_rng(SEED))
KINDS = {"sparse": "sparse: 3 of 20", "dense": "dense: all 20"}
TRIED = {"lasso": np.geomspace(3, 0.003, 61), "ridge": np.geomspace(30, 0.003, 61)}
"""The λ among which the least error is."""
BEST = {"sparse": {"lasso": 31, "ridge": 33}, "dense": {"lasso": 50, "ridge": 36}}
"""Which of them it is."""
AT = {kind: {name: float(TRIED[name][row]) for name, row in rows.items()} for kind, rows in BEST.items()}
POSED, GRID = AT["sparse"]["lasso"], np.geomspace(*END, 43)
STOPS = tuple(sorted({*GRID[::2].tolist(), *(lam for lams in AT.values() for lam in lams.values())}))


@cache
def noisy() -> dict[str, Noisy]:
    """The lasso’s paths under each truth, each with noises of its own."""
    rng = np.random.default_rng(SEED)
    gram = X.T @ X / len(fixed_rows(rng))
    drawn = {kind: rng.normal(size=(NOISES, len(X))) for kind in KINDS}
    return {kind: noisy_paths(X, TRUTHS[kind].scaled(1.0, gram), noises) for kind, noises in drawn.items()}


def tradeoffs(kind: str, lam: Array) -> dict[str, Tradeoff]:
    """Of either method, at λ (l,)."""
    found = noisy()[kind]
    return {"lasso": found.at(lam), "ridge": ridge_tradeoff(X, found.truth, 1.0, lam)}


@cache
def solved(kind: str) -> tuple[Solved, ...]:
    """All of the lasso’s paths, with their problems."""
    found = noisy()[kind]
    return path_of_moments(found.gram, found.c, found.paths)


@cache
def along(kind: str) -> dict[str, tuple[Mark, ...]]:
    """What does not depend on λ: areas, sums and their lowest points."""
    marks, whole = {}, tradeoffs(kind, GRID)
    for name, found in whole.items():
        lam = AT[kind][name]
        marks[name] = (
            *parts(name, GRID, found, TOP, solved(kind) if name == "lasso" else ()),
            Segment(
                key=f"{name}-ols", role="ols", x1=END[0], y1=LEAST, x2=END[1], y2=LEAST, width=2.6, dash="7 5"
            ),
            v.tag(
                f"{name}-ols-name", END[0], 0.94 * TOP, f"least squares {LEAST:g}", "right", role="ols", gap=8
            ),
            *lowest(name, lam, float(tradeoffs(kind, np.array([lam]))[name].error[0]), 0.232, 0.03),
        )
    return marks


def draw(lam: float, truth: str) -> Frame:
    now, fixed = tradeoffs(truth, np.array([lam])), along(truth)
    zeros = 20 - float(np.count_nonzero(noisy()[truth].paths(lam), axis=1).mean())
    return Frame.of(
        *(v.on(name, fixed[name], at_lam(name, lam, found, END[0], TOP)) for name, found in now.items()),
        read("λ", f"{lam:.3g}"),
        *(read(f"{name}: error", f"{float(found.error[0]):.3f}") for name, found in now.items()),
        read("zeros, lasso", f"{zeros:.1f} of 20"),
    )


def facts() -> dict[str, str]:
    """Numbers for the prose: the least error of either method under either truth, and its parts."""
    told = {"noises": f"{NOISES:,}", "ols": f"{LEAST:g}"}
    for kind in KINDS:
        for name, lam in AT[kind].items():
            found, at = tradeoffs(kind, np.array([lam]))[name], f"{kind}_{name}"
            told |= {f"{at}_lam": f"{lam:.2g}", f"{at}_error": f"{float(found.error[0]):.3f}"}
            told |= {
                f"{at}_bias": f"{float(found.bias2[0]):.3f}",
                f"{at}_variance": f"{float(found.variance[0]):.3f}",
            }
            told |= {f"{at}_se": f"{float(found.se[0]):.3f}"}
        kept = noisy()[kind].paths(AT[kind]["lasso"])
        told[f"{kind}_zeros"] = f"{np.count_nonzero(kept == 0) / NOISES:.1f}"
    return told


SCENE = Scene(
    draw=draw,
    title="Bias and variance",
    claim="More λ: more bias, less variance; the best λ lies between",
    caption=(
        "Either panel: the expected squared error of a fit along λ, the thick line, as the sum of bias² and "
        "variance, the areas. Their numbers are those at the upright line; the dot is the lowest sum. "
        "Sparse: 3 of 20 effects are not zero; dense: all 20. One λ is no strength common to both: compare "
        "the lowest points. The lasso’s standard error is at most 0.002 there."
    ),
    alt=(
        "Two graphs over lambda, log scale, for the lasso and ridge. At small lambda all of the error is "
        "variance, near 0.2, that of least squares. To the right variance shrinks, bias squared grows, and "
        "their sum has a lowest point in between. With the sparse truth it is 0.086 for the lasso, 0.025 and "
        "0.061, and 0.152 for ridge; with the dense truth 0.197 and 0.163."
    ),
    notes=(
        "Why shrink at all? The error of a fit has two parts. Variance: how much the answer jumps from one "
        "sample to the next. Bias: how far it is off on average. Least squares has no bias, and all of its "
        "0.2 is variance. Now raise λ. Variance falls at once, bias comes later, and in between the sum is "
        "lowest. With three true effects the lasso gets down to 0.086, ridge only to 0.152. Make the truth "
        "dense, and it is ridge that gains more."
    ),
    computed=(
        "One design of 100 rows and 20 standardized features, NumPy’s default_rng(141), βᵀGβ = 1, noise of "
        "variance 1. The lasso: exact paths for 2,000 noises; bias² and variance of the fit, (ŵ − β)ᵀG(ŵ − "
        "β), without bias of their own. Ridge: closed form. The sum splits like this at a fixed λ only, not "
        "at one that cross-validation chose."
    ),
    lesson="lessons/choice",
    convention="Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁ or + λ/2·‖w‖², columns with mean square 1",
    panels=tuple(
        small(
            name, axis("λ (log scale)", *END, 0.01, 0.1, log=True),
            axis("expected error", 0, TOP, 0, 0.1, 0.2),
        )
        for name in TRIED
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=STOPS, beats=tuple(sorted(AT["sparse"].values())), continuous="log",
            drag=("lasso-now", "x1"),
        ),
        Choice(name="truth", label="truth", options=tuple(KINDS.items())),
    ),
    story=(
        Beat("λ near 0: no bias, all the error is variance.", {"lam": END[0], "truth": "sparse"}, hold=2.2),
        Beat("More λ: variance shrinks, then bias grows.", {"lam": END[1]}, way=2, hold=1.5, along=True),
        Beat("Ridge is lowest at 0.152.", {"lam": AT["sparse"]["ridge"]}, way=1.2, lit=("ridge",)),
        Beat("A dense truth: at best ridge 0.163, the lasso 0.197.", {"truth": "dense"}, hold=2.5),
        Beat("A sparse truth: at best the lasso 0.086, ridge 0.152.", {"truth": "sparse"}, hold=2.2),
        Beat("The best λ lies between: some bias, less variance.", {"lam": POSED}, way=0.8, hold=3.5),
    ),
    pose=({"lam": POSED, "truth": "sparse"},),
    facts=facts,
)  # fmt: skip
