"""What a check may ask for: `student`, `reference` and `rng`."""

from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from autograder.suite.student import Student

if TYPE_CHECKING:
    from autograder.suite.plugin import CheckPlugin

PLUGIN: "pytest.StashKey[CheckPlugin]" = pytest.StashKey()


@pytest.fixture(scope="session")
def student(request: pytest.FixtureRequest) -> Student:
    """The submission's functions."""
    return request.config.stash[PLUGIN].student


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> ModuleType:
    """The reference's module; only a hidden suite has one."""
    return request.config.stash[PLUGIN].reference


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator of this check's own, so that the order of checks does not matter."""
    return request.config.stash[PLUGIN].rng(request.node)
