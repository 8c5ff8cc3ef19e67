"""Cross-validation on the diabetes data: the λ of the lowest error, and that of the 1-SE rule."""

from functools import cache

import numpy as np

from figures.data.diabetes import SOURCE, diabetes
from figures.data.prostate import prostate
from figures.draw import vocabulary as v
from figures.draw.lists import kept_rows, list_now
from figures.draw.panels import axis, main, read
from figures.draw.validated import error_curve, picked_names, picks
from figures.examples.foldings import FOLDS, Foldings
from figures.examples.paths import diabetes_example, prostate_example
from figures.scene import Frame, Scene, Slider
from figures.solved import with_middles
from figures.solvers import CrossValidation
from figures.story import Beat

EXAMPLE, SECOND = diabetes_example(), Foldings(prostate(), prostate_example(), 71)
NAMES, ALL, SHOWN = EXAMPLE.names, 200, 8
FOLDINGS = Foldings(diabetes(), EXAMPLE, 88, ALL, 15)
GRID, ORDER = FOLDINGS.grid[::-1], [NAMES.index(name) for name in EXAMPLE.joins()]
STOPS = tuple(GRID[[0, *range(2, 88, 3), 87]].tolist())
FIRST, OTHER = FOLDINGS.along(0, FOLDINGS.grid), 5
"""The folding of the pose, rows in turn; the number of another in the story."""
LOWEST, RULE = FIRST.lam_min, FIRST.lam_1se
LAMBDA = axis("λ (log scale)", 0.011, 50.0, 0.1, 1, 10, log=True)
FOOT, TOP, ABOVE = 1000.0, 6300.0, 10.6
LAMS, ROWS = with_middles(GRID, GRID)[0], EXAMPLE.log_grid(GRID[0], 50.0)
KEPT = tuple(kept_rows(NAMES, ORDER, ROWS, EXAMPLE.solved(ROWS)))
PICKED = (
    *picks("lowest", FOLDINGS.lams[0], FOLDINGS.counts[0], FOOT, 18, "fg", "above left"),
    *picks("rule", FOLDINGS.lams[1], FOLDINGS.counts[1], FOOT, 18, "lasso", "above"),
    v.tag("foldings", GRID[0], 2200, f"{ALL} foldings", "right", role="muted", gap=2),
)


@cache
def along(folding: int) -> tuple[CrossValidation, CrossValidation]:
    """The error of one folding, at λ close together and on the grid."""
    return FOLDINGS.along(folding - 1, LAMS), FOLDINGS.along(folding - 1, FOLDINGS.grid)


def draw(lam: float, folding: int) -> Frame:
    (near, grid), w = along(folding), EXAMPLE.solved(lam)
    error, se = (float(np.interp(lam, LAMS, values)) for values in (near.mean, near.se))
    at, kept, counts = f"{lam:.3g}", f"{np.count_nonzero(w.w)} of 10", FOLDINGS.kept(grid)
    return Frame.of(
        v.on(
            "error", v.heading("error-title", f"Error on left-out folds: {error:,.0f}"),
            PICKED, error_curve(LAMS, near, grid), v.cursor("cursor", lam, (error - se, error + se), width=3),
        ),
        v.on(
            "list", v.heading("list-title", f"λ = {at}: {kept} kept"), KEPT,
            picked_names(grid, counts, (0.3, ABOVE)), v.cursor("list-cursor", lam, (0.3, 10.3)),
            list_now(NAMES, ORDER, lam, LAMBDA.limits[0], w),
        ),
        read("λ", at), read("error ± se", f"{error:,.0f} ± {se:.0f}"), read("kept", kept),
        read("lowest error", f"λ = {grid.lam_min:.2g}, {counts[0]} kept"),
        read("1-SE rule", f"λ = {grid.lam_1se:.2g}, {counts[1]} kept"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: “lowest” is the λ of the lowest error, “rule” that of the 1-SE rule.

    In “lost” foldings the lowest error’s list lacks a feature of the rule’s.
    """
    low, short = EXAMPLE.path(FOLDINGS.lams) != 0
    told = {
        "patients": f"{len(FOLDINGS.data.y)}", "folds": f"{FOLDS}", "foldings": f"{ALL}",
        "none": f"{FIRST.mean[0]:,.0f}", "end": f"{FIRST.mean[-1]:,.0f}", "lam_end": f"{GRID[0]:.3f}",
        "shorter": f"{(low.sum(axis=1) > short.sum(axis=1)).sum()}",
        "lost": f"{(short & ~low).any(axis=1).sum()}",
    }  # fmt: skip
    # All λ are judged on the same folds, into which rows are dealt in turn.
    apart = FIRST.errors[:, FIRST.lams == RULE] - FIRST.errors[:, FIRST.lams == LOWEST]
    share = np.bincount(np.arange(len(FOLDINGS.data.y)) % FOLDS)[:, None] / len(FOLDINGS.data.y)
    gap = (share * apart).sum()
    told |= {
        "gap": f"{gap:.0f}",
        "gap_se": f"{np.sqrt((share * (apart - gap) ** 2).sum() / (FOLDS - 1)):.0f}",
    }
    second = SECOND.along(0, SECOND.grid)
    for row, (name, lam) in enumerate({"lowest": LOWEST, "rule": RULE}.items()):
        at, w, counts = FIRST.lams == lam, EXAMPLE.path(lam), FOLDINGS.counts[row]
        start, end = np.quantile(FOLDINGS.lams[row], (0.05, 0.95))
        told |= {
            f"lam_{name}": f"{lam:.2g}", f"error_{name}": f"{FIRST.mean[at][0]:,.0f}",
            f"se_{name}": f"{FIRST.se[at][0]:.0f}", f"kept_{name}": f"{np.count_nonzero(w)}",
            f"from_{name}": f"{start:.2g}", f"to_{name}": f"{end:.2g}",
            f"list_{name}": ", ".join(NAMES[j] for j in ORDER if w[j]),
            f"out_{name}": ", ".join(NAMES[j] for j in ORDER if not w[j]),
            f"least_{name}": f"{counts.min()}", f"most_{name}": f"{counts.max()}",
            f"prostate_{name}": f"{SECOND.kept(second)[row]}",
        }  # fmt: skip
        told |= {f"{name}_{k}": f"{(counts == k).sum()}" for k in range(counts.min(), counts.max() + 1)}
    return told


SCENE = Scene(
    draw=draw,
    title="Cross-validation",
    claim="Cross-validation picks a λ to predict; the 1-SE rule picks a shorter list",
    caption=(
        "First panel: the squared error on the folds left out, in a band of one standard error (se). The "
        "dots are its lowest point and the largest λ within one se of that, the 1-SE rule. Sticks count "
        "which λ 200 other foldings pick, and tell how many features are kept then. Second panel: for which "
        "λ a feature is kept in the fit to all rows; thin and purple where it is exactly zero."
    ),
    alt=(
        "A curve of the error over lambda, log scale: flat near 2,980 up to lambda 2, then rising to 5,927. "
        "It is lowest at 0.83, and within one standard error of that up to 7.7. Beside it ten bars, one a "
        "feature, the longest BMI: eight reach lambda 0.83, four reach 7.7. In 200 other foldings the "
        "lowest error keeps 7 to 10 features, the 1-SE rule 4 to 6."
    ),
    notes=(
        "Ten folds, each predicted by a fit to the other nine. Coming from large λ, the error falls as "
        "features enter, and is lowest at 0.83 with eight of them. But look how flat the valley is. The "
        "1-SE rule goes up as far as one standard error allows, to 7.7, where four are left. Deal the folds "
        "anew, and the lowest point jumps: it keeps seven to ten features, the rule four to six. Neither "
        "list is the list of true features."
    ),
    computed=(
        "The diabetes data, 442 patients. Exact lasso paths; each training set is standardized by itself, "
        "and errors are weighted by the folds’ sizes. λ is one of 88, those of glmnet. In the first folding "
        "rows are dealt in turn; NumPy’s default_rng(15) shuffles the others. The features kept are those "
        "of the fit to all patients."
    ),
    lesson="lessons/choice",
    source=SOURCE,
    panels=(
        main("error", LAMBDA, axis("", FOOT, TOP, names=[(y, f"{y:,}") for y in range(3000, 6001, 1000)])),
        main("list", LAMBDA, axis("", 0.3, ABOVE + 1), grid="none", room=("GLU ", "")),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=STOPS, beats=(LOWEST, RULE), drag=("cursor", "x1"), continuous="log"
        ),
        Slider(name="folding", label="folding", stops=tuple(range(1, SHOWN + 1))),
    ),
    story=(
        Beat("Nothing is kept: the mean alone errs by 5,927.", {"lam": GRID[-1]}, hold=2),
        Beat("As features enter, the error falls.", {"lam": LOWEST}, way=3, hold=0.6, along=True),
        Beat("It is lowest at λ = 0.83, with eight features.", hold=2.2),
        Beat("Within one standard error up to λ = 7.7: four features.", {"lam": RULE}, way=1.8, hold=2.4),
        Beat("Other folds: now it is lowest at 0.081, with nine.", {"folding": OTHER}, hold=2.4),
        Beat("In this folding: eight to predict, four for a short list.", {"folding": 1}, hold=3.5),
    ),
    pose=({"lam": RULE, "folding": 1},), facts=facts, coefficients=NAMES,
)  # fmt: skip
