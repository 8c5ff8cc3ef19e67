"""A scene's source, its words marked for the theme's colours.

Made with the figure: left to Markdown, it took a sixth of every build.
"""

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

# Once, since making a lexer takes longer than reading a scene with it.
_LEXER = PythonLexer()
_FORMATTER = HtmlFormatter(cssclass="highlight", wrapcode=True)


def source_code(text: str) -> str:
    """The Python code as HTML, like a block of code of the site's prose."""
    return str(highlight(text, _LEXER, _FORMATTER))
