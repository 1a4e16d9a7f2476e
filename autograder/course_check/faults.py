"""What is wrong with a course: file, key and value, put into words only where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from autograder import words
from autograder.errors import ConvgradeError
from autograder.model import Language
from autograder.words import ErrorText
from autograder.yamlfile import short

Severity = Literal["fault", "warning"]


@dataclass(frozen=True)
class Fault:
    """One thing in a course that is not as it should be.

    Attributes:
        file: the file or folder to mend.
        place: where in it: a key, a function, the ids of checks.
        value: what stands there.
        key: a key of `words/faults.yaml`, or of `words/errors.yaml` where an error said it.
        more: what else fills the places of its text.
        severity: a `warning` alone lets the course pass.
    """

    file: str
    place: str
    value: str
    key: str
    more: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "fault"

    def say(self, language: Language) -> ErrorText:
        """Return what is wrong and what to do next."""
        known = words.catalogue("faults")
        texts = (known if self.key in known else words.catalogue("errors"))[self.key]
        values = {"file": self.file, "place": self.place, "value": self.value, **self.more}
        message, hint = (texts[part][language].format(**values) for part in ("message", "hint"))
        return ErrorText(message, hint)


def found(file: Path, place: str, value: object, key: str, **more: Any) -> Fault:
    """Return a fault in `file`, named by the path that a reader knows."""
    return Fault(file=short(file), place=place, value=str(value), key=key, more=more)


def from_error(err: ConvgradeError, file: Path) -> Fault:
    """Return the fault that an error names; `file` where it names none."""
    values = err.values
    where, key = str(values.get("where", "")), str(values.get("key", ""))
    place = where
    if err.key in ("yaml-missing-key", "yaml-unknown-key"):
        place = key if where in ("", "the top") else f"{where}.{key}"
    value = str(values.get("value", values.get("problem", key)))
    return Fault(
        file=str(values.get("file", short(file))),
        place=place,
        value=value,
        key=err.key,
        more=values,
    )
