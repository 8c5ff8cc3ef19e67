"""What is published, handed to MkDocs as its files; and what MkDocs would only copy, left where it stands.

Pages are introduced to chats and social sites.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from figures.build.errors import SourceError
from figures.build.swap import Content
from figures.edition import SITE, edition
from figures.site.contents import Contents, contents, records
from figures.site.fences import PageError
from figures.site.history import HistoryError
from figures.site.social import cards, meta
from figures.site.typefaces import math_fonts, math_styles, typeface


def gathered(config: MkDocsConfig) -> Contents:
    """All that is published of what was rendered."""
    try:
        return contents(config.nav, Path(config.docs_dir), edition())
    except (SourceError, HistoryError) as error:
        raise PageError(str(error)) from None


class _Elsewhere(File):
    """A file that pages may lead to and somebody else writes."""

    def copy_file(self, dirty: bool = False) -> None:
        pass


def beside(
    found: Mapping[str, Content], files: Files, config: MkDocsConfig, *, elsewhere: bool
) -> Iterator[File]:
    """What is published beside pages as MkDocs's files, in memory or where they stand.

    They take the place of ``files`` of the same name: scripts that of their sources. MkDocs only knows of
    them if they are written ``elsewhere``.
    """
    # Whoever writes may show letters that no page has shown so far.
    fonts = {} if elsewhere else typeface() | math_fonts(math_styles())
    for name, content in (*found.items(), *fonts.items()):
        if source := files.get_file_from_path(name):
            files.remove(source)
        if elsewhere:
            yield _Elsewhere.generated(config, name, content=b"")
        elif isinstance(content, Path):
            yield File.generated(config, name, abs_src_path=str(content))
        else:
            yield File.generated(config, name, content=content)


def leave(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The places, by address, of the files that MkDocs would copy: it leaves them to somebody else."""
    places: dict[str, str] = {}
    for file in list(files):
        if file.abs_src_path and not file.is_documentation_page() and file.inclusion.is_included():
            places[file.dest_uri] = file.abs_src_path
            files.remove(file)
            files.append(_Elsewhere.generated(config, file.src_uri, content=b""))
    return places


def introduce(page: Page) -> None:
    """Let the page carry its meta data; a figure's page has its own, with its citation."""
    if "meta" in page.meta:
        return
    name = page.file.src_uri.removesuffix(".md")
    card = next((card for card in cards(records()) if card.name == name), None)
    description = str(page.meta.get("description", SITE))
    page.meta["meta"] = meta(str(page.title), description, page.url, card, edition())


class CompiledTemplates(BytecodeCache):
    """The theme's templates, compiled once for all builds of one process: `serve` makes many."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket what was kept for it, if anything."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
