"""Render every figure into build/, if anything changed."""

import sys

from figures.build import render
from figures.scene import SceneError

try:
    render()
except SceneError as error:
    sys.exit(f"figures: {error}")
