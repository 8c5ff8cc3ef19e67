"""How to cite one figure: a slide's credit, APA, BibTeX, RIS, CSL-JSON, and the tags of its page.

Every form is a function of the figure's title and name and of the edition. A form of a released edition
gives its version and date; a form of the unreleased one says ``unreleased`` and gives neither.
"""

import json
import re

from figures.build.errors import SourceError
from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE, UNRELEASED, Edition

LANGUAGE = "en"
IMAGE_SIZE = (1200, 630)
"""Width and height in pixels of the picture that a link to a figure's page is shown with."""

_TEX = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    # BibTeX counts braces even behind a backslash.
    "{": r"$\lbrace$",
    "}": r"$\rbrace$",
    "~": r"\textasciitilde",
    "^": r"\textasciicircum",
    "\\": r"\textbackslash",
    '"': '"',
    # LaTeX's default encoding has other letters in these places.
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "‖": r"$\Vert$",
    "−": "$-$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "≠": r"$\neq$",
    "≈": r"$\approx$",
    "√": r"$\surd$",
    "×": r"$\times$",
    "→": r"$\rightarrow$",
    "∞": r"$\infty$",
    "α": r"$\alpha$",
    "β": r"$\beta$",
    "λ": r"$\lambda$",
    "ℓ": r"$\ell$",
    "₀": r"$_{0}$",
    "₁": r"$_{1}$",
    "₂": r"$_{2}$",
    "²": r"$^{2}$",
    "–": r"\textendash",
    "—": r"\textemdash",
    "…": r"\textellipsis",
    "‘": r"\textquoteleft",
    "’": r"\textquoteright",
    "“": r"\textquotedblleft",
    "”": r"\textquotedblright",
}
"""What LaTeX needs for a character that it does not take as it is."""


def forms(title: str, slug: str, edition: Edition) -> dict[str, str]:
    """The citation of a figure as "credit" (one line for a slide), "apa", "bibtex", "ris" and "csl"."""
    makers = {"credit": _credit, "apa": _apa, "bibtex": _bibtex, "ris": _ris, "csl": _csl}
    return {name: make(title, slug, edition) for name, make in makers.items()}


def project(cff: str, edition: Edition) -> str:
    """The project's CITATION.cff with what is known when it is published: address, version, date."""
    told = cff.rstrip("\n") + f"\nurl: {json.dumps(edition.root)}\n"
    if not _released(edition):
        return told
    told = re.sub(r"(?m)^version: .*$", f"version: {json.dumps(edition.version)}", told)
    return f"{told}date-released: {edition.date.isoformat()}\n"


def meta(title: str, claim: str, slug: str, image: str, edition: Edition) -> list[tuple[str, str, str]]:
    """The tags of a figure's page as (attribute, its value, content), the attribute "name" or "property".

    ``image`` is the address of a picture of ``IMAGE_SIZE``. Reference managers read ``citation_`` and DC
    tags, chats and social sites the others. Contents are not escaped.
    """
    link = edition.permalink(slug)
    alt = f"{title}. {claim}."
    width, height = map(str, IMAGE_SIZE)
    dated = _released(edition)
    names = {
        "citation_title": title,
        # Zotero takes the last word for a family name, unless a comma says where the family name ends.
        "citation_author": f"{AUTHOR},",
        **({"citation_publication_date": edition.date.strftime("%Y/%m/%d")} if dated else {}),
        "citation_abstract": claim,
        "citation_language": LANGUAGE,
        "citation_public_url": link,
        "citation_fulltext_html_url": link,
        "DC.title": title,
        "DC.creator": AUTHOR,
        **({"DC.date": edition.date.isoformat()} if dated else {}),
        "DC.description": claim,
        "DC.identifier": link,
        "DC.language": LANGUAGE,
        "DC.rights": LICENCE,
        # What Zotero writes beside a web page's type, as our other forms do; then DCMI's word for it.
        "DC.type": "Figure",
        "dcterms.type": "Image",
        "dcterms.license": LICENCE_URL,
        "dcterms.bibliographicCitation": _apa(title, slug, edition),
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": claim,
        "twitter:image": image,
        "twitter:image:alt": alt,
    }
    properties = {
        "og:title": title,
        # So Zotero files the figure as our RIS does, as a web page of the site, which keeps the site's name;
        # with "article" or nothing, because of citation_title, as an article of a journal.
        "og:type": "website",
        "og:url": link,
        "og:description": claim,
        "og:site_name": SITE,
        "og:image": image,
        "og:image:type": "image/png",
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": alt,
    }
    return [("name", *tag) for tag in names.items()] + [("property", *tag) for tag in properties.items()]


def _released(edition: Edition) -> bool:
    return edition.version != UNRELEASED


def _state(edition: Edition) -> str:
    return f"version {edition.version}" if _released(edition) else UNRELEASED


def _key(slug: str) -> str:
    return f"why-lasso-{slug.replace('_', '-')}"


def _credit(title: str, slug: str, edition: Edition) -> str:
    return f"“{title}”, {AUTHOR}, {SITE}, {_state(edition)}, {LICENCE}, {edition.permalink(slug)}"


def _apa(title: str, slug: str, edition: Edition) -> str:
    """APA, 7th edition: a part of a larger work, its form in brackets.

    "n.d." is for works whose date is unknown. One that is not out yet has its status in place of the
    date, as "in press" does.
    """
    date, version = UNRELEASED, ""
    if _released(edition):
        date, version = str(edition.date.year), f" (Version {edition.version})"
    return f"{AUTHOR}. ({date}). {title} [Figure]. In {SITE}{version}. {edition.permalink(slug)}"


def _bibtex(title: str, slug: str, edition: Edition) -> str:
    """An entry for every style and for reference managers, which look for the address in ``url`` only.

    The styles of 1988 leave it out. It is not in ``howpublished`` as well, or all others would give it twice.
    Double braces keep the group's name in one piece and the title's capitals as they are.
    """
    date = []
    if _released(edition):
        # A macro, which every style knows, and so not in braces.
        date = [f"  year = {{{edition.date.year}}},", f"  month = {edition.date.strftime('%b').lower()},"]
    return "\n".join(
        [
            f"@misc{{{_key(slug)},",
            f"  author = {{{{{AUTHOR}}}}},",
            f"  title = {{{{{_tex(title)}}}}},",
            f"  howpublished = {{Figure in {SITE}}},",
            *date,
            f"  note = {{{_tex(_state(edition)).capitalize()}, {LICENCE}}},",
            f"  url = {{{edition.permalink(slug)}}},",
            "}",
            "",
        ]
    )


def _tex(text: str) -> str:
    """The text for LaTeX, each special character in braces of its own; ``SourceError`` if one is unknown."""
    return "".join(map(_tex_character, text))


def _tex_character(character: str) -> str:
    if character in _TEX:
        # Braces end a command, and inside the title's braces they keep BibTeX from changing its case.
        return f"{{{_TEX[character]}}}"
    if character.isascii() and character.isprintable():
        return character
    raise SourceError(
        f"no LaTeX for {character!r} (U+{ord(character):04X}), which a citation contains; "
        "add it to _TEX in figures/files/citation.py"
    )


def _ris(title: str, slug: str, edition: Edition) -> str:
    """RIS as specified: lines end in CR LF, ``ER`` in a space.

    The type is a web page: only there do programs keep the name of the site.
    """
    day = edition.date.strftime("%Y/%m/%d/")
    date = [("PY", str(edition.date.year)), ("DA", day)] if _released(edition) else []
    fields = [
        ("TY", "ELEC"),
        ("AU", AUTHOR),
        ("TI", title),
        ("T2", SITE),
        ("M3", "Figure"),
        *date,
        ("LA", LANGUAGE),
        ("N1", f"{_state(edition).capitalize()}, {LICENCE}"),
        ("UR", edition.permalink(slug)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def _csl(title: str, slug: str, edition: Edition) -> str:
    """CSL-JSON: a list of one item of type "figure", part of the site."""
    day = edition.date
    state: dict[str, object] = {"status": UNRELEASED}
    if _released(edition):
        state = {"version": edition.version, "issued": {"date-parts": [[day.year, day.month, day.day]]}}
    item = {
        "id": _key(slug),
        "type": "figure",
        "title": title,
        "author": [{"literal": AUTHOR}],
        "container-title": SITE,
        **state,
        "language": LANGUAGE,
        "note": LICENCE,
        "URL": edition.permalink(slug),
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
