"""How many features the lasso keeps on average, and how far its fit follows the noise: the same number."""

from functools import cache
from itertools import product

import numpy as np

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.freedom import AtLam, NoiseDraws, at_lam, freedom_lines, kept_histogram
from figures.draw.marks import Dot, Mark
from figures.draw.panels import axis, beside, main, read
from figures.draw.simulated import LEVEL, standard_error
from figures.draw.text import number
from figures.examples.noise_draws import DRAWS, diabetes_noise
from figures.examples.paths import diabetes_example
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import degrees_of_freedom, ridge_path
from figures.story import Beat

STOPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
LINE = tuple(sorted({*STOPS, *(float(lam) for lam in np.geomspace(0.05, 20, 33)[1:-1].round(4))}))
SIGNALS, P, TOP, POSED = {"none": False, "diabetes": True}, 10, 11.8, 2.0
NAMED, TALL = 5.0, 0.5
"""The last λ beside which the refit is named, and the share where columns leave their panel."""


@cache
def draws_of(signal: str) -> NoiseDraws:
    noise = diabetes_noise()
    truth = noise.ols if SIGNALS[signal] else np.zeros_like(noise.ols)
    return NoiseDraws(noise.gram, truth, noise.pulls, noise.sigma, noise.rows)


@cache
def found(lam: float, signal: str) -> AtLam:
    return at_lam(draws_of(signal), lam)


@cache
def scenery(signal: str) -> tuple[Mark, ...]:
    return tuple(freedom_lines(draws_of(signal), LINE, STOPS))


def draw(lam: float, signal: str) -> Frame:
    now = found(lam, signal)
    kept, free, refit = (float(of.mean()) for of in (now.kept, now.lasso, now.refit))
    low, high = np.quantile(now.kept, (0.025, 0.975)).astype(int).tolist()
    at, beside_it = min(lam, NAMED), float(found(min(lam, NAMED), signal).refit.mean())
    which = "no signal" if signal == "none" else "diabetes signal"
    return Frame.of(
        v.on(
            "means", v.heading("which", f"{which}, λ = {lam:.2g}: on average"), scenery(signal),
            v.cursor("cursor", lam, (free, refit)),
            Dot(key="now-refit", role="ols", x=lam, y=refit, radius=7),
            Dot(key="now", x=lam, y=free, radius=7),
            v.tag("told-kept", STOPS[0], 2.6, f"line: kept {number(kept)}", "right", role="lasso", lead=True),
            v.tag("told-free", STOPS[0], 0.9, f"dots: degrees of freedom {number(free)}", "right", lead=True),
            v.tag(
                "told-refit", at, beside_it, f"refit: {number(refit)}", "above right", role="ols", lead=True,
                gap=16,
            ),
        ),
        v.on(
            "draws", v.heading("spread", f"single draws: {low} to {high}"), kept_histogram(now.kept, P),
            v.cursor("mean", kept, (0, TALL), width=2.6),
            v.tag("mean-name", kept, 0.93 * TALL, "mean", "right", "left"),
        ),
        read("λ", f"{lam:.2g}"), read("mean kept", number(kept)), read("df", number(free)),
        read("standard error", f"{standard_error(now.lasso):.3f}"), read("df of the refit", number(refit)),
        read("sd of one count", f"{now.kept.std(ddof=1):.2f}"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose by signal and λ: the mean count, both degrees of freedom, standard errors."""
    told = {"draws": f"{DRAWS:,}", "features": f"{P}"}
    for signal in SIGNALS:
        for lam in STOPS:
            now, at = found(lam, signal), f"{signal}_{lam:g}".replace(".", "")
            means = {"kept": now.kept.mean(), "df": now.lasso.mean(), "refit": now.refit.mean()}
            told |= {f"{name}_{at}": number(float(mean)) for name, mean in means.items()}
            told[f"error_{at}"] = f"{standard_error(now.lasso):.3f}"
    example = diabetes_example()
    ridge = degrees_of_freedom(ridge_path(example.scaled.X, example.scaled.y), [0.1, 1.0])
    told |= {f"ridge_{at}": f"{free:.2f}" for at, free in zip(("01", "1"), ridge, strict=True)}
    every = [found(*at) for at in product(STOPS, SIGNALS)]
    gap = max(abs(float(now.kept.mean() - now.lasso.mean())) for now in every)
    few, many = np.quantile(found(POSED, "none").kept, (0.025, 0.975)).astype(int).tolist()
    return told | {"few": f"{few}", "many": f"{many}", "level": f"{100 * LEVEL:g} %", "gap": f"{gap:.3f}"}


SCENE = Scene(
    draw=draw,
    title="Degrees of freedom",
    claim="At a fixed λ the lasso’s mean number of non-zeros is its degrees of freedom",
    caption=(
        "20,000 draws of noise on the rows of the diabetes data. First panel, at each fixed λ: the line is "
        "the mean number of features kept, the dots are the lasso’s degrees of freedom, Σ cov(ŷ, y)/σ² over "
        "all rows, measured from how the fit follows the noise; the upper line is those of the refit, least "
        "squares on the features kept. Second panel: how many single draws keep; its title has 95 % of "
        "them, and a column of more than half of them leaves the panel."
    ),
    alt=(
        "Without a signal the mean number of features kept falls from 9.55 at lambda 0.05 to 0 at 20, and "
        "dots of the degrees of freedom lie on that line: at lambda 2 both are 3.19. The refit’s line runs "
        "above, with 6.82 there. Beside it a histogram: single draws keep about 1 to 6. With the diabetes "
        "signal dots and line agree too: 7.20 and 7.19 at lambda 2, and 8.65 for the refit."
    ),
    notes=(
        "Degrees of freedom say how much a fit follows the noise in its own data. Least squares on three "
        "features that were fixed in advance has three. But the lasso chooses its features by looking. Does "
        "that not cost more? On average, no: without any signal it keeps 3.19 at λ = 2, and has 3.19 degrees "
        "of freedom. Refit the same features, and you pay for the search: 6.82. The lasso pays by shrinking. "
        "This holds on average, not in each draw."
    ),
    computed=(
        "The ten standardized features of the diabetes data, with their least-squares coefficients as truth "
        "or with 0; normal noise, σ = 54.15, centred, from NumPy’s default_rng(12); an exact path for each "
        "draw. Covariances use least squares, whose df is 10, as control variate. A theorem for normal "
        "noise and fixed rows (Zou, Hastie and Tibshirani 2007), not for a λ that the data chose."
    ),
    lesson="lessons/meaning",
    source=SOURCE,
    panels=(
        main(
            "means", axis("λ", 0.045, 22, 0.1, 1, 10, log=True),
            axis("features; degrees of freedom", 0, TOP, 0, 2, 4, 6, 8, 10),
        ),
        beside(
            "draws", axis("features kept", -0.5, P + 0.5, *range(0, P + 1, 2)),
            axis("share of draws", 0, TALL, names=((0, "0 %"), (0.2, "20 %"), (0.4, "40 %"))),
        ),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=STOPS, drag=("cursor", "x1"), continuous="log"),
        Choice(name="signal", label="signal", options=(("none", "none"), ("diabetes", "diabetes"))),
    ),
    story=(
        Beat(
            "Diabetes signal: 2.78 kept, 2.78 degrees of freedom.", {"lam": 20.0, "signal": "diabetes"},
            hold=2.2,
        ),
        Beat("λ = 2: 7.20 kept on average, 7.19 degrees of freedom.", {"lam": POSED}, way=2.5),
        Beat("No signal at all: 3.19 kept, and 3.19 once more.", {"signal": "none"}, hold=2.4),
        Beat("One draw may keep 1 or 6: only the means agree.", lit=("draws",)),
        Beat(
            "Least squares on what is kept: 6.82. A search is not free.", hold=2.4,
            lit=("refit", "now-refit", "told-refit"),
        ),
        Beat("The lasso pays by shrinking: 3.19 kept, df 3.19.", hold=3.5),
    ),
    pose=({"lam": POSED, "signal": "none"},),
    facts=facts,
)  # fmt: skip
