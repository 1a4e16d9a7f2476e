"""An nbgrader course in its folder."""

import os
from pathlib import Path

from autograder.gradebook import place


def test_a_look_leaves_the_environment_as_it_was(nb: Path) -> None:
    before = dict(os.environ)
    assert place.look(nb, "sizing").notebooks == {"sizing"}
    assert dict(os.environ) == before
