"""Build the site into site/, or into offline/ to open from a folder; a failed build leaves that as it was."""

import argparse
import gc
import sys
from pathlib import Path

from figures.build.layout import ROOT
from figures.build.swap import OutputError
from figures.build.terminal import print_anywhere
from figures.edition import PREVIEW_URL, edition
from figures.site.assembly import WebsiteError, build
from figures.site.history import MANIFEST, digests, released, summary

# A build makes hardly any garbage. Looking for it, at times and once more at the end, took a fifth of a
# short one.
gc.disable()
print_anywhere()
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
print("\n".join([*summary(current, released(ROOT)), f"The site stands in {target}"]))
if edition().site_url == PREVIEW_URL:
    print(f"Its citations name {PREVIEW_URL}; before you publish it, build it with SITE_URL=https://…/")
gc.freeze()
