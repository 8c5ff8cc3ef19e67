"""Which features stay on 1,000 resamples of the patients, and with which signs a pair of them."""

from functools import cache, partial

from figures.data.diabetes import SOURCE, diabetes
from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.resamples import Resamples
from figures.draw.shares import SIGNS, kept_columns, percent, sign_table
from figures.draw.text import number
from figures.examples.paths import diabetes_example
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import selection_frequencies
from figures.story import Beat

DATA, EXAMPLE = diabetes(), diabetes_example()
NAMES, AT, RESAMPLES = EXAMPLE.names, 3.0, 1000
resamples = cache(partial(Resamples, DATA.X, DATA.y, RESAMPLES, 0))
"""The resamples, by the ridge part."""
TC, LDL, HDL, TCH = map(NAMES.index, ("TC", "LDL", "HDL", "TCH"))
PAIRS = {"tc-ldl": (TC, LDL), "hdl-tch": (HDL, TCH)}
RIDGES = {"0": "0 (lasso)", "1": "1", "3": "3", "10": "10"}
STOPS = (
    0.1, 0.13, 0.17, 0.23, 0.3, 0.4, 0.5, 0.65, 0.83, 1.0, 1.3, 1.7, 2.2, AT, 4.0, 5.0, 6.0, 7.7, 10.0, 13.0,
    17.0, 22.0, 30.0, 40.0,
)  # fmt: skip


def draw(lam: float, ridge: str, pair: str) -> Frame:
    found, two, whole = resamples(float(ridge)), PAIRS[pair], lam + float(ridge)
    shares, (neither, one, both) = selection_frequencies(found.paths, lam), found.counts(lam, two)
    first, second = (NAMES[j] for j in two)
    ink, added = ("fg", f"ridge part {ridge}") if float(ridge) else ("lasso", "lasso")
    told = f"λ = {lam:.3g}, {added}: one {percent(one, RESAMPLES)}, both {percent(both, RESAMPLES)}"
    return Frame.of(
        v.on("pair", v.heading("pair-title", told, ink)),
        v.on("pair", sign_table((first, second), found.of(lam, two), found.solved, ink)),
        v.on("kept", kept_columns(NAMES, shares, two, ink)),
        read("λ", f"{lam:.3g}"), read("as elastic net", f"λ = {whole:.3g}, α = {lam / whole:.2g}"),
        *(
            read(label, f"{100 * count / RESAMPLES:.1f} %")
            for label, count in (("exactly one", one), ("both", both), ("neither", neither))
        ),
        read("kept on average", f"{shares.sum():.2f} of {len(NAMES)}"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: at λ = 3 with each ridge part, named after it; the lasso’s at other λ."""
    lasso, pair = resamples(0.0), PAIRS["tc-ldl"]
    opposite = int((lasso.of(0.3, pair).prod(axis=1) < 0).sum())
    told = {
        "resamples": f"{RESAMPLES:,}", "patients": str(len(DATA.y)),
        "standard_error": f"{100 * 0.5 / RESAMPLES**0.5:.1f}",
        "correlation": number(EXAMPLE.correlation("TC", "LDL")),
        "one_at_083": percent(lasso.counts(0.83, pair)[1], RESAMPLES),
        "opposite_at_03": percent(opposite, RESAMPLES),
    }  # fmt: skip
    for ridge in RIDGES:
        found = resamples(float(ridge))
        kept = RESAMPLES * selection_frequencies(found.paths, AT)
        counts = dict(zip(("neither", "one", "both"), found.counts(AT, pair), strict=True))
        counts |= {name.lower(): round(count) for name, count in zip(NAMES, kept.tolist(), strict=True)}
        counts["hdl_tch"] = found.counts(AT, PAIRS["hdl-tch"])[2]
        told |= {f"{name}_{ridge}": percent(count, RESAMPLES) for name, count in counts.items()}
        told[f"size_{ridge}"] = f"{kept.sum() / RESAMPLES:.1f}"
    return told


TOLD = facts()
SCENE = Scene(
    draw=draw,
    title="Selection on resamples",
    claim="Lasso, λ = 3: {one_0} of 1,000 resamples keep only one of TC and LDL, {both_0} both".format(
        **TOLD
    ),
    caption=(
        "Main panel: {resamples} resamples of the patients, drawn with replacement and each standardized by "
        "itself, by the signs they give to TC and LDL; a cell is as full as its share of them. In purple "
        "cells a coefficient is exactly zero. Second panel: the share that keeps each of the ten features, "
        "purple the rest. A share’s standard error is at most {standard_error} points. The ridge part r adds "
        "r/2·‖w‖² and leaves λ‖w‖₁ as it is. HDL and TCH are both kept by all at λ = 3 and r = 1."
    ).format(**TOLD),
    alt=(
        "A table of three by three cells by the signs of TC and LDL. For the lasso at lambda 3, neither is "
        "kept in {neither_0} of the resamples, exactly one in {one_0}, always negative, and both in "
        "{both_0}. With a ridge part of 1 neither is kept in {neither_1}; with 10 both are in {both_10}, "
        "positive. Columns for ten features show how often each is kept: {size_0} of 10 on average for the "
        "lasso, {size_10} with a ridge part of 10."
    ).format(**TOLD),
    notes=(
        "Draw the patients again, a thousand times, and run the lasso on each draw. TC and LDL are nearly "
        "alike. At λ = 3, {one_0} of the draws keep exactly one of them, {both_0} both. Does ridge help? A "
        "little fills the middle of the table: now {neither_1} keep neither, because both coefficients "
        "are on their way from minus to plus. More ridge, 10, brings both back in {both_10}. But then hardly "
        "any zeros are left. A list of selected features is one draw’s list."
    ).format(**TOLD),
    computed=(
        "The diabetes data, scikit-learn’s copy. Rows are drawn by NumPy’s default_rng(0).integers(442, "
        "size=(1000, 442)). For each resample and ridge part the exact path in λ is computed, and certified "
        "at all its knots and midway between them, so that every count holds at every λ."
    ),
    lesson="lessons/correlated",
    source=SOURCE,
    panels=(
        main(
            "pair", axis("signs", *SIGNS, 0, changes=True), axis("", *SIGNS), grid="none",
            room=("LDL < 0", ""),
        ),
        beside(
            "kept", axis("names", 0, 10, 0, changes=True),
            axis("", 0, 1, names=((0, "0"), (0.5, "50 %"), (1, "100 %"))),
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=STOPS, beats=(0.3, 1.0, AT, 10.0), continuous="log"),
        Choice(name="ridge", label="ridge part", options=tuple(RIDGES.items())),
        Choice(
            name="pair", label="pair", options=(("tc-ldl", "TC and LDL"), ("hdl-tch", "HDL and TCH"))
        ),
    ),
    story=(
        Beat("λ = 10: none of 1,000 resamples keeps TC or LDL.", {"lam": 10.0}, hold=2.2),
        Beat("TC or LDL? Often one, often neither, seldom both.", {"lam": AT}, way=3, hold=2.5),
        Beat("A little ridge drops both: they are changing sign.", {"ridge": "1"}, hold=2.8, lit=("pair",)),
        Beat("More ridge brings both back, with the same sign.", {"ridge": "3"}, hold=2, lit=("pair",)),
        Beat("At 10 nearly all keep both. Few zeros are left.", {"ridge": "10"}, hold=2.5),
        Beat("Lasso: {one_0} keep exactly one, {both_0} both.".format(**TOLD), {"ridge": "0"}, hold=3.5),
    ),
    pose=({"lam": AT, "ridge": "0", "pair": "tc-ldl"},),
    facts=facts,
)  # fmt: skip
