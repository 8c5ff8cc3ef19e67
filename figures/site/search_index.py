"""The search index as MkDocs's plugin makes it, given the words to read and completed. MkDocs calls this."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page

from figures.site.fences import put_as_text
from figures.site.search import complete, searchable

_shown: list[str] = []
"""The page that the plugin reads, as readers see it."""


@event_priority(50)
def _hide(_: Any, /, page: Page, **__: Any) -> None:
    """Before the plugin reads the page: leave it what the search should know."""
    _shown.append(page.content or "")
    page.content = searchable(_shown[-1], put_as_text)


@event_priority(-50)
def _show(_: Any, /, page: Page, **__: Any) -> None:
    page.content = _shown.pop()


on_page_context = CombinedEvent(_hide, _show)


# When the plugin has written it.
@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    index = Path(config.site_dir, "search", "search_index.json")
    index.write_text(complete(index.read_text("utf-8")), "utf-8")
