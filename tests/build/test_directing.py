"""Whoever directs the figures sees all of them at once, and what each costs; no build minds that."""

import io
from pathlib import Path, PurePath

import pytest
from PIL import Image

from tests.project import Project, duplicate
from tests.small import NAMES

GAP = 12


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def size(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def test_contact_sheets_show_every_figure_and_every_film(project: Project) -> None:
    before = project.tree("build")
    done = project.run("sheets")
    assert done.returncode == 0, done.stderr
    made = project.tree("build/sheets")
    assert set(made) == {"poses.png", "phones.png", *(f"film_{name}.png" for name in NAMES)}
    assert done.stdout.startswith("4 contact sheets stand in ")
    # Two slides side by side; six pictures of a film in two rows of three.
    assert size(made["poses.png"]) == (2 * 640 + 3 * GAP, 360 + 2 * GAP)
    assert {size(made[f"film_{name}.png"]) for name in NAMES} == {(3 * 640 + 4 * GAP, 2 * 360 + 3 * GAP)}
    # Nothing else was made, and there is nothing to do.
    assert {
        name: data for name, data in project.tree("build").items() if not name.startswith("sheets/")
    } == before
    assert project.run("plan").stdout.startswith("Nothing")
    project.site()
    assert project.tree("build/sheets") == made


def test_one_figure_alone_can_be_looked_at(project: Project) -> None:
    done = project.run("sheets", NAMES[0])
    assert done.returncode == 0, done.stderr
    made = project.tree("build/sheets")
    assert set(made) == {"poses.png", "phones.png", f"film_{NAMES[0]}.png"}
    assert size(made["poses.png"]) == (640 + 2 * GAP, 360 + 2 * GAP)


def test_the_ledger_weighs_the_files_that_are_offered(project: Project) -> None:
    done = project.run("ledger")
    assert done.returncode == 0, done.stderr
    head, *rows, mean = done.stdout.splitlines()
    columns = head.replace("CPU s", "CPU").split()
    assert [row.split()[0] for row in rows] == list(NAMES)
    weights = []
    for row in rows:
        told = dict(zip(columns, row.split(), strict=True))
        files = {
            name: data
            for kind in ("vector", "picture", "movie", "data")
            for name, data in project.tree(f"build/{kind}/{told['figure']}").items()
        }
        assert len(files) == 4
        for ending in ("svg", "png", "gif", "json", "mp4"):
            weight = sum(len(data) for name, data in files.items() if PurePath(name).suffix == f".{ending}")
            assert int(told[ending]) == weight // 1000
        weights.append(sum(map(len, files.values())))
        assert int(told["total"]) == weights[-1] // 1000
        assert int(told["states"]) == 2
        assert float(told["CPU"]) >= 0
    assert mean.endswith(f"{sum(weights) / len(weights) / 1e6:.2f} MB a figure")


@pytest.mark.parametrize("script", ["sheets", "ledger"])
def test_a_figure_that_there_is_not_is_told_in_one_line(project: Project, script: str) -> None:
    done = project.run(script, "dot_thre")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "dot_thre" in done.stderr
    assert not (project.folder / "build" / "sheets").exists()
