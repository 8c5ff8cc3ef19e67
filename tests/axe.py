"""What the accessibility checker axe says of a page, by all its rules."""

from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours: all that can break when nothing else has changed."""


def violations(page: Page, *rules: str) -> list[tuple[str, list[str]]]:
    """Each broken rule with the elements that break it; of these rules alone, if any are named."""
    if not page.evaluate("'axe' in window"):
        # Not as a script of the page, which its policy would stop.
        page.evaluate(AXE.read_text("utf-8"))
    # A colour half way to another is nobody's: the theme fades links from one to the next.
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    # Told in full are violations alone; the rules are all that axe runs by itself. None of these needs the
    # style sheets loaded once more, which it does otherwise.
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    options |= {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate("(options) => axe.run(options).then((result) => result.violations)", options)
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
