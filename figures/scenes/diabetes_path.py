"""The exact lasso path of the diabetes data: ten coefficients, one of which returns to zero."""

import numpy as np

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.paths import alone, broken, coefficient_now, evidence_now, through_band, whole_path
from figures.draw.text import number, signed
from figures.examples.paths import diabetes_example
from figures.scene import Frame, Scene, Slider
from figures.story import Beat

EXAMPLE = diabetes_example()
NAMES, PATH, KNOTS, JOINS = EXAMPLE.names, EXAMPLE.path, EXAMPLE.knots, EXAMPLE.joins()
(FIRST, SECOND, *_), HDL, (RETURNED, LEFT) = JOINS, EXAMPLE.column("HDL"), EXAMPLE.rest("HDL")
POSE, BEYOND, FROM, TO = 0.08, 0.045, np.ceil(RETURNED * 1e4) / 1e4, np.floor(LEFT * 1e4) / 1e4
"""λ of the pose and of one below HDL's rest; the ends of that rest, rounded so that HDL is zero there too."""
SHORT, PAST = np.floor(RETURNED * 1e3) / 1e3, np.ceil(LEFT * 1e3) / 1e3
"""The nearest λ of three digits on either side of that rest."""
LEAST_SQUARES_AT, LOG_FROM = 0.016, 0.03
"""Where the log axis shows λ = 0, and where it begins behind the break."""
HALTS = tuple(PATH.knots[::-1].tolist())
STOPS = EXAMPLE.stops(
    (FROM, TO, POSE, BEYOND, 0.2, 0.5, 1.0, 2.0, LOG_FROM, 50.0),
    np.geomspace(LOG_FROM, 50.0, 80), np.geomspace(RETURNED * 0.8, LEFT * 1.2, 24),
)  # fmt: skip

LAMBDA = axis("λ (log scale)", 0.0125, 60.0, 0.1, 1, 10, log=True, names=[(LEAST_SQUARES_AT, "0")])
ALL = axis("", -44.0, 44.0, -40, 0, 40)
NEAR_X = axis("λ (log scale)", LOG_FROM, 2.0, 0.05, 0.1, 0.2, 0.5, 1, 2, log=True)
NEAR_Y = axis("coefficient of HDL", -14, 6, -10, -5, 0)
BAND_X, BAND_Y = axis("λ", 0.045, 0.135, 0.06, 0.08, 0.1, 0.12), axis("", -0.3, 0.3, -0.2, 0, 0.2)

LAMS, NEAR_LAMS = EXAMPLE.log_grid(LOG_FROM, LAMBDA.limits[1]), EXAMPLE.log_grid(*NEAR_X.limits)
CORNERS = np.array([BAND_X.limits[0], RETURNED, LEFT, BAND_X.limits[1]])
TURNS = [(name, JOINS[name], EXAMPLE.solved(JOINS[name])) for name in ("TCH", "LDL")]
WHOLE_PATH = (
    *whole_path(
        NAMES, LAMBDA, LAMS, EXAMPLE.solved(LAMS), EXAMPLE.solved(0.0), KNOTS, subject="HDL", stretches=2,
        at=LEAST_SQUARES_AT, uprights=ALL.limits,
    ),
    v.tag("name", 3.0, PATH(3.0)[HDL], "HDL", "below", role="lasso", bold=True, gap=15),
)  # fmt: skip
CLOSE_UP = (
    *alone("close", NAMES, "HDL", NEAR_LAMS, EXAMPLE.solved(NEAR_LAMS), KNOTS, NEAR_Y, TURNS),
    v.tag(
        "exactly", LEFT, 1, f"exactly 0 from {FROM:.4f} to {TO:.4f}", "above right", role="zero", lead=True
    ),
    v.tag("above", LOG_FROM, 4.9, "positive", "right", role="lasso", bold=True, gap=4),
    v.tag("below", 0.215, PATH(0.215)[HDL], "negative", "below left", role="lasso", bold=True),
)
REASON = through_band(
    "HDL", CORNERS, EXAMPLE.evidence(HDL, CORNERS), PATH(CORNERS)[:, HDL], BAND_Y, (0.104, -0.235)
)


def draw(lam: float) -> Frame:
    w, z, at = EXAMPLE.solved(lam), float(EXAMPLE.evidence(HDL, lam)), f"{EXAMPLE.rounded(lam):g}"
    hdl, count = float(w.w[HDL]), f"{np.count_nonzero(w.w)} of {len(NAMES)}"
    role, told, within = ("zero", "0, exactly", "within") if hdl == 0 else ("lasso", number(hdl), "beyond")
    evident = number(z) if abs(z) >= 0.1 else signed(f"{z:.2g}")
    now = coefficient_now(broken(lam, LOG_FROM, LEAST_SQUARES_AT), w, HDL, LAMBDA, ALL.limits[1])
    near = coefficient_now(lam, w, HDL, NEAR_X, 0.0, key="close-")
    inside = evidence_now(lam, z, hdl, BAND_X, BAND_Y)
    return Frame.of(
        v.on("close-up", v.heading("close-title", f"HDL = {told}", role), CLOSE_UP, near),
        v.on("path", v.heading("path-title", f"λ = {at}: {count} non-zero"), WHOLE_PATH, now),
        v.on("reason", v.heading("reason-title", f"z = {evident}, {within} ±λ", role), REASON, inside),
        read("λ", at), read("non-zero", count), read("HDL", number(hdl), weight=True),
        read("evidence z", f"{evident}, {within} ±{at}"),
        says=f"λ = {at}: {count} non-zero; HDL {told}, its evidence {evident} {within} ±λ",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    joins = {"lam_max": FIRST, "second_knot": SECOND, "tch_joins": "TCH", "ldl_joins": "LDL"}
    pairs = {"tc_ldl": ("TC", "LDL"), "hdl_tch": ("HDL", "TCH")}
    return {
        "first": FIRST, "second": SECOND, **{fact: f"{JOINS[name]:.2f}" for fact, name in joins.items()},
        "hdl_out": f"{TO:.4f}", "hdl_back": f"{FROM:.4f}",
        **{fact: number(EXAMPLE.correlation(*pair)) for fact, pair in pairs.items()},
        "events": str(sum(map(len, PATH.events))), "counts": ", ".join(map(str, EXAMPLE.counts())),
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="The diabetes path",
    claim=f"HDL is exactly 0 for λ from {FROM:.4f} to {TO:.4f}, but not at {SHORT:g} or {PAST:g}",
    caption=(
        "Main panel: the coefficient of HDL alone. As λ falls it moves away from zero until TCH joins, "
        "returns, rests at exactly zero, and takes the other sign. Second panel: all ten coefficients of the "
        "diabetes data down to least squares, λ = 0, behind a break of the axis. Hairlines mark the knots. "
        "HDL is the one that leaves and returns. Third panel: its evidence z, the pull on HDL plus HDL "
        "itself. Within the band of ±λ HDL is exactly zero; what sticks out of the band is HDL."
    ),
    alt=(
        f"A curve over lambda, log scale: HDL turns at {number(PATH.coefs[:, HDL].min())}, comes back as "
        f"lambda falls, rests at exactly zero from {TO:.4f} to {FROM:.4f}, and leaves with a positive sign. "
        "In another its evidence crosses, during that rest, a purple band from minus lambda to plus lambda. "
        f"Another shows all ten coefficients, all zero right of lambda max, {KNOTS[0]:.1f}; as it falls join "
        "BMI, LTG, BP, HDL, sex, GLU, TC, TCH, LDL and age."
    ),
    notes=(
        "The bold curve is one coefficient, HDL; λ falls from right to left. While TCH is out, HDL moves "
        "away from zero. TCH says much of what HDL said: when it joins, HDL turns; when LDL joins, it runs. "
        f"From {TO:.4f} to {FROM:.4f} it rests at exactly zero; at {SHORT:g} it is positive. The last panel "
        "tells why: what is left for HDL to say changes sign, so it crosses the band from −λ to λ, where the "
        "lasso gives zero. Larger λ mostly, not always, means more zeros."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004), scikit-learn's copy: 442 "
        "patients, ten features, standardized. The exact path: a homotopy finds every knot, and in between "
        "the coefficients are linear in λ. All stops of the slider lie on it, every knot among them."
    ),
    lesson="lessons/real-data",
    source=SOURCE,
    panels=(
        main("close-up", NEAR_X, NEAR_Y), beside("path", LAMBDA, ALL),
        beside("reason", BAND_X, BAND_Y, room=("", "+λ")),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=STOPS, beats=HALTS, drag=("close-cursor", "x1"), continuous="log"
        ),
    ),
    story=(
        Beat("As λ falls, HDL moves further from zero.", {"lam": 2.0}, hold=1.6, lit=("close-up", "path")),
        Beat(
            "TCH joins, says much of what HDL said, and HDL turns.", {"lam": JOINS["TCH"]}, way=1.6, hold=1.4,
            lit=("close-up", "path"),
        ),
        Beat(
            "LDL joins: from here HDL runs home 9 times as fast.", {"lam": JOINS["LDL"]}, way=2, hold=1.2,
            lit=("close-up", "path"),
        ),
        Beat("It is home, and rests: exactly 0.", {"lam": POSE}, way=2, hold=1.8, lit=("close-up", "path")),
        Beat(f"At λ = {BEYOND:g} it is non-zero again, and positive.", {"lam": BEYOND}, way=1.6, hold=1.4),
        Beat("At λ = 0.08 exactly zero: its evidence lies within ±λ.", {"lam": POSE}, way=1.6, hold=3.6),
    ),
    pose=({"lam": POSE},), facts=facts, coefficients=NAMES,
)  # fmt: skip
