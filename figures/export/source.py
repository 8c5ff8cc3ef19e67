"""A scene's source, its words marked for the theme's colours.

Made with the figure: left to Markdown, it took a sixth of every build.
"""

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def source(text: str) -> str:
    """The Python code as HTML, like a block of code of the site's prose."""
    return str(highlight(text, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)))
