"""A formula as one line of plain text, for where no markup can stand: “½(w − z)² + λ|w|”.

It is read off the MathML that KaTeX writes beside what it shows, in which TeX's ways of saying one thing are
one already. Source: W3C, MathML Core, sections 3.2 to 3.6.
"""

import re
import unicodedata
from collections.abc import Iterable
from xml.etree import ElementTree as Tree

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
# Without the signs that nobody sees: of a function that is applied, of a list, of a place to break.
_PLAIN = str.maketrans("∣∥\xa0", "|‖ ", "\u2061\u2063\u200b")
_RAISED = str.maketrans("0123456789+−n⊤′∗", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵀ′*")
_LOWERED = str.maketrans("0123456789+−", "₀₁₂₃₄₅₆₇₈₉₊₋")
_ACCENTS = {"^": "\u0302", "ˉ": "\u0304", "~": "\u0303", "˙": "\u0307"}
_FRACTIONS = {("1", "2"): "½", ("1", "4"): "¼", ("3", "4"): "¾"}
_RELATIONS = frozenset("=≠<>≤≥≈≡≪≫∼∈∉∝←→↔⇒⇔")
_SIGNS = frozenset("+−±")
_INDEX = re.compile(r"_\w+$")
_FRACTION = re.compile(r"/(\w+|\(\w+\))$")
_ONE = re.compile(r"[^\W\d_]+[⁰¹²³⁴-⁹₀-₉]*|[\d.]+")
"""One name or number."""
_OPENS = frozenset("([{⟨,;∑∏")


def formula_text(markup: str) -> str:
    """The formula that ``markup`` of KaTeX shows, as text."""
    found = _MATH.search(markup)
    if not found:
        raise ValueError(f"no formula in {markup[:80]!r}")
    formula = Tree.fromstring(re.sub(r' xmlns="[^"]*"', "", found[0]))
    text = re.sub(r"\s+", " ", _row(formula))
    # Where a line of several ended.
    return re.sub(r"[, ]*;(?= =)", "", re.sub(r",? ?; ?", "; ", text)).strip()


def _text(element: Tree.Element) -> str:
    parts = [*element]
    match element.tag:
        case "mspace":
            return " "
        case "mfrac":
            above, below = map(_text, parts)
            return _FRACTIONS.get((above, below)) or f"{_held(above)}/{_held(below)}"
        case "msqrt":
            return f"√{_held(_row(parts))}"
        case "msub" | "munder":
            return _text(parts[0]) + _lowered(parts[1])
        case "msup":
            return _text(parts[0]) + _raised(parts[1])
        case "mover":
            accent = _ACCENTS.get(_text(parts[1]).strip())
            return unicodedata.normalize("NFC", _text(parts[0]) + accent) if accent else _text(parts[0])
        case "msubsup" | "munderover":
            return _text(parts[0]) + _lowered(parts[1]) + _raised(parts[2])
        case "mtable":
            return "; ".join(" ".join(map(_text, row)) for row in parts)
    return _row(parts) if parts else (element.text or "").translate(_PLAIN)


def _row(parts: Iterable[Tree.Element]) -> str:
    """Parts one after another, with blanks round what compares or joins two of them."""
    row = ""
    for part in parts:
        text = _text(part)
        if part.tag == "mo" and (text in _RELATIONS or (text in _SIGNS and _ended(row))):
            row += f" {text} "
        elif text == ",":
            row += ", "
        elif _apart(row, text):
            row += f" {text}"
        else:
            row += text
    return row


def _apart(row: str, text: str) -> bool:
    """Whether ``text`` would be read as one with what stands before it: “x_i y_i”, “λ/2 w²”, “λ sign(w)”."""
    starts = text[:1].isalnum()
    name = len(text) > 1 and text.isalpha() and (row[-1:].isalnum() or row.endswith(")"))
    factor = (starts or text[:1] in ("(", "|", "‖", "∑")) and _FRACTION.search(row)
    return bool(name or factor or (starts and _INDEX.search(row)))


def _ended(row: str) -> bool:
    """Whether a term has ended, so that a sign behind it joins two."""
    row = row.strip()
    opened = row.endswith(("|", "‖")) and row.count(row[-1]) % 2 == 1
    return bool(row) and not opened and row[-1] not in _OPENS | _RELATIONS | _SIGNS


def _held(text: str) -> str:
    """The text, in brackets if it is more than one name or number."""
    return text if len(text) == 1 or _ONE.fullmatch(text) else f"({text})"


def _raised(part: Tree.Element) -> str:
    text = _text(part)
    signs = text.translate(_RAISED)
    return signs if not set(signs) & set(text) - {"′"} else f"^{_held(text)}"


def _lowered(part: Tree.Element) -> str:
    text = _text(part)
    signs = text.translate(_LOWERED)
    return signs if not set(signs) & set(text) else f"_{_held(text)}"
