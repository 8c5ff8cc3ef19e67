"""Run by mkdocs-gen-files at each build: render in a process of its own, then publish build/."""

import subprocess
import sys
from pathlib import Path

import mkdocs_gen_files

from figures.build import is_current
from figures.export.page import PageError, check_pages, generate


def write(name: str, data: bytes) -> None:
    with mkdocs_gen_files.open(name, "wb") as file:
        file.write(data)


if not is_current():
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
generate(write, mkdocs_gen_files.config)
