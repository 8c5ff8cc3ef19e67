"""Ridge's coefficients cross zero at single values of λ; the lasso's rest there on whole intervals."""

from math import ceil, floor

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.closeup import CloseUp, chosen_row, crossing_ticks, zero_bars
from figures.draw.marks import Side
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import number
from figures.examples.paths import diabetes_example
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array, Regression, Solved, certified
from figures.solvers import ridge_path
from figures.story import Beat

EXAMPLE = diabetes_example()
X, Y, KNOTS = EXAMPLE.scaled.X, EXAMPLE.scaled.y, tuple(EXAMPLE.knots.tolist())
RIDGE = ridge_path(X, Y)


def ridge(lam: float | Array) -> Solved:
    """Ridge's coefficients at λ, with their problems."""
    return certified(Regression(X, Y, lam, 0.0), RIDGE(lam))


FOUND = zip(EXAMPLE.names, RIDGE.zero_crossings(), strict=True)
CROSSINGS = {name: found.tolist() for name, found in FOUND if found.size}
NAMES = tuple(CROSSINGS)[::-1]
"""The coefficients that ridge takes through zero, from the lowest row up."""
COLUMNS = [EXAMPLE.column(name) for name in NAMES]
PLACES = [(name, at) for name in NAMES for at in CROSSINGS[name]]
SEEN = {
    f"{name}-{at:.2g}" if len(CROSSINGS[name]) > 1 else name: (
        CloseUp(EXAMPLE.solved, EXAMPLE.column(name), EXAMPLE.knots_of(name, "joins")[-1], KNOTS),
        CloseUp(ridge, EXAMPLE.column(name), at),
    )
    for name, at in PLACES
}  # fmt: skip
"""For each crossing the lasso where this coefficient joins for the last time, and ridge."""
POSE = {"crossing": next(iter(SEEN)), "zoom": 1.0}
LASSO_X = axis("λ of the lasso", 0.01, 100, 0.1, 1, 10, 100, log=True)
RIDGE_X = axis("λ of ridge", 0.0007, 100, 0.01, 1, 100, log=True)
ROWS = axis("", -0.5, len(NAMES) - 0.5, names=[(row, name) for row, name in enumerate(NAMES)])
BARS = zero_bars("bar", EXAMPLE.solved, KNOTS, LASSO_X, COLUMNS)
TICKS = crossing_ticks("tick", ridge, [CROSSINGS[name] for name in NAMES])
SIDES: tuple[Side, Side] = ("above right", "below right")
COUNTS = ("no", "one", "two", "three", "four", "five", "six")
FEATURES, INTERVALS, POINTS = COUNTS[len(NAMES)], COUNTS[sum(bar.visible for bar in BARS)], COUNTS[len(TICKS)]


def turns(name: str) -> list[float]:
    """The λ at which the lasso's coefficient becomes zero, then another number, and so on, rising."""
    return sorted(EXAMPLE.knots_of(name, "joins") + EXAMPLE.knots_of(name, "leaves"))


def rests(name: str) -> list[str]:
    """These λ, rounded so that the coefficient is zero there."""
    ends = turns(name)
    tens = [10 ** (4 if lam < 1 else 3 if lam < 10 else 2) for lam in ends]
    found = enumerate(zip(ends, tens, strict=True))
    return [f"{(floor if k % 2 else ceil)(lam * ten) / ten:g}" for k, (lam, ten) in found]


def slope(name: str, lam: float) -> float:
    """The change of ridge's coefficient at λ for each factor e of λ."""
    rates = -lam / (RIDGE.eigenvalues + lam) ** 2
    return float(rates @ RIDGE.terms[:, EXAMPLE.column(name)])


def draw(zoom: float, crossing: str) -> Frame:
    lasso, cross = SEEN[crossing]
    name, row = EXAMPLE.names[lasso.j], COLUMNS.index(lasso.j)
    (start, *more), steep = rests(name), slope(name, cross.middle)
    y, side = 0.1 if steep < 0 else -0.1, SIDES[steep > 0]
    whole, ends = start, [*zip(turns(name), rests(name), strict=True)]
    if more:
        whole = "{} to {}, and from {}".format(start, *more)
    return Frame.of(
        v.on("lasso", v.heading("rests", f"Lasso: {name} rests at 0", "lasso")),
        v.on("lasso", lasso.marks("lasso", zoom, LASSO_X.label, (ends * 2)[:2])),
        v.on("lasso", v.tag("zero", 0.05, 0.1, "exactly 0", "above right", role="zero", lead=True)),
        v.on("ridge", v.heading("crosses", f"Ridge: {name} crosses 0", "ridge")),
        v.on("ridge", cross.marks("ridge", zoom, RIDGE_X.label, [(cross.middle, f"{cross.middle:.4g}")])),
        v.on("ridge", v.tag("point", 0.05, y, "one point", side, role="ridge", bold=True)),
        v.on("bars", chosen_row("bars", row, LASSO_X, lasso.window(zoom)), BARS),
        v.on("points", chosen_row("points", row, RIDGE_X, cross.window(zoom)), TICKS),
        read("closer", f"× {zoom:.3g}"), read("lasso exactly 0", f"for λ from {whole}"),
        read("ridge crosses 0", f"at λ = {' and '.join(f'{at:.4g}' for at in CROSSINGS[name])} only"),
        read("slope there", f"{number(steep)} for each factor e of λ"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers that prose may quote: where ridge crosses and how steeply, and where the lasso rests."""
    told = dict(zip(("hdl_leaves", "hdl_first"), rests("HDL")[1:], strict=True))
    told |= {"points": POINTS, "intervals": INTERVALS}
    for name, crossings in CROSSINGS.items():
        told[f"{name.lower()}_rests"] = rests(name)[0]
        for key, lam in zip((name.lower(), f"{name.lower()}_2"), crossings, strict=False):
            told |= {f"{key}_crosses": f"{lam:.4g}", f"{key}_slope": number(slope(name, lam))}
    return told


SCENE = Scene(
    draw=draw,
    title="Crossing zero, or resting there",
    claim="Ridge crosses zero at single values of λ; the lasso rests there on intervals",
    caption=(
        "Lists: at which λ the coefficients of the diabetes data are zero, for those five that ridge takes "
        "through zero. Each penalty over its own λ, since one number is not one strength. Close-ups: the "
        "coefficient of the tinted row within its frame there, both axes magnified alike. However close, "
        "ridge is a curve through one point; the lasso has a corner, and behind it lies on zero."
    ),
    alt=(
        f"Two lists of age, sex, TC, LDL and HDL over lambda. The lasso's has {INTERVALS} bars: one for each "
        f"that begins at some lambda and does not end, and for HDL another, from {rests('HDL')[0]} to "
        f"{rests('HDL')[1]}. Ridge's has {POINTS} ticks: LDL two, the others one. Two close-ups of HDL: the "
        "lasso's curve comes down to zero, runs along it and goes on down; ridge's crosses zero at once."
    ),
    notes=(
        "Can ridge give a zero? Yes: here HDL goes through zero, at one value of λ. Now come closer, both "
        "axes in step. Ridge becomes a straight line through a point. Sixteen times closer, 256 times: still "
        "one point. The lasso becomes a corner; behind it the coefficient is exactly zero as far as you "
        f"see. In the lists are all zeros of five coefficients: {POINTS} points for ridge, {INTERVALS} "
        "intervals for the lasso."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004), standardized. The lasso’s path "
        "is exact. Ridge is one singular value decomposition for all λ; each crossing is enclosed between "
        "two neighbouring floating-point numbers. Ridge’s other five coefficients keep their signs."
    ),
    lesson="lessons/real-data",
    source=SOURCE,
    convention="Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁, or + (λ/2)‖w‖², columns with mean 0 and mean square 1",
    panels=(
        main("lasso", axis("λ", -1, 1, 0, changes=True), axis("", -1, 1, 0)),
        main("ridge", axis("λ", -1, 1, 0, changes=True), axis("", -1, 1, 0)),
        beside("bars", LASSO_X, ROWS, f"{FEATURES} features: {INTERVALS} intervals"),
        beside("points", RIDGE_X, ROWS, f"{FEATURES} features: {POINTS} points"),
    ),
    controls=(
        Slider(name="zoom", label="times closer", stops=(1.0, 4.0, 16.0, 64.0, 256.0), continuous="log"),
        Choice(
            name="crossing", label="zero",
            options=tuple(
                # Of two crossings the first is that at the smaller λ.
                (key, name if key == name else f"{name} {CROSSINGS[name].index(at) + 1}")
                for key, (name, at) in zip(SEEN, PLACES, strict=True)
            ),
        ),
    ),
    story=(
        Beat("HDL passes through zero under both penalties.", POSE),
        Beat("Come closer: ridge is a line through one point.", {"zoom": 16.0}, way=3, lit=("ridge",)),
        Beat("The lasso turns a corner, and lies on zero.", {"zoom": 256.0}, way=3, lit=("lasso",)),
        Beat(f"Ridge: {POINTS} points. Lasso: {INTERVALS} intervals.", {"zoom": 1.0}, way=3, hold=3.5),
    ),
    pose=(POSE,), facts=facts,
)  # fmt: skip
