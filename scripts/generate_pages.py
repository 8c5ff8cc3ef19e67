"""Run by mkdocs-gen-files at each build: render in a process of its own, then publish build/'s pages.

When figures/site/page_cache.py runs MkDocs, all is rendered.
"""

import os
import subprocess
import sys
from pathlib import Path

import mkdocs_gen_files

from figures.build.errors import STOPPED, SourceError
from figures.build.render import is_current
from figures.site.fences import PageError
from figures.site.mkdocs_files import gathered
from figures.site.page_cache import ALONE
from figures.site.parts import PARTS
from figures.site.prose import check_pages

TRIES = 5


def render() -> None:
    """In a process of its own: this one lives on under `serve` and would keep the scenes it once imported."""
    for _ in range(TRIES):
        rendered = subprocess.run(
            [sys.executable, Path(__file__).with_name("render.py")],
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
        # Who follows edits meets many that are saved while figures are drawn.
        if rendered.returncode != os.EX_TEMPFAIL:
            break
    if rendered.returncode < 0:
        raise PageError(f"the process that renders {STOPPED}")
    if rendered.returncode:
        raise PageError(rendered.stderr.strip())


try:
    if ALONE not in os.environ and not is_current(PARTS):
        render()
except SourceError as error:
    raise PageError(str(error)) from None
config = mkdocs_gen_files.config
own = config.mdx_configs["pymdownx.superfences"]["custom_fences"]
check_pages(Path(config.docs_dir), [fence["name"] for fence in own])
# scripts/hooks.py publishes the other files, which would all be written to a folder here first.
for name, content in gathered(config).pages.items():
    with mkdocs_gen_files.open(name, "wb") as page:
        page.write(content)
