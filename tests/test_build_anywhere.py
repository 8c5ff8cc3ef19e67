"""The same bytes wherever and however a site is built; one line where it cannot be written."""

import locale
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small import Small, duplicate
from tests.test_site import copy, tree

SETTINGS = "lines.linewidth: 9\naxes.grid: True\npath.simplify: False\nsavefig.dpi: 50\nfont.size: 30\n"
"""What a user may have told matplotlib."""


def elsewhere(folder: Path) -> dict[str, str]:
    """An environment unlike the one that the tests run in, with a home of its own."""
    home = folder / "home"
    (home / "matplotlib").mkdir(parents=True)
    (home / "matplotlib" / "matplotlibrc").write_text(SETTINGS)
    return {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Chatham",
        "LC_ALL": "C" if locale.getlocale()[1] == "UTF-8" else "C.UTF-8",
        "HOME": str(home),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "COLUMNS": "40",
    }


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
