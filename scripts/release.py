"""Write VERSION to the branch gh-pages, from the environment's SITE_URL; FORCE=1 replaces a version."""

import argparse
import os
import sys

from figures.build.terminal import print_anywhere
from figures.release.refusal import ReleaseError, refuse
from figures.site.history import HistoryError

print_anywhere()
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--ask", action="store_true", help="only say whether the release may start")
asked = parser.parse_args()
version, force = os.environ.get("VERSION", ""), os.environ.get("FORCE") == "1"
try:
    if asked.ask:
        refuse(version, force=force)
    else:
        # Not before, since to ask needs none of the packages that a release does.
        from figures.release.commit import release

        print("\n".join(release(version, force=force)))
except (ReleaseError, HistoryError) as error:
    sys.exit(f"No release: {error}")
