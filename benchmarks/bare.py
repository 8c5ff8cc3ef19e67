"""The site as a bare Material project: every page and file on disk, nothing of ours left to run.

Fences hold the finished HTML of their figures, facts their numbers; scenes are blocks of code for
Material to colour, formulas stay TeX, which a bare build does not set. The plugins and extensions of
ours go, all else in mkdocs.yml stays.
Run in a project that was built: python -m benchmarks.bare FOLDER.
"""

import json
import re
import shutil
import sys
from pathlib import Path
from textwrap import indent
from typing import Any

from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from figures.build.layout import ROOT
from figures.site import fences, mkdocs_files
from figures.site.contents import records

_FENCE = re.compile(r"^```(figure|certificates|converter|hero)\n(?:(\w+)\n)?```$", re.M)
_SOURCE = re.compile(r"^    ```source\n    (\w+)\n    ```$", re.M)
_FACT = re.compile(r"\{\{ *(\w+)\.(\w+) *\}\}")
_SUPERFENCES = "pymdownx.superfences"


def write(folder: Path) -> None:
    """Write the bare project into ``folder``."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs)

    found = mkdocs_files.gathered(load_config(str(ROOT / "mkdocs.yml")))
    for name, content in (found.pages | found.files).items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    known = records()

    def figure(match: re.Match[str]) -> str:
        if match[1] != "figure":
            return f"<div>\n{getattr(fences, match[1])()}\n</div>"
        # An example in a code block names a figure that does not exist.
        return f"<div>\n{fences.put(fences.fence(match[2]))}\n</div>" if match[2] in known else match[0]

    for path in docs.rglob("*.md"):
        text = _FACT.sub(lambda match: known[match[1]]["facts"][match[2]], path.read_text("utf-8"))
        path.write_text(_SOURCE.sub(_code, _FENCE.sub(figure, text)), "utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(_settings()), "utf-8")


def _code(match: re.Match[str]) -> str:
    """The source of a scene as a page's author would write it; a long fence, since it may speak of fences."""
    source = (ROOT / "figures" / "scenes" / f"{match[1]}.py").read_text("utf-8")
    return indent(f"~~~~~~ python\n{source}~~~~~~", "    ")


def _settings() -> dict[str, Any]:
    """mkdocs.yml without what is ours; JSON is YAML too."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        settings = yaml_load(file)
    for ours in ("watch", "hooks"):
        settings.pop(ours)
    settings["plugins"] = [one for one in settings["plugins"] if "gen-files" not in one]
    settings["markdown_extensions"] = [
        # Its options name our formatters.
        _SUPERFENCES if _SUPERFENCES in one else one
        for one in settings["markdown_extensions"]
        if one != "figures.site.fences"
    ]
    return settings


if __name__ == "__main__":
    write(Path(sys.argv[1]))
