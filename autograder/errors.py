"""Every error that convgrade raises on purpose.

ConvgradeError                  exit code 2: the words say what, where and what to do next
├── CourseError                 course.yaml, assignment.yaml or a suite is wrong
├── SubmissionError             what was handed in can't be read
├── UsageError                  the command can't do this here
└── ToolError                   exit code 3: our own failure
    ├── SandboxError            no worker could be started
    │   └── SandboxLost         what starts them has ended; the grading can be run again
    ├── SuiteError              the suite itself does not run
    ├── GraderLost              the process that grades has ended, again and again
    └── RecordsError            the database can't be read or written

An error carries a key of the catalogue `words/errors.yaml` and the values that
fill its places, so that it is put into Korean or English only where it is shown.
"""

from collections.abc import Callable
from typing import Any


class ConvgradeError(Exception):
    """An error with words for a person.

    Args:
        key: a key of `words/errors.yaml`.
        values: what fills the places of its text.
    """

    exit_code = 2

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[Callable[..., "ConvgradeError"], tuple[Any, ...]]:
        """Cross from one process to another, as what a worker raises does."""
        return _again, (type(self), self.key, self.values)

    def __str__(self) -> str:
        """Say it in English, as a log wants it."""
        from autograder import words  # noqa: PLC0415 - the catalogue is read only when needed

        return words.error(self, "en").message


def _again(kind: type[ConvgradeError], key: str, values: dict[str, Any]) -> ConvgradeError:
    return kind(key, **values)


class CourseError(ConvgradeError):
    """course.yaml, assignment.yaml or a suite is wrong."""


class SubmissionError(ConvgradeError):
    """What was handed in can't be read; a submission like this is rejected."""


class UsageError(ConvgradeError):
    """The command can't do this here."""


class ToolError(ConvgradeError):
    """Our own failure."""

    exit_code = 3


class SandboxError(ToolError):
    """No worker could be started."""


class SandboxLost(SandboxError):
    """What starts workers has ended, and they with it: nothing that a submission can do."""


class SuiteError(ToolError):
    """The suite itself does not run."""


class GraderLost(ToolError):
    """A process that grades has ended, again and again."""


class RecordsError(ToolError):
    """The database can't be read or written."""
