"""Math at build time: TeX set by KaTeX in an embedded JavaScript engine.

The page carries finished markup, visible HTML and MathML for screen readers, and no script. What was set
is kept for the next build: a site has hundreds of formulas, and prose is edited more often than they are.
"""

import hashlib
import json
import re
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import quickjs

from figures.build.layout import CACHE, MODULES

_KATEX = MODULES / "katex" / "dist" / "katex.min.js"
_KEPT = CACHE / "formulas.json"
_OPTIONS = {"output": "htmlAndMathml", "throwOnError": True, "strict": "error"}

_SOURCE = re.compile(r"<semantics>(.*)<annotation .*</annotation></semantics>", re.DOTALL)
"""What KaTeX puts round a formula to keep its TeX: two elements more of every formula, shown to nobody."""

_new: set[str] = set()
"""The formulas set since the last were kept."""


def typeset(tex: str, *, display: bool) -> str:
    """The formula as HTML with MathML; ``ValueError`` with KaTeX's reason if it is not valid TeX."""
    name = json.dumps([tex, _OPTIONS | {"displayMode": display}])
    known = _known()
    if name not in known:
        known[name] = _set(tex, display=display)
        _new.add(name)
    # A <bdi> tells whoever reads a finished page where a formula begins and ends.
    return f"<bdi>{known[name]}</bdi>"


def _set(tex: str, *, display: bool) -> str:
    options = json.dumps(_OPTIONS | {"displayMode": display})
    try:
        call = f"JSON.stringify(katex.renderToString({json.dumps(tex)}, {options}))"
        rendered: str = json.loads(_engine().eval(call))
    except quickjs.JSException as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the formula {tex!r} cannot be set: {reason}") from None
    return _SOURCE.sub(r"\1", rendered)


@cache
def _engine() -> Any:
    engine = quickjs.Context()
    engine.eval(_KATEX.read_text(encoding="utf-8"))
    return engine


@cache
def _known() -> dict[str, str]:
    """The formulas of earlier builds in this very way; none if the file is damaged or another's."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(_KEPT.read_text("utf-8"))
        found: dict[str, str] = kept["formulas"]
        if kept["digest"] == _digest(found):
            return found
    return {}


def save() -> None:
    """Keep what was set for the next build, if there is anything new."""
    if not _new:
        return
    known = _known()
    # Where nothing can be written, the next build sets them again.
    with suppress(OSError):
        _KEPT.parent.mkdir(exist_ok=True)
        # One name, so that killed builds leave no more than one; two at once only spoil the digest.
        draft = _KEPT.with_suffix(".new")
        draft.write_text(json.dumps({"digest": _digest(known), "formulas": known}), "utf-8")
        draft.replace(_KEPT)
    _new.clear()


def _digest(formulas: dict[str, str]) -> str:
    katex = hashlib.sha256(_KATEX.read_bytes() + Path(__file__).read_bytes() + version("quickjs-ng").encode())
    katex.update(json.dumps(formulas, sort_keys=True).encode())
    return katex.hexdigest()
