"""Math at build time: a Python-Markdown extension that sets TeX with KaTeX.

``pymdownx.arithmatex`` (generic) finds the formulas; KaTeX runs in an embedded JavaScript engine, so
the page carries finished markup, visible HTML and MathML for screen readers, and no script.
"""

import html
import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import quickjs
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

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


class _Typesetter(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                display = element.tag == "div"
                tex = element.text.strip()[2:-2].strip()
                # Block formulas arrive escaped, inline ones as they were typed.
                markup = typeset(html.unescape(tex) if display else tex, display=display)
                element.text = self.md.htmlStash.store(markup)


class MathExtension(Extension):
    """Register the typesetter after the inline patterns, which leave the formulas in the tree."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Typesetter(md), "katex", 5)


def makeExtension(**options: Any) -> MathExtension:
    """The entry point Python-Markdown looks for."""
    return MathExtension(**options)
