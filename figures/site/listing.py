"""Tested code as a lesson shows it: to be read, copied and run."""

import ast
from pathlib import Path

from figures.build.layout import DOCS, SOURCE

LISTED: dict[str, Path] = {
    "lasso_step": DOCS / "listings" / "lasso_step.py",
    "textbook_path": SOURCE / "solvers" / "lasso" / "textbook.py",
}
"""The functions that a page may list, and where they stand; a file in ``docs/`` is published too."""


def listing(name: str) -> str:
    """A published file as it is, or the import of numpy and the function, but for types and docstring.

    These two say what it is to those who work on the site, and the page says it in its own words.
    ``KeyError`` if no page may list it.
    """
    text = LISTED[name].read_text("utf-8")
    if LISTED[name].is_relative_to(DOCS):
        return text
    functions = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    function = next(node for node in functions if node.name == name)
    said, *_ = function.body
    given = ", ".join(argument.arg for argument in function.args.args)
    body = text.splitlines()[said.end_lineno : function.end_lineno]
    return "\n".join(["import numpy as np", "", "", f"def {name}({given}):", *body, ""])
