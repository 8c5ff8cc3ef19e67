"""The two pages that set headings beside answers, read: "Said / true" and "Questions"."""

import re
from functools import cache
from typing import NamedTuple

from tests.conftest import ROOT

_SECTION = re.compile(r"^### (?P<title>.+?) \{ #(?P<anchor>[\w-]+) \}\n(?P<text>.*?)(?=^##|\Z)", re.M | re.S)


class Answer(NamedTuple):
    """What stands below a heading, its lines joined."""

    title: str
    text: str

    def numbers(self, pattern: str) -> tuple[float, ...]:
        """The numbers that the groups of a pattern find; it has to match once."""
        (found,) = re.findall(pattern, self.text)
        parts = (found,) if isinstance(found, str) else found
        return tuple(float(part.replace("−", "-").replace(",", "")) for part in parts)


@cache
def answers(page: str) -> dict[str, Answer]:
    """The answers of ``docs/<page>.md`` by their anchors, in the page's order."""
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    found = [match.groupdict() for match in _SECTION.finditer(text)]
    assert len({section["anchor"] for section in found}) == len(found) == text.count("\n### ")
    return {one["anchor"]: Answer(one["title"], " ".join(one["text"].split())) for one in found}
