"""Single faults, made one at a time in a copy of the project: each has to fail the tests that concern it.

``python -m tests.mutants [WORD …]`` makes those whose promise or file contains one of the words, or all. They
stand in ``mutants.toml``: the promise that each breaks, the file, what is written there and what instead, and
the tests that have to notice.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_suffix(".toml")
_LINKED = (".venv", "node_modules")
_COPIED = ("build", ".cache")
"""What is made, without which each copy would make it first."""


class MutantError(Exception):
    """A mutant that cannot be made, or tests that say nothing about it; the message says which and why."""


@dataclass(frozen=True)
class Mutant:
    """One fault: in ``file``, ``old`` becomes ``new``; ``tests`` are what pytest is given."""

    promise: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.promise} ({self.file})"


def listed(words: list[str], file: Path = LIST) -> list[Mutant]:
    """The mutants with one of these words in their promise or file; all, without words."""
    rows = tomllib.loads(file.read_text("utf-8"))["mutant"]
    known = [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows]
    for word in words:
        if not any(word in str(one) for one in known):
            raise MutantError(f"no mutant's promise or file contains '{word}'; {file} lists them")
    return [one for one in known if not words or any(word in str(one) for word in words)]


def copy(folder: Path) -> Path:
    """The project as it stands in the working tree, with what was made from it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    # Some tests ask git for the project's files.
    for command in (["git", "init", "-q"], ["git", "add", "--all"]):
        subprocess.run(command, cwd=folder, check=True)
    for name in _LINKED:
        (folder / name).symlink_to(ROOT / name)
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def failures(folder: Path, tests: tuple[str, ...], cores: int = 0) -> list[str]:
    """What pytest says of the tests that fail there; ``MutantError`` if none could be run.

    On so many ``cores``; 0 is in one process.
    """
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", f"-n{cores}", "-x", *tests]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    # Of pytest's exit codes, 1 means that tests failed and 2 that modules of theirs could not be imported.
    if done.returncode not in (0, 1, 2):
        said = "\n".join([*lines, done.stderr])
        raise MutantError(f"pytest {' '.join(tests)} ended with {done.returncode}:\n{said}")
    return [line for line in lines if line.startswith(("FAILED", "ERROR"))]


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether the tests pass although the fault stands in the copy, which is afterwards as it was."""
    file = folder / mutant.file
    before = file.read_bytes()
    text = before.decode()
    if text.count(mutant.old) != 1:
        raise MutantError(f"{mutant}: what it changes stands there {text.count(mutant.old)} times, not once")
    try:
        file.write_bytes(text.replace(mutant.old, mutant.new).encode())
        return not failures(folder, mutant.tests)
    finally:
        file.write_bytes(before)


def tried(mutants: list[Mutant], folder: Path) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it survives, on all cores, in copies that are made in the folder."""
    copies: SimpleQueue[Path] = SimpleQueue()
    cores = os.cpu_count() or 1
    for core in range(cores):
        copies.put(copy(folder / str(core)))
    concerned = tuple(sorted({test for mutant in mutants for test in mutant.tests}))
    if said := failures(folder / "0", concerned, cores):
        raise MutantError("\n".join(["tests fail without a fault too: mend them first", *said]))

    def attempt(mutant: Mutant) -> bool:
        place = copies.get()
        try:
            return survives(mutant, place)
        finally:
            copies.put(place)

    with ThreadPoolExecutor(cores) as pool:
        yield from zip(mutants, pool.map(attempt, mutants), strict=True)


def main(words: list[str]) -> None:
    survivors = []
    try:
        mutants = listed(words)
        with TemporaryDirectory() as folder:
            for number, (mutant, survived) in enumerate(tried(mutants, Path(folder)), 1):
                print(
                    f"{number} of {len(mutants)}: {mutant}: {'SURVIVES' if survived else 'dies'}", flush=True
                )
                survivors += [str(mutant)] * survived
    except MutantError as error:
        sys.exit(f"mutants: {error}")
    print("\n".join(["No mutant survives."] if not survivors else ["Survivors:", *survivors]))
    sys.exit(bool(survivors))


if __name__ == "__main__":
    main(sys.argv[1:])
