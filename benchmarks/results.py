"""What was measured, as plain data that can be kept and drawn again."""

import json
import statistics
from dataclasses import asdict, dataclass, field

from benchmarks.measure import ENVIRONMENTS
from benchmarks.memory import Memory

_KEPT = ENVIRONMENTS / "results.json"


@dataclass
class Row:
    """One subject: what it cost in each round, per submission.

    Attributes:
        key: names it in the code.
        title: names it in the table.
        submissions: graded in one run.
        cpu_seconds: of each round, per submission [s].
        wall_seconds: of each round, per submission [s].
        problem: why there are none; empty where there are.
    """

    key: str
    title: str
    submissions: int = 1
    cpu_seconds: list[float] = field(default_factory=list)
    wall_seconds: list[float] = field(default_factory=list)
    problem: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether there is a figure, and one that counts."""
        return bool(self.cpu_seconds) and not self.problem

    @property
    def cpu(self) -> float:
        """The median CPU time of one submission [s]."""
        return statistics.median(self.cpu_seconds)

    @property
    def wall(self) -> float:
        """The median wall time of one submission [s]."""
        return statistics.median(self.wall_seconds)


@dataclass
class Results:
    """All that one run found."""

    facts: dict[str, str]
    command: str
    rows: list[Row]
    memories: list[Memory] = field(default_factory=list)

    def row(self, key: str) -> Row | None:
        """Return a row that was measured, or None."""
        return next((row for row in self.rows if row.key == key and row.is_measured), None)

    def keep(self) -> None:
        """Write them down, so that they can be drawn again."""
        _KEPT.write_text(json.dumps(asdict(self), indent=1))


def kept() -> Results:
    """Return the results of the last run."""
    found = json.loads(_KEPT.read_text())
    rows = [Row(**row) for row in found["rows"]]
    memories = [Memory(**memory) for memory in found["memories"]]
    return Results(found["facts"], found["command"], rows, memories)
