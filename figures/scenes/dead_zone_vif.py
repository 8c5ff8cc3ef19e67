"""The dead zone of a coefficient whose partners are active: wider by the variance inflation, and shifted."""

import numpy as np

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.panels import axis, main, read
from figures.draw.text import number, signed
from figures.draw.zones import map_beside, out_of_fan, zone_beside, zone_fan
from figures.examples.paths import diabetes_example
from figures.scene import Frame, Scene, Slider
from figures.solvers import Interval, coefficient_dead_zone, lasso, vif
from figures.story import Beat

LAM, PARTNER, EVIDENCE, REACH, FOOT, TOP = 0.2, 3.0, -0.6, 1.5, -1.5, 1.7
"""Of two features: λ, ŵ₁, an example of ŵ₂, how far ŵ₂ goes, and the limits of w₂."""
RHOS = (-0.8, -0.7, -0.6, -0.5, -0.4, -0.2, 0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8)
EXAMPLE = diabetes_example()
HDL, GRAM, REST, LEAST = EXAMPLE.column("HDL"), EXAMPLE.gram, EXAMPLE.rest("HDL"), EXAMPLE.path(0.0)
OTHERS = [j for j in range(len(LEAST)) if j != HDL]
POSED, FROM, END, OLS = 0.08, 0.03, 0.14, float(LEAST[HDL])
FAN = coefficient_dead_zone(GRAM, HDL, OTHERS, np.sign(EXAMPLE.path(POSED)[OTHERS]), 1.0)
"""HDL’s dead zone by λ, while the nine others have their signs."""
VIFS = [vif(GRAM, j, [k for k in range(len(LEAST)) if k != j]) for j in range(len(LEAST))]
TIMES = f"its zone: {VIFS[HDL]:.1f} times as wide"
LAMBDAS = tuple(sorted({*REST, *(round(0.01 * step, 2) for step in range(2, 15))}))


def draw(rho: float, lam: float) -> Frame:
    w, (low, high) = EXAMPLE.solved(lam), map(float, zone_beside(rho, LAM))
    hdl, at = float(w.w[HDL]), f"{EXAMPLE.rounded(lam):g}"
    told, role = ("0, exactly", "zero") if hdl == 0 else (number(hdl), "lasso")
    return Frame.of(
        v.on("map", v.heading("map-title", signed(f"two features, ρ = {round(rho, 2):g}"))),
        v.on("map", map_beside(rho, LAM, PARTNER, EVIDENCE, REACH, FOOT)),
        v.on(
            "fan", v.heading("fan-title", f"HDL among ten, λ = {at}"),
            zone_fan(FAN, OLS, REST, (0.0, END)), out_of_fan(lam, OLS, w, HDL),
            v.tag("fan-name", 0, 9.2, TIMES, "right", role="zero", bold=True),
            v.tag("value", END, 2.2, f"HDL = {told}", "left", role=role, lead=True),
        ),
        read("ŵ₂ with w₂ = 0", span(zone_beside(rho, LAM))),
        read("centre", number((low + high) / 2)), read("1/(1 − ρ²)", f"{1 / (1 - rho**2):.2f}"),
        read("HDL’s zone", span(FAN, lam)), read("HDL", number(hdl), weight=True),
    )  # fmt: skip


def span(zone: Interval, times: float = 1.0) -> str:
    """Both ends, so many times as far out."""
    return f"{number(times * float(zone.lower))} to {number(times * float(zone.upper))}"


def facts() -> dict[str, str]:
    """Numbers for the prose: zones, variance inflations, and HDL at λ = 0.08 for other least squares."""
    low, high = FAN
    found = {"fan_low": f"{low:.2f}", "fan_high": f"{high:.2f}", "ols": f"{OLS:.2f}"}
    found |= {
        "enters": f"{np.ceil(REST[0] * 1e4) / 1e4:.4f}",
        "leaves": f"{np.floor(REST[1] * 1e4) / 1e4:.4f}",
    }
    found["fan"] = span(FAN, POSED)
    for name, rho in (("half", 0.5), ("strong", 0.8)):
        found[f"zone_{name}"] = span(zone_beside(rho, LAM))
        found[f"times_{name}"] = f"{1 / (1 - rho**2):.2f}"
    for name, ols in (("none", 0.0), ("below", 3.6), ("above", 6.25)):
        moved = np.where(np.arange(len(LEAST)) == HDL, ols, LEAST)
        w = lasso(EXAMPLE.scaled.X, EXAMPLE.scaled.X @ moved, POSED)
        found[f"moved_{name}"] = number(float(w[HDL]))
    return found | {f"vif_{one.lower()}": f"{at:.1f}" for one, at in zip(EXAMPLE.names, VIFS, strict=True)}


SCENE = Scene(
    draw=draw,
    title="The wider dead zone",
    claim="A correlated, active partner widens ŵ₂’s dead zone by 1/(1 − ρ²) and shifts it",
    caption=(
        "The map: from ŵ₂, the least-squares answer of the second of two features, to the lasso’s w₂, while "
        "w₁ > 0. Purple becomes exactly zero; dashed is the map without correlation. The fan: which "
        "least-squares coefficients of HDL become zero at each λ while the nine other features of the "
        "diabetes data are active with their signs. HDL is what sticks out of the fan."
    ),
    alt=(
        "A graph of w2 over its least-squares answer: two rays of slope one and between them a flat zone at "
        "zero from −1 to 0.11, 2.78 times as wide as the zone from −0.2 to 0.2 that a dashed line shows, and "
        "shifted to the left. Another graph has lambda across and HDL’s least-squares coefficient upwards. A "
        "purple fan opens from the corner far above zero, and a horizontal line at 4.81 runs through it "
        "from lambda 0.0624 to 0.1037; there HDL is exactly zero."
    ),
    notes=(
        "Start with two uncorrelated features: w₂ is zero while ŵ₂ lies within ±λ. Now let them correlate. "
        "The zone grows, 2.78 times at ρ = 0.8, and it moves, because the shrinkage of the partner leaks "
        "into the evidence on the second. In the diabetes data HDL has nine active partners. Its zone is "
        "15.4 times as wide and moved so far that it leaves out zero. Its line runs through that fan, and "
        "there HDL is exactly zero."
    ),
    computed=(
        "The exact dead zone λ·VIF/G_jj·[−1 − k, 1 − k], k = G_jA G_AA⁻¹s, of active features A with signs "
        "s. Two standardized features with ŵ₁ = 3, λ = 0.2. Diabetes data (Efron and others, 2004), "
        "standardized, with the exact path; below λ = 0.242 the nine others keep their signs."
    ),
    lesson="lessons/correlated",
    source=SOURCE,
    panels=(
        main("map", axis("ŵ₂, least squares", -REACH, REACH, -1, 0, 1), axis("w₂", FOOT, TOP, -1, 0, 1)),
        main("fan", axis("λ", 0, END, 0, 0.04, 0.08, 0.12), axis("HDL, least squares", -1.2, 11, 0, 5, 10)),
    ),
    controls=(
        Slider(name="rho", label="ρ", stops=RHOS, continuous="linear"),
        Slider(
            name="lam", label="λ for HDL", stops=LAMBDAS, beats=REST, drag=("now", "x"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Uncorrelated: w₂ is 0 while ŵ₂ lies within ±λ.", {"rho": 0.0, "lam": FROM}, lit=("map",)),
        Beat("Correlated: the zone grows, and it moves.", {"rho": 0.8}, way=3, lit=("map",)),
        Beat("HDL has nine partners. Its zone is a fan.", hold=2, lit=("fan",)),
        Beat("HDL, what sticks out of the fan, is exactly 0 now.", {"lam": POSED}, way=2.5, lit=("fan",)),
        Beat("Active partners widen and shift the dead zone.", hold=3.5),
    ),
    pose=({"rho": 0.8, "lam": POSED},),
    facts=facts,
)  # fmt: skip
