"""Where things lie in the project."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "figures"
"""Our own code, with the data and styles beside it."""
DOCS = ROOT / "docs"
MODULES = ROOT / "node_modules"
"""Typefaces and KaTeX, as npm installed them."""
LOCK = ROOT / "package-lock.json"
"""Which versions of these are to be installed."""
INSTALLED = MODULES / ".package-lock.json"
"""Which versions are, as npm tells."""
BUILD = ROOT / "build"
"""What is rendered, to be put on pages and beside them."""
CACHE = ROOT / ".cache"
"""What only saves time: finished pages, formulas."""

RECORDS = "figures.json"
"""The file in ``BUILD`` with what pages need to know of all figures."""
FIGURES = "figures"
"""The folder in ``BUILD`` for the HTML of each figure."""
ASSETS = "site"
"""The folder in ``BUILD`` for what the site serves beside its pages."""
SHEETS = "sheets"
"""The folder in ``BUILD`` of contact sheets, to be looked at; no build makes it or minds it."""
CONVERTER = "converter"
"""The folder in ``BUILD`` for the HTML of the λ converter."""
