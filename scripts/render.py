"""Render into build/ whatever changed."""

import sys

from figures.build import render
from figures.scene import SceneError
from figures.swap import OutputError

# Guarded, because the processes that share the work import this file anew.
if __name__ == "__main__":
    try:
        render()
    except (SceneError, OutputError) as error:
        sys.exit(f"figures: {error}")
