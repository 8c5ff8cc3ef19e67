"""Build the site into site/, or into offline/ to open from a folder; a failed build leaves that as it was."""

import argparse
import gc
import sys
from pathlib import Path

from figures.dependencies import ROOT
from figures.export.edition import PREVIEW_URL, edition
from figures.export.releases import MANIFEST, digests, released, told
from figures.swap import OutputError
from figures.website import WebsiteError, build

# A build makes hardly any garbage. Looking for it, at times and once more at the end, took a fifth of a
# short one.
gc.disable()
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--out", type=Path, help="where the site goes")
parser.add_argument("--offline", action="store_true", help="for opening from a folder, without a server")
asked = parser.parse_args()
target = (asked.out or ROOT / ("offline" if asked.offline else "site")).resolve()
try:
    build(target, offline=asked.offline)
except (WebsiteError, OutputError) as error:
    sys.exit(f"The site was not built; {target} is as it was. Reason: {error}")
current = digests((target / MANIFEST).read_text("utf-8"), MANIFEST)
print("\n".join([*told(current, released(ROOT)), f"The site stands in {target}"]))
if edition().site_url == PREVIEW_URL:
    print(f"Its citations name {PREVIEW_URL}; before you publish it, build it with SITE_URL=https://…/")
gc.freeze()
