"""The sources that the pages name: all in the bibliography, once, and told the same everywhere."""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from tests.conftest import ROOT

DOI = r"10\.\d{4,9}/[^\s\"<>\])]*(?:\(\d+\)[^\s\"<>\])]*)?"
"""A DOI as pages write it: some of Elsevier's have brackets in them."""


class Source(NamedTuple):
    """An entry of the bibliography."""

    anchor: str
    authors: str
    year: str
    title: str
    place: str
    doi: str

    @property
    def surnames(self) -> list[str]:
        """The authors' surnames, in their order."""
        return [name.split()[-1] for name in re.split(r", | and ", self.authors)]


@cache
def sources() -> tuple[Source, ...]:
    """All entries, in their order on the page."""
    page = (ROOT / "docs" / "proofs.md").read_text("utf-8")
    text = page.partition("\n## Bibliography\n")[2].partition("\n</div>")[0]
    found = []
    for item in re.split(r"^- ", text, flags=re.M)[1:]:
        entry = re.fullmatch(
            r"(?P<authors>.+?) \((?P<year>\d{4})\), (?P<title>“.+?”|\*.+?\*), (?P<place>.+), "
            rf"\[doi:(?P<doi>{DOI})\]\(https://doi\.org/(?P<link>[^\s)]+)\) \{{ #(?P<anchor>[\w-]+) \}}",
            " ".join(item.split()),
        )
        assert entry, item
        assert unquote(entry["link"]) == entry["doi"]
        found.append(Source(*(entry[name] for name in Source._fields)))
    return tuple(found)


def pages() -> dict[str, str]:
    """The prose of every page, its lines joined, without the bibliography."""
    texts = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        if path.name == "proofs.md":
            before, _, after = text.partition("\n## Bibliography\n")
            text = before + "\n## " + after.partition("\n## ")[2]
        text = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S)
        texts[path.relative_to(ROOT / "docs").as_posix()] = text
    return texts


def test_entries_are_whole_sorted_and_named_after_who_wrote_them_when() -> None:
    assert len(sources()) >= 20
    for source in sources():
        assert source.anchor == f"{source.surnames[0].lower()}-{source.year}"
        assert re.fullmatch(
            r"\*.+\* (?:[A-Z] )?\d+(?:\(\d+\))?, \d+–\d+|second edition, Springer", source.place
        )
        if pages_of := re.search(r"(\d+)–(\d+)$", source.place):
            assert int(pages_of[1]) < int(pages_of[2])
    for unique in ("anchor", "doi", "title"):
        assert len({getattr(source, unique) for source in sources()}) == len(sources())
    keys = [[name.lower() for name in source.surnames] for source in sources()]
    assert keys == sorted(keys)


def test_a_journal_is_written_one_way() -> None:
    journals = {match[1] for source in sources() if (match := re.match(r"\*(.+?)\* \d", source.place))}
    plain = [re.sub(r"^The ", "", journal).lower() for journal in journals]
    assert len(set(plain)) == len(journals)


def test_every_doi_on_a_page_is_in_the_bibliography_and_its_paragraph_tells_the_same() -> None:
    known = {source.doi.lower(): source for source in sources()}
    mentions = 0
    for page, text in pages().items():
        for paragraph in re.split(r"\n\s*\n", text):
            joined = " ".join(paragraph.split())
            named = {unquote(doi).rstrip(".,;").lower() for doi in re.findall(DOI, joined)}
            assert named <= set(known), page
            mentions += len(named)
            if len(named) != 1:
                continue
            source = known[named.pop()]
            assert source.surnames[0] in joined, page
            assert source.year in joined, page
            for volume, first, last in re.findall(r"\b(\d+)(?:\(\d+\))?, (\d+)–(\d+)\b", joined):
                assert re.search(rf" {volume}\b.*, {first}–{last}$", source.place), page
    assert mentions >= 5


NAMED = re.compile(
    r"(?P<name>[A-Z][\w’-]*[a-zéüö])(?: and others| and colleagues)?(?:\]\([^)]*\))?,? "
    r"\(?(?P<year>(?:19|20)\d\d)\b(?!\.\d)"
)
"""The name before a year: “Tseng (2001)”, “Zou, Hastie and Tibshirani 2007”, “Stamey and others 1989”."""

PUBLISHERS = {"Singapore"}
"""Of a page that is quoted and linked where it is named: not a name of authors."""


def test_whoever_is_named_with_a_year_is_in_the_bibliography_with_that_volume() -> None:
    found = 0
    for page, text in pages().items():
        for paragraph in re.split(r"\n\s*\n", text):
            joined = " ".join(paragraph.split())
            for mention in NAMED.finditer(joined):
                if mention["name"] in PUBLISHERS:
                    continue
                found += 1
                those = [
                    source
                    for source in sources()
                    if mention["name"] in source.surnames and mention["year"] == source.year
                ]
                assert those, (page, mention[0])
                after = re.match(r"[^.;]{0,120}?\*[^*]{3,60}\* (\d+)(\(\d+\))?", joined[mention.end() :])
                if after:
                    volume = re.escape(after[1] + (after[2] or ""))
                    assert any(re.search(rf"\* {volume}\b|\* {volume}(?=,)", one.place) for one in those), (
                        page
                    )
    assert found >= 10


def test_links_to_a_source_lead_to_one_and_say_who_and_when() -> None:
    known = {source.anchor: source for source in sources()}
    years = r"\[([^\]]+)\]\((?:\.\./)?(?:proofs\.md)?#([a-z]+-(?:19|20)\d\d)\)"
    links = [link for text in pages().values() for link in re.findall(years, " ".join(text.split()))]
    assert len(links) >= 8
    for words, anchor in links:
        source = known[anchor]
        assert source.year in words or source.title.strip("*“”") in words
        if len(words.split()) > 1 and words.split()[0] != "*The":
            assert source.surnames[0] in words
