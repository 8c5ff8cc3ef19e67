"""What each figure costs: CPU seconds for all its files, bytes by kind, states, pictures of its film."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from figures.files.downloads import downloads
from figures.files.movie import length
from figures.film.film import shoot
from figures.scene import load

KINDS = ("svg", "png", "pdf", "gif", "mp4", "zip", "csv", "json")


def ledger(slugs: Iterable[str]) -> Iterator[str]:
    """A head, a row a figure as it is measured, and the means; bytes in thousands."""
    head = "".join(f"{kind:>8}" for kind in KINDS)
    yield f"{'figure':<24}{'CPU s':>7}{'states':>8}{'pictures':>9}{head}{'total':>9}"
    count, seconds, size = 0, 0.0, 0
    for slug in slugs:
        start = time.process_time()
        film = shoot(slug, load(slug))
        weights: Counter[str] = Counter()
        for download in downloads(film.scene):
            weights[PurePath(download.ending).suffix[1:]] += len(download.made(film))
        spent = time.process_time() - start
        row = "".join(f"{weights[kind] // 1000:>8}" for kind in KINDS)
        total = sum(weights.values())
        yield f"{slug:<24}{spent:>7.1f}{len(film.frames):>8}{length(film):>9}{row}{total // 1000:>9}"
        count, seconds, size = count + 1, seconds + spent, size + total
    if count:
        yield f"in the mean: {seconds / count:.1f} CPU seconds, {size / 1e6 / count:.2f} MB a figure"
