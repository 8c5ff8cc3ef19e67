"""How likely a corner is when both features mean nothing: closed form, and simulation on top."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import correlated_gram, fate, fate_chances, touch_diamond

RHOS = (0.0, 0.8, 0.99)
DASHES = ("-", "--", ":")
BUDGETS = tuple(step / 8 for step in range(1, 25))
DRAWS = 400
SIMULATED = tuple(0.25 + step / 2 for step in range(6))


@cache
def simulation(rho: float) -> tuple[Array, Array, tuple[Solved, ...]]:
    """At each budget the shares of draws at a corner and inside, and the answers counted."""
    gram = correlated_gram(rho)
    random = np.random.default_rng(2026 + RHOS.index(rho))
    corner, inside, solved = [], [], []
    for budget in SIMULATED:
        ols = random.multivariate_normal(np.zeros(2), np.linalg.inv(gram), DRAWS)
        w = touch_diamond(gram, ols, budget)
        kinds = fate(w, ols, budget)
        solved.append(certified(Budget(gram, ols, budget), w))
        corner.append(np.mean(kinds == "corner"))
        inside.append(np.mean(kinds == "inside"))
    return np.array(corner), np.array(inside), tuple(solved)


def interval(share: Array, tried: Array, z: float = 1.96) -> tuple[Array, Array]:
    """Wilson's 95 % interval for a proportion, which has a width also where nothing was counted."""
    middle = share + z**2 / (2 * tried)
    half = z * np.sqrt(share * (1 - share) / tried + z**2 / (4 * tried**2))
    scale = 1 + z**2 / tried
    return np.minimum((middle - half) / scale, share), np.maximum((middle + half) / scale, share)


def chance(rho: float, budget: float, panel: str) -> float:
    """P(corner), or P(corner | the budget binds), for a noise level of 1."""
    chances = fate_chances(rho, budget, 1.0)
    return float(chances.corner if panel == "all" else chances.corner_if_binding)


def draw(budget: float) -> Frame:
    marks: list[Mark] = []
    for panel in ("all", "binding"):
        cursor = Segment(
            key=f"cursor-{panel}", panel=panel, role="fg", x1=budget, y1=0, x2=budget, y2=1, width=1.2
        )
        marks.append(cursor)
        for rho in RHOS:
            height = chance(rho, budget, panel)
            key = f"{panel}-{rho:g}"
            marks.append(Dot(key=key, panel=panel, role="fg", x=budget, y=height, radius=4.5))
    binding = chance(0.0, budget, "binding")
    texts = [f"{100 * chance(rho, budget, 'all'):.1f}\N{NO-BREAK SPACE}%" for rho in RHOS]
    return Frame(
        marks=tuple(marks),
        readouts=(
            Readout(key="budget", label="budget t", text=f"{budget:g} σ", lead=True),
            *(
                Readout(key=f"rho-{rho:g}", label=f"corner, ρ = {rho:g}", text=text, lead=True)
                for rho, text in zip(RHOS, texts, strict=True)
            ),
        ),
        says=f"budget {budget:g} σ: corner with chance {texts[0]} for uncorrelated features, "
        f"{100 * binding:.1f} % if the budget binds",
        solved=tuple(one for rho in RHOS for one in simulation(rho)[2]),
    )


def _draw(axes: Axes, panel: str) -> None:
    grid = np.linspace(0.01, 3, 150)
    for place, (rho, dash) in enumerate(zip(RHOS, DASHES, strict=True)):
        curve = [chance(rho, t, panel) for t in grid]
        axes.plot(grid, curve, dash, color=ink("zero"), linewidth=2.4, label=f"ρ = {rho:g}")
        corner, inside, _ = simulation(rho)
        tried = np.full(len(SIMULATED), float(DRAWS)) * (1 if panel == "all" else 1 - inside)
        share = corner * DRAWS / tried
        # Side by side, so that the bars of one budget can be told apart.
        at = np.array(SIMULATED) + 0.035 * (place - 1)
        low, high = interval(share, tried)
        axes.errorbar(
            at,
            share,
            [share - low, high - share],
            fmt="osD"[place],
            markersize=4,
            color=ink("fg"),
            elinewidth=1.2,
            label=f"ρ = {rho:g}, simulated",
        )


def draw_all(axes: Axes) -> None:
    _draw(axes, "all")
    for rho, height, at in zip(RHOS[::-1], (0.7, 0.61, 0.52), (1.05, 1.12, 1.12), strict=True):
        name = f"ρ = {rho:g}"
        axes.plot([at, 1.52], [chance(rho, at, "all"), height], color=ink("muted"), linewidth=0.8)
        axes.text(1.56, height, name, va="center", color=ink("zero"), fontsize=15)


def draw_binding(axes: Axes) -> None:
    _draw(axes, "binding")


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    quoted = {"quarter": 0.25, "one": 1.0, "two": 2.0}
    found = {
        f"binding_{name}": f"{100 * chance(0.0, t, 'binding'):.1f}\N{NO-BREAK SPACE}%"
        for name, t in quoted.items()
    }
    found |= {
        f"corner_{name}": f"{100 * chance(0.0, t, 'all'):.1f}\N{NO-BREAK SPACE}%"
        for name, t in quoted.items()
    }
    found |= {
        f"high_{name}": f"{100 * chance(0.99, t, 'binding'):.1f}\N{NO-BREAK SPACE}%"
        for name, t in quoted.items()
    }
    return found | {"draws": str(DRAWS)}


SCENE = Scene(
    draw=draw,
    title="The chance of a corner",
    claim="With two null features, a tight budget mostly ends at a corner, a loose one seldom",
    caption=(
        "Two features without any effect. σ is the noise's standard deviation over √n. Curves are the closed "
        f"form for three correlations ρ; dots are simulations of {DRAWS} draws each, with Wilson's 95 % "
        "intervals. Beside: the same, counting only draws for which the budget binds."
    ),
    alt=(
        "Three falling curves of the chance of a corner over the budget, for correlations 0, 0.8 and 0.99. "
        "They lie close together: all begin at one, pass 0.23 to 0.31 at a budget of one sigma and are below "
        "0.05 at two sigma. Simulated shares with error bars lie on the curves. A smaller graph shows the "
        "chance given that the budget binds; its curves fall more slowly and cross."
    ),
    notes=(
        "How often is the answer really a corner? Both features here mean nothing. The three curves belong "
        "to three correlations, and the marks with bars are simulations. Move t and read the chance for ρ = "
        f"0. At a quarter of σ it is {facts()['corner_quarter']}, at one σ {facts()['corner_one']}, at two σ "
        f"only {facts()['corner_two']}. A larger diamond pushes its wedges outward, where noise seldom "
        "reaches. A corner is likely with a tight budget and rare with a loose one."
    ),
    computed=(
        "P(corner) = 4 q₊ q₋ and P(inside) = (1 − 2q₊)(1 − 2q₋), with q± = Q(t√((1 ± ρ)/2)/σ) and Q the "
        "upper tail of the standard normal. The simulation draws least-squares points with a fixed seed from "
        "their normal distribution, of covariance σ²G⁻¹, and solves for each."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="all", width=500, height=440, margins=(58, 16, 34, 54), backdrop=draw_all,
            x=Axis(label="budget t, in units of σ", limits=(0, 3.05), ticks=ticks(0, 1, 2, 3)),
            y=Axis(label="chance of a corner", limits=(0, 1), ticks=ticks(0, 0.25, 0.5, 0.75, 1)),
        ),
        Panel(
            key="binding", width=330, height=240, margins=(46, 18, 34, 54), backdrop=draw_binding,
            x=Axis(label="budget t, in units of σ", limits=(0, 3.05), ticks=ticks(0, 1, 2, 3)),
            y=Axis(label="if the budget binds", limits=(0, 1), ticks=ticks(0, 0.5, 1)),
        ),
    ),
    controls=(
        Slider(name="budget", label="t", stops=BUDGETS, start=1.0, beats=(0.25, 1.0, 2.0),
               drag=("cursor-all", "x1")),
    ),
    facts=facts,
)  # fmt: skip
