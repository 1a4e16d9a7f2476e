"""What nbgrader takes off a submission that is late."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.gradebook.book import Book


class Late:
    """The course's own plugin for late submissions, asked as nbgrader's autograde asks it.

    Args:
        book: the gradebook, which knows the due date.
        assignment: its name there.
        extensions: what was granted beyond the due date, by nbgrader's id of the student.
    """

    def __init__(self, book: Book, assignment: str, extensions: Mapping[str, timedelta]) -> None:
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - an extra's

        asks = AssignLatePenalties(parent=book.app)
        asks.init_plugin()
        self._plugin: Any = asks.plugin_inst
        due: datetime | None = book.api.find_assignment(assignment).duedate
        self._due = due.replace(tzinfo=UTC) if due else None
        self._extensions = extensions

    def penalty(self, student: str, points: float, submitted_at: datetime) -> float | None:
        """Return the points that are taken off, at most all of them; None for none.

        Args:
            student: nbgrader's id.
            points: of the notebook.
            submitted_at: when it was handed in.
        """
        if self._due is None:
            return None
        due = self._due + self._extensions.get(student, timedelta(0))
        late_seconds = (submitted_at - due).total_seconds()
        if late_seconds <= 0:
            return None
        penalty = self._plugin.late_submission_penalty(student, points, late_seconds)
        return None if penalty is None else min(max(0.0, float(penalty)), points)
