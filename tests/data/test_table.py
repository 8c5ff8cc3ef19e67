"""A data file is read cell by cell, and what is wrong in it is told with its place."""

from pathlib import Path

import numpy as np
import pytest

from figures.data import table
from figures.data.table import DataError, read
from tests.project import Project, duplicate
from tests.small import scene

GOOD = "age,sex,y\n59,2,151\n48.5,-1,7.5e1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table, "ROOT", tmp_path)
    monkeypatch.setattr(table, "SOURCE", tmp_path / "figures")
    (tmp_path / "figures" / "data").mkdir(parents=True)
    return tmp_path / "figures" / "data"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_numbers_are_read_with_their_names(folder: Path, end: str) -> None:
    (folder / "some.csv").write_bytes(GOOD.replace("\n", end).encode())
    found = read("some.csv", "age", "sex", "y")
    assert found.X.tolist() == [[59, 2], [48.5, -1]]
    assert found.y.tolist() == [151, 75]
    assert found.names == ("age", "sex")
    assert found.X.dtype == found.y.dtype == np.float64


def complaint(folder: Path, content: bytes | None) -> str:
    if content is not None:
        (folder / "some.csv").write_bytes(content)
    with pytest.raises(DataError) as refused:
        read("some.csv", "age", "sex", "y")
    told = str(refused.value)
    assert told.startswith("figures/data/some.csv")
    assert told.endswith(", then build again")
    assert len(told.splitlines()) == 1
    return told


@pytest.mark.parametrize(
    "cell",
    [
        *["x", "", " ", " 2", "2 ", '"2"', "nan", "NaN", "inf", "1e999", "1_000", "٢", "0x2", "-"],
        # The last letters of these end a line, to some.
        *["2\x0c", "2\x85", "2\u2028"],
    ],
)
def test_what_is_no_number_is_told_with_its_line_and_column(folder: Path, cell: str) -> None:
    told = complaint(folder, f"age,sex,y\n59,2,151\n48,{cell},75\n".encode())
    assert f"figures/data/some.csv:3: column sex: {cell!r} is no number; " in told


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"age,,y\n59,2,151\n", ":1: column 2 is called '', not 'sex'; let it be age,sex,y"),
        (b"age,y\n59,151\n", ":1: column 2 is called 'y', not 'sex'; let it be age,sex,y"),
        (b"age,sex\n59,2\n", ":1: 2 columns, not 3; let it be age,sex,y"),
        (b"age,sex,y,z\n59,2,151,1\n", ":1: 4 columns, not 3"),
        (b"sex,age,y\n2,59,151\n", ":1: column 1 is called 'sex', not 'age'"),
        (b"age;sex;y\n59;2;151\n", ":1: column 1 is called 'age;sex;y', not 'age'"),
        (b"\xef\xbb\xbfage,sex,y\n59,2,151\n", r":1: column 1 is called '\ufeffage', not 'age'"),
        (b"59,2,151\n48,1,75\n", ":1: column 1 is called '59', not 'age'"),
        (b"age,sex,y\n59,2,151,1\n", ":2: 4 cells, not 3; give each column one number"),
        (b"age,sex,y\n59,2\n", ":2: 2 cells, not 3"),
        (b"age,sex,y\n59,2,151\n\n48,1,75\n", ":3: 1 cells, not 3"),
        (b"", ":1: column 1 is called '', not 'age'"),
        (b"age,sex,y\n", ":2: no rows follow the header; restore them"),
        (b"age,sex,y\n59,2,\xff\n", ": cannot be read ('utf-8' codec can't decode byte 0xff"),
        (None, ": cannot be read ([Errno 2] No such file or directory"),
    ],
)
def test_a_table_of_another_shape_is_told(folder: Path, content: bytes | None, reason: str) -> None:
    assert f"figures/data/some.csv{reason}" in complaint(folder, content)


USED = """from figures.examples.paths import diabetes_example

diabetes_example()
X, Y ="""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("59,2,32.1", "59,x,32.1", ":2: column sex: 'x' is no number; write one with digits and a point"),
        ("age,sex,bmi", "age,,bmi", ":1: column 2 is called '', not 'sex'; let it be age,sex,bmi"),
    ],
)
def test_a_build_blames_the_file_not_a_scene(
    small: Project, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    project = duplicate(small, tmp_path / "project")
    project.edit(scene("dot_one"), "X, Y =", USED)
    project.edit("figures/data/diabetes.csv", old, new)
    site = project.tree("site")
    done = project.run("build_site")
    assert done.returncode != 0
    assert f"Reason: figures/data/diabetes.csv{reason}" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert project.tree("site") == site
