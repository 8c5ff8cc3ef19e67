"""What the two figures of thresholds draw and say, against closed forms without the solvers' code."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from figures.draw.marks import Curve, Dot, Label, Mark, Polygon, Polyline, Segment
from figures.film.certificate import ALLOWED, violation
from figures.scene import Frame
from figures.scenes import soft_threshold as soft
from figures.scenes import threshold_maps as maps
from tests.films import film

Closed = Callable[[ArrayLike, float], NDArray[np.float64]]


def shrunk(z: ArrayLike, by: float) -> NDArray[np.float64]:
    z = np.asarray(z, dtype=np.float64)
    moved: NDArray[np.float64] = np.sign(z) * np.maximum(np.abs(z) - by, 0)
    return moved


CLOSED: dict[str, Closed] = {
    "soft": shrunk,
    "hard": lambda z, lam: np.asarray(z) * (np.abs(z) > lam),
    "net": lambda z, lam: shrunk(z, lam / 2) / (1 + lam / 2),
    "ridge": lambda z, lam: np.asarray(z) / (1 + lam),
}
EDGES = {"soft": 1.0, "hard": 1.0, "net": 0.5, "ridge": 0.0}
"""Where the flat zone of each map ends, in λ."""
BOTH = pytest.mark.parametrize("slug", ["soft_threshold", "threshold_maps"])


def between(stops: tuple[float, ...]) -> list[float]:
    """The stops, and as many values that are none, as a film shows them."""
    return sorted({*stops, *((a + 0.37 * (b - a)) for a, b in pairwise(stops))})


def states() -> Iterator[tuple[str, float, Frame]]:
    """Each flat zone that is drawn: the map's name, λ, and the frame."""
    for lam in between(soft.LAMBDAS):
        yield "soft", lam, soft.draw(lam)
    for lam in between(maps.LAMBDAS):
        for key in maps.MAPS:
            yield key, lam, maps.draw(lam)


def mark(frame: Frame, key: str) -> Mark:
    return next(mark for mark in frame.marks if mark.key == key)


def label(frame: Frame, key: str) -> Label:
    found = mark(frame, key)
    assert isinstance(found, Label)
    return found


def points(mark: Mark) -> list[tuple[float, float]]:
    """The points of a mark that shows answers."""
    if isinstance(mark, Dot):
        return [(mark.x, mark.y)]
    if isinstance(mark, Segment):
        return [(mark.x1, mark.y1), (mark.x2, mark.y2)]
    if isinstance(mark, Curve):
        return [point for piece in mark.pieces for point in piece]
    assert isinstance(mark, Polyline)
    return list(mark.points)


def test_a_flat_zone_is_drawn_over_all_evidence_that_becomes_zero_and_no_other() -> None:
    for key, lam, frame in states():
        name = "" if frame.marks[0].panel == "map" else f"-{key}"
        edge = EDGES[key] * lam
        band, bar = mark(frame, f"zone{name}"), mark(frame, f"flat{name}-0")
        assert isinstance(band, Polygon)
        assert isinstance(bar, Segment)
        assert (band.visible, bar.visible) == (edge > 0, edge > 0)
        if edge == 0:
            continue
        assert [min(x for x, _ in band.points), max(x for x, _ in band.points)] == pytest.approx(
            [-edge, edge]
        )
        assert [bar.x1, bar.x2, bar.y1, bar.y2] == pytest.approx([-edge, edge, 0, 0])
        assert (CLOSED[key]([bar.x1, 0.99 * bar.x1, 0.5 * bar.x2, 0.99 * bar.x2], lam) == 0).all()
        assert (CLOSED[key]([1.01 * bar.x1, 1.01 * bar.x2], lam) != 0).all()


def test_every_point_of_a_map_is_the_answer_to_its_evidence() -> None:
    for key, lam, frame in states():
        shown = [one for one in frame.marks if one.solved and one.visible and one.panel in ("map", key)]
        assert shown
        for one in shown:
            z, w = np.array(points(one)).T
            # At its edge best subset's two answers cost the same.
            inner = ~np.isclose(np.abs(z), EDGES[key] * lam)
            np.testing.assert_allclose(w[inner], CLOSED[key](z, lam)[inner], atol=1e-12, err_msg=f"{one.key}")


def test_every_path_is_the_soft_threshold_of_its_evidence_at_each_lambda() -> None:
    for lam in between(soft.LAMBDAS):
        frame = soft.draw(lam)
        for j, z in enumerate(soft.EVIDENCE):
            for kind, until in (("path", soft.LAMBDAS[-1]), ("trace", lam)):
                drawn = np.array(points(mark(frame, f"{kind}-{j}")))
                np.testing.assert_allclose(drawn[:, 1], [shrunk(z, at) for at in drawn[:, 0]], atol=1e-12)
                assert (drawn[0, 0], drawn[-1, 0]) == (0, until)
            bar = mark(frame, f"rest-{j}-0")
            assert bar.visible == (lam > abs(z))
            if bar.visible:
                assert points(bar) == [(abs(z), 0), (lam, 0)]


@BOTH
def test_all_that_is_drawn_of_answers_is_certified(slug: str) -> None:
    for frame in film(slug).frames:
        for one in frame.marks:
            if one.key.startswith(("diagonal", "jump")) or not isinstance(one, Dot | Curve | Polyline):
                continue
            assert one.solved, one.key
            assert set(one.solved) <= set(frame.solved)
        assert all(violation(answer) <= ALLOWED for answer in frame.solved)


@BOTH
def test_a_dot_is_hollow_exactly_where_its_coefficient_is_zero(slug: str) -> None:
    dots = [one for frame in film(slug).frames for one in frame.marks if isinstance(one, Dot)]
    assert {dot.hollow for dot in dots} == {True, False}
    assert all(dot.hollow == (dot.y == 0) == (dot.role == "zero") for dot in dots)


def test_the_words_of_the_soft_threshold() -> None:
    for lam, frame in zip(soft.LAMBDAS, film("soft_threshold").frames, strict=True):
        zero = shrunk(soft.EVIDENCE, lam) == 0
        assert label(frame, "edge").text == label(frame, "now").text == f"λ = {lam:g}"
        assert (label(frame, "low-edge").x, label(frame, "edge").x) == (-lam, lam)
        assert label(frame, "exactly").visible == (lam > 0)
        for j, z in enumerate(soft.EVIDENCE):
            name = label(frame, f"name-{j}")
            assert name.text == f"z = {z:g}".replace("-", "−")
            assert name.role == ("zero" if zero[j] else "muted")
        texts = {readout.label: readout.text for readout in frame.readouts}
        assert texts["exactly zero for"] == (f"|z| ≤ {lam:g}" if lam else "z = 0 only")
        assert texts["non-zero"] == f"{(~zero).sum()} of 5"


def test_the_story_of_the_soft_threshold_tells_what_is_zero_at_each_halt() -> None:
    scene = film("soft_threshold").scene
    zeros = []
    for state in scene.states():
        zero = shrunk(soft.EVIDENCE, state["lam"]) == 0
        zeros.append([z for z, out in zip(soft.EVIDENCE, zero, strict=True) if out])
    assert zeros == [[], [-0.5], [0.8, -0.5], [0.8, -0.5]]
    sentences = [beat.sentence for beat in scene.story]
    assert "z = −0.5 has become exactly zero" in sentences[1]
    assert sentences[2] == "z = 0.8 arrives at zero. z = −0.5 has stayed there."
    assert sentences[3] == "Two of five: no stronger than λ = 1, so exactly zero."
    assert "At lambda one, two are exactly zero." in scene.alt
    assert "for z = 2.6, 1.7, 0.8, −0.5 and −1.5" in scene.computed
    assert f"at {len(soft.LAMBDAS)} values of λ from 0 to 2" in " ".join(scene.computed.split())


def test_the_words_of_the_four_maps() -> None:
    frames = film("threshold_maps").frames
    laws = {"soft": "λ = ", "hard": "λ = ", "net": "λ/2 = "}
    for lam, frame in zip(maps.LAMBDAS, frames, strict=True):
        texts = {readout.key: readout.text for readout in frame.readouts}
        for key, share in EDGES.items():
            edge = f"{round(share * lam, 2):g}"
            assert float(edge) == pytest.approx(share * lam)
            said, size = label(frame, f"said-{key}"), label(frame, f"size-{key}")
            assert texts[key] == (f"|z| ≤ {edge}" if share * lam else "z = 0 only")
            assert said.text == ("no flat zone" if key == "ridge" else "exactly 0")
            assert said.visible == (lam > 0)
            assert size.visible == (share * lam > 0)
            if size.visible:
                assert size.text == f"|z| ≤ {laws[key]}{edge}"
    roles = {key: label(frames[0], f"title-{key}").role for key in maps.MAPS}
    assert roles == {"soft": "lasso", "hard": "fg", "net": "fg", "ridge": "ridge"}


def test_the_story_of_the_four_maps() -> None:
    """Which methods have put the weak evidence out, at each halt and later."""

    def out(lam: float) -> set[str]:
        return {key for key, closed in CLOSED.items() if closed(maps.WEAK, lam) == 0}

    scene = film("threshold_maps").scene
    assert [out(state["lam"]) for state in scene.states()] == [set(), set(), *[{"soft", "hard"}] * 4]
    weak = abs(maps.WEAK)
    assert {weak, 2 * weak} <= set(maps.LAMBDAS)
    assert out(weak - 0.01) == set()
    assert out(2 * weak - 0.01) == {"soft", "hard"} < out(2 * weak) == {"soft", "hard", "net"}
    assert "reaches zero at 2 times the lasso’s λ" in scene.notes
    assert "half as wide" in scene.caption
    assert "half as wide" in scene.alt
    assert f"{weak:g} below zero" in scene.alt
    assert all(abs(CLOSED["ridge"](z, lam)) > 0 for z in maps.EVIDENCE for lam in maps.LAMBDAS)
    assert all(
        closed(maps.STRONG, lam) != 0 for closed in CLOSED.values() for lam in maps.LAMBDAS if lam < 1.8
    )


def test_nothing_is_shrunk_without_a_penalty() -> None:
    for key, closed in CLOSED.items():
        np.testing.assert_array_equal(closed(maps.EVIDENCE, 0.0), maps.EVIDENCE)
        dots = [one for one in maps.draw(0.0).marks if isinstance(one, Dot) and one.panel == key]
        assert [(dot.x, dot.y) for dot in dots] == [(z, z) for z in maps.EVIDENCE]
