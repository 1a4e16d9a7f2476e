"""The answers whose verdict is known: stub, reference, and stated right and wrong samples.

A sample is a `.py` file or a folder in `SAMPLES/<slug>/right/` or `SAMPLES/<slug>/wrong/`. A
wrong one states the tasks in which it loses points: `# breaks: task 2`, or `task 1, 2`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course import Assignment

Kind = Literal["stub", "reference", "right", "wrong"]
STATED: tuple[Kind, ...] = ("right", "wrong")
_STATED = re.compile(r"^# breaks: tasks? ([\d, ]*\d)\s*$", re.MULTILINE)
_MISCONCEPTION = re.compile(r"^# misconception: (\S+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """One answer to be run on one suite.

    Attributes:
        path: the file or folder.
        suite: `test_hidden.py` or `test_public.py`.
    """

    assignment: Assignment
    kind: Kind
    path: Path
    suite: Path

    @property
    def is_hidden(self) -> bool:
        """Whether it is run on the checks that decide the points."""
        return self.suite == self.assignment.hidden_suite


def samples_of(assignment: Assignment, folder: Path | None) -> Iterator[Sample]:
    """Name everything to run: stub and reference on both suites, samples on the hidden one."""
    reference = _handed_in(assignment.solutions, assignment)
    stub = _handed_in(assignment.folder, assignment)
    for suite in (assignment.hidden_suite, assignment.public_suite):
        yield Sample(assignment, "reference", reference, suite)
        yield Sample(assignment, "stub", stub, suite)
    for kind in STATED:
        for path in _answers(folder / assignment.slug / kind) if folder else []:
            yield Sample(assignment, kind, path, assignment.hidden_suite)


def stated(sample: Sample) -> set[int] | None:
    """Return the tasks that a wrong sample says it breaks; None where it does not say."""
    said = _STATED.search(source_of(sample))
    return {int(number) for number in re.findall(r"\d+", said[1])} if said else None


def stated_misconception(sample: Sample) -> str | None:
    """Return the misconception that a sample says it holds; None where it does not say."""
    said = _MISCONCEPTION.search(source_of(sample))
    return said[1] if said else None


def source_of(sample: Sample) -> str:
    """Return the text of a sample's graded module."""
    path = sample.path / sample.assignment.files[0] if sample.path.is_dir() else sample.path
    return path.read_text(encoding="utf-8", errors="replace")


def _handed_in(home: Path, assignment: Assignment) -> Path:
    """Return the declared file, or the folder where there are several."""
    return home / assignment.files[0] if len(assignment.files) == 1 else home


def _answers(folder: Path) -> list[Path]:
    """Return the samples in a folder, in a lasting order."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    plain = (path for path in paths if not path.name.startswith((".", "__")))
    return [path for path in plain if path.is_dir() or path.suffix == ".py"]
