"""The five steps of docs/contributing.md, taken literally."""

import re
from pathlib import Path

from tests.conftest import ROOT
from tests.test_site import build, copy


def test_the_documented_figure_builds_as_described(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    name = re.findall(r"`figures/scenes/(\w+)\.py`", guide)[0]
    scene = re.findall(r"```python\n(.*?)```", guide, re.S)[0]
    fence = re.findall(r"````text\n(.*?)````", guide, re.S)[0]
    project = copy(tmp_path / "project", rendered=True)
    (project / "figures" / "scenes" / f"{name}.py").write_text(scene, "utf-8")
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{fence}")
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f'id="{name}"' in (project / "site" / "index.html").read_text("utf-8")
    page_files = {path.name for path in (project / "site" / "figures" / name).iterdir()}
    assert {"index.html", "why-lasso_one-coefficient_light.png"} <= page_files
