"""Run by mkdocs-gen-files at each build: render in a process of its own, then publish build/'s pages.

When figures/pages.py runs MkDocs, all is rendered.
"""

import os
import subprocess
import sys
from pathlib import Path

import mkdocs_gen_files

from figures.build import is_current
from figures.export.page import PageError, check_pages, generate
from figures.pages import ALONE

if ALONE not in os.environ and not is_current():
    # In a process of its own: this one lives on under `serve` and would keep the scenes it once imported.
    rendered = subprocess.run(
        [sys.executable, Path(__file__).with_name("render.py")],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if rendered.returncode:
        raise PageError(rendered.stderr.strip())
check_pages(Path(mkdocs_gen_files.config.docs_dir))
# scripts/hooks.py publishes the other files, which would all be written to a folder here first.
for name, content in generate(mkdocs_gen_files.config).pages.items():
    with mkdocs_gen_files.open(name, "wb") as page:
        page.write(content)
