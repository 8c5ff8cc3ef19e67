"""Matplotlib as it is used here: with its own settings, since a user's are to change no figure.

A build imports it before the rest of matplotlib, which then need not describe the properties of every kind
of artist for readers of its documentation: that took a tenth of a short build.
"""

from typing import Any

import matplotlib as mpl
import matplotlib.artist

matplotlib.artist.kwdoc = lambda artist: ""

DEFAULTS: dict[Any, Any] = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
"""For ``rc_context``; without a backend, for which matplotlib would import pyplot to look."""
