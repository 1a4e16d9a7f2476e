"""Bring the scores of nbgrader's gradebook into our records."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.gradebook import differences
from autograder.gradebook.book import Book, Held, held
from autograder.gradebook.differences import Change, Names, Outcome, Refused
from autograder.records import Store, gradebook
from autograder.records.gradebook import BookScore


@dataclass
class Pull:
    """What is to be brought over.

    Attributes:
        outcome: what changes by it.
        scores: all that the gradebook holds of the students who are brought over.
    """

    outcome: Outcome = field(default_factory=Outcome)
    scores: list[BookScore] = field(default_factory=list)


def plan(book: Book, store: Store, assignments: Sequence[str], *, add_students: bool) -> Pull:
    """Compare what the gradebook holds with what was pulled before.

    Args:
        book: the gradebook.
        store: our records.
        assignments: names of assignments that the gradebook knows.
        add_students: bring students over whom our records do not have.
    """
    known = gradebook.known_students(store)
    pull = Pull()
    for assignment in assignments:
        _compare(pull, held(book, assignment), store, assignment, known, add_students)
    return pull


def keep(pull: Pull, store: Store) -> None:
    """Write into our records what differs; all of it or nothing."""
    differing = {(each.assignment, each.student) for each in pull.outcome.changed}
    new = [each for each in pull.scores if (each.assignment, each.student) in differing]
    gradebook.keep(store, new)


def _compare(
    pull: Pull, there: Held, store: Store, assignment: str, known: set[str], add_students: bool
) -> None:
    outcome, found = pull.outcome, differences.names(there.scores)
    outcome.refused += _refused(there, found, assignment)
    strangers = set() if add_students else found.ids.keys() - known
    here = {attempt.student for attempt in store.attempts(assignment=assignment)}
    unread = differences.names(there.unreadable).ids.keys()
    missing = here - found.ids.keys() - unread
    outcome.one_sided(assignment, gradebook=strangers, records=missing)
    before = {score.student: score for score in gradebook.scores(store, assignment)}
    for name, student in found.ids.items():
        if name in known or add_students:
            score = there.scores[student].model_copy(update={"student": name})
            pull.scores.append(score)
            outcome.note(assignment, name, _changes(before.get(name), score))


def _refused(there: Held, found: Names, assignment: str) -> list[Refused]:
    refused = [Refused(assignment, each, why) for each, why in found.refused.items()]
    return refused + [Refused(assignment, each, "no-number") for each in there.unreadable]


def _changes(before: BookScore | None, after: BookScore) -> list[Change]:
    changes = differences.between(before.figures() if before else {}, after.figures())
    if not changes and before and before.notebooks != after.notebooks:
        return [Change("cells", None, None)]  # points have moved from one cell to another
    return changes
