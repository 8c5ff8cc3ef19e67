"""The prediction risk of four methods under three truths, each with λ by cross-validation."""

from functools import cache

import numpy as np

from figures.data.truths import TRUTHS
from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.panels import axis, read, small
from figures.draw.risks import REACH, Row, bars, no_penalty, of_moments, verdict
from figures.draw.text import signed
from figures.examples.compared import DATA_SETS, ROWS, compared, kept_of_group
from figures.scene import Choice, Frame, Scene
from figures.solved import Solved
from figures.story import Beat

KINDS = {"sparse": "3 of 20", "dense": "all 20", "grouped": "10 of 20"}
SIGNALS = {"0.25": "_weak", "1": "", "4": "_strong"}
"""The SNR, and how facts of each are called."""
SHOWN = {"ridge": "ridge", "elastic net": "fg", "lasso": "lasso", "relaxed": "quiet"}
SHARES = {"ridge": 0.0, "elastic net": 0.5, "lasso": 1.0}
TOP = 5.5


@cache
def fits(kind: str, snr: str, method: str) -> tuple[Solved, ...]:
    """The fits with their problems; the relaxed lasso, a blend, has none of its own."""
    found, share = compared(kind, snr), SHARES.get(method)
    each = zip(found.gram, found.c, found.lams[method].tolist(), found.w[method], strict=True)
    return () if share is None else tuple(of_moments(gram, c, lam, w, share) for gram, c, lam, w in each)


def draw(snr: str) -> Frame:
    marks: list[Mark] = []
    told, zeros = [], []
    for kind, matter in KINDS.items():
        found, truth = compared(kind, snr), int(np.count_nonzero(TRUTHS[kind].beta == 0))
        (ols, _), (none, off), apart = found.risk("ols"), found.zeros("lasso"), found.difference("ridge")
        rows = [
            Row(name, f"{name} {found.risk(name)[0]:.3f}", role, *found.risk(name), fits(kind, snr, name))
            for name, role in SHOWN.items()
        ]
        marks += v.on(
            kind, v.heading(f"{kind}-title", f"{kind}: {matter} matter"), no_penalty(kind, ols, TOP)
        )
        marks += v.on(kind, bars(kind, rows, 4), verdict(kind, apart))
        words, solved = f"{kind}: {none:.1f}, truth {truth}", fits(kind, snr, "lasso")
        zeros.append(Row(kind, words, "zero", none, off, solved))
        told.append(read(f"{kind}: ridge − lasso", plus_minus(*apart)))
    marks += v.on("zeros", v.heading("zeros-title", "exactly 0, of 20", "zero"), bars("zeros", zeros, 4))
    marks += v.on("zeros", v.tag("snr", 0, TOP - 0.25, f"SNR {snr}, lasso:", "right", role="lasso", gap=1))
    marks += v.on("zeros", v.tag("none", 0, 0.8, "ridge: none", "right", role="ridge", bold=True, gap=1))
    return Frame.of(marks, read("SNR", snr), *told)


def plus_minus(mean: float, error: float) -> str:
    """A difference with its 95 % interval."""
    return signed(f"{mean:+.3f} ± {REACH * error:.3f}")


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    told = {"data_sets": str(DATA_SETS), "level": "95 %", "rows": str(ROWS), "theory": f"{20 / 79:.3f}"}
    for kind in KINDS:
        for snr, name in SIGNALS.items():
            found = compared(kind, snr)
            for method in found.losses:
                at = f"{kind}_{method.replace(' ', '_')}{name}"
                risk, error = found.risk(method)
                told |= {at: f"{risk:.3f}", f"{at}_se": f"{error:.3f}"}
                told[f"{at}_minus_lasso"] = plus_minus(*found.difference(method))
                told[f"{at}_kept"] = f"{20 - found.zeros(method)[0]:.1f}"
    for method in ("lasso", "elastic net"):
        told[f"group_{method.replace(' ', '_')}"] = f"{kept_of_group(method):.1f}"
    return told


SCENE = Scene(
    draw=draw,
    title="Which truth, which method",
    claim="Simulated: sparse truth, lasso beats ridge; dense or grouped, ridge wins",
    caption=(
        "Three panels: the mean excess prediction error of four methods on 250 simulated data sets, shorter "
        "is better; thin lines are 95 % intervals. Each has λ by ten-fold cross-validation. Sparse: 3 of 20 "
        "effects are not zero. Dense: all 20, two up, two down. Grouped: two of four blocks of five features "
        "that correlate by 0.9, all with one effect. The upright line is least squares. Below: ridge against "
        "the lasso on the same data, with its 95 % interval. Last panel: how many of 20 coefficients the "
        "lasso sets to exactly zero, and how many are zero in truth. SNR is signal to noise."
    ),
    alt=(
        "Three groups of bars for ridge, elastic net, lasso and relaxed lasso. At a signal-to-noise ratio of "
        "1, with a sparse truth the lasso’s error is 0.102 and ridge’s 0.184; with a dense one 0.266 and "
        "0.210; with a grouped one 0.079 and 0.055, the elastic net’s 0.068. Least squares is near 0.25 in "
        "all. The relaxed lasso is best for the sparse truth, 0.074."
    ),
    notes=(
        "Here we know the truth, because we made it. If three of twenty features matter, the lasso’s "
        "predictions miss by 0.102 and ridge’s by 0.184: the zeros pay. If all twenty matter a little, it is "
        "the other way round, 0.210 for ridge and 0.266 for the lasso, which is no better than least "
        "squares. With groups of near copies ridge wins again; the elastic net is in between. Four times "
        "the signal, or a quarter: the same winners. So the answer depends on a truth nobody tells you."
    ),
    computed=(
        "n = 100 rows, p = 20 normal features, noise of variance 1, βᵀCβ = SNR, no intercept; correlations "
        "0.5^|i − j| but in groups, effects of one size; NumPy’s "
        "default_rng([14, seed]), 250 data sets for each truth and SNR. Fits are exact: the lasso’s paths, "
        "elastic nets with α = ½, ridge. Loss (ŵ − β)ᵀC(ŵ − β). The relaxed lasso is a blend of lasso and "
        "least squares on the same features, half of each or one of them, chosen with λ. Least squares: "
        "20/79 in theory."
    ),
    lesson="lessons/choice",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2·‖w‖²), columns as drawn",
    panels=tuple(
        small(key, axis(label, 0, end), axis("", 0, TOP), grid="none")
        for key, label, end in (*((kind, "prediction error", 0.3) for kind in KINDS), ("zeros", "", 20))
    ),
    controls=(Choice(name="snr", label="SNR", options=tuple((snr, snr) for snr in SIGNALS)),),
    story=(
        Beat("Three of twenty features matter. Shorter is better.", {"snr": "1"}, hold=2.2, lit=("sparse",)),
        Beat("The lasso misses by 0.102, ridge by 0.184: zeros pay.", hold=2.5, lit=("sparse",)),
        Beat("All twenty matter: ridge 0.210, the lasso 0.266.", hold=2.5, lit=("dense",)),
        Beat("Near copies: ridge 0.055, elastic net 0.068, lasso 0.079.", hold=2.5, lit=("grouped",)),
        Beat("Four times the signal: other sizes, the same winners.", {"snr": "4"}, hold=2.5),
        Beat("Which one wins depends on the truth.", {"snr": "1"}, hold=3.5),
    ),
    pose=({"snr": "1"},),
    facts=facts,
)  # fmt: skip
