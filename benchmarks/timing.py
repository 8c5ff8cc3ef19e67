"""Time competitors alternately in one process, so that a slow minute of the machine hits all."""

import time
from collections.abc import Callable, Mapping

import numpy as np


def medians(
    competitors: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    calls: Mapping[str, int] | None = None,
) -> dict[str, float]:
    """Return the median CPU milliseconds of one call of each competitor over the rounds.

    CPU time (time.process_time) and not wall time, because the machine may be shared. `calls` says
    how often a fast competitor is called within one measurement (default: once).
    """
    times: dict[str, list[float]] = {name: [] for name in competitors}
    for run in competitors.values():
        run()  # imports, caches and lazy initialisation are not part of the problem
    for _ in range(rounds):
        for name, run in competitors.items():
            repeats = (calls or {}).get(name, 1)
            start = time.process_time()
            for _ in range(repeats):
                run()
            times[name].append((time.process_time() - start) / repeats)
    return {name: 1e3 * float(np.median(values)) for name, values in times.items()}


def report(title: str, times: Mapping[str, float], targets: Mapping[str, float] | None = None) -> None:
    """Print medians, and how many times the first competitor is faster than each other one."""
    ours = next(iter(times.values()))
    print(f"\n{title}")
    for name, value in times.items():
        line = f"  {name:<44}{value:>12.3f} ms"
        if value is not ours:
            line += f"{value / ours:>9.1f} x"
            if targets and name in targets:
                line += f"   (target {targets[name]:g} x)"
        elif targets and name in targets:
            line += f"            (target {targets[name]:g} ms)"
        print(line)
