"""The committed data are the published ones."""

import hashlib

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from figures.build.layout import SOURCE
from figures.data.diabetes import diabetes
from figures.data.prostate import prostate
from tests.solvers.oracles import data


def test_the_diabetes_file_is_the_one_described_in_its_readme() -> None:
    path = SOURCE / "data" / "diabetes.csv"
    digest = "404632545e101c5a62ed5b7e741ec07734728273dfb993e5a456cd8bc659dd25"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_the_diabetes_data_equal_scikit_learns() -> None:
    peer = load_diabetes(scaled=False)
    ours = diabetes()
    assert list(ours.names) == list(peer.feature_names)
    np.testing.assert_array_equal(ours.X, peer.data)
    np.testing.assert_array_equal(ours.y, peer.target)


def test_the_prostate_file_is_the_one_described_in_its_readme() -> None:
    path = SOURCE / "data" / "prostate.csv"
    digest = "96871ac5a4f7e6fdac1628acab7d9e10f7aa937f5ca90b7e36433e21c2285ffb"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_the_prostate_data_are_those_of_the_book() -> None:
    whole, (X, y) = prostate(training=False), data("prostate_all")
    np.testing.assert_array_equal(whole.X, X)
    np.testing.assert_array_equal(whole.y, y)
    # Many copies have the logarithm of 449 g.
    assert whole.X[31, whole.names.index("lweight")] == pytest.approx(np.log(44.9), abs=1e-14)


@pytest.mark.parametrize("rows", ["train", "test"])
def test_the_prostate_data_are_divided_as_in_the_book(rows: str) -> None:
    whole, train = prostate(training=False), prostate()
    scaled, y = data(f"prostate_{rows}_std97")
    told = (scaled * whole.X.std(axis=0, ddof=1) + whole.X.mean(axis=0), y)
    kept = [tuple(row) in set(map(tuple, train.X.tolist())) for row in whole.X.tolist()]
    chosen = np.array(kept) == (rows == "train")
    assert len(y) == chosen.sum() == {"train": 67, "test": 30}[rows]
    np.testing.assert_allclose(whole.X[chosen], told[0], atol=1e-12)
    np.testing.assert_array_equal(whole.y[chosen], told[1])
    if rows == "train":
        np.testing.assert_array_equal(train.X, whole.X[chosen])
        np.testing.assert_array_equal(train.y, whole.y[chosen])
