"""The exact lasso path of the diabetes data: ten coefficients, one of which returns to zero."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.paths import evidence, through_band, whole_path
from figures.draw.text import number, signed
from figures.examples import diabetes_example
from figures.scene import Frame, Scene, Slider
from figures.story import Beat

EXAMPLE = diabetes_example()
NAMES, PATH, KNOTS = EXAMPLE.names, EXAMPLE.path, EXAMPLE.path.knots[EXAMPLE.path.knots > 0]
HDL, POSE, BEYOND = EXAMPLE.column("HDL"), 0.08, 0.045
(LEFT,), RETURNED = EXAMPLE.knots_of("HDL", "leaves"), EXAMPLE.knots_of("HDL", "joins")[-1]
TCH_JOINS, LDL_JOINS = (EXAMPLE.knots_of(name, "joins")[0] for name in ("TCH", "LDL"))
FROM, TO = np.ceil(RETURNED * 1e4) / 1e4, np.floor(LEFT * 1e4) / 1e4
"""HDL's rest at zero, rounded so that HDL is zero at both too."""
LEAST_SQUARES_AT, LOG_FROM = 0.016, 0.03
"""Where the logarithmic axis shows λ = 0, and where it begins right of the break."""
STOPS = EXAMPLE.stops(
    (FROM, TO, POSE, BEYOND, 0.2, 0.5, 1.0, LOG_FROM, 50.0),
    np.geomspace(LOG_FROM, 50.0, 80), np.geomspace(RETURNED * 0.8, LEFT * 1.2, 24),
)  # fmt: skip

FULL, CLOSE, ZOOM = (0.0125, 60.0), (0.04, 2.0), (0.045, 0.135)
LAMBDA = axis("λ (log scale)", *FULL, 0.1, 1, 10, log=True, names=[(LEAST_SQUARES_AT, "0")])
HEIGHTS, CLOSE_HEIGHTS, ZOOM_HEIGHTS = (-44.0, 51.0), (-15.0, 4.0), (-0.3, 0.3)
TOP = 38.5
"""Up to where uprights reach, below the counts."""
LAMS, CLOSE_LAMS = EXAMPLE.log_grid(LOG_FROM, FULL[1]), EXAMPLE.log_grid(*CLOSE)
CORNERS, CLOSE_PATH = np.array([ZOOM[0], RETURNED, LEFT, ZOOM[1]]), EXAMPLE.solved(CLOSE_LAMS)

WHOLE_PATH = (
    v.zone("stretch", RETURNED, LEFT, (HEIGHTS[0], TOP)),
    *whole_path(
        NAMES, LAMBDA, LAMS, EXAMPLE.solved(LAMS), EXAMPLE.solved(0.0), KNOTS, subject="HDL", stretches=2,
        at=LEAST_SQUARES_AT, gap=7.9, uprights=(HEIGHTS[0], TOP), height=(TOP + HEIGHTS[1]) / 2, lit=-2,
    ),
    v.tag("name", 3.0, PATH(3.0)[HDL], "HDL", "below", role="lasso", bold=True, gap=15),
    v.tag("exactly", LEFT, -19, "exactly 0", "left", role="zero", lead=True, gap=0),
)  # fmt: skip
CLOSE_UP = (
    v.zone("close-stretch", RETURNED, LEFT, CLOSE_HEIGHTS), v.zero_line(CLOSE, "close-zero-line"),
    v.curve("close-HDL", CLOSE_LAMS, CLOSE_PATH, of=HDL, kinks=KNOTS, skip_zeros=True, width=3.4),
    *v.rest("close-rest", CLOSE_LAMS, CLOSE_PATH, of=HDL),
    *v.answers("at-TCH", TCH_JOINS, EXAMPLE.solved(TCH_JOINS), only=[HDL], radius=3.5),
    v.tag("joins-TCH", TCH_JOINS, PATH(TCH_JOINS)[HDL], "TCH joins", "below left", role="muted", gap=11),
    *v.answers("at-LDL", LDL_JOINS, EXAMPLE.solved(LDL_JOINS), only=[HDL], radius=3.5),
    v.tag("joins-LDL", LDL_JOINS, PATH(LDL_JOINS)[HDL], "LDL joins", "below left", role="muted", gap=11),
)  # fmt: skip
"""HDL alone, and at which knots it turns."""
REASON = (
    v.zone("reason-stretch", RETURNED, LEFT, ZOOM_HEIGHTS), v.zero_line(ZOOM, "reason-zero-line"),
    *through_band(CORNERS, EXAMPLE.evidence(HDL, CORNERS), PATH(CORNERS)[:, HDL]),
    v.tag("z", 0.104, -0.235, "evidence z", "left", role="loss"),
    v.tag("sticks-out", ZOOM[1], -0.235, "HDL", "left", role="lasso", bold=True, gap=4),
)  # fmt: skip
"""HDL's evidence, and the band of ±λ in which it becomes zero; what sticks out of the band is HDL."""


def place(lam: float) -> float:
    """The abscissa of λ on the broken logarithmic axis."""
    return max(lam, LOG_FROM) if lam > 0 else LEAST_SQUARES_AT


def draw(lam: float) -> Frame:
    w, z, at = EXAMPLE.solved(lam), float(EXAMPLE.evidence(HDL, lam)), f"{EXAMPLE.rounded(lam):g}"
    hdl, count = float(w.w[HDL]), f"{np.count_nonzero(w.w)} of {len(NAMES)}"
    role, told, within = ("zero", "0, exactly", "within") if hdl == 0 else ("lasso", number(hdl), "beyond")
    evident = number(z) if abs(z) >= 0.1 else signed(f"{z:.2g}")
    close, zoom = (min(max(lam, low), high) for low, high in (CLOSE, ZOOM))
    under = zoom == lam and z < ZOOM_HEIGHTS[1]
    return Frame.of(
        v.on(
            "path", v.heading("path-title", f"λ = {at}: {count} non-zero"), WHOLE_PATH,
            v.cursor("cursor", place(lam), (hdl, TOP)), v.answers("now", place(lam), w, only=[HDL], radius=7),
        ),
        v.on(
            "close-up", v.heading("close-title", f"HDL = {told}", role), CLOSE_UP,
            v.cursor("close-cursor", close, (hdl, CLOSE_HEIGHTS[1]), visible=close == lam),
            v.answers("close-now", close, w, only=[HDL], radius=7, visible=close == lam),
        ),
        v.on(
            "reason", v.heading("reason-title", f"z = {evident}, {within} ±λ", role), REASON,
            v.cursor("reason-cursor", zoom, (max(z, -zoom), ZOOM_HEIGHTS[1]), visible=under),
            evidence("z-now", zoom, z, lam, hdl, visible=under and z > ZOOM_HEIGHTS[0]),
        ),
        read("λ", at), read("non-zero", count), read("HDL", number(hdl)),
        read("evidence z", f"{evident}, {within} ±{at}"),
        says=f"λ = {at}: {count} non-zero; HDL {told}, its evidence {evident} {within} ±λ",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    G, (tc, ldl, tch) = EXAMPLE.gram, map(EXAMPLE.column, ("TC", "LDL", "TCH"))
    joins = {"lam_max": KNOTS[0], "second_knot": KNOTS[1], "tch_joins": TCH_JOINS, "ldl_joins": LDL_JOINS}
    first, second = (NAMES[events[0][0]] for events in PATH.events[:2])
    return {
        "first": first, "second": second, **{name: f"{lam:.2f}" for name, lam in joins.items()},
        "hdl_out": f"{TO:.4f}", "hdl_back": f"{FROM:.4f}",
        "tc_ldl": number(float(G[tc, ldl])), "hdl_tch": number(float(G[HDL, tch])),
        "events": str(sum(map(len, PATH.events))), "counts": ", ".join(map(str, EXAMPLE.counts())),
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="The diabetes path",
    claim=f"HDL is exactly zero for λ from {FROM:.4f} to {TO:.4f}, and non-zero on either side",
    caption=(
        "Main panel: the lasso's ten coefficients on the diabetes data over λ, named at least squares, which "
        "is λ = 0, behind a break of the axis. Hairlines mark the knots. HDL is the one that leaves and "
        "returns. Second panel: HDL alone. Third panel: its evidence z, the pull on HDL plus HDL itself. "
        "Within the band of ±λ HDL is exactly zero; what sticks out of the band is HDL."
    ),
    alt=(
        "Ten curves over lambda on a logarithmic axis. All are zero right of lambda max, "
        f"{PATH.knots[0]:.1f}. Going left, BMI and LTG rise, then BP; HDL falls; then sex, GLU, TC, TCH, LDL "
        f"and age join. The curve that fell goes down to {number(PATH.coefs[:, HDL].min())}, comes back to "
        f"zero, is exactly zero from lambda {TO:.4f} down to {FROM:.4f}, and leaves zero again with a "
        "positive sign. A second graph shows this curve alone. A third shows its evidence: during that rest "
        "it crosses a purple band, from minus lambda to plus lambda."
    ),
    notes=(
        f"Each curve is a coefficient, and λ falls from right to left. {NAMES[PATH.events[0][0][0]]} joins "
        "first; HDL, the bold curve, is the fourth. It moves away from zero until TCH joins, turns, and runs "
        f"once LDL is in. From {TO:.4f} down to {FROM:.4f} it rests at exactly zero. "
        "The third panel tells why: its evidence changes sign, so it has to cross the band from −λ to λ, and "
        "there the lasso gives zero. A larger λ mostly means more zeros, but not always."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004) in scikit-learn's copy: 442 "
        "patients, ten features, standardized. The path is exact: a homotopy finds every knot in finitely "
        "many steps, and between knots the coefficients are linear in λ, so nothing is interpolated. Each "
        "stop of the slider is a value of that path, and every knot is a stop."
    ),
    lesson="lessons/path",
    panels=(
        main(
            "path", LAMBDA, axis("coefficient; on top, how many are non-zero", *HEIGHTS, *range(-40, 41, 20)),
            room=("GLU", ""),
        ),
        beside(
            "close-up", axis("λ (log scale)", *CLOSE, 0.1, 0.2, 0.5, 1, 2, log=True),
            axis("", *CLOSE_HEIGHTS, -10, -5, 0),
        ),
        beside(
            "reason", axis("λ", *ZOOM, 0.06, 0.08, 0.1, 0.12), axis("", *ZOOM_HEIGHTS, -0.2, 0, 0.2),
            room=("", "+λ"),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=STOPS, beats=(0.0, *KNOTS[::-1].tolist()),
            drag=("cursor", "x1"), continuous="log",
        ),
    ),
    story=(
        Beat("At λ = 50 all ten coefficients are exactly zero.", {"lam": 50.0}, hold=1.8),
        Beat(
            "λ falls. HDL is the fourth to join, with a minus.", {"lam": TCH_JOINS}, way=3.4, hold=1,
            lit=("path",), along=True,
        ),
        Beat("TCH joins, and HDL turns round.", {"lam": LDL_JOINS}, way=2.2, hold=1, lit=("close-up",)),
        Beat(
            "LDL joins: HDL runs home nine times as fast, and rests.", {"lam": POSE}, way=2.4, hold=2.4,
            lit=("close-up", "reason"),
        ),
        Beat(f"Below {RETURNED:.4f} it is non-zero again, and positive.", {"lam": BEYOND}, way=1.4, hold=1.4),
        Beat("At λ = 0.08 exactly zero: its evidence lies within ±λ.", {"lam": POSE}, way=1.4, hold=3.6),
    ),
    pose=({"lam": POSE},),
    facts=facts,
)  # fmt: skip
