"""Write our points into nbgrader's gradebook, task by task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from autograder.course import Assignment
from autograder.errors import UsageError
from autograder.gradebook import differences
from autograder.gradebook.book import Book, held
from autograder.gradebook.differences import Outcome, Reason, Refused
from autograder.gradebook.late import Late
from autograder.model import Grading, are_same_points
from autograder.records import Attempt, Store
from autograder.records.counted import counted
from autograder.records.gradebook import BookScore, CellScore, NotebookScore

_MAX_ID_CHARACTERS = 128  # of nbgrader's column


class Entry(NamedTuple):
    """What a student's submission is to hold.

    Attributes:
        student: nbgrader's id.
        submitted_at: when the attempt that counts was handed in.
        points: by the name of the cell.
        late_penalty: points that are taken off; None for none.
    """

    assignment: str
    student: str
    submitted_at: datetime
    points: Mapping[str, float]
    late_penalty: float | None


@dataclass
class Push:
    """What is to be written.

    Attributes:
        outcome: what changes by it.
        entries: of the students of whom something changes.
    """

    outcome: Outcome = field(default_factory=Outcome)
    entries: list[Entry] = field(default_factory=list)


def plan(
    book: Book, store: Store, assignments: Sequence[Assignment], *, add_students: bool
) -> Push:
    """Compare our points with what the gradebook holds.

    Args:
        book: the gradebook.
        store: our records.
        assignments: ours that the gradebook knows.
        add_students: enter students whom the gradebook does not have.

    Raises:
        UsageError: the gradebook has other cells or other points for an assignment.
    """
    for assignment in assignments:
        _check(book, assignment)
    push, known = Push(), differences.names(book.students())
    for assignment in assignments:
        _Plan(book, store, assignment, push).compare(known, add_students=add_students)
    return push


def write(push: Push, book: Book) -> None:
    """Write what differs, student by student; no manual score is touched."""
    for entry in push.entries:
        _write(entry, book.api)


class _Plan:
    """Compares one assignment."""

    def __init__(self, book: Book, store: Store, assignment: Assignment, push: Push) -> None:
        self._store, self._assignment, self._push = store, assignment, push
        self._slug = assignment.slug
        self._held = held(book, self._slug)
        self._late = Late(book, self._slug, self._held.extensions)

    def compare(self, known: differences.Names, *, add_students: bool) -> None:
        """Note what changes for every student with points."""
        outcome = self._push.outcome
        attempts = {each.student: each for each in counted(self._store, self._assignment).attempts}
        there = {name for name, student in known.ids.items() if student in self._held.scores}
        strangers = set() if add_students else attempts.keys() - known.ids.keys()
        missing = there - attempts.keys()
        outcome.one_sided(self._slug, gradebook=missing, records=strangers)
        for name, attempt in attempts.items():
            if name in known.ids or add_students:
                self._note(name, known.ids.get(name, name), attempt)

    def _note(self, name: str, student: str, attempt: Attempt) -> None:
        before = self._held.scores.get(student)
        notebook = _notebook(before, self._slug)
        grading = self._store.grading(attempt.id)
        earned = _by_task(grading, self._assignment)
        why = self._refusal(student, earned, notebook if before else None)
        if grading and not _is_of_these_points(grading, self._assignment):
            why = "other-points"
        if why is None and before and notebook is None:
            why = "no-grades"
        if why:
            self._push.outcome.refused.append(Refused(self._slug, name, why))
            return
        entry = self._entry(student, attempt, earned, notebook)
        changes = differences.between(_before(before, notebook), _after(entry))
        self._push.outcome.note(self._slug, name, changes)
        if changes:
            self._push.entries.append(entry)

    def _refusal(
        self, student: str, earned: Mapping[str, float], notebook: NotebookScore | None
    ) -> Reason | None:
        """Return why nothing can be written for a student, if so."""
        if not _can_be_id(student):
            return "bad-name"
        if student in self._held.unreadable:
            return "no-number"
        if notebook and earned.keys() - {cell.cell for cell in notebook.cells}:
            return "no-grades"
        return None

    def _entry(
        self,
        student: str,
        attempt: Attempt,
        earned: Mapping[str, float],
        notebook: NotebookScore | None,
    ) -> Entry:
        new = {name: CellScore(cell=name, max_points=0.0) for name in earned}
        cells = new | {cell.cell: cell for cell in (notebook.cells if notebook else ())}
        total = sum(
            cell.model_copy(update={"auto": earned.get(name, cell.auto)}).points
            for name, cell in cells.items()
        )
        penalty = self._late.penalty(student, total, attempt.submitted_at)
        return Entry(self._slug, student, attempt.submitted_at, earned, penalty)


def _before(score: BookScore | None, notebook: NotebookScore | None) -> dict[str, Any]:
    auto = {cell.cell: cell.auto for cell in notebook.cells} if notebook else {}
    penalty = notebook.late_penalty if notebook else None
    return auto | {
        "late_penalty": penalty,
        "submitted_at": score.submitted_at if score else None,
    }


def _after(entry: Entry) -> dict[str, Any]:
    later = {"late_penalty": entry.late_penalty, "submitted_at": entry.submitted_at}
    return {**entry.points, **later}


def _check(book: Book, assignment: Assignment) -> None:
    """Refuse an assignment that the gradebook does not have as we have it."""
    from nbgrader.api import MissingEntry  # noqa: PLC0415 - an extra's, and heavy

    slug = assignment.slug
    if not book.has_notebook(slug):
        raise UsageError("gradebook-no-notebook", slug=slug, path=book.path)
    for task in assignment.tasks:
        name = _cell(task.id)
        try:
            cell = book.api.find_grade_cell(name, slug, slug)
        except MissingEntry as err:
            raise UsageError("gradebook-no-cell", cell=name, slug=slug, path=book.path) from err
        if not are_same_points(cell.max_score, task.points):
            found, wanted = f"{cell.max_score:g}", f"{task.points:g}"
            raise UsageError("gradebook-points", cell=name, slug=slug, found=found, wanted=wanted)


def _cell(task: int) -> str:
    """Name the cell that grades a task, as `grade nbgrader export` does."""
    return f"task-{task}"


def _by_task(grading: Grading | None, assignment: Assignment) -> dict[str, float]:
    """Return what each task has earned, by the name of its cell."""
    earned = {_cell(task.id): 0.0 for task in assignment.tasks}
    for result in grading.checks if grading else ():
        name = _cell(result.check.task)
        if name in earned:
            earned[name] += result.points or 0.0
    return earned


def _is_of_these_points(grading: Grading, assignment: Assignment) -> bool:
    """Whether each task was worth what it is worth today: half of 5 is not half of 10."""
    worth = {task.id: 0.0 for task in assignment.tasks}
    for result in grading.checks:
        worth[result.check.task] = worth.get(result.check.task, 0.0) + result.check.points
    return all(are_same_points(worth[task.id], task.points) for task in assignment.tasks)


def _notebook(score: BookScore | None, slug: str) -> NotebookScore | None:
    found = (each for each in score.notebooks if each.notebook == slug) if score else iter(())
    return next(found, None)


def _can_be_id(student: str) -> bool:
    """Say whether nbgrader can name a folder by a student, and take that for no pattern."""
    is_short = len(student) <= _MAX_ID_CHARACTERS
    return is_short and not set("/\\*?[]") & set(student) and not student.startswith(".")


def _write(entry: Entry, api: Any) -> None:
    """Write a student's submission, as `SaveAutoGrades` and `AssignLatePenalties` would."""
    slug, student = entry.assignment, entry.student
    api.update_or_create_student(student)
    api.update_or_create_submission(slug, student, timestamp=entry.submitted_at)
    for name, points in entry.points.items():
        grade = api.find_grade(name, slug, slug, student)
        if grade.auto_score != points:
            grade.auto_score = points
            grade.needs_manual_grade = grade.manual_score is not None
    notebook = api.find_submission_notebook(slug, slug, student)
    notebook.late_submission_penalty = entry.late_penalty
    api.db.commit()
