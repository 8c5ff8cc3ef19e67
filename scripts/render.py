"""Render into build/ whatever changed."""

import gc
import os
import sys

from figures.build import render
from figures.scene import SceneError
from figures.swap import OutputError

# A build makes hardly any garbage; looking for it took a twelfth of a short one.
gc.disable()
try:
    render()
except (SceneError, OutputError) as error:
    sys.exit(f"figures: {error}")
# Taking every module apart, as Python does at its end, took a fifth of a short build.
sys.stdout.flush()
os._exit(0)
