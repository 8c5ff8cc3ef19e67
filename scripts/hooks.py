"""Called by MkDocs: to publish the figures' files, to put drawings and formulas on finished pages.

If it is to write pages alone, figures/website.py does both.
"""

import os
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from figures.export.math import save
from figures.export.page import CompiledTemplates, PageError, beside, check_words, generate, leave, put
from figures.export.slots import fill
from figures.pages import ALONE, tell
from figures.swap import told

_ALONE = ALONE in os.environ
_TEMPLATES = CompiledTemplates()
_slots: dict[str, str] = {}
_places: dict[str, str] = {}


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Hand over all of ``build/`` that is no page; take over what MkDocs would only copy."""
    found = generate(config)
    _slots.update(found.slots)
    if _ALONE:
        _places.update(leave(files, config))
    for file in beside(found.files, config, elsewhere=_ALONE):
        files.append(file)


def on_env(env: Environment, **_: Any) -> Environment:
    env.bytecode_cache = _TEMPLATES
    return env


def on_page_content(html: str, page: Page, **_: Any) -> None:
    check_words(html, page.file.src_uri)


def on_post_page(output: str, **_: Any) -> str:
    page = put(output)
    return page if _ALONE else fill(page, _slots)


def on_post_build(config: MkDocsConfig) -> None:
    save()
    if _ALONE:
        tell(config.nav, generate(config).read, _places)


def on_build_error(error: Exception) -> None:
    """``PageError`` for an ``OSError``, for which MkDocs would print where in its code it arose."""
    if isinstance(error, OSError):
        raise PageError(told(error)) from None
