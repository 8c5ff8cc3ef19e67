"""The committed data are the published ones."""

import hashlib

import numpy as np
from sklearn.datasets import load_diabetes

from figures.build.layout import SOURCE
from figures.data.diabetes import diabetes


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
