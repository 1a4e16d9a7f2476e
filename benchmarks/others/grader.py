"""What every other grader has in common: it grades sources in a fresh folder, and is measured."""

import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from benchmarks.bundle import Bundle
from benchmarks.environments import Environment
from benchmarks.measure import Cost


@dataclass(frozen=True)
class Graded:
    """What grading some submissions cost, and what each earned."""

    cost: Cost
    points: tuple[float, ...]


class Grader(ABC):
    """A grader with the same checks.

    Args:
        environment: where it is installed.
        bundle: the checks.
        scratch: a folder for its files.

    Attributes:
        name: of its environment.
        title: in the table.
        distribution: whose version is told.
        packages: what pip installs.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    distribution: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]

    def __init__(self, environment: Environment, bundle: Bundle, scratch: Path) -> None:
        self.environment = environment
        self.bundle = bundle
        self.template = scratch / f"{self.name}-template"
        self.template.mkdir(parents=True)
        self.prepare()

    def grade(self, sources: Sequence[bytes]) -> Graded:
        """Grade submissions in one go, in a copy of the template; only the grading is measured.

        Raises:
            NotMeasured: it did not work.
        """
        with tempfile.TemporaryDirectory(prefix=f"bench-{self.name}-") as name:
            folder = Path(name) / "run"
            shutil.copytree(self.template, folder)
            return self.grade_in(folder, sources)

    @abstractmethod
    def prepare(self) -> None:
        """Fill the template: what a teacher does once, which is not measured."""

    @abstractmethod
    def grade_in(self, folder: Path, sources: Sequence[bytes]) -> Graded:
        """Put the submissions into a copy of the template, grade them and read the points."""
