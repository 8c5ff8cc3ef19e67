"""A figure's own page: the figure, words to say, files to take, how to cite and embed it, how it was made."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import urljoin

from figures.edition import UNRELEASED, Edition
from figures.files import citation
from figures.site.embed import snippet
from figures.site.history import Released, changed
from figures.site.manifest import lesson_folder
from figures.site.slots import slot
from figures.site.typography import well_set

_CITED_IN = {"bibtex": ("BibTeX", "bib"), "ris": ("RIS", "ris"), "csl": ("CSL-JSON", "csl.json")}
"""Forms for reference managers: what they are called, and how their files end."""


@dataclass(frozen=True)
class Place:
    """Where a figure stands: its lesson's title, and its neighbours in the lesson as (slug, title)."""

    lesson_title: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


_MARKUP = frozenset("&<>\"'\\`*_[](){}!#^~|=$+:")
"""Signs that Markdown or its extensions may read as more than themselves."""


def figure_page(
    slug: str,
    entry: dict[str, Any],
    place: Place,
    edition: Edition,
    released: Released,
    since: Mapping[str, str],
) -> str:
    """The page ``figures/<slug>/`` as Markdown, of the figure's record.

    ``since`` tells in which version each of its files stands.

    It has slots for what changes with each drawing: the sizes of its files and the digest of its content.
    """
    lesson = f"../../{lesson_folder(entry['lesson'])}"
    sections = [
        _head(slug, entry, edition, since),
        '<nav class="crumbs" aria-label="Breadcrumb"><a href="../">Figures</a> '
        f'<span aria-hidden="true">/</span> <a href="{lesson}">{html.escape(place.lesson_title)}</a></nav>',
        f"# {_heading(entry['title'])}",
        f'<p class="claim">{_words(entry["claim"])}.</p>',
        f"```figure\n{slug}\n```",
        _notes(entry["notes"]),
        f"## Files\n\n{_files(slug, entry, edition, since)}",
        f"## Cite\n\n{_cite(slug, entry, edition)}",
        f"## Embed\n\n{_embed(slug, entry, edition)}",
        f"## Description\n\n<p>{_words(entry['alt'])}</p>",
        f"## What is computed\n\n<p>{_words(entry['computed'])}</p>",
        _convention(entry["convention"]),
        _certificate(entry),
        _source(slug, entry["lesson"]),
        f'<p class="history">{changed(slug, entry["digest"], released)}. Content '
        f"<code>{slot(f'digest/{slug}')}</code>.</p>",
        _neighbours(place),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _words(text: str) -> str:
    """Words as HTML in which Markdown finds no markup, and nobody a fact."""
    return html.escape(well_set(" ".join(text.split())), quote=False).replace("{", "&#123;")


def _heading(text: str) -> str:
    """Words as a heading of Markdown, which finds no markup in them: what could be some is referred to."""
    return "".join(f"&#{ord(sign)};" if sign in _MARKUP else sign for sign in " ".join(text.split()))


def citation_files(slug: str, entry: dict[str, Any], edition: Edition) -> dict[str, bytes]:
    """The citation as files that reference managers open, by name."""
    forms = citation.forms(entry["title"], slug, edition)
    return {_cited(slug, form): forms[form].encode() for form in _CITED_IN}


def _cited(slug: str, form: str) -> str:
    return f"why-lasso_{slug.replace('_', '-')}.{_CITED_IN[form][1]}"


def _head(slug: str, entry: dict[str, Any], edition: Edition, since: Mapping[str, str]) -> str:
    """Front matter: JSON, which YAML reads."""
    image = urljoin(edition.permalink(slug), "card.png")
    head = {
        # The theme writes both as they are.
        "title": html.escape(entry["title"], quote=False),
        "description": html.escape(entry["claim"]),
        # The lesson is found instead, which says the same and more.
        "search": {"exclude": True},
        "meta": citation.meta(entry["title"], entry["claim"], slug, image, edition),
        "stylesheets": ["stylesheets/figures.css"],
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    return "\n".join(["---", *lines, "---"])


def _notes(notes: str) -> str:
    if not notes:
        return ""
    paragraphs = "".join(f"<p>{_words(part)}</p>\n" for part in notes.split("\n\n"))
    return (
        f"## Say it in 30 seconds\n\n"
        f'<div class="say"><blockquote id="notes">\n{paragraphs}</blockquote>{_copy("notes", "notes")}</div>'
    )


def _files(slug: str, entry: dict[str, Any], edition: Edition, since: Mapping[str, str]) -> str:
    groups = groupby(
        sorted(entry["files"], key=lambda file: [f["group"] for f in entry["files"]].index(file["group"])),
        key=lambda file: str(file["group"]),
    )

    def row(file: dict[str, Any]) -> str:
        return _file(slug, file, edition.version, since[file["name"]])

    lists = "".join(
        f'<h3>{html.escape(group)}</h3><ul class="files">{"".join(map(row, rows))}</ul>'
        for group, rows in groups
    )
    return (
        f'<div class="downloads">{lists}</div>\n\n'
        "Figures and text are licensed CC BY 4.0: use them, change them, and name “The Why-Lasso authors”."
    )


def _file(slug: str, file: dict[str, Any], version: str, since: str) -> str:
    name, kind = file["name"], PurePath(file["name"]).suffix[1:].upper()
    same = "" if since == version else f"same as in {since}"
    about = " · ".join(filter(None, (kind, file["size_text"], slot(f"size/{slug}/{name}"), same)))
    # By its version, even from that: `latest` holds the same pages, and none of these files.
    address = name if version == UNRELEASED else f"../../../{since}/figures/{slug}/{name}"
    return (
        f'<li>{_preview(file["ground"], kind)}<span class="files__about">'
        f"<strong>{html.escape(file['purpose'])}</strong><small>{about}</small></span>"
        f'<a href="{address}" download>{name.replace("_", "_<wbr>")}</a></li>'
    )


def _preview(ground: str | None, kind: str) -> str:
    """A thumbnail on the file's ground; for a file that is no picture, its type."""
    if ground is None:
        return f'<span class="preview" aria-hidden="true">{kind}</span>'
    scheme = "dark" if ground.endswith("dark") else "light"
    said = f"on {ground} ground" if ground in ("light", "dark") else "without ground"
    return (
        f'<span class="preview preview--{ground}"><img src="thumb-{scheme}.png" width="640" height="360" '
        f'loading="lazy" alt="Preview {said}"></span>'
    )


def size_text(size: int) -> str:
    """Bytes as readers see them: ``42 KB``, ``1.3 MB``."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1e3))} KB"


def _cite(slug: str, entry: dict[str, Any], edition: Edition) -> str:
    forms = citation.forms(entry["title"], slug, edition)
    lines = "".join(
        f'<div class="cite"><dt>{name}{_copy(f"cite-{form}", name)}</dt>'
        f'<dd id="cite-{form}">{html.escape(forms[form])}</dd></div>'
        for form, name in (("credit", "Credit line"), ("apa", "APA"))
    )
    blocks = "".join(
        f'<details class="cite"><summary>{name}</summary>{_code(f"cite-{form}", forms[form])}'
        f'<p class="actions">{_copy(f"cite-{form}", name)}'
        f'<a href="{_cited(slug, form)}" download>{_cited(slug, form)}</a></p></details>'
        for form, (name, _) in _CITED_IN.items()
    )
    whole = '<p>The whole site: <a href="../../CITATION.cff" download>CITATION.cff</a>.</p>'
    return f'<dl class="cites">{lines}</dl>\n\n{blocks}\n\n{whole}'


def _embed(slug: str, entry: dict[str, Any], edition: Edition) -> str:
    controls = " with its controls" if entry["stops"] > 1 else ""
    return (
        f"The figure{controls}, for a page of yours. It follows the viewer’s colour scheme; add\n"
        '`?scheme=dark` or `?scheme=light` to its address to fix one. <a href="embed/">See it alone</a>.\n\n'
        f'<div class="embed">{_code("embed-code", snippet(slug, entry, edition))}'
        f'<p class="actions">{_copy("embed-code", "HTML")}</p></div>'
    )


def _code(name: str, text: str) -> str:
    return f'<pre class="plain"><code id="{name}">{html.escape(text)}</code></pre>'


def _copy(name: str, what: str) -> str:
    """A button that ``docs/javascripts/figures/copy.js`` shows and serves."""
    return (
        f'<button type="button" class="copy" data-copy="{name}" hidden><span aria-live="polite">Copy</span>'
        f'<span class="said"> {what}</span></button>'
    )


def _certificate(entry: dict[str, Any]) -> str:
    if entry["residual"] is None:
        return f"**Certificate.** None: {_words(entry['uncertified'])}."
    at = "" if entry["stops"] == 1 else f" at all {entry['stops']} stops"
    return (
        f"**Certificate.** What is drawn as an answer satisfies the optimality (KKT) conditions{at}; no "
        f"violation, relative to the largest pull at zero, exceeds {entry['residual']}."
    )


def _convention(convention: str | None) -> str:
    """What λ means in a figure; the house's way, for None, with its names in two packages."""
    if convention is not None:
        return f"<p>{_words(convention)}.</p>"
    return (
        r"The objective is $\tfrac{1}{2n}\lVert y-Xw\rVert^2+\lambda\lVert w\rVert_1$, with columns"
        "\nof mean 0 and mean square 1 and a centred response. This λ is scikit-learn’s `alpha` and\n"
        "glmnet’s `lambda`."
    )


def _source(slug: str, lesson: str) -> str:
    return (
        "## Source of the scene\n\nOne Python module says what the figure shows at each stop: "
        f'<a href="{slug}.py" download>{slug}.py</a>. It imports this project, so it runs in a copy of that '
        f'only.{_check(lesson)}\n\n??? abstract "Show the code"\n\n    ```source\n    {slug}\n    ```'
    )


def _check(lesson: str) -> str:
    """Where a program stands that needs nothing of ours; every lesson has one."""
    if not lesson.startswith("lessons/"):
        return ""
    link = f'<a href="../../{lesson_folder(lesson)}#check-it">Check\u00a0it</a>'
    return f" What runs anywhere, with NumPy alone, stands in the lesson under {link}."


def _neighbours(place: Place) -> str:
    def link(to: tuple[str, str] | None, way: str, rel: str) -> str:
        if to is None:
            return ""
        return f'<a rel="{rel}" href="../{to[0]}/"><small>{way}</small>{html.escape(to[1])}</a>'

    links = link(place.before, "← Previous figure", "prev") + link(place.after, "Next figure →", "next")
    label = f"Figures of the lesson “{html.escape(place.lesson_title)}”"
    return f'<nav class="neighbours" aria-label="{label}">{links}</nav>' if links else ""
