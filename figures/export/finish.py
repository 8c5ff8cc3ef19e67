"""A page as it is served: sealed, and read once for the check of all links."""

from pathlib import Path

from figures.export.links import Ends, name_pages
from figures.export.markup import Markup
from figures.export.policy import PolicyError, seal


def finish(page: Path, *, offline: bool) -> Ends:
    """Seal the page; ``offline``, its links name each page they lead to. ``PolicyError`` names the page."""
    text = page.read_text("utf-8")
    markup = Markup(name_pages(text) if offline else text)
    try:
        page.write_text(seal(markup), "utf-8")
    except PolicyError as error:
        raise PolicyError(f"{page}: {error}") from None
    return Ends(markup.links, sorted(markup.ids))
