"""A folder that replaces another takes over the files that stay alike, and no others."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from figures.build.swap import fill_folder


@pytest.fixture
def former(tmp_path: Path) -> Path:
    folder = tmp_path / "former"
    (folder / "part").mkdir(parents=True)
    page = folder / "part" / "page.html"
    page.write_bytes(b"words")
    os.utime(page, (1, 1))
    return folder


def filled(former: Path, content: bytes | Path) -> Path:
    """The page in a new folder."""
    folder = former.with_name("new")
    fill_folder(folder, {"part/page.html": content}, former)
    return folder / "part" / "page.html"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_file_that_stays_alike_keeps_its_date(former: Path, elsewhere: bool) -> None:
    source = former.with_name("source")
    source.write_bytes(b"words")
    page = filled(former, source if elsewhere else b"words")
    assert page.samefile(former / "part" / "page.html")
    assert page.stat().st_mtime == 1


def other_words(page: Path) -> None:
    page.write_bytes(b"other")


def other_permissions(page: Path) -> None:
    page.chmod(0o600)


def a_link(page: Path) -> None:
    page.rename(page.with_name("real"))
    page.symlink_to("real")


def a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def nothing(page: Path) -> None:
    page.unlink()
    page.parent.rmdir()


@pytest.mark.parametrize("change", [other_words, other_permissions, a_link, a_folder, nothing])
def test_what_differs_is_made_anew_and_the_former_folder_stays(
    former: Path, change: Callable[[Path], None]
) -> None:
    old = former / "part" / "page.html"
    change(old)
    before = state(old)
    page = filled(former, b"words")
    assert page.read_bytes() == b"words"
    assert not page.is_symlink()
    assert page.stat().st_nlink == 1
    assert page.stat().st_mode & 0o777 == 0o666 & ~umask()
    assert state(old) == before


def test_a_file_that_is_there_is_never_written_into(former: Path) -> None:
    page = filled(former, b"words")
    with pytest.raises(FileExistsError):
        filled(former, b"other")
    assert page.read_bytes() == (former / "part" / "page.html").read_bytes() == b"words"


def test_where_no_links_can_be_made_files_are(former: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    page = filled(former, b"words")
    assert page.read_bytes() == b"words"
    assert page.stat().st_nlink == 1


def state(path: Path) -> tuple[int, ...] | None:
    """What a change of the file would change; None if nothing is there."""
    if not os.path.lexists(path):
        return None
    found = path.lstat()
    return found.st_mode, found.st_ino, found.st_nlink, found.st_size, found.st_mtime_ns


def umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
