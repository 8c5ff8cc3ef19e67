"""The built site: whole, light and self-contained."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from figures.edition import SITE, edition
from figures.files.citation import IMAGE_SIZE
from figures.scene import HOUSE_CONVENTION, scenes

LESSON = "lessons/path/index.html"


class Page(HTMLParser):
    """The links, ids, images and meta data of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.meta: dict[str, str] = {}
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := found.get(name)) and tag != "use"]
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "img":
            self.images.append(found)
        if tag == "meta" and found.get("name"):
            self.meta[str(found["name"])] = str(found.get("content"))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_no_table_breaks_off(site: Path) -> None:
    """A blank line within one leaves its other rows as words between bars."""
    broken = [path for path in site.rglob("*.html") if re.search(r"<p>\s*\|", path.read_text("utf-8"))]
    assert broken == []


def test_every_link_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            # The 404 page is served at any depth, so its links start at the site's root.
            base = site if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            # The state of a figure is no place on its page.
            place = "" if "=" in parts.fragment else unquote(parts.fragment)
            known = target in pages and (not place or place in pages[target].ids)
            if not (known or (target.exists() and target not in pages)):
                broken.append(f"{path.relative_to(site)}: {link}")
    # The theme's switches are labels of check boxes with ids that only exist as such.
    assert not [line for line in broken if not line.endswith("#")]


def test_other_pages_lead_to_a_figures_page_and_not_to_its_files(pages: dict[Path, Page]) -> None:
    """A released page stands in `latest` too, where only an address with a version leads to a file."""
    for path, page in pages.items():
        if path.parent.parent.name != "figures":
            assert not [link for link in page.links if "/why-lasso_" in link], path


def test_ids_are_unique_and_images_described(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path
        assert all(image.get("alt") for image in page.images), path


def test_every_page_has_a_description(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.meta.get("description"), path


def test_every_page_has_a_picture_for_links_from_elsewhere(site: Path) -> None:
    """Named by its whole address, as chats and social sites ask, and of the size that they show."""
    root = edition().root
    for path in site.rglob("*.html"):
        if path.name == "404.html" or path.parent.name == "embed":
            continue
        text = path.read_text("utf-8")
        told = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', text))
        folder = path.parent.relative_to(site).as_posix()
        assert told["og:url"] == (root if folder == "." else f"{root}{folder}/")
        assert told["og:image"].startswith(root)
        with Image.open(site / told["og:image"].removeprefix(root)) as picture:
            assert picture.size == IMAGE_SIZE == (int(told["og:image:width"]), int(told["og:image:height"]))
        assert told["og:title"]
        assert told["og:description"]


def test_no_two_pages_have_one_title(site: Path) -> None:
    titles = {
        file.relative_to(site).as_posix(): re.findall(r"<title>(.*?)</title>", file.read_text("utf-8"))
        for file in site.rglob("*.html")
    }
    assert {len(found) for found in titles.values()} == {1}
    assert len({found[0] for found in titles.values()}) == len(titles)
    assert titles["index.html"] == [SITE]
    assert titles["404.html"] == [f"There is no such page - {SITE}"]


def test_every_figure_has_its_page_files_and_certificate(site: Path) -> None:
    for slug, scene in scenes().items():
        folder = site / "figures" / slug
        text = (folder / "index.html").read_text("utf-8").replace("\u00a0", " ")
        usual = scene.convention == HOUSE_CONVENTION
        convention = "mean square 1" if usual else scene.convention
        for needed in (scene.claim, scene.computed[:40], "Certificate", convention):
            assert needed.replace("\u00a0", " ") in text
        files = {path.suffix for path in folder.iterdir()}
        assert {".svg", ".png"} <= files
        assert f'href="{slug}/"' in (site / "figures" / "index.html").read_text("utf-8")


def test_tick_labels_readouts_and_formulas_stay_out_of_the_search_index(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    text = " ".join(entry["text"] for entry in index["docs"])
    assert "standard deviation of a feature" in text
    assert "annotation" not in text
    assert "7 of 10" not in text


def test_math_is_finished_markup(site: Path) -> None:
    text = (site / LESSON).read_text("utf-8")
    assert '<span class="katex-html" aria-hidden="true">' in text
    assert "<math " in text
    # Its TeX, which nobody is shown, is two more elements a formula for a phone to lay out.
    assert "<annotation" not in text
    assert "\\(" not in text
    assert "{{" not in text


CHILDREN = dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2)
CHILDREN |= {"msubsup": 3, "munderover": 3}
"""How many children these have to have: MathML Core, sections 3.3 and 3.4."""


def test_formulas_are_valid_for_browsers_and_screen_readers(pages: dict[Path, Page]) -> None:
    counted = 0
    for path in pages:
        for formula in re.findall(r"<math\b.*?</math>", path.read_text("utf-8"), re.S):
            for part in ElementTree.fromstring(formula.replace("&nbsp;", "\u00a0")).iter():
                tag = part.tag.rpartition("}")[2]
                counted += tag in CHILDREN
                assert len(part) == CHILDREN.get(tag, len(part)), (path, formula)
    assert counted > 100


def test_everything_kept_until_the_end_is_on_its_page(pages: dict[Path, Page]) -> None:
    assert not [path for path in pages if "<!--kept" in path.read_text("utf-8")]


def offered(site: Path, fonts: str) -> set[str]:
    """The letters of the built fonts."""
    return {chr(code) for path in site.glob(fonts) for code in TTFont(path).getBestCmap()}


def test_the_fonts_hold_every_letter_that_is_shown(site: Path, pages: dict[Path, Page]) -> None:
    type_letters, upright = offered(site, "assets/type/*.woff2"), offered(site, "**/KaTeX_Main-Regular.*")
    italic, large = offered(site, "**/KaTeX_Math-Italic.*"), offered(site, "**/KaTeX_Size*")
    seen: set[str] = set()
    for path in pages:
        # Code is set in the reader's own fixed-width face.
        text = re.sub(r"<(script|style|svg|code)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.S)
        formulas = "".join(re.findall(r'<span class="katex-html".*?</bdi>', text, re.S))
        slanted = re.findall(r'<span class="mord mathnormal[^"]*"[^>]*>([^<]*)<', formulas)
        assert set(unescape("".join(slanted))) <= italic, path
        shown = set(unescape(re.sub(r"<[^>]*>", "", formulas)))
        # Zero-width marks and the sign of the root are drawn by other means.
        assert shown - upright - italic - large <= set("\n\u200b\u00a0\u2061"), path
        # The theme's way back from a footnote is a sign of the reader's own system.
        prose = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<bdi.*?</bdi>", "", text, flags=re.S)))
        assert set(prose) - type_letters <= set("\n\t\u200b↩"), path
        seen |= shown
    # What is not shown, nobody has to load.
    assert len(upright | italic | large) <= len(seen)


def test_no_file_of_ours_names_another_host_to_load_from(site: Path) -> None:
    for path in [*site.rglob("*.css"), *(site / "javascripts").rglob("*.js")]:
        text = path.read_text("utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text), path
        assert not re.search(r"@import", text), path
