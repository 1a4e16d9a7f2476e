"""Which options of a bank's entry are right, read from the file once more."""

import string
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_BANKS = Path(__file__).parents[3] / "assignments/quizzes/bank"


@cache
def _entries(topic: str) -> Mapping[str, Any]:
    loaded = yaml.safe_load((_BANKS / f"{topic}.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in loaded["entries"]}


def _key(topic: str) -> Callable[[Any], Any]:
    def key(params: Any) -> Any:
        entry = _entries(topic)[params["entry"]]
        shown = zip(string.ascii_lowercase, params["options"], strict=False)
        right = [name for name, place in shown if entry["options"][place].get("right")]
        return tuple(right) if entry["kind"] == "multi" else right[0]

    return key


KEYS = {path.stem: _key(path.stem) for path in _BANKS.glob("*.yaml")}
