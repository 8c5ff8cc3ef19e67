"""Math at build time: TeX set by KaTeX in an embedded JavaScript engine.

The page carries finished markup, visible HTML and MathML for screen readers, and no script.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

_KATEX = Path(__file__).parents[2] / "node_modules" / "katex" / "dist" / "katex.min.js"


@cache
def typeset(tex: str, *, display: bool) -> str:
    """The formula as HTML with MathML; ``ValueError`` with KaTeX's reason if it is not valid TeX."""
    options = {
        "displayMode": display,
        "output": "htmlAndMathml",
        "throwOnError": True,
        "strict": "error",
    }
    call = f"JSON.stringify(katex.renderToString({json.dumps(tex)}, {json.dumps(options)}))"
    try:
        rendered: str = json.loads(_engine().eval(call))
    except quickjs.JSException as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the formula {tex!r} cannot be set: {reason}") from None
    # A <bdi> because the search indexer ends an excluded <span> at the first nested one's end.
    return f"<bdi data-search-exclude>{rendered}</bdi>"


@cache
def _engine() -> Any:
    engine = quickjs.Context()
    engine.eval(_KATEX.read_text(encoding="utf-8"))
    return engine
