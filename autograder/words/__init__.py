"""Put keys into Korean or English; the texts stand in the YAML files beside this one.

Each file maps a key to its texts by language (`errors.yaml`: a message and a
hint). A text has places in braces, which `str.format` fills.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from autograder.errors import ConvgradeError
from autograder.model import Language

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ErrorText(NamedTuple):
    """What happened, and what to do next."""

    message: str
    hint: str


@cache
def catalogue(name: str) -> Mapping[str, Any]:
    """Return the catalogue `name`: a mapping of keys to texts by language."""
    text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    return loaded


def say(name: str, key: str, language: Language, **values: Any) -> str:
    """Return the text of `key` in catalogue `name`, its places filled with `values`."""
    text: str = catalogue(name)[key][language]
    return text.format(**values)


def error(err: ConvgradeError, language: Language) -> ErrorText:
    """Return the message and the hint of an error."""
    texts = catalogue("errors")[err.key]
    return ErrorText(
        texts["message"][language].format(**err.values),
        texts["hint"][language].format(**err.values),
    )
