"""The two blocks of the home page, which one handle pulls: HTML that is whole without scripts.

``docs/javascripts/hero/`` lets the reader pull. Each block stands with its front edge at its coefficient w,
and each spring is as long as it pulls strongly. What moves says by attributes what it follows: ``data-at``
one of z, lasso, ridge; ``data-ends`` two of these or the wall; ``data-of`` whose coefficient it shows.
"""

from figures.draw.blocks import SWING, coil
from figures.draw.text import number
from figures.site.slots import ROOT_MARK
from figures.solvers import L1, L2

LAM, PULL, MOST = 1.0, 0.8, 1.6
"""λ, how far the blocks are pulled to begin with, and at most to either side."""
STEP = 0.01
"""How far an arrow key goes."""
WIDTH, HEIGHT, ZERO, UNIT = 352, 232, 176, 92
"""Of the drawing, and in it where w = 0 stands and how long one unit of w is, all in its own units."""
WALL = -1.8
"""Where ridge's spring is fastened, in units of w."""
_LONG, _TALL, _COIL = 62, 46, 7
_ROUGH, _HANDLE, _SMOOTH = 75, 127, 226
"""How low both floors lie, and the handle between them."""
_DATA = {"lasso": _ROUGH - 60, "ridge": _SMOOTH - 60}
"""How low the springs run that pull."""

_HELD = {
    "lasso": "its price λ|w| holds like dry friction: any pull up to λ",
    "ridge": "its price ½λw² yields like a spring: to every pull",
}


def block() -> str:
    """The blocks, their coefficients, the slider that keys move, and what is seen, as one HTML element."""
    names = {
        name: f'<p class="pull__name pull__name--{name}"><b>{name}</b> {held}</p>'
        for name, held in _HELD.items()
    }
    told = {name: number(w) for name, w in answers(PULL).items()}
    numbers = {
        name: f'<p class="pull__w pull__w--{name}" data-of="{name}"{_zero(name)}><span>{text}</span> '
        f"<small>{'exactly' if text == '0' else 'not zero'}</small></p>"
        for name, text in told.items()
    }
    return "\n".join(
        [
            f'<friction-spring data-lam="{LAM:g}" data-search-exclude>',
            f'<script src="{ROOT_MARK}/javascripts/hero.js" defer></script>',
            '<div class="pull">',
            names["lasso"], numbers["lasso"], _drawing(), names["ridge"], numbers["ridge"],
            f'<input class="pull__slider" type="range" min="{-MOST:g}" max="{MOST:g}" step="{STEP:g}" '
            f'value="{PULL:g}" autocomplete="off" aria-label="pull on both blocks" '
            f'aria-valuetext="pull {PULL:.2f} λ: lasso exactly {told["lasso"]}, ridge {told["ridge"]}">',
            "</div>",
            '<p class="pull__caption"><strong class="pull__invite">Grab the handle and pull.</strong> '
            "The springs at the handle are the data. While the handle is on the purple stretch, friction "
            "holds the lasso’s block at zero. The block of ridge, the lasso’s twin, rolls, and a spring of "
            "its own holds it. A block’s front edge stands at its coefficient w, where it comes to rest "
            f"when pulled from zero. Here λ = {LAM:g}. "
            f'<a href="{ROOT_MARK}/figures/force_balance/">Files for slides</a></p>',
            "</friction-spring>",
        ]
    )  # fmt: skip


def answers(z: float) -> dict[str, float]:
    """Where both blocks come to rest, as the solvers say."""
    return {"lasso": float(L1(LAM).prox(z)), "ridge": float(L2(LAM).prox(z))}


def _zero(name: str) -> str:
    return " data-zero" if answers(PULL)[name] == 0 else ""


def _drawing() -> str:
    told = {name: number(w) for name, w in answers(PULL).items()}
    alt = (
        "Two blocks, one above the other, each pulled by a spring to the right, as far as one handle stands: "
        f"at {PULL:g} λ. The lasso’s block lies on a rough floor and has not moved: its coefficient is "
        f"exactly {told['lasso']}. Ridge’s block, which a second spring ties to a wall, has moved to "
        f"{told['ridge']}."
    )
    hatch = "".join(f"M{x} {_ROUGH}l-7 9" for x in range(15, WIDTH, 9))
    ticks = "".join(
        f'<text class="pull__tick" x="{_x(value):g}" y="{_HANDLE + 28}">{text}</text>'
        for value, text in ((-LAM, "−λ"), (0.0, "0"), (LAM, "λ"))
    )
    return "".join(
        [
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{alt}" '
            f'data-scale="{ZERO} {UNIT}" data-wall="{WALL:g}">',
            f'<path class="pull__zero" d="M{ZERO} 4V{_SMOOTH}"/>',
            f'<g {_at("z", PULL)}><path class="pull__post" d="M0 {_DATA["lasso"]}V{_DATA["ridge"]}"/></g>',
            f'<path class="pull__rough" d="{hatch}"/><path class="pull__floor" d="M8 {_ROUGH}H{WIDTH - 8}"/>',
            f'<path class="pull__rail" d="M{_x(-MOST):g} {_HANDLE}H{_x(MOST):g}"/>',
            f'<path class="pull__hold" d="M{_x(-LAM):g} {_HANDLE}H{_x(LAM):g}"/>',
            f'<path class="pull__floor" d="M{_x(WALL):g} {_SMOOTH}H{WIDTH - 8}"/>',
            f'<path class="pull__wall" d="M{_x(WALL):g} {_SMOOTH}v-{_TALL}"/>',
            _spring("wall", "ridge", _SMOOTH - 27, "pull__coil pull__coil--ridge"),
            _block("lasso", _ROUGH - 1),
            _block("ridge", _SMOOTH - 7),
            *(_spring(name, "z", y, "pull__coil") for name, y in _DATA.items()),
            ticks,
            f'<rect class="pull__track" y="{_HANDLE - 24}" width="{WIDTH}" height="48"/>',
            f'<g {_at("z", PULL)}>',
            *(f'<circle class="pull__eye" cy="{y}" r="3.5"/>' for y in _DATA.values()),
            f'<text class="pull__z" y="{_HANDLE - 10}" data-left>pulled to {PULL / LAM:.2f} λ</text>',
            '<g class="handle pull__grip">',
            f'<path class="pull__reach" d="M0 {_DATA["lasso"]}V{_DATA["ridge"]}"/>',
            f'<circle class="handle__grip" cy="{_HANDLE}" r="24"/>',
            f'<circle class="pull__disc" cy="{_HANDLE}" r="16"/>',
            f'<path class="pull__arrows" '
            f'd="M-4 {_HANDLE - 5}l-6 5 6 5M4 {_HANDLE - 5}l6 5-6 5M-9 {_HANDLE}H9"/>',
            "</g></g></svg>",
        ]
    )  # fmt: skip


def _x(w: float) -> float:
    return ZERO + UNIT * w


def _at(name: str, w: float) -> str:
    """What makes a group follow one that moves."""
    return f'data-at="{name}" transform="translate({_x(w):g})"'


def _block(name: str, foot: int) -> str:
    """A block with a peg on its front, to which its spring is tied."""
    top, height = _DATA[name] + 12, foot - _DATA[name] - 12
    shape = f'x="-{_LONG}" y="{top}" width="{_LONG}" height="{height}" rx="3"'
    wheels = "".join(f'<circle class="pull__wheel" cx="-{x}" cy="{foot + 3}" r="4"/>' for x in (12, 50))
    return (
        f'<g {_at(name, answers(PULL)[name])}><g class="pull__grip" data-of="{name}"{_zero(name)}>'
        f'{wheels if name == "ridge" else ""}<path class="pull__peg" d="M0 {_DATA[name]}V{top + 4}"/>'
        f'<rect class="pull__ground" {shape}/><rect class="pull__body" {shape}/>'
        f'<text class="pull__letter" x="-{_LONG / 2:g}" y="{(top + foot) / 2 + 3:g}">w</text></g></g>'
    )  # fmt: skip


def _spring(start: str, end: str, y: int, looks: str) -> str:
    """A spring between two that move, and its turns, as shares of the way between them."""
    places = answers(PULL) | {"z": PULL, "wall": WALL}
    turns = [(share, y + up * _COIL / SWING) for share, up in coil("", 0.0, 1.0, 0.0, "fg").points]
    shape = " ".join(f"{share:.3g},{height:.3g}" for share, height in turns)
    drawn = " ".join(
        f"{_x(places[start] + share * (places[end] - places[start])):.1f},{height:.3g}"
        for share, height in turns
    )
    return f'<polyline class="{looks}" data-ends="{start} {end}" data-turns="{shape}" points="{drawn}"/>'
