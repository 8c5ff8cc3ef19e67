"""Called by MkDocs: to publish files, to put drawings and formulas on pages; or the assembly does both."""

import os
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from figures.build.swap import explained
from figures.site.contents import records
from figures.site.fences import PageError, put
from figures.site.formulas import save
from figures.site.mkdocs_files import CompiledTemplates, beside, gathered, leave
from figures.site.page_cache import ALONE, report
from figures.site.prose import check_words
from figures.site.slots import fill
from figures.site.social import introduce

_ALONE = ALONE in os.environ
_TEMPLATES = CompiledTemplates()
_slots: dict[str, str] = {}
_places: dict[str, str] = {}


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Hand over all of ``build/`` that is no page; take over what MkDocs would only copy."""
    found = gathered(config)
    _slots.update(found.slots)
    if _ALONE:
        _places.update(leave(files, config))
    for file in beside(found.files, files, config, elsewhere=_ALONE):
        files.append(file)


def on_env(env: Environment, **_: Any) -> Environment:
    env.bytecode_cache = _TEMPLATES
    return env


def on_page_content(html: str, page: Page, **_: Any) -> None:
    check_words(html, page.file.src_uri)
    introduce(page, records())


def on_post_page(output: str, **_: Any) -> str:
    page = put(output)
    return page if _ALONE else fill(page, _slots)


def on_post_build(config: MkDocsConfig) -> None:
    save()
    if _ALONE:
        report(config.nav, gathered(config).read, _places)


def on_build_error(error: Exception) -> None:
    """``PageError`` for an ``OSError``, for which MkDocs would print where in its code it arose."""
    if isinstance(error, OSError):
        raise PageError(explained(error)) from None
