"""Speed of the builds beside their peers: make bench-build, or python -m benchmarks.build.

Prints medians of alternating rounds, first of galleries of twelve still pictures, ours and those of
mkdocs-gallery and sphinx-gallery, then of the whole site beside a bare Material build of its pages.
Read the ratios of CPU times: they hold on a machine that others use too, wall times do not. Needs
Linux, and the package registry once, for the peers.
"""

import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket
from statistics import median

from benchmarks.drawings import DRAWINGS
from benchmarks.galleries import Gallery, copy_project, mkdocs_gallery, ours, sphinx_gallery
from benchmarks.processes import Cost, environment, run
from figures.build.layout import ROOT
from figures.scene import slugs

ROUNDS = 5
STATES: dict[str, Callable[[Gallery, int], None]] = {
    "cold": lambda gallery, _: gallery.clean(),
    "one edited": lambda gallery, place: gallery.edit(DRAWINGS[place], width=3 + place / 10),
    "unchanged": lambda gallery, _: None,
}
"""What is built, and what makes it so in round ``place``."""
TARGETS = {"cold": 1.0, "one edited": 0.5}
"""How many times a peer's CPU time ours may be."""

BARE_TARGET = 1.3
"""How many times a bare build's CPU time our unchanged build may be."""
SCENE_TARGET = 4.0
"""Seconds that a build with one edited scene may take longer than one with none."""
PROSE_TARGET = 2.0
"""Seconds from saving a page to seeing it served."""

WORK = """\
  Each makes: twelve pages in an HTML site with search and a gallery page of thumbnails.
  ours            SVG in the page, PNG 740 x 416, two PNG thumbnails, citations, a page to embed;
                  typeface and math fonts cut from their sources; of all files for slides only that
                  PNG: DOWNLOADS of figures/files/downloads.py is cut down in this copy
  ours, all files the same with every file for slides that the site offers; no target
  mkdocs-gallery  PNG 640 x 480, PNG thumbnail, script, notebook and ZIP, in the Material theme
  sphinx-gallery  the same files, in Sphinx's own theme
  Cold: nothing made before, but Python's compiled modules and matplotlib's font list are there."""


def main() -> None:
    """Measure and print both parts."""
    python = Path(sys.executable)
    with tempfile.TemporaryDirectory(prefix="bench-build-") as name:
        work = Path(name)
        compare_galleries(work, python)
        compare_site(work, python)


def compare_galleries(work: Path, python: Path) -> None:
    """Build each gallery cold, with one picture edited and unchanged, round by round."""
    peer = install_peers(work)
    galleries = {
        "ours": ours(work / "ours", python),
        "mkdocs-gallery": mkdocs_gallery(work / "mkdocs", peer),
        "sphinx-gallery": sphinx_gallery(work / "sphinx", peer),
        "ours, all files": ours(work / "all", python, comparable=False),
    }
    costs: dict[tuple[str, str], list[Cost]] = {}
    for place in range(-1, ROUNDS):
        for state, prepare in STATES.items():
            # One right after the other, because the speed of a machine that others use drifts.
            for name, gallery in galleries.items():
                prepare(gallery, place)
                cost = run(gallery.command, gallery.folder)
                gallery.check()
                # The first round compiles modules and lists fonts.
                if place >= 0:
                    costs.setdefault((name, state), []).append(cost)
    medians = {key: Cost.median(values) for key, values in costs.items()}
    print(f"\nTwelve still pictures, median of {ROUNDS} rounds: CPU seconds (wall seconds)\n{WORK}\n")
    print("  " + "".join(f"{title:<18}" for title in ("", *STATES)))
    for name in galleries:
        cells = (f"{medians[name, s].cpu:.2f} ({medians[name, s].wall:.2f})" for s in STATES)
        print("  " + "".join(f"{cell:<18}" for cell in (name, *cells)))
    print("\n  ours, as many times the CPU seconds of, median of the rounds' ratios")
    for name in ("mkdocs-gallery", "sphinx-gallery"):
        for state in STATES:
            pairs = zip(costs["ours", state], costs[name, state], strict=True)
            ratio = median(own.cpu / peer.cpu for own, peer in pairs)
            print(f"    {name}, {state:<12}{ratio:>6.2f} x{_verdict(ratio, TARGETS.get(state), ' x')}")


def install_peers(work: Path) -> Path:
    """The Python of a fresh environment that holds the peers; ``CalledProcessError`` if none can be made."""
    lock = ROOT / "benchmarks" / "peers.txt"
    python = work / "peers" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", work / "peers"], check=True)
    # Compiled as pip does it, and as ours are.
    options = ["--compile-bytecode", "--require-hashes", "-r", str(lock)]
    uv = [sys.executable, "-m", "uv", "pip", "install", "-q", "--python", str(python)]
    subprocess.run([*uv, *options], check=True)
    pins = re.findall(r"^\S+==\S+", lock.with_suffix(".in").read_text("utf-8"), re.M)
    print(f"peers: {', '.join(pins)}")
    return python


def compare_site(work: Path, python: Path) -> None:
    """Build the whole site unchanged beside its bare pages, then with each scene edited, then serve it."""
    site, bare = work / "site", work / "bare"
    copy_project(site)
    build = (python, "scripts/build_site.py")
    cold = run(build, site)
    run((python, "-m", "benchmarks.bare", bare), site)
    ours_costs, bare_costs = [], []
    for _ in range(ROUNDS):
        ours_costs.append(run(build, site))
        bare_costs.append(run((python, "-m", "mkdocs", "build", "--strict"), bare))
    whole, plain = Cost.median(ours_costs), Cost.median(bare_costs)
    ratio = whole.cpu / plain.cpu
    print("\nThe whole site: CPU seconds (wall seconds)")
    print("  bare: the same pages and files, already made, by Material alone;")
    print("        it colours code, its formulas stay TeX\n")
    print(f"  cold                          {cold.cpu:6.2f} ({cold.wall:.2f})")
    print(f"  unchanged                     {whole.cpu:6.2f} ({whole.wall:.2f})")
    print(f"  bare                          {plain.cpu:6.2f} ({plain.wall:.2f})")
    print(f"  unchanged / bare              {ratio:6.2f} x{_verdict(ratio, BARE_TARGET, ' x')}")
    edits = {slug: _edited(site, slug, build) for slug in slugs()}
    middle = Cost.median(list(edits.values()))
    last = max(edits, key=lambda slug: edits[slug].cpu)
    more = edits[last].wall - whole.wall
    print(f"  one scene edited, median      {middle.cpu:6.2f} ({middle.wall:.2f})")
    print(f"    the slowest, {last:<17}{edits[last].cpu:6.2f} ({edits[last].wall:.2f})")
    print(f"    its wall time over unchanged{more:6.2f} s{_verdict(more, SCENE_TARGET, ' s')}")
    seen = median(served(site, python))
    print(f"  prose edited, until served    {seen:6.2f} s{_verdict(seen, PROSE_TARGET, ' s')}")


def _edited(site: Path, slug: str, build: Sequence[str | Path]) -> Cost:
    with (site / "figures" / "scenes" / f"{slug}.py").open("a", encoding="utf-8") as scene:
        scene.write("# An edit.\n")
    return run(build, site)


def served(site: Path, python: Path) -> list[float]:
    """Seconds from each edit of a page's words to the served page that shows it."""
    page = site / "docs" / "lessons" / "path.md"
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    with subprocess.Popen(
        [python, "scripts/serve.py", "--address", host],
        cwd=site,
        env=environment(site),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(f"http://{host}/lessons/path/", "</html>")
            waits = []
            for place in range(ROUNDS):
                words = f"Edited sentence {place}."
                with page.open("a", encoding="utf-8") as file:
                    file.write(f"\n{words}\n")
                waits.append(_wait_for(f"http://{host}/lessons/path/", words))
            return waits
        finally:
            server.terminate()


def _wait_for(address: str, words: str, patience: float = 60) -> float:
    """Seconds until the page holds the words; ``TimeoutError`` if it never does."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            with urllib.request.urlopen(address, timeout=patience) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except urllib.error.URLError:
            pass  # not served yet
        time.sleep(0.05)
    raise TimeoutError(f"{address} does not show {words!r} after {patience:g} s")


def _verdict(value: float, target: float | None, unit: str) -> str:
    if target is None:
        return ""
    return f"   (target {target:g}{unit}: {'met' if value <= target else 'MISSED'})"


if __name__ == "__main__":
    main()
