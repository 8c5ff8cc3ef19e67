"""What commands cost: CPU and wall seconds of a whole process tree, on Linux."""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True)
class Cost:
    """User and system seconds of a command and all that it started, and the seconds that passed."""

    cpu: float
    wall: float

    @classmethod
    def median(cls, costs: Sequence["Cost"]) -> "Cost":
        """The medians of both."""
        return cls(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))


def environment(folder: Path) -> dict[str, str]:
    """A command's environment: our packages from ``folder``, compiled modules kept, as they usually are."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(folder)}


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command to the end of its last descendant; ``CalledProcessError``, with its output shown."""
    # Grandchildren whose parent is gone become ours: their time counts too.
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before, start = _spent(), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - start
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")
        done.check_returncode()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return Cost(_spent() - before, wall)


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
