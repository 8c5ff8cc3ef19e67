"""Write VERSION to the branch gh-pages, from the environment's SITE_URL; FORCE=1 replaces a version."""

import argparse
import os
import sys

from figures.build.swap import OutputError
from figures.release.commit import ReleaseError, refuse, release
from figures.site.assembly import WebsiteError
from figures.site.history import HistoryError

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--ask", action="store_true", help="only say whether the release may start")
asked = parser.parse_args()
version, force = os.environ.get("VERSION", ""), os.environ.get("FORCE") == "1"
try:
    if asked.ask:
        refuse(version, force=force)
    else:
        print("\n".join(release(version, force=force)))
except (ReleaseError, WebsiteError, OutputError, HistoryError) as error:
    sys.exit(f"No release: {error}")
