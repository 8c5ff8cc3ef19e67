"""The tests of this room read what is rendered."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _rendered(rendered: None) -> None:
    pass
