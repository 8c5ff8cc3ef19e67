"""Print what the next build would make, and because of what."""

import sys
from itertools import groupby
from textwrap import fill

from figures.build.errors import SourceError
from figures.build.terminal import print_anywhere
from figures.site.assembly import WebsiteError, pending
from figures.site.history import HistoryError

print_anywhere()
try:
    found = pending()
except (SourceError, WebsiteError, HistoryError) as error:
    sys.exit(str(error))
for why, names in groupby(sorted(found, key=found.__getitem__), key=found.__getitem__):
    print(f"because of {', '.join(why)}:")
    print(fill(", ".join(names), width=100, initial_indent="  ", subsequent_indent="  "))
if not found:
    print("Nothing: all that a build would make is there.")
