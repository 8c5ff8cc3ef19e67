"""Serve the site with live reload, until a signal ends it."""

import argparse
import signal
import sys

from mkdocs.__main__ import cli

from figures.build.swap import OutputError
from figures.build.temporary import temporary
from figures.build.terminal import print_anywhere
from figures.edition import EditionError, edition

print_anywhere()
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--address", default="127.0.0.1:8000", help="where")
asked = parser.parse_args()
# As Ctrl-C does, so that MkDocs takes away what it made.
for ending in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(ending, signal.default_int_handler)
try:
    edition()
    with temporary():
        cli(["serve", "--strict", "--dev-addr", asked.address], prog_name="mkdocs")
except (EditionError, OutputError) as error:
    sys.exit(f"Nothing is served: {error}")
