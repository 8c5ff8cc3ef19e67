"""The five steps of docs/contributing.md, taken literally."""

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.project import machinery
from tests.small import scene


def test_the_documented_figure_builds_as_described(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    name = re.findall(r"`figures/scenes/(\w+)\.py`", guide)[0]
    code = re.findall(r"```python\n(.*?)```", guide, re.S)[0]
    fence = re.findall(r"````text\n(.*?)````", guide, re.S)[0]
    project = machinery(tmp_path / "project", "# Home\n")
    (project.folder / scene(name)).write_text(code, "utf-8")
    # As step 5 would.
    for check in (["check"], ["format", "--check"]):
        settings = str(ROOT / "pyproject.toml")
        command = [sys.executable, "-m", "ruff", *check, "--config", settings, scene(name)]
        done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    # Each lesson has such a part, to which the figure's page leads.
    project.add_page("The path", "lessons/path.md", f"# The path\n\n{fence}\n\n## Check it\n")
    project.site()
    site = project.folder / "site"
    assert f'id="{name}"' in (site / "lessons" / "path" / "index.html").read_text("utf-8")
    page_files = {path.name for path in (site / "figures" / name).iterdir()}
    assert {"index.html", "why-lasso_one-coefficient_light.png"} <= page_files
