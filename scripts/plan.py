"""Print what the next build would make, and why."""

import sys

from figures.build.errors import SourceError
from figures.site.assembly import WebsiteError, pending
from figures.site.history import HistoryError

try:
    found = pending()
except (SourceError, WebsiteError, HistoryError) as error:
    sys.exit(str(error))
for name, why in found.items():
    print(f"{name}: {', '.join(why)}")
if not found:
    print("Nothing: all that a build would make is there.")
