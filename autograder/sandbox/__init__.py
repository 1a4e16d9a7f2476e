"""Run a submission behind walls and call its functions from outside."""

from autograder.sandbox.answers import Answer, RemoteHandle
from autograder.sandbox.levels import LevelStatus, Survey, best_level, survey
from autograder.sandbox.sandbox import Sandbox

__all__ = [
    "Answer",
    "LevelStatus",
    "RemoteHandle",
    "Sandbox",
    "Survey",
    "best_level",
    "survey",
]
