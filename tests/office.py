"""The LibreOffice Impress that takes the figures onto slides: an installed one, or one brought here.

Run as a module, it makes sure there is one, or says what to install and fails.
"""

import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from figures.build.terminal import print_anywhere
from tests.debian import install

_NAMES = ("soffice", "libreoffice")
_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
MISSING = "No LibreOffice Impress for the tests: install LibreOffice (Debian: libreoffice-impress)."


class OfficeMissingError(RuntimeError):
    """No LibreOffice here that reads presentations, and no way to bring one."""


def find() -> str | None:
    """The path of an installed LibreOffice that has Impress, else None."""
    if _MAC.exists():
        return str(_MAC)
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    # Debian ships Impress apart; this is what starts it.
    return installed if installed and Path(installed).resolve().with_name("simpress").exists() else None


def find_or_install() -> str:
    """The path of a LibreOffice, installed first if need be; ``OfficeMissingError`` if that fails."""
    found = find() or (find() if install("libreoffice-impress") else None)
    if not found:
        raise OfficeMissingError(MISSING)
    return found


def slides(svgs: Iterable[bytes], folder: Path) -> Path:
    """A PDF, made in ``folder``, of a presentation with each picture on a slide of its own."""
    deck = folder / "slides.fodp"
    deck.write_text(_deck(svgs), "utf-8")
    # A profile of its own: LibreOffice refuses to start twice on one.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [find_or_install(), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, deck],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return deck.with_suffix(".pdf")


def _deck(svgs: Iterable[bytes]) -> str:
    """A flat OpenDocument presentation, 16:9, filled by the pictures as Insert > Image embeds them."""
    spaces = {"draw": "drawing", "fo": "xsl-fo-compatible", "office": "office", "style": "style"} | {
        "svg": "svg-compatible"
    }
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in spaces.items()
    )
    pages = "".join(
        '<draw:page draw:master-page-name="slide">'
        '<draw:frame svg:x="0cm" svg:y="0cm" svg:width="32cm" svg:height="18cm">'
        f"<draw:image><office:binary-data>{b64encode(svg).decode()}</office:binary-data></draw:image>"
        "</draw:frame></draw:page>"
        for svg in svgs
    )
    # Impress takes the page's size from a master page only if that has a style, and styles are there.
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:styles/>'
        '<office:automatic-styles><style:page-layout style:name="wide"><style:page-layout-properties '
        'fo:margin="0cm" fo:page-width="32cm" fo:page-height="18cm" style:print-orientation="landscape"/>'
        '</style:page-layout><style:style style:name="ground" style:family="drawing-page"/>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="slide" '
        'style:page-layout-name="wide" draw:style-name="ground"/></office:master-styles>'
        f"<office:body><office:presentation>{pages}</office:presentation></office:body></office:document>"
    )


if __name__ == "__main__":
    print_anywhere()
    try:
        print(f"set-up: LibreOffice {find_or_install()}")
    except OfficeMissingError as error:
        sys.exit(str(error))
