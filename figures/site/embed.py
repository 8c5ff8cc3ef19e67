"""A figure as a page of its own without the site around it, to stand in an ``<iframe>``."""

import html
from typing import Any

from figures.edition import LICENCE, SITE, Edition
from figures.site.slots import ROOT_MARK

WIDTH, HEIGHT = 960, 600
"""The size at which every figure fits without scrolling, in CSS pixels."""

_ROOT = "../../.."
_STYLES = (
    "assets/type/type.css",
    "stylesheets/embed-roles.css",
    "stylesheets/site.css",
    "stylesheets/embed.css",
)


def embed(slug: str, entry: dict[str, Any], figure: str, edition: Edition) -> str:
    """The page ``figures/<slug>/embed/``, of the figure's record and HTML."""
    styles = "".join(f'<link rel="stylesheet" href="{_ROOT}/{name}">\n' for name in _STYLES)
    title, claim = html.escape(entry["title"]), html.escape(entry["claim"])
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<meta name="description" content="{claim}">\n'
        f'<link rel="canonical" href="{html.escape(edition.newest)}figures/{slug}/">\n'
        f'<link rel="icon" href="{_ROOT}/assets/favicon.svg">\n'
        # Not deferred: it names the scheme before anything is painted.
        f'{styles}<script src="{_ROOT}/javascripts/embed.js"></script>\n'
        f'<script src="{_ROOT}/javascripts/figures.js" defer></script>\n</head>\n'
        f'<body class="md-typeset">\n<main>\n<h1>{claim}</h1>\n'
        f"{figure.replace(ROOT_MARK, _ROOT)}\n"
        f'<p class="credit"><a href="../" target="_blank" rel="noopener">{html.escape(SITE)}</a>'
        f" · {LICENCE}</p>\n"
        "</main>\n</body>\n</html>\n"
    )


def snippet(slug: str, entry: dict[str, Any], edition: Edition) -> str:
    """The line of HTML that puts the embedded figure on a page of somebody else's."""
    return (
        f'<iframe src="{html.escape(edition.permalink(slug))}embed/" title="{html.escape(entry["title"])}" '
        f'width="{WIDTH}" height="{HEIGHT}" style="max-width: 100%; border: 0" loading="lazy"></iframe>'
    )
