"""What is made and kept: the entries of a folder, and stamps that tell whether they are whole."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from figures.build.dependencies import Sources, digest, fingerprint
from figures.build.swap import files_in

STAMPS = "stamps.json"
"""The file of the stamps, beside the entries."""


class Stamp(TypedDict):
    """The fingerprint of what an entry was made of, and the digests of the files in it by name."""

    fingerprint: str
    files: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """What is made together in one ``folder``, or nothing at all, and all it depends on."""

    folder: str
    sources: Sources = field(compare=False)
    fingerprint: str

    @classmethod
    def of(cls, folder: str, sources: Sources) -> "Entry":
        """The entry with the fingerprint of its sources."""
        return cls(folder, sources, fingerprint(sources))

    def stamp(self, parent: Path) -> Stamp:
        """Its stamp, if what is in its folder in ``parent`` was made of this."""
        folder = parent / self.folder
        files = {name: digest(folder / name) for name in files_in(folder)} if folder.exists() else {}
        return {"fingerprint": self.fingerprint, "files": files}

    def is_whole(self, parent: Path, stamps: "Stamps") -> bool:
        """Whether it is in ``parent`` as it was stamped, every file as it was written."""
        try:
            return stamps.of.get(self.folder) == self.stamp(parent)
        except OSError:
            return False


@dataclass(frozen=True)
class Stamps:
    """The stamp of each entry by its folder, and what stands behind each fingerprint among them.

    ``damaged`` if the file held anything else.
    """

    of: dict[str, Stamp]
    sources: dict[str, Sources]
    damaged: bool = False


def read_stamps(file: Path) -> Stamps:
    """The sound ones of the stamps kept in that file; none if it is missing."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        behind = {name: made_of for name, made_of in kept["sources"].items() if fingerprint(made_of) == name}
        sound = {folder: stamp for folder, stamp in kept["stamps"].items() if _is_sound(stamp, behind)}
        used = {stamp["fingerprint"] for stamp in sound.values()}
    except (OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return Stamps({}, {}, damaged=file.exists())
    whole = {"stamps": sound, "sources": {name: behind[name] for name in used}}
    return Stamps(sound, behind, damaged=whole != kept)


def _is_sound(stamp: object, behind: Mapping[str, Sources]) -> bool:
    return (
        isinstance(stamp, dict)
        and stamp.keys() == Stamp.__annotations__.keys()
        and stamp["fingerprint"] in behind
        and isinstance(stamp["files"], dict)
    )


def write_stamps(file: Path, stamps: dict[str, Stamp], sources: Iterable[Sources]) -> None:
    """Keep the stamps, now that all they tell of is finished, with the sources behind them."""
    behind = {fingerprint(made_of): made_of for made_of in sources}
    file.write_text(json.dumps({"stamps": stamps, "sources": behind}, indent=1), "utf-8")


def reasons(entry: Entry, parent: Path, stamps: Stamps) -> list[str]:
    """Why the entry has to be made again, a few words each; empty if it is whole."""
    if entry.is_whole(parent, stamps):
        return []
    stamp = stamps.of.get(entry.folder)
    if stamp is None:
        return ["never made"]
    if stamp["fingerprint"] == entry.fingerprint:
        return ["what was made is damaged"]
    former, now = stamps.sources[stamp["fingerprint"]], entry.sources
    changed = (name for name in former.keys() & now.keys() if former[name] != now[name])
    return [
        *sorted(changed),
        *(f"{name}, new" for name in sorted(now.keys() - former.keys())),
        *(f"{name}, gone" for name in sorted(former.keys() - now.keys())),
    ]
