"""Render into build/ whatever changed."""

import sys

from figures.build import render
from figures.scene import SceneError

# Guarded, because the processes that share the work import this file anew.
if __name__ == "__main__":
    try:
        render()
    except SceneError as error:
        sys.exit(f"figures: {error}")
