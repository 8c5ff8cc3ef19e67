"""Called by MkDocs when a build fails: a full disk is no mistake in code, so one line tells it."""

from figures.export.page import PageError
from figures.swap import told


def on_build_error(error: Exception) -> None:
    """``PageError`` for an ``OSError``, for which MkDocs would print where in its code it arose."""
    if isinstance(error, OSError):
        raise PageError(told(error)) from None
