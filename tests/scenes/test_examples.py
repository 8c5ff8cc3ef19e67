"""What scenes are told of the worked examples: who joins when, who rests where, what correlates."""

import numpy as np
import pytest

from figures.examples.paths import diabetes_example, six_example
from figures.examples.six_paths import SIX_AXES, six_paths


def test_features_join_in_order_of_falling_lambda() -> None:
    joins = diabetes_example().joins()
    assert list(joins) == ["BMI", "LTG", "BP", "HDL", "sex", "GLU", "TC", "TCH", "LDL", "age"]
    for name, lam in joins.items():
        j = diabetes_example().column(name)
        assert not diabetes_example().path(np.linspace(lam, 50, 99))[:, j].any()
        assert diabetes_example().path(lam * (1 - 1e-9))[j] != 0
    assert list(six_example().joins()) == ["x₄", "x₁", "x₅", "x₂", "x₃", "x₆"]


def test_a_feature_that_left_rests_at_zero_until_it_returns() -> None:
    example = diabetes_example()
    low, high = example.rest("HDL")
    hdl = example.path(np.array([low * (1 - 1e-9), low, (low + high) / 2, high, high * (1 + 1e-9)]))[:, 6]
    assert (hdl == 0).tolist() == [False, True, True, True, False]
    with pytest.raises(IndexError):
        example.rest("BMI")


def test_a_correlation_is_that_of_the_columns() -> None:
    example = diabetes_example()
    told = np.corrcoef(example.scaled.X[:, 6], example.scaled.X[:, 7])[0, 1]
    assert example.correlation("HDL", "TCH") == pytest.approx(told, abs=1e-12)


def test_knots_are_above_zero_and_fall() -> None:
    for example in (diabetes_example(), six_example()):
        assert (np.diff(example.knots) < 0).all()
        assert example.knots[-1] > 0 == example.path.knots[-1]


@pytest.mark.parametrize("penalty", ["lasso", "ridge", "net"])
@pytest.mark.parametrize("axis", list(SIX_AXES))
def test_between_two_edges_the_count_stays(penalty: str, axis: str) -> None:
    path = six_paths()[penalty]
    edges = path.edges(axis)
    assert len(edges) == 8
    for lam in (0.01, 0.08, 0.15, 0.3, 0.5, 0.7, 0.88):
        x = float(path.across(axis, lam))
        (row,) = [k for k in range(7) if min(edges[k : k + 2]) < x < max(edges[k : k + 2])] or [0]
        assert np.count_nonzero(path.path(lam)) == row


@pytest.mark.parametrize("axis", list(SIX_AXES))
def test_a_tick_stands_where_its_number_is(axis: str) -> None:
    path = six_paths()["lasso"]
    for x, text in path.ticks(axis):
        if axis == "share":
            assert x == pytest.approx(1 - float(text) / 100)
        else:
            assert x == path.across(axis, float(text))
