"""The wrong ideas that quizzes know, by id, in words: the YAML files beside this one.

An id is that of the catalogue of misconceptions, which the course's code checks share.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from autograder.course import Text
from autograder.model import Language

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Words(NamedTuple):
    """What a wrong idea does, and what holds instead; a sentence each."""

    idea: Text
    truth: Text


@cache
def ideas() -> Mapping[str, Words]:
    """Return every wrong idea that the files here describe."""
    found: dict[str, Words] = {}
    for path in sorted(resources.files(__name__).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yaml"):
            loaded = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - safe
            for name, texts in loaded.items():
                if name in found:
                    raise ValueError(f"{name} is described twice")
                found[name] = Words(Text(**texts["idea"]), Text(**texts["truth"]))
    return found


def explained(misconception: str, because: str, language: Language) -> str:
    """Explain a wrong value: what was done, in the item's numbers, and what holds instead."""
    idea, truth = ideas()[misconception]
    how = f" {because}." if because else ""
    return f"{idea.in_(language)}{how} {truth.in_(language)}"
