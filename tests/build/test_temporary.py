"""Temporary folders come and go while others do."""

import tempfile
from pathlib import Path

import pytest

from figures.build import temporary as place
from figures.build.temporary import temporary


def test_a_folder_that_goes_while_it_is_looked_at_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_HOME", tmp_path)
    going = tmp_path / "going"
    going.mkdir()
    real = Path.is_dir

    def is_dir(path: Path) -> bool:
        found = real(path)
        if path == going and found:
            path.rmdir()
        return found

    monkeypatch.setattr(Path, "is_dir", is_dir)
    with temporary():
        assert Path(tempfile.gettempdir()).parent == tmp_path
    assert not going.exists()
