"""The store: take submissions in, lease them out for grading, keep the gradings."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from pydantic import ValidationError
from sqlalchemy import URL, Engine, Select, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from autograder.closing import Closing
from autograder.errors import UsageError
from autograder.model import Grading
from autograder.records import models, rows, trouble
from autograder.records.engine import open_engine, writing
from autograder.records.entries import Attempt, State, StoredSubmission
from autograder.records.location import parse
from autograder.records.rows import Clock, Draft
from autograder.records.students import clean_name
from autograder.records.upgrade import upgrade

_ID = re.compile(r"[0-9a-f]{4,32}")
_TRIES = 10
_T = TypeVar("_T")


def _by_age() -> Select[Any]:
    row = models.Submission
    return select(row).order_by(row.submitted_at, row.id)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store(Closing):
    """The records of one course, on SQLite or PostgreSQL; safe for threads and processes.

    Every method raises `RecordsError` where the database can't be read or written.
    """

    def __init__(self, engine: Engine, *, clock: Clock) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._clock = clock
        self._place = trouble.name(engine.url)

    @classmethod
    def open(cls, url: str | URL, *, clock: Clock = _utc_now) -> Self:
        """Open the records, and make or migrate their tables where that is due.

        Args:
            url: of the database, as `locate` gives it.
            clock: tells the time, with its time zone.

        Raises:
            RecordsError: the database can't be used, or its file is not safe.
        """
        parsed = parse(url)
        with trouble.surfaced(trouble.name(parsed)):
            engine = open_engine(parsed)
            try:
                upgrade(engine)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, clock=clock)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def add(
        self,
        *,
        assignment: str,
        student: str,
        files: Mapping[str, bytes],
        sha256: str,
        note: str | None = None,
    ) -> StoredSubmission:
        """Store a submission as the student's next attempt; once this returns, it is kept.

        Args:
            assignment: its slug.
            student: a name of at most 255 characters.
            files: content by name.
            sha256: digest over names and contents.
            note: anything worth keeping with it.

        Raises:
            UsageError: the student's name is empty or too long, or holds control characters.
        """
        draft = Draft(assignment=assignment, student=student, files=files, sha256=sha256, note=note)
        return self._insert([draft], always=True)[0]

    def add_new(self, drafts: Sequence[Draft]) -> list[StoredSubmission]:
        """Store those submissions that their students have not handed in yet, all or none.

        Returns:
            One for each draft: the new attempt, or the latest earlier one of the same content.

        Raises:
            UsageError: a student's name is empty or too long, or holds control characters.
        """
        return self._insert(drafts, always=False)

    def lease(self, submission_id: str, *, seconds: float, owner: str) -> bool:
        """Take a submission for grading; say whether it was free.

        Args:
            submission_id: the whole id.
            seconds: how long it is kept from others [s].
            owner: who takes it, for whoever looks into the database.
        """
        return bool(self.lease_all([submission_id], seconds=seconds, owner=owner))

    def lease_all(self, ids: Sequence[str], *, seconds: float, owner: str) -> set[str]:
        """Take submissions for grading, as `lease` does; return the ids that were free."""
        wanted = _by_age().where(models.Submission.id.in_(ids))
        with self.writing() as session:
            return {row.id for row in self._taken(session, wanted, seconds, owner)}

    def release(self, owners: Collection[str]) -> None:
        """Give back what some owners have taken and not graded: it waits again."""
        row = models.Submission
        with self.writing() as session:
            held = update(row).where(row.state == State.GRADING, row.lease_owner.in_(owners))
            session.execute(held.values(state=State.QUEUED, lease_owner=None, lease_until=None))

    def lease_owners(self) -> set[str]:
        """Name everybody who has taken a submission and not graded it yet."""
        row = models.Submission
        with self.reading() as session:
            query = select(row.lease_owner).where(row.state == State.GRADING).distinct()
            return {owner for owner in session.scalars(query) if owner is not None}

    def lease_next(
        self, *, seconds: float, owner: str, assignment: str | None = None
    ) -> StoredSubmission | None:
        """Take the submission that has waited longest; None where nothing waits.

        Args:
            seconds: how long it is kept from others [s].
            owner: who takes it, for whoever looks into the database.
            assignment: takes only submissions of this assignment.
        """
        waiting = _by_age().limit(1)
        if assignment is not None:
            waiting = waiting.where(models.Submission.assignment == assignment)
        with self.writing() as session:
            taken = self._taken(session, waiting, seconds, owner)
            return rows.stored(taken[0]) if taken else None

    def record(self, submission_id: str, grading: Grading) -> Grading:
        """Keep the grading of a submission, unless it has one: the first one counts.

        Returns:
            The grading that the records hold now.

        Raises:
            UsageError: there is no such submission.
        """
        return self.record_all([(submission_id, grading)])[0]

    def record_all(self, gradings: Sequence[tuple[str, Grading]]) -> list[Grading]:
        """Keep gradings, by submission, as `record` does: all of them or none."""
        found = dict(gradings)
        row, taken = models.Submission, models.Grading
        with self.writing() as session:
            # By id, as everybody does it: two transactions must not wait for each other.
            held = select(row.id).where(row.id.in_(found)).order_by(row.id).with_for_update()
            missing = found.keys() - set(session.scalars(held))
            if missing:
                raise UsageError("no-such-attempt", id=min(missing))
            earlier = session.scalars(select(taken).where(taken.submission_id.in_(found)))
            kept = {each.submission_id: self._read(each) for each in earlier}
            new = [key for key in found if key not in kept]
            if new:
                now = self._clock()
                rows_of = [rows.grading_row(key, found[key], now) for key in new]
                session.execute(insert(taken), rows_of)
                done = {"state": State.GRADED, "lease_owner": None, "lease_until": None}
                session.execute(update(row).where(row.id.in_(new)).values(done))
        return [kept.get(key, grading) for key, grading in gradings]

    def get(self, submission_id: str) -> StoredSubmission:
        """Return a submission with its files.

        Args:
            submission_id: its id, or at least four first characters that no other id has.

        Raises:
            UsageError: no submission, or more than one, has an id like this.
        """
        start = submission_id.strip().lower()
        if not _ID.fullmatch(start):
            raise UsageError("no-such-attempt", id=submission_id)
        # A range, not LIKE, so that either database finds it by the index.
        ids = models.Submission.id.between(start, start.ljust(32, "f"))
        with self.reading() as session:
            found = session.scalars(select(models.Submission).where(ids).limit(2)).all()
            if len(found) != 1:
                raise UsageError("no-such-attempt", id=submission_id)
            return rows.stored(found[0])

    def grading(self, submission_id: str) -> Grading | None:
        """Return the grading of a submission by its whole id; None while there is none."""
        with self.reading() as session:
            row = session.get(models.Grading, submission_id)
            return None if row is None else self._read(row)

    def attempts(
        self, *, student: str | None = None, assignment: str | None = None
    ) -> list[Attempt]:
        """List attempts, oldest first, of one student or assignment or of all."""
        row = models.Submission
        found = models.Grading
        columns = (row.id, row.assignment, row.attempt, row.submitted_at, row.state)
        query = (
            select(*columns, models.Student.name.label("student"), found.points, found.status)
            .join(models.Student)
            .outerjoin(found)
            .order_by(row.submitted_at, row.attempt, row.id)
        )
        if student is not None:
            query = query.where(models.Student.name == clean_name(student))
        if assignment is not None:
            query = query.where(row.assignment == assignment)
        with self.reading() as session:
            return [Attempt.model_validate(line) for line in session.execute(query).mappings()]

    def _taken(
        self, session: Session, wanted: Select[Any], seconds: float, owner: str
    ) -> Sequence[models.Submission]:
        """Lease those of the wanted submissions that are free."""
        now = self._clock()
        free = wanted.where(rows.is_free(now)).with_for_update(skip_locked=True)
        found: Sequence[models.Submission] = session.scalars(free).all()
        for row in found:
            for column, value in rows.lease(now, seconds, owner).items():
                setattr(row, column, value)
        return found

    def _insert(self, drafts: Sequence[Draft], *, always: bool) -> list[StoredSubmission]:
        """Store drafts; where not `always`, only those that are not there already."""
        named = [replace(draft, student=clean_name(draft.student)) for draft in drafts]

        def add(session: Session) -> list[StoredSubmission]:
            known = {} if always else rows.latest_like(session, named)
            new = {each.likeness: each for each in named if each.likeness not in known}
            made = rows.insert(session, list(new.values()), self._clock)
            known |= dict(zip(new, made, strict=True))
            return [known[draft.likeness] for draft in named]

        return self.settled(add)

    def settled(self, work: Callable[[Session], _T]) -> _T:
        """Write in one transaction; try again where another one took a name, a number or an id."""
        with trouble.surfaced(self._place):
            for _ in range(_TRIES):
                try:
                    with self._transaction() as session:
                        return work(session)
                except IntegrityError as err:
                    conflict = err
            raise conflict

    def now(self) -> datetime:
        """Tell the time that the records go by."""
        return self._clock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads."""
        with trouble.surfaced(self._place), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that writes; it waits for its turn before it begins."""
        with trouble.surfaced(self._place), self._transaction() as session:
            yield session

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        """Open a transaction that is committed at its end, or rolled back by an error."""
        with Session(self._writer) as session, session.begin():
            session.connection()  # wait for the lock here, before anybody looks at the clock
            yield session

    def _read(self, row: models.Grading) -> Grading:
        try:
            return Grading.model_validate_json(row.document)
        except ValidationError as err:
            problem = (
                f"the grading of `{row.submission_id}` was written by convgrade "
                f"{row.toolkit_version} in a form that this version can't read"
            )
            raise trouble.unreadable(self._place, problem) from err
