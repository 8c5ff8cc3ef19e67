"""The Chromium that the browser tests drive: an installed one, or one brought here.

Run as a module, it makes sure there is one, or says what to install and fails.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


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
    found = find()
    if found:
        return found
    if not install("chromium"):
        print("set-up: downloading a browser with Playwright", flush=True)
        subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])
    found = find()
    if not found:
        raise BrowserMissingError("No browser for the tests: install Chromium or Google Chrome.")
    return found


if __name__ == "__main__":
    try:
        print(f"set-up: browser {find_or_install()}")
    except BrowserMissingError as error:
        sys.exit(str(error))
