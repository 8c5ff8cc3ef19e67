"""What the site serves beside its pages and has not to look at them for: scripts, colours, data."""

import re
from importlib import resources

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

    Those of figures are one file: each first visit asks for one instead of five. So are those of the home
    page; and so are that of the search and the theme's behind it, since a page opened from a folder starts
    one script for another.
    """
    texts = {path.name: path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js"))}
    texts["figures.js"] = _closed("figures", "tracks", "player") + _joined(
        "figures", "controls", "address", "copy"
    )
    texts["hero.js"] = _closed("hero", "kernel", "element")
    short = {name: rjsmin.jsmin(text) for name, text in texts.items()}
    short["search.js"] += f"\n{_theme_search()}"
    return {f"javascripts/{name}": text.encode() for name, text in short.items()}


def _closed(folder: str, *parts: str) -> str:
    """Parts that know each other's names, in one block, so that none of these is the page's."""
    return f'"use strict";\n{{\n{_joined(folder, *parts)}}}\n'


def _joined(folder: str, *parts: str) -> str:
    return "".join((SCRIPTS / folder / f"{part}.js").read_text("utf-8") for part in parts)


def _theme_search() -> str:
    """The theme's search, which is as short as it can be; its map stands elsewhere."""
    folder = resources.files("material") / "templates" / "assets" / "javascripts" / "workers"
    (file,) = (file for file in folder.iterdir() if re.fullmatch(r"search\.\w+\.min\.js", file.name))
    return re.sub(r"\n//# sourceMappingURL=.*", "", file.read_text("utf-8"))
