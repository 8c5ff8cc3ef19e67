"""MkDocs runs when a page would change, and only then; a drawing goes into its slot on kept pages."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from figures.site.page_cache import _SETTINGS
from figures.site.slots import fill, slot, split
from tests.conftest import ROOT
from tests.project import Project, duplicate, tree
from tests.small import scene

RUNS = "Building documentation"


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def build(project: Project, **more: str) -> bool:
    """Build the site; whether MkDocs ran for it."""
    done = project.run("build_site", **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return RUNS in done.stderr


def test_a_drawing_is_put_on_kept_pages(project: Project, tmp_path: Path) -> None:
    assert not build(project)
    before = project.tree("site")
    project.edit(scene("dot_one"), "limits=(0, 2), ticks=ticks(0, 1, 2)", "limits=(0, 3), ticks=ticks(0, 3)")
    assert not build(project)
    after = project.tree("site")
    changed = {name for name in before if after[name] != before[name]}
    assert after.keys() == before.keys()
    assert {name for name in changed if name.endswith(".html")} == {
        "figures/dot_one/index.html",
        "figures/dot_one/embed/index.html",
    }
    clean = duplicate(project, tmp_path / "clean")
    for made in ("build/figures", ".cache", "site"):
        shutil.rmtree(clean.folder / made)
    assert build(clean)
    assert clean.tree("site") == after


EDITS = {
    "prose": ("docs/index.md", "# Two dots", "# Two dots, and more words"),
    "claim": (scene("dot_one"), "A dot falls", "A dot goes down"),
    "fact": (scene("dot_one"), '"half":', '"third":'),
    "readout": (scene("dot_one"), "coefficient", "weight"),
    "template": ("docs/templates/main.html", "This is an older version.", "This version is older."),
    "style sheet": ("docs/stylesheets/site.css", "letter-spacing: 0.06em", "letter-spacing: 0.07em"),
    "settings": ("site.yml", "site_description: Why", "site_description: How"),
    "hook": ("scripts/hooks.py", '"""Called by MkDocs', '"""Run by MkDocs'),
    "our code": ("figures/site/slots.py", '"""Slots:', '"""Places:'),
    "formulas": ("package-lock.json", "{", "{ "),
}


def test_what_pages_are_made_of_runs_mkdocs(project: Project) -> None:
    for name, edit in EDITS.items():
        project.edit(*edit)
        assert build(project), name
    assert not build(project)


def test_what_is_saved_while_mkdocs_runs_is_not_kept_as_what_it_was(project: Project) -> None:
    before = project.tree("site")
    with (project.folder / "scripts" / "generate_pages.py").open("a", encoding="utf-8") as script:
        script.write(
            'page = Path("docs/index.md")\n'
            'if "Saved" not in page.read_text("utf-8"):\n'
            '    page.write_text(page.read_text("utf-8") + "\\nSaved meanwhile.\\n", "utf-8")\n'
        )
    done = project.run("build_site")
    assert done.returncode == 1
    assert done.stderr.endswith("Reason: a source changed while pages were written; build again\n")
    assert project.tree("site") == before
    assert build(project)
    assert b"Saved meanwhile." in project.tree("site")["index.html"]
    assert not build(project)


def test_what_mkdocs_would_only_copy_is_kept_where_it_stands(project: Project) -> None:
    kept = project.tree(".cache/pages/unreleased/pages")
    assert not [name for name in kept if name.endswith((".js", ".svg"))]
    copied = json.loads(kept["report.json"])["places"].keys() | project.tree("build/site").keys()
    assert {"stylesheets/site.css", "javascripts/figures.js", "assets/favicon.svg"} <= copied
    assert not copied & kept.keys()
    # What pages need of style sheets and fonts was cut out of several, and stands nowhere else.
    cut = {name for name in kept if name.endswith((".css", ".woff2"))}
    assert {str(Path(name).parent) for name in cut} == {"assets", "assets/type", "assets/katex/fonts"}
    site = project.tree("site")
    assert {name: site[name] for name in cut} == {name: kept[name] for name in cut}
    assert [name for name in site if name.startswith("assets/javascripts/bundle.")]
    style = project.folder / "docs" / "stylesheets" / "site.css"
    assert site["stylesheets/site.css"] == style.read_bytes()
    # Templates lie among the words, but are none of the site's files.
    assert not [name for name in site if name.startswith("templates/")]


def test_a_copy_of_the_project_takes_its_own_files(project: Project) -> None:
    report = project.folder / ".cache" / "pages" / "unreleased" / "pages" / "report.json"
    places = json.loads(report.read_text("utf-8"))["places"]
    assert places["stylesheets/site.css"] == "docs/stylesheets/site.css"
    theme = [place for name, place in places.items() if name.startswith("assets/javascripts/bundle.")]
    assert all(Path(place).is_absolute() for place in theme)
    assert theme


def test_an_editors_link_to_nothing_is_no_source(project: Project) -> None:
    (project.folder / "docs" / ".#index.md").symlink_to("somebody@somewhere.1:2")
    assert not build(project)


def test_all_that_the_environment_can_change_is_told_apart() -> None:
    read = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")))
    read |= {
        name
        for file in ("edition", "site/fences", "site/contents", "site/history", "site/mkdocs_files")
        for name in asked(file)
    }
    assert {"OFFLINE", "SITE_URL"} <= read <= set(_SETTINGS)


def asked(module: str) -> set[str]:
    """The names that a module looks up in an environment."""
    text = (ROOT / "figures" / f"{module}.py").read_text("utf-8")
    return set(re.findall(r"environ(?:ment)?(?:\.get\(|\[)\"(\w+)\"", text))


def test_another_edition_has_other_pages(project: Project) -> None:
    for more in ({"SITE_URL": "https://example.org/"}, {"SOURCE_DATE_EPOCH": "1800000000"}):
        assert build(project, **more)
        assert not build(project, **more)
    assert build(project)


def test_a_new_figure_and_one_that_goes_run_mkdocs(project: Project) -> None:
    scenes = project.folder / "figures" / "scenes"
    text = (scenes / "dot_one.py").read_text("utf-8")
    (scenes / "dot_three.py").write_text(text.replace("Dot dot_one", "Dot dot_three"), "utf-8")
    assert build(project)
    assert (project.folder / "site" / "figures" / "dot_three" / "index.html").exists()
    (scenes / "dot_three.py").unlink()
    assert build(project)
    assert not (project.folder / "site" / "figures" / "dot_three").exists()


def _alter(pages: Path) -> None:
    (pages / "index.html").write_text("<!doctype html>", "utf-8")


def _cut_short(pages: Path) -> None:
    os.truncate(pages / "report.json", 10)


def _remove(pages: Path) -> None:
    (pages / "sitemap.xml").unlink()


def _add(pages: Path) -> None:
    (pages / "foreign.html").write_text("<!doctype html>", "utf-8")


def _rename(pages: Path) -> None:
    pages.parent.rename(pages.parent.with_name("1.0"))
    shutil.copytree(pages.parent.with_name("1.0"), pages.parent.with_name("unreleased-offline"))


def _unstamp(pages: Path) -> None:
    (pages.parent / "stamps.json").write_text("[", "utf-8")


@pytest.mark.parametrize("damage", [_alter, _cut_short, _remove, _add, _rename, _unstamp])
def test_damaged_and_foreign_pages_are_written_again(
    project: Project, damage: Callable[[Path], None]
) -> None:
    before = project.tree("site")
    damage(project.folder / ".cache" / "pages" / "unreleased" / "pages")
    assert build(project)
    assert project.tree("site") == before


def test_every_slot_is_filled(site: Path, small: Project) -> None:
    for folder in (site, small.folder / "site"):
        assert not [name for name, data in tree(folder).items() if b"<!--slot" in data]


def test_what_was_taken_out_of_a_figure_is_put_back() -> None:
    figure = "<p data-film='{\"a\":1}'><svg><g>\n</g></svg> and <svg></svg></p>"
    text, taken = split("it", figure)
    assert "svg" not in text
    assert '"a"' not in text
    assert fill(text, taken) == figure


def test_a_slot_for_nothing_stops_the_build() -> None:
    with pytest.raises(KeyError, match="drawing/it/0"):
        fill(slot("drawing/it/0"), {"drawing/it/1": "<svg></svg>"})


def test_formulas_are_kept_and_set_again_where_what_was_kept_is_damaged(project: Project) -> None:
    kept = project.folder / ".cache" / "formulas.json"
    whole = kept.read_bytes()
    assert b"katex" in whole
    before = project.tree("site")
    kept.write_bytes(whole.replace(b"katex", b"latex", 1))
    (project.folder / ".cache" / "pages" / "unreleased" / "pages" / "index.html").unlink()
    assert build(project)
    assert kept.read_bytes() == whole
    assert project.tree("site") == before
