"""The Content-Security-Policy of a page: it runs and loads what the site itself serves, and nothing else.

The policy stands on the page as a meta tag, so that it holds on any host and in a folder. What stands
inline is allowed by its hash alone. Source: W3C, Content Security Policy Level 3. `frame-ancestors` does
not work in a meta tag and is not wanted: anyone may embed a figure.
"""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

_CHARSET = '<meta charset="utf-8">'
DRAWN = re.compile(r"<(svg|bdi|pre)\b.*?</\1>", re.DOTALL)
"""Drawings, formulas and code: most of a page's elements, and no link to elsewhere, script or style sheet."""
_HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=")
_PROGRAMS = (None, "", "module", "text/javascript")
"""The types of a script that a browser runs; others hold data, which needs no leave."""


class PolicyError(ValueError):
    """A page that the policy cannot cover; the message says why."""


def seal(page: str) -> str:
    """The finished page with its policy behind the character set, before anything it governs.

    ``PolicyError`` if there is no such place, or an event handler stands in an attribute.
    """
    if _CHARSET not in page:
        raise PolicyError(f"it has no {_CHARSET}, behind which its policy goes")
    drawn = "".join(match[0] for match in DRAWN.finditer(page))
    inline = _Inline(DRAWN.sub("", page))
    handlers = [*inline.handlers, *_HANDLER.findall(drawn)]
    if handlers:
        raise PolicyError(f"its attribute {handlers[0]} holds a script; listen in a script file instead")
    return page.replace(_CHARSET, f"{_CHARSET}{_tag(inline)}", 1)


class _Inline(HTMLParser):
    """The hashes of a page's inline scripts and style sheets, and its attributes that hold scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hashes: dict[str, set[str]] = {"script": set(), "style": set()}
        self.handlers: list[str] = []
        self._inside: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        found = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in found and found.get("type") in _PROGRAMS):
            self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside:
            digest = b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes[self._inside].add(f"'sha256-{digest}'")

    def handle_endtag(self, tag: str) -> None:
        self._inside = None


def _tag(inline: _Inline) -> str:
    scripts = " ".join(["'self'", *sorted(inline.hashes["script"])])
    styles = " ".join(["'self'", *sorted(inline.hashes["style"])])
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
