"""Words for maps from evidence to coefficient: the drawn zone is what the map sends to zero."""

from typing import Any

import pytest

from figures.draw.maps import Map, map_of
from figures.film.certificate import ALLOWED, violation
from figures.solvers import L1, L2

REACH, HEIGHT, EVIDENCE = 3.0, 4.0, (-0.5, 2.0)


def drawn(one: Map, lam: float) -> dict[str, Any]:
    marks = map_of("it", one, lam, EVIDENCE, REACH, HEIGHT)
    assert all(violation(solved) <= ALLOWED for mark in marks for solved in mark.solved)
    return {mark.key: mark for mark in marks}


@pytest.mark.parametrize("one", [Map("lasso", L1), Map("best subset", None)], ids=lambda one: one.name)
def test_a_flat_zone_reaches_from_edge_to_edge(one: Map) -> None:
    marks = drawn(one, 1.5)
    assert {abs(x) for x, _ in marks["zone-it"].points} == {1.5} == {one.edge(1.5)}
    assert {abs(y) for _, y in marks["zone-it"].points} == {HEIGHT}
    assert (marks["flat-it-0"].x1, marks["flat-it-0"].x2) == (-1.5, 1.5)
    assert (marks["at-it-0"].hollow, marks["at-it-1"].hollow) == (True, False)


def test_only_best_subset_jumps_at_its_edge() -> None:
    soft, hard = drawn(Map("lasso", L1), 1.5), drawn(Map("best subset", None), 1.5)
    assert (soft["map-it+1"].points[0], soft["map-it+1"].points[-1]) == ((1.5, 0), (3, 1.5))
    assert (hard["map-it+1"].points[0], hard["map-it+1"].points[-1]) == ((1.5, 1.5), (3, 3))
    assert (soft["jump-it-1"].visible, hard["jump-it-1"].visible) == (False, True)
    assert (hard["jump-it-1"].y1, hard["jump-it-1"].y2) == (0, -1.5)


def test_ridge_has_no_flat_zone() -> None:
    marks = drawn(Map("ridge", L2, 0.0), 1.0)
    assert not marks["zone-it"].visible
    assert not marks["flat-it-0"].visible
    assert (marks["at-it-0"].y, marks["at-it-1"].y, marks["at-it-1"].role) == (-0.25, 1, "ridge")
