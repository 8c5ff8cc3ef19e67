"""Signs of prose as they are set, not as they are typed: apostrophes, and spaces at which no line breaks."""

import re

_APOSTROPHE = re.compile(r"(?<=\w)'")
_EQUATION = re.compile(r"(?<!\S)(\(?[^\s\d]\S{0,7}) ([=<>≤≥≈]) (?=[−±]?[\d½τλ])")
"""A name of up to eight letters, a sign and a number's beginning."""
_PERCENT = re.compile(r"(?<=\d) %")


def well_set(text: str) -> str:
    """The text with ’ for a typed apostrophe, and λ = 0.3 and 5 % each on one line."""
    return _PERCENT.sub("\u00a0%", _EQUATION.sub("\\1\u00a0\\2\u00a0", _APOSTROPHE.sub("’", text)))
