"""What a pull or a push would change, before it changes anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from autograder.errors import UsageError
from autograder.records.students import clean_name

Reason = Literal["bad-name", "same-name", "no-number", "other-points", "no-grades"]


class Change(NamedTuple):
    """One value that becomes another; None is none."""

    name: str
    before: Any
    after: Any


class Changed(NamedTuple):
    """What changes of a student's score."""

    assignment: str
    student: str
    changes: Sequence[Change]


class Refused(NamedTuple):
    """A student's score that is left alone, and why."""

    assignment: str
    student: str
    reason: Reason


class OneSided(NamedTuple):
    """Students of an assignment whom one side alone knows."""

    assignment: str
    students: Sequence[str]


@dataclass
class Outcome:
    """What became, or would become, of a pull or a push.

    Attributes:
        changed: one for each student and assignment with a difference.
        unchanged: how many have none.
        refused: scores that can't be brought over.
        only_gradebook: students with a score there whom our records do not have.
        only_records: students with points here whom the gradebook does not have.
    """

    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    only_gradebook: list[OneSided] = field(default_factory=list)
    only_records: list[OneSided] = field(default_factory=list)

    def note(self, assignment: str, student: str, changes: Sequence[Change]) -> None:
        """Count a student among the changed or the unchanged."""
        if changes:
            self.changed.append(Changed(assignment, student, changes))
        else:
            self.unchanged += 1

    def one_sided(
        self, assignment: str, *, gradebook: Iterable[str] = (), records: Iterable[str] = ()
    ) -> None:
        """Keep who is on one side alone."""
        for kept, students in ((self.only_gradebook, gradebook), (self.only_records, records)):
            names = sorted(students)
            if names:
                kept.append(OneSided(assignment, names))


class Names(NamedTuple):
    """Students of the gradebook under the names that our records would give them.

    Attributes:
        ids: nbgrader's id by our name.
        refused: nbgrader's ids that can't be a name here, and why.
    """

    ids: Mapping[str, str]
    refused: Mapping[str, Reason]


def names(ids: Iterable[str]) -> Names:
    """Pair nbgrader's ids of students, which are any text, with names of our records."""
    known: dict[str, str] = {}
    refused: dict[str, Reason] = {}
    for each in sorted(ids):
        try:
            name = clean_name(each)
        except UsageError:
            refused[each] = "bad-name"
            continue
        if name in known:  # of two the one that is spelt as ours counts
            other = each if known[name] == name else known[name]
            refused[other] = "same-name"
            if other == each:
                continue
        known[name] = each
    return Names(known, refused)


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the values that differ, in the order of `after`."""
    return [
        Change(name, before.get(name), value)
        for name, value in after.items()
        if before.get(name) != value
    ]
