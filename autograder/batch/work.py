"""What a process of a pool does: grade one submission after another with a judge that stays open.

Nothing here knows which pool it is; everything in a `Task` can be sent to another machine.
"""

import faulthandler
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder import __version__, course, submission
from autograder.errors import ToolError, UsageError
from autograder.grading import Judge
from autograder.model import Grading, Level
from autograder.sandbox import best_level
from autograder.suite.reference import suite_digest


@dataclass(frozen=True)
class Bench:
    """What a process has to set up once for many tasks.

    Attributes:
        course: the folder `assignments/`; where the pool has other machines, theirs has it too.
        slug: of the assignment.
        suite_sha256: of the hidden suite, which must be the same wherever it is graded.
        level: the walls; by default the best that work there.
        seconds: after which a process that is not done is taken for hung, and ends itself [s].
        toolkit_version: of convgrade.
    """

    course: Path
    slug: str
    suite_sha256: str
    level: Level | None
    seconds: float
    toolkit_version: str = __version__


@dataclass(frozen=True)
class Task:
    """One submission to be graded.

    Attributes:
        files: content by name.
        seed: what the cases are drawn from.
    """

    bench: Bench
    files: Mapping[str, bytes]
    seed: int


class _Open:
    """The judge of the latest bench."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self._bench: Bench | None = None
        self._judge: Judge | None = None

    def judge(self, bench: Bench) -> Judge:
        if self._judge is None or bench != self._bench:
            if self._judge:
                self._judge.close()
            self._bench, self._judge = None, None
            self._judge = _judge(bench)
            self._bench = bench
        return self._judge


_open = _Open()


def grade_task(task: Task) -> Grading:
    """Grade one submission.

    Raises:
        SandboxError: no worker could be started.
        UsageError: there are no walls on this machine.
        ToolError: it can't be graded here as it would be at home.
    """
    with _open.turn:  # one at a time, however many threads a pool has
        faulthandler.dump_traceback_later(task.bench.seconds, exit=True)
        try:
            judge = _open.judge(task.bench)
            handed_in = submission.from_files(task.files, judge.assignment)
            return judge.grade(handed_in, seed=task.seed)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _judge(bench: Bench) -> Judge:
    if bench.toolkit_version != __version__:
        raise ToolError("batch-other-version", here=__version__, there=bench.toolkit_version)
    if bench.level is None and best_level() == "limits":
        raise UsageError("no-walls")
    assignment = course.load(bench.course).assignment(bench.slug)
    if not assignment.is_gradable or suite_digest(assignment.hidden_suite) != bench.suite_sha256:
        raise ToolError("batch-other-suite", slug=bench.slug, path=bench.course)
    return Judge(assignment, assignment.hidden_suite, level=bench.level)
