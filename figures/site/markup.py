"""A finished page, read once for all that is checked and sealed on it."""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

_DRAWN = re.compile(r"<(svg|bdi|pre)\b.*?</\1>", re.DOTALL)
"""Drawings, formulas and code: most of a page's elements, and no link to elsewhere, script or style sheet."""
_HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=")
_PROGRAMS = (None, "", "module", "text/javascript")
"""The types of a script that a browser runs; others hold data, which needs no leave."""


class Markup(HTMLParser):
    """A page's ``text``, its links and ids, and the attributes that hold scripts, ``handlers``.

    ``hashes`` are those of its inline scripts and style sheets, as a policy names them, by "script" and
    "style".
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.links: list[str] = []
        self.ids: set[str] = set()
        drawn = "".join(match[0] for match in _DRAWN.finditer(text))
        self.handlers: list[str] = _HANDLER.findall(drawn)
        self.hashes: dict[str, set[str]] = {"script": set(), "style": set()}
        self._inside: str | None = None
        self.feed(_DRAWN.sub("", text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        found = dict(attrs)
        # The theme's switches point to what exists for the browser only.
        self.links += [value for name in ("href", "src") if (value := found.get(name)) not in (None, "#")]
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag == "style" or (tag == "script" and "src" not in found and found.get("type") in _PROGRAMS):
            self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside:
            digest = b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes[self._inside].add(f"'sha256-{digest}'")

    def handle_endtag(self, tag: str) -> None:
        self._inside = None
