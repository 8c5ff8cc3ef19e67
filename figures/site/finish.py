"""A page as it is served: sealed, and read once for the check of all links."""

from figures.site.links import Ends, name_pages
from figures.site.markup import Markup
from figures.site.policy import PolicyError, seal


def finish(name: str, page: str, *, offline: bool) -> tuple[bytes, Ends]:
    """The page sealed; ``offline``, its links name each page they lead to. ``PolicyError`` names the page."""
    markup = Markup(name_pages(page) if offline else page)
    try:
        return seal(markup).encode(), Ends(markup.links, sorted(markup.ids))
    except PolicyError as error:
        raise PolicyError(f"{name}: {error}") from None
