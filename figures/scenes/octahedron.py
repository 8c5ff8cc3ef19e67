"""Three coefficients: least squares on the way to the octahedron, whose vertices and edges hold zeros."""

from collections.abc import Iterator

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Side
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.solids import half_axes, octahedron, spot, stretch
from figures.examples.null_features import null_answers
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Budget, certified
from figures.solvers import project_l1, vertex_chance
from figures.story import Beat

BUDGET, RADIUS, PARTS, FAR = 1.0, 2.2, 4, 2.35
WAY, ANGLES = (0.0, 0.25, 0.5, 0.75, 1.0), tuple(range(-15, 16, 5))
OLS = np.array([(i, j, PARTS - i - j) for i in range(PARTS + 1) for j in range(PARTS + 1 - i)]) + 0.5
OLS *= RADIUS / np.linalg.norm(OLS, axis=1, keepdims=True)
"""A triangular grid, pushed out to the eighth of a sphere where all three coefficients are positive."""
ANSWERS = certified(Budget(None, OLS, BUDGET), project_l1(OLS, BUDGET))
ZEROS = np.count_nonzero(ANSWERS.w == 0, axis=1)
KINDS = (
    ("at a vertex: two zeros", "zero"), ("on an edge: one zero", "zero"), ("on a face: none", "lasso"),
)  # fmt: skip
SHARES = [int((zeros == ZEROS).sum()) for zeros in range(3)]
COUNT, CAUGHT = len(OLS), SHARES[1] + SHARES[2]
SUM = f"With a zero: {SHARES[2]} + {SHARES[1]} = {CAUGHT} of {COUNT}"
NAMED: tuple[tuple[int, Side, str], ...] = (
    (5, "left", "least squares"), (1, "right", "vertex: w₁ = w₂ = 0"), (2, "right", "edge: w₁ = 0"),
    (9, "left", "edge: w₂ = 0"),
)  # fmt: skip
"""Points with nothing beside them, and what they are or become."""
X, Y = (-2.3, 2.3), (-1.2, 2.45)


def draw(angle: float, way: float) -> Frame:
    # Only at the end of its way is any coefficient 0.
    total, kinds = (f"With a zero: 0 of {COUNT}", "fg"), [("", COUNT * (zeros == 0)) for zeros in (2, 1, 0)]
    if way == 1:
        total = (SUM, "zero")
        kinds = [(words, SHARES[2 - row]) for row, (words, _) in enumerate(KINDS)]
    parts = [(*kind, role) for kind, (_, role) in zip(kinds, KINDS, strict=True)]
    return Frame.of(
        v.on("body", v.heading("budget", "lasso: |w₁| + |w₂| + |w₃| ≤ 1", "lasso")),
        v.on("body", half_axes(angle, BUDGET, FAR, 4 * FAR), octahedron("budget", BUDGET, angle)),
        v.on("body", flights(angle, way)),
        v.on("counts", v.heading("sum", *total), v.stack("kind", 1.0, parts)),
        read("with a zero", f"{CAUGHT if way == 1 else 0} of {COUNT}"),
    )


def flights(angle: float, way: float) -> Iterator[Mark]:
    """Each least-squares point, and its answer so far on its straight way, in the colour of its fate."""
    now = OLS + way * (ANSWERS.w - OLS)
    roles = [KINDS[2 - zeros][1] for zeros in ZEROS.tolist()]
    for row, role in enumerate(roles):
        yield stretch(f"way-{row}", OLS[row], now[row], angle, role, 2.6, (ANSWERS,))
    for row in range(COUNT):
        x, y = spot(OLS[row], angle)
        yield Dot(key=f"ols-{row}", role="ols", x=x, y=y, radius=5)
    for row, role in enumerate(roles):
        x, y = spot(now[row], angle)
        yield Dot(
            key=f"answer-{row}", role=role, hollow=role == "zero", x=x, y=y, radius=6, visible=way == 1,
            solved=(ANSWERS,), shows=tuple(ANSWERS.w[row].tolist()),
        )  # fmt: skip
    for row, side, words in NAMED:
        role, shown = ("zero", way == 1) if ":" in words else ("ols", True)
        if row == 1 and not shown:
            role, shown, words = "ols", True, "none of the three is 0"
        at = spot(OLS[row], angle)
        yield v.tag(f"name-{row}", *at, words, side, role=role, bold=True, gap=14, visible=shown)


def facts() -> dict[str, str]:
    """Numbers for the prose: of many null features, how many are zero within a budget of t = τ."""
    found = {"count": str(COUNT), "caught": str(CAUGHT), "draws": str(len(null_answers(2).w))}
    for p in (2, 10, 100, 1000):
        kept = np.count_nonzero(null_answers(p).w, axis=1)
        zeros, vertex = 100 - 100 * kept.mean() / p, 100 * float(vertex_chance(p, 1.0, 1.0))
        # 99.57 % would be rounded to all.
        found |= {f"kept_{p}": f"{kept.mean():.1f}", f"vertex_{p}": f"{vertex:.1f}\N{NO-BREAK SPACE}%"}
        found[f"zeros_{p}"] = f"{zeros:.{1 if zeros > 99 else 0}f}\N{NO-BREAK SPACE}%"
    return found


def of(zeros: int) -> tuple[str, ...]:
    """The marks that tell of answers with so many zeros."""
    rows = np.flatnonzero(zeros == ZEROS).tolist()
    each = [f"{name}-{row}" for name in ("way", "ols", "answer") for row in rows]
    each += [f"name-{row}" for row, _, words in NAMED if row in rows and ":" in words]
    return *each, f"kind-{2 - zeros}", f"kind-{2 - zeros}-words"


SCENE = Scene(
    draw=draw,
    title="The octahedron",
    claim=f"Vertices hold two zeros, edges one: {CAUGHT} of these {COUNT} answers have a zero",
    caption=(
        f"The budget |w₁| + |w₂| + |w₃| ≤ 1 is an octahedron. Green: {COUNT} least-squares points on a "
        "sphere, a triangular grid where all three coefficients are positive, nearest together by the axes; "
        "“way” moves each straight to its answer, the nearest point of the budget, as for uncorrelated "
        "features. Hollow answers have a zero: two at a vertex, one on an edge. Blue ones lie on a face and "
        "have none."
    ),
    alt=(
        f"An octahedron on three axes, and in front of it {COUNT} least-squares points, each with a line to "
        f"its answer. {SHARES[2]} end in three fans at vertices, with two zeros, {SHARES[1]} on the edges "
        f"between these, with one, and {SHARES[0]} on the face, with none. A column of three parts shows "
        f"these numbers, and that {SHARES[2]} + {SHARES[1]} = {CAUGHT} have a zero."
    ),
    notes=(
        "In three dimensions the diamond becomes an octahedron. The green points are least squares, and no "
        "coefficient is zero. Let them go: each moves to the nearest point of the budget. A vertex catches a "
        "whole fan; there two coefficients are zero. An edge catches a wedge; there one is zero. Only the "
        f"points straight out from the face keep all three. So {CAUGHT} of these {COUNT} answers have an "
        "exact zero; of points spread evenly at this distance it would be 88 %."
    ),
    computed=(
        "The Euclidean projection on the octahedron, which is the lasso of uncorrelated standardized "
        f"features, exact after sorting. Least squares lie at a distance of {RADIUS:g} from zero."
    ),
    lesson="lessons/corners",
    convention=BUDGET_CONVENTION,
    panels=(
        main("body", axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none"),
        beside("counts", axis("", 0, 1), axis("", 0, COUNT), grid="none"),
    ),
    controls=(
        Slider(name="angle", label="turn", stops=ANGLES, continuous="linear"),
        Slider(name="way", label="way", stops=WAY, continuous="linear"),
    ),
    story=(
        Beat("Least squares of three coefficients: none is zero.", {"way": 0.0, "angle": 10}),
        Beat("Each goes to the nearest point of the budget.", {"way": 1.0}, way=3, along=True),
        Beat("At a vertex two of the three are zero.", {"angle": -5}, way=2, lit=of(2)),
        Beat("On an edge one is zero.", {"angle": 0}, way=1.5, lit=of(1)),
        Beat(f"{SUM}. A face holds none.", hold=3.5),
    ),
    pose=({"angle": 0, "way": 1.0},),
    facts=facts,
)  # fmt: skip
