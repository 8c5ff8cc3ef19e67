"""Serve the site with live reload, until a signal ends it."""

import argparse
import errno
import signal
import sys
from socket import AF_INET, AF_INET6, create_server

from mkdocs.__main__ import cli

from figures.build.swap import OutputError
from figures.build.temporary import temporary
from figures.build.terminal import print_anywhere
from figures.edition import EditionError, edition


def check(address: str) -> None:
    """End if nothing can be served there, which MkDocs finds out only after the first build."""
    host, _, port = address.rpartition(":")
    try:
        create_server((host, int(port)), family=AF_INET6 if ":" in host else AF_INET).close()
    except (OSError, OverflowError, ValueError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is taken" if taken else f"is no address of this machine that you may use ({error})"
        sys.exit(
            f"Nothing is served: {address} {why}; choose another, such as: make serve ADDRESS=127.0.0.1:8001"
        )


print_anywhere()
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--address", default="127.0.0.1:8000", help="where")
asked = parser.parse_args()
# As Ctrl-C does, so that MkDocs takes away what it made; unless it is ignored, as by `nohup`.
for ending in (signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(ending) != signal.SIG_IGN:
        signal.signal(ending, signal.default_int_handler)
try:
    edition()
    check(asked.address)
    with temporary():
        cli(["serve", "--strict", "--dev-addr", asked.address], prog_name="mkdocs")
except (EditionError, OutputError) as error:
    sys.exit(f"Nothing is served: {error}")
