"""What the figure of counted zeros draws and says, found again by loops and beside published numbers."""

import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.draw.marks import Dot, Label, Mark, Polygon, Segment
from figures.draw.waterline import FLOOR
from figures.scenes import rounding
from tests.films import SCENES, film
from tests.solvers.oracles import kkt, load

Array = NDArray[np.float64]
SLUG, LAM = "rounding", 0.1
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}
PUBLISHED = {
    "exact": "rounding exact",
    "coarse": "rounding subgradient lr=0.1",
    "fine": "rounding subgradient lr=0.01",
    "adam": "rounding adam lr=0.1",
}


@cache
def data() -> tuple[Array, Array]:
    """The problem as published with the oracle, standardized."""
    rng, at = np.random.default_rng(11), np.arange(20)
    X = rng.normal(size=(200, 20)) @ np.linalg.cholesky(0.5 ** abs(at[:, None] - at)).T
    effects = np.zeros(20)
    effects[[0, 4, 8, 12, 16]] = 2, -1.5, 1, -0.75, 0.5
    y = X @ effects + rng.normal(size=200)
    return (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()


def slope(w: Array) -> Array:
    X, y = data()
    return X.T @ (X @ w - y) / len(y) + LAM * np.sign(w)


@cache
def trained(key: str) -> Array:
    """The weights at the end of each run, by loops of their own."""
    X, y = data()
    w, first, second = np.zeros(20), np.zeros(20), np.zeros(20)
    if key == "exact":
        for _ in range(400):
            for j in range(20):
                z = X[:, j] @ (y - X @ w) / len(y) + w[j]
                w[j] = z - np.clip(z, -LAM, LAM)
        assert kkt(X, y, w, LAM) < 1e-12
    elif key == "adam":
        for k in range(1, 20001):
            first, second = 0.9 * first + 0.1 * slope(w), 0.999 * second + 0.001 * slope(w) ** 2
            w = w - 0.1 * (first / (1 - 0.9**k)) / (np.sqrt(second / (1 - 0.999**k)) + 1e-8)
    else:
        step, count = {"coarse": (0.1, 2000), "fine": (0.01, 4000)}[key]
        for _ in range(count):
            w = w - step * slope(w)
    return w


def at(tol: float) -> dict[str, Mark]:
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"tol": tol})].marks}


def count(key: str, tol: float) -> int:
    return int((abs(trained(key)) <= tol).sum())


@pytest.mark.parametrize("key", PUBLISHED)
def test_the_counts_are_those_published(key: str) -> None:
    item = ITEMS[PUBLISHED[key]]
    drawn = rounding.weights()[key]
    w = np.asarray(getattr(drawn, "w", drawn))
    np.testing.assert_allclose(w, trained(key), atol=1e-9)
    # The published runs are another program's: a weight near a tolerance may lie on its other side.
    off = 0 if key == "exact" else 1
    for tol, kept in zip(item["inputs"]["tolerances"], item["expected"]["counts"], strict=True):
        assert abs(20 - count(key, tol) - kept) <= off
    if key == "exact":
        sizes = np.sort(abs(w[w != 0]))
        np.testing.assert_allclose(sizes[:4], item["expected"]["smallest_nonzero"], atol=1e-9)
        assert len(sizes) == item["expected"]["nonzero"] == 9


@pytest.mark.parametrize("tol", rounding.TOLERANCES)
@pytest.mark.parametrize("key", PUBLISHED)
def test_what_lies_under_the_line_is_what_the_title_counts(key: str, tol: float) -> None:
    marks = at(tol)
    line, under, title, beside = (marks[f"{key}-{name}"] for name in ("line", "below", "title", "count"))
    assert isinstance(line, Segment)
    assert isinstance(under, Polygon)
    assert isinstance(title, Label)
    assert isinstance(beside, Label)
    assert line.y1 == line.y2 == max(y for _, y in under.points) == tol
    sizes = np.sort(abs(trained(key)))[::-1]
    dots = [marks[f"{key}-{rank}"] for rank in range(1, 21)]
    for dot, size in zip(dots, sizes, strict=True):
        assert isinstance(dot, Dot)
        if size:
            assert dot.y == pytest.approx(size, abs=1e-9)
        assert dot.hollow == (size == 0)
        exact = "lasso" if size else "zero"
        assert dot.role == (exact if key == "exact" else "fg" if size > tol else "quiet")
    lower = sum(dot.y <= tol for dot in dots if isinstance(dot, Dot))
    assert (re.findall(r"\d+ zero", title.text), beside.text) == ([f"{lower} zero"], f"{lower}")
    assert lower == count(key, tol)
    for row, other in enumerate(rounding.MARKED):
        mark = marks[f"{key}-at-{row}"]
        assert isinstance(mark, Label)
        assert (mark.y, mark.text) == (other, f"{count(key, other)}")


def test_only_the_exact_count_is_the_same_at_every_small_tolerance() -> None:
    small = [tol for tol in rounding.TOLERANCES if tol < 0.0078]
    assert {count("exact", tol) for tol in (0.0, *small)} == {11}
    for key in ("coarse", "fine", "adam"):
        assert count(key, 0) == 0
        assert len({count(key, tol) for tol in small}) > 1, key
        assert len({count(key, tol) for tol in rounding.TOLERANCES}) >= 5, key


def test_words_say_what_is_counted() -> None:
    scene, keys = SCENES[SLUG], tuple(PUBLISHED)
    sentences = [beat.sentence for beat in scene.story]
    assert [count(key, 1e-6) > 0 for key in keys] == [True, False, False, False]
    assert sentences[0] == "At a millionth only the exact lasso has zeros."
    own = sorted(abs(trained("exact")[trained("exact") != 0]))
    assert sum(size <= 0.01 for size in own) == 3
    assert "At 0.01 it swallows three" in sentences[2]
    thousandth, tenth = ([count(key, tol) for key in keys] for tol in (1e-3, 1e-4))
    assert (thousandth, tenth) == ([11, 2, 11, 1], [11, 0, 3, 0])
    assert "small steps happen to give eleven" in sentences[1]
    assert scene.states()[1] == {"tol": 1e-3}
    posed, hundredth = ([count(key, tol) for key in keys] for tol in (3e-4, 1e-2))
    assert (posed, hundredth) == ([11, 1, 6, 0], [14, 13, 14, 2])
    assert sentences[-1].startswith("0.0003: 11, 1, 6, 0.")
    said = "11 weights of the exact lasso below it, 1 with gradient steps of 0.1, 6 with steps of 0.01"
    assert f"0.0003 has {said} and none with Adam; at 0.01 it would be 14, 13, 14 and 2." in scene.alt
    assert f"between them and {own[0]:.4f}." in scene.alt
    assert scene.states()[-1] == scene.pose[0] == {"tol": 3e-4}
    assert own[0] > 3e-4
    facts = rounding.facts()
    for key in keys:
        for name, tol in (("none", 0), ("millionth", 1e-6), ("ten_thousandth", 1e-4), ("hundredth", 0.01)):
            assert facts[f"{key}_{name}"] == f"{count(key, tol)}"
    assert (facts["smallest"], facts["kept"]) == ("0.0079", "9")


def test_the_gap_is_named_where_nothing_lies() -> None:
    marks = at(3e-4)
    gap = marks["gap"]
    assert isinstance(gap, Label)
    assert gap.visible
    sizes = [
        mark.y for key, mark in marks.items() if re.fullmatch(r"exact-\d+", key) and isinstance(mark, Dot)
    ]
    assert not [size for size in sizes if FLOOR < size < 0.0078]
    assert FLOOR < gap.y < 0.0078
