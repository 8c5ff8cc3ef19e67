"""Print what each figure costs, or those named: CPU seconds, bytes by kind, states, pictures of its film."""

import sys

from figures.build.errors import SourceError
from figures.build.terminal import print_anywhere
from figures.files.ledger import ledger
from figures.scene import slugs

print_anywhere()
try:
    for row in ledger(sys.argv[1:] or slugs()):
        print(row, flush=True)
except SourceError as error:
    sys.exit(str(error))
