"""Render into build/ whatever changed."""

import gc
import sys

from figures.build import render
from figures.scene import SceneError
from figures.swap import OutputError

# A build makes hardly any garbage. Looking for it, at times and once more at the end, took a fifth of a
# short one.
gc.disable()
try:
    render()
except (SceneError, OutputError) as error:
    sys.exit(f"figures: {error}")
gc.freeze()
