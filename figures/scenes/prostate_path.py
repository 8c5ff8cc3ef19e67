"""The prostate data as in The Elements of Statistical Learning: the lasso over s, ridge over df."""

import numpy as np
from numpy.typing import ArrayLike

from figures.data.prostate import SOURCE, prostate
from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.one_bold import names_now, one_bold
from figures.draw.panels import axis, main, read
from figures.draw.paths import coefficient_now
from figures.draw.text import coefficient
from figures.examples.paths import prostate_example
from figures.scene import Frame, Scene, Slider
from figures.solved import Regression, Solved, certified, with_middles
from figures.solvers import budget_at, degrees_of_freedom, lam_of_freedom, ridge_path
from figures.story import Beat

EXAMPLE = prostate_example()
NAMES, LASSO, LCP = EXAMPLE.names, EXAMPLE.path, EXAMPLE.column("lcp")
X, Y, OLS = EXAMPLE.scaled.X, EXAMPLE.scaled.y, LASSO(0.0)
RIDGE = ridge_path(X, Y)
S, DF, BOOKS = 0.375, 5.0, 0.36
"""The lasso's share and ridge's degrees of freedom in the book's table; the share that the book prints."""
LAMS, _ = with_middles(LASSO.knots, LASSO.coefs)
ALONG = budget_at(LASSO, LAMS) / budget_at(LASSO, 0.0)
KNOTS = ALONG[::2].tolist()
"""The shares at which features join, rising from 0, and 1."""
SHARES = tuple(sorted({*KNOTS, S, BOOKS, 0.1, 0.3, 0.5, 0.7, 0.8}))
FREEDOMS = (0.25, *(df / 2 for df in range(1, 17)))
AT = EXAMPLE.at_share(S)[1].w
UNTIL = f"{np.floor(1e3 * KNOTS[[*EXAMPLE.joins()].index('lcp')]) / 1e3:g}"
CROSSES = f"{degrees_of_freedom(RIDGE, float(*RIDGE.zero_crossings()[LCP])):.2f}"
"""The share up to which the lasso's lcp is zero, rounded down; the df at which ridge's passes through it."""
HEIGHTS, LEADERS = (-0.42, 0.78), 1.1
"""Where the names stand, in parts of the axis up to least squares, at which the curves end."""
ACROSS = {
    "lasso": axis("s, share of least squares’ ‖w‖₁", 0, LEADERS, 0, 0.2, 0.4, 0.6, 0.8, 1),
    "ridge": axis("degrees of freedom, df", 0, 8 * LEADERS, 0, 2, 4, 6, 8),
}
WORDS = {"lasso": f"exactly, up to s = {UNTIL}", "ridge": f"crosses 0 at df = {CROSSES}"}


def ridge_at(df: ArrayLike) -> Solved:
    """Ridge's answers at df (...)."""
    lam = lam_of_freedom(RIDGE, df)
    return certified(Regression(X, Y, lam, 0.0), RIDGE(lam))


# No λ leaves ridge no degree of freedom, so its curves begin a little above none.
FREE = np.array([0.03, *np.arange(1, 33) / 4])
CURVES = {
    "lasso": one_bold("lasso", NAMES, "lcp", ALONG, EXAMPLE.solved(LAMS), KNOTS),
    "ridge": one_bold("ridge", NAMES, "lcp", FREE, ridge_at(FREE), ()),
}


def panel(kind: str, x: float, solved: Solved, title: str) -> tuple[Mark, ...]:
    lcp, ink, across = solved.w[LCP], v.method(solved), ACROSS[kind]
    role = "zero" if lcp == 0 else ink
    return v.on(
        kind, v.heading(f"{kind}-title", title, ink), CURVES[kind],
        coefficient_now(x, solved, LCP, across, HEIGHTS[1], key=f"{kind}-"),
        v.tag(f"{kind}-lead", 0, -0.16, f"lcp = {coefficient(lcp)}", "right", role=role, lead=True),
        v.tag(f"{kind}-words", 0, -0.31, WORDS[kind], "right", role="zero" if kind == "lasso" else ink),
        names_now(
            kind, NAMES, "lcp", solved, (across.ticks[-1][0], across.limits[1]), OLS, HEIGHTS,
            told=("lbph",) if kind == "lasso" else (),
        ),
    )  # fmt: skip


def draw(s: float, df: float) -> Frame:
    (lam, w), u = EXAMPLE.at_share(s), ridge_at(df)
    zeros, share, left = int((w.w == 0).sum()), f"{round(s, 3):g}", f"{df:.3g}"
    said = f"Lasso, s = {share}: " + (f"{zeros} of 8 exactly 0" if zeros else "no coefficient is 0")
    return Frame.of(
        panel("lasso", s, w, said), panel("ridge", df, u, f"Ridge, df = {left}: no coefficient is 0"),
        read("s", share), read("λ, lasso", f"{EXAMPLE.rounded(lam):g}"), read("df", left),
        read("λ, ridge", f"{lam_of_freedom(RIDGE, df):.3g}"), read("non-zero, lasso", f"{8 - zeros} of 8"),
        says=f"{said}, lcp {coefficient(w.w[LCP])}; ridge, df = {left}: lcp {coefficient(u.w[LCP])}",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose; ``table`` is the lasso's column of the book, on its scale of all 97 rows."""
    (lam, w), own = EXAMPLE.at_share(S), lam_of_freedom(RIDGE, DF)
    times = prostate(training=False).X.std(axis=0, ddof=1) / EXAMPLE.scaled.x_scale
    return {
        "s": f"{S:g}", "lam": f"{lam:.3f}", "lbph": coefficient(w.w[3]), "until": UNTIL,
        "df": f"{DF:g}", "ridge_lam": f"{own:.3f}", "lcp": coefficient(RIDGE(own)[LCP]), "crosses": CROSSES,
        "order": ", ".join(EXAMPLE.joins()), "table": ", ".join(map(coefficient, times * w.w)),
        "table_s": f"{np.abs(times * w.w).sum() / np.abs(times * OLS).sum():.3f}", "book_s": f"{BOOKS:g}",
        "at_book_s": str(np.count_nonzero(EXAMPLE.at_share(BOOKS)[1].w)),
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Two paths of the prostate data",
    claim=f"At s = {S:g} the lasso has four exact zeros; ridge’s lcp near df {DF:g} only crosses 0",
    caption=(
        "Eight coefficients of the prostate data: the lasso over its share of least squares’ ‖w‖₁, ridge "
        "over its degrees of freedom. At the ends their names, with “= 0” for exact zeros. lcp is bold: the "
        f"lasso holds it at zero up to s = {UNTIL}, as the bar shows; ridge’s passes through zero."
    ),
    alt=(
        f"Two panels of eight curves, with the same ends. Lasso: at s = {S:g} lcavol, lweight, svi and lbph "
        f"({coefficient(AT[3])}) are positive; age, lcp, gleason and pgg45 lie on a purple bar at zero, lcp "
        f"up to s = {UNTIL}. "
        f"Ridge: all eight leave zero at once; lcp turns, passes through zero at df = {CROSSES}, and ends "
        f"at {coefficient(OLS[LCP])}."
    ),
    notes=(
        "The prostate study of The Elements of Statistical Learning, its 67 training rows. The lasso lets "
        "in one coefficient after another: lcavol, lweight, svi, and just before s = 0.375 lbph. The other "
        "four are exactly zero. Ridge moves all eight at once. At five degrees of freedom its lcp is 0.003, "
        "about as small as the lasso’s lbph. But follow the curve: lcp was larger, and is on its way to the "
        "other sign. Small is not zero."
    ),
    computed=(
        "The 67 training rows of the prostate data (Stamey et al. 1989), standardized among themselves. The "
        "lasso’s exact path; s = ‖w(λ)‖₁/‖w(0)‖₁ on this scale. Ridge from a singular value decomposition; "
        "df is the sum of d/(d + λ) over the eigenvalues d of XᵀX/n, and nears 0 as λ grows."
    ),
    lesson="lessons/real-data",
    source=SOURCE,
    convention="Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁ or + λ/2‖w‖², columns of mean square 1",
    panels=tuple(
        main(kind, x, axis("", *HEIGHTS, -0.2, 0, 0.2, 0.4, 0.6), room=("", "gleason = 0"))
        for kind, x in ACROSS.items()
    ),
    controls=(
        Slider(name="s", label="s", stops=SHARES, drag=("lasso-cursor", "x1"), continuous="linear"),
        Slider(name="df", label="df", stops=FREEDOMS, drag=("ridge-cursor", "x1"), continuous="linear"),
    ),
    story=(
        Beat("s = 0: the lasso has all eight at exactly zero.", {"s": 0.0, "df": 0.25}, hold=1.8),
        Beat("lcavol comes first, then lweight, svi, a trace of lbph.", {"s": S}, 3.5, 1.2, ("lasso",), True),
        Beat("Four are still held at exactly zero, lcp among them.", hold=2, lit=("lasso",)),
        Beat("Ridge moves all eight at once, and lcp turns back.", {"df": 8.0}, 4, 1, ("ridge",), True),
        Beat("Near df 5 its lcp is small only because it is crossing.", {"df": DF}, way=2, hold=4),
    ),
    pose=({"s": S, "df": DF},), facts=facts, coefficients=NAMES,
)  # fmt: skip
