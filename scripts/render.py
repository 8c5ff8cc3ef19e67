"""Render into build/ whatever changed."""

import gc
import os
import sys

from figures.build.errors import SourceError
from figures.build.render import ChangedError, render
from figures.build.swap import OutputError
from figures.build.terminal import print_anywhere
from figures.site.parts import PARTS

# A build makes hardly any garbage. Looking for it, at times and once more at the end, took a fifth of a
# short one.
gc.disable()
print_anywhere()
try:
    render(PARTS)
except ChangedError as error:
    print(f"figures: {error}", file=sys.stderr)
    sys.exit(os.EX_TEMPFAIL)
except (SourceError, OutputError) as error:
    sys.exit(f"figures: {error}")
gc.freeze()
