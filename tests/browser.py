"""The Chromium that the browser tests drive: an installed one, or one brought here.

Run as a module, it makes sure there is one, or says what to install and fails.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from figures.build.terminal import print_anywhere
from tests.debian import install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = "No browser for the tests: install Chromium (Debian: chromium) or Google Chrome."


class BrowserMissingError(RuntimeError):
    """No browser here and no way to bring one."""


def find() -> str | None:
    """The path of an installed Chromium or Chrome, else of the one Playwright downloaded, else None."""
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    if installed or _MAC.exists():
        return installed or str(_MAC)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        downloaded = playwright.chromium.executable_path
    return downloaded if Path(downloaded).exists() else None


def find_or_install() -> str:
    """The path of a browser, installed first if need be; ``BrowserMissingError`` if that fails."""
    # Ubuntu, which has Debian's tools, has no such package.
    found = find() or (find() if install("chromium") else None) or _download()
    if not found:
        raise BrowserMissingError(MISSING)
    return found


def _download() -> str | None:
    print("set-up: downloading a browser with Playwright", flush=True)
    # Where it fails, it prints where in its code; what helps is said by who asked.
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, capture_output=True, check=False)
    return find()


if __name__ == "__main__":
    print_anywhere()
    try:
        print(f"set-up: browser {find_or_install()}")
    except BrowserMissingError as error:
        sys.exit(str(error))
