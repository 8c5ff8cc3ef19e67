"""What the site serves beside its pages and has not to look at them for: scripts, colours, data."""

import rjsmin

from figures.build.layout import DOCS, SOURCE
from figures.draw.theme import ROLES, css, embed_css, in_scheme

SCRIPTS = DOCS / "javascripts"


def assets() -> dict[str, bytes]:
    """Every asset by its address on the site."""
    files = scripts()
    roles = css() + _dark_without_scripts()
    files |= {"stylesheets/roles.css": roles.encode(), "stylesheets/embed-roles.css": embed_css().encode()}
    # Readers check the numbers against the same files that the figures are made from.
    data = SOURCE / "data"
    return files | {f"data/{path.name}": path.read_bytes() for path in sorted(data.glob("*.csv"))}


def _dark_without_scripts() -> str:
    """The dark roles for readers whose system asks for dark and whose page cannot ask the system."""
    dark = in_scheme("dark")
    roles = " ".join(f"--fig-{role.name}: {dark(role)};" for role in ROLES.values())
    asked = "screen and (prefers-color-scheme: dark) and (scripting: none)"
    return f"@media {asked} {{ :root, [data-md-color-scheme] {{ {roles} }} }}\n"


def scripts() -> dict[str, bytes]:
    """The site's scripts without comments and blanks, by address.

    Those of figures are one file: each first visit asks for one instead of four.
    """
    texts = {path.name: path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js"))}
    parts = ("player", "controls", "address", "copy")
    texts["figures.js"] = "".join((SCRIPTS / "figures" / f"{part}.js").read_text("utf-8") for part in parts)
    return {f"javascripts/{name}": rjsmin.jsmin(text).encode() for name, text in texts.items()}
