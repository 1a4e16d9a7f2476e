"""The wrong ideas that quizzes know, by id, in words: the YAML files beside this one.

An id is that of the catalogue of misconceptions, which the course's code checks share.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from autograder.course import Text
from autograder.model import Language
from autograder.yamlfile import load_yaml


class Words(NamedTuple):
    """What a wrong idea does, and what holds instead; a sentence each."""

    idea: Text
    truth: Text


@cache
def ideas() -> Mapping[str, Words]:
    """Return every wrong idea that the files here describe."""
    found: dict[str, Words] = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for name, texts in load_yaml(path).items():
            if name in found:
                raise ValueError(f"{name} is described twice")
            found[name] = Words(Text(**texts["idea"]), Text(**texts["truth"]))
    return found


def explained(misconception: str, because: str, language: Language) -> str:
    """Explain a wrong value: what was done, in the item's numbers, and what holds instead."""
    idea, truth = ideas()[misconception]
    how = f" {because}." if because else ""
    return f"{idea.in_(language)}{how} {truth.in_(language)}"
