"""Build the site into a folder (default: site/), which a failed build leaves as it was."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from figures.dependencies import ROOT
from figures.swap import replacing

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--out", type=Path, default=ROOT / "site", help="where the site goes")
target = parser.parse_args().out.resolve()

commit_time = subprocess.run(
    ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.strip()
with replacing(target) as work:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", work],
        cwd=ROOT,
        # The sitemap carries dates: those of the commit, so that the same commit gives the same bytes.
        env={"SOURCE_DATE_EPOCH": commit_time or "0", **os.environ},
        check=False,
    )
    if built.returncode:
        sys.exit(f"The site was not built; {target} is as it was. The reason stands above.")
print(f"The site stands in {target}")
