"""What is made and kept: the entries of a folder, and stamps that tell whether they are whole."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from figures.dependencies import digest
from figures.swap import files_in

STAMPS = "stamps.json"
"""The file of the stamps, beside the entries."""


class Stamp(TypedDict):
    """What an entry was made of, and the digests of the files in it by name."""

    key: str
    files: dict[str, str]


Stamps = dict[str, Stamp]
"""The stamp of each entry, by its folder."""


@dataclass(frozen=True)
class Entry:
    """What is made together in one ``folder``, or nothing at all, and the key of all it depends on."""

    folder: str
    key: str

    def stamp(self, parent: Path) -> Stamp:
        """Its stamp, if what is in its folder in ``parent`` was made of this."""
        folder = parent / self.folder
        files = {name: digest(folder / name) for name in files_in(folder)} if folder.exists() else {}
        return {"key": self.key, "files": files}

    def is_whole(self, parent: Path, stamps: Stamps) -> bool:
        """Whether it is in ``parent`` as it was stamped, every file as it was written."""
        try:
            return stamps.get(self.folder) == self.stamp(parent)
        except OSError:
            return False


def read_stamps(file: Path) -> Stamps:
    """The stamps kept in that file; none if it is missing or damaged."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def write_stamps(file: Path, stamps: Stamps) -> None:
    """Keep the stamps, now that all they tell of is finished."""
    file.write_text(json.dumps(stamps, indent=1), "utf-8")
