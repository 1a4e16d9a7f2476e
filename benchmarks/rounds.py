"""Prove that every subject grades rightly, then measure them in turns."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import suite
from benchmarks.measure import NotMeasured
from benchmarks.others.grader import Graded
from benchmarks.results import Row
from benchmarks.subjects import Subject

_BURNT_SECONDS = 1.0
_BURN = f"""
import time as _time
_end = _time.process_time() + {_BURNT_SECONDS}
while _time.process_time() < _end:
    pass
"""


@dataclass(frozen=True)
class Sources:
    """The submissions: one that passes every check, and one that fails some."""

    right: bytes
    wrong: bytes


class Rounds:
    """Measures subjects so that each has the same share of what else the machine does.

    Args:
        subjects: in the order of a round; the first says what the wrong submission earns.
        sources: what they grade.
    """

    def __init__(self, subjects: Sequence[Subject], sources: Sources) -> None:
        self._subjects = subjects
        self._sources = sources
        self._earned: float | None = None
        self.rows = {
            subject.key: Row(
                subject.key, subject.title, subject.submissions, problem=subject.problem
            )
            for subject in subjects
        }

    def run(self, rounds: int) -> list[Row]:
        """Prove each subject and measure it `rounds` times, all of them in turns."""
        for subject in self._subjects:
            self._try(subject, self._prove)
        for at in range(rounds):
            for subject in self._subjects:
                if at < subject.most_rounds:
                    _say(f"round {at + 1} of {rounds}: {subject.title}")
                    self._try(subject, self._measure)
        return list(self.rows.values())

    def _try(self, subject: Subject, step) -> None:
        """Take a step with a subject; what goes wrong is said in its row."""
        row = self.rows[subject.key]
        if row.problem:
            return
        try:
            step(subject)
        except NotMeasured as err:
            row.problem = str(err)
        except subprocess.CalledProcessError as err:
            row.problem = f"{err.cmd[0]}: exit code {err.returncode}"
        if row.problem:
            _say(f"{subject.title}: {row.problem}")

    def _prove(self, subject: Subject) -> None:
        """Hold that it tells right from wrong, and that its cost is seen.

        Raises:
            NotMeasured: it does not, or it is not.
        """
        _say(f"trying {subject.title}")
        right = subject.grade(self._sources.right, 1)
        _require_all_points(right, 1)
        (earned,) = subject.grade(self._sources.wrong, 1).points
        if self._earned is None:
            self._earned = earned
        if earned != self._earned or earned >= suite.max_pool().max_points:
            raise NotMeasured(f"gave the wrong submission {earned:g} points, not {self._earned:g}")
        if subject.is_sandboxed:
            burning = subject.grade(self._sources.right + _BURN.encode(), 1)
            seen = burning.cost.cpu_seconds - right.cost.cpu_seconds
            if seen < _BURNT_SECONDS / 2:
                raise NotMeasured(
                    f"the clock saw {seen:.2f} s of {_BURNT_SECONDS} s in the sandbox"
                )

    def _measure(self, subject: Subject) -> None:
        """Grade once more, and keep what it cost."""
        row = self.rows[subject.key]
        source = self._sources.wrong if subject.is_failing else self._sources.right
        graded = subject.grade(source, subject.submissions)
        if subject.is_failing:
            if max(graded.points) >= suite.max_pool().max_points:
                raise NotMeasured("passed the failing submission")
        else:
            _require_all_points(graded, subject.submissions)
        row.cpu_seconds.append(graded.cost.cpu_seconds / subject.submissions)
        row.wall_seconds.append(graded.cost.wall_seconds / subject.submissions)


def _require_all_points(graded: Graded, count: int) -> None:
    """Hold that every submission passed every check."""
    most = suite.max_pool().max_points
    if len(graded.points) != count or any(points != most for points in graded.points):
        lowest = min(graded.points, default=0.0)
        raise NotMeasured(
            f"graded {len(graded.points)} of {count}, the lowest {lowest:g} of {most:g}"
        )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
