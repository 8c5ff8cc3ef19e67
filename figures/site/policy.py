"""The Content-Security-Policy of a page: it runs and loads what the site itself serves, and nothing else.

The policy stands on the page as a meta tag, so that it holds on any host and in a folder. What stands
inline is allowed by its hash alone. Source: W3C, Content Security Policy Level 3. `frame-ancestors` does
not work in a meta tag and is not wanted: anyone may embed a figure.
"""

from figures.site.markup import Markup

_CHARSET = '<meta charset="utf-8">'


class PolicyError(ValueError):
    """A page that the policy cannot cover; the message says why."""


def seal(page: Markup) -> str:
    """The text of the finished page with its policy behind the character set, before anything it governs.

    ``PolicyError`` if there is no such place, or an event handler stands in an attribute.
    """
    if _CHARSET not in page.text:
        raise PolicyError(f"it has no {_CHARSET}, behind which its policy goes")
    if page.handlers:
        raise PolicyError(f"its attribute {page.handlers[0]} holds a script; listen in a script file instead")
    return page.text.replace(_CHARSET, f"{_CHARSET}{_tag(page)}", 1)


def _tag(page: Markup) -> str:
    scripts = " ".join(["'self'", *sorted(page.hashes["script"])])
    styles = " ".join(["'self'", *sorted(page.hashes["style"])])
    rules = (
        "default-src 'self'",
        f"script-src {scripts}",
        f"style-src {styles}",
        # Formulas and drawings place their parts by style attributes.
        "style-src-attr 'unsafe-inline'",
        # The theme's icons are data addresses in its style sheet.
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
