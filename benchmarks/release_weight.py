"""What ten releases weigh, from the sizes of a built site: python -m benchmarks.release_weight [SITE].

A host of pages counts the bytes of the files on the branch of releases; GitHub's limit is 1 GB. The site's
bytes are of three kinds: what is there once, whatever the number of figures (theme, typefaces, scripts); the
pages, a figure's in the mean, among which lessons and the gallery count, for these grow with the figures; and
the files to take away, a figure's in the mean. A release adds the first two, and `latest` holds them once
more. Of the files it adds those of the figures that changed, all of each, since one does not know better.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from figures.build.layout import ROOT
from figures.site.history import MANIFEST

LIMIT = 1e9
RELEASES, SHARE = 10, 0.25
"""The releases to weigh, and how many of the figures change each time."""
_ONCE = ("assets", "javascripts", "search", "stylesheets")


@dataclass(frozen=True)
class Weights:
    """Bytes of a site: ``once``, and of ``pages`` and ``files`` a figure."""

    once: float
    pages: float
    files: float

    @classmethod
    def of(cls, site: Path) -> "Weights":
        """Those of a site in a folder, whose files to take away all stand there."""
        figures = json.loads((site / MANIFEST).read_text("utf-8"))["figures"]
        sizes = {path.relative_to(site): path.stat().st_size for path in site.rglob("*") if path.is_file()}
        once = sum(size for path, size in sizes.items() if path.parts[0] in _ONCE)
        files = sum(file["bytes"] for figure in figures for file in figure["files"])
        return cls(once, (sum(sizes.values()) - once - files) / len(figures), files / len(figures))

    def version(self, figures: int) -> float:
        """The pages of a version, without files to take away."""
        return self.once + figures * self.pages

    def branch(self, figures: int, releases: int, share: float) -> float:
        """After so many releases, a share of the figures having changed with each but the first."""
        files = figures * self.files * (1 + (releases - 1) * share)
        return (releases + 1) * self.version(figures) + files

    def copied(self, figures: int, releases: int) -> float:
        """The same if each version held all of its files, and `latest` too."""
        return (releases + 1) * (self.version(figures) + figures * self.files)


def main() -> None:
    """Print the sizes, and what comes of them."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    if not (site / MANIFEST).exists():
        sys.exit(f"{site} holds no site: make site, or name its folder")
    weights, count = Weights.of(site), len(json.loads((site / MANIFEST).read_text("utf-8"))["figures"])
    print(
        f"there once {weights.once / 1e6:.1f} MB; a figure in the mean: pages {weights.pages / 1e6:.2f} MB, "
        f"files {weights.files / 1e6:.2f} MB"
    )
    whole = weights.branch(count, RELEASES, SHARE)
    print(f"{RELEASES} releases of {count} figures, {SHARE:.0%} of which change: {whole / 1e6:.0f} MB")
    print(f"  pages {(RELEASES + 1) * weights.version(count) / 1e6:.0f} MB, of each version and the newest")
    print(f"  with all files in each version: {weights.copied(count, RELEASES) / 1e6:.0f} MB")
    print(f"below {LIMIT / 1e6:.0f} MB stay {_until(weights, count)} such releases")


def _until(weights: Weights, figures: int) -> int:
    releases = 0
    while weights.branch(figures, releases + 1, SHARE) < LIMIT:
        releases += 1
    return releases


if __name__ == "__main__":
    main()
