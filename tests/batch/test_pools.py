"""What a pool changes in this process, it puts back."""

import os
from collections.abc import Iterator

import pytest

from autograder.batch import LocalPool
from autograder.safe_path import safe_path

NAME = "PYTHONSAFEPATH"


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalPool]:
    monkeypatch.delenv(NAME, raising=False)
    made = LocalPool(1)
    yield made
    made.close()


def test_interpreters_are_safe_as_long_as_a_pool_is_open(pool: LocalPool) -> None:
    assert os.environ[NAME] == "1"
    pool.renew()  # its new processes start later
    assert os.environ[NAME] == "1"
    pool.close()
    assert NAME not in os.environ
    pool.close()
    assert NAME not in os.environ


@pytest.mark.parametrize("value", ["", "1", "yes"])
def test_what_was_set_is_set_again(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    with safe_path():
        assert os.environ[NAME]
    assert os.environ[NAME] == value
