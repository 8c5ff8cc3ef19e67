"""What the accessibility checker axe says of a page, by all its rules."""

from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Each broken rule with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        # Not as a script of the page, which its policy would stop.
        page.evaluate(AXE.read_text("utf-8"))
    # Told in full are violations alone; the rules are all.
    found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then(result => result.violations)")
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
