"""The tables: students, submissions, their files and gradings, quizzes, and nbgrader's scores.

A change here needs a version in `migrations/versions`; a test compares the two.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# Migrations address constraints by name, and the databases invent different ones.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, which SQLite alone would forget."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store the moment in UTC, so that text compares as time does."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC, whatever zone the connection speaks."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the records."""

    metadata = MetaData(naming_convention=_NAMES)


class Student(Base):
    """Somebody who hands in; known by name alone."""

    __tablename__ = "students"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)


class Submission(Base):
    """One attempt of a student at an assignment."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("student_id", "assignment", "attempt"),
        Index(None, "assignment"),
        Index(None, "state", "submitted_at"),  # the queue
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    assignment: Mapped[str] = mapped_column(String(255))
    attempt: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    lease_owner: Mapped[str | None] = mapped_column(String(255))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()
    files: Mapped[list["SubmittedFile"]] = relationship(order_by="SubmittedFile.name")
    grading: Mapped["Grading | None"] = relationship()


class SubmittedFile(Base):
    """A file of a submission, byte for byte."""

    __tablename__ = "submitted_files"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Grading(Base):
    """The one grading of a submission, and what is asked of it most.

    Attributes:
        document: the whole grading as JSON. Text, because a database's own JSON type
            would rewrite numbers and refuse characters that a submission printed.
    """

    __tablename__ = "gradings"

    # The key is what makes a second grading of the same submission impossible.
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    points: Mapped[float | None] = mapped_column(Double)
    suite_sha256: Mapped[str] = mapped_column(String(64))
    toolkit_version: Mapped[str] = mapped_column(String(64))
    graded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    document: Mapped[str] = mapped_column(Text)


class Secret(Base):
    """What nobody but the course knows, made once."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class QuizAttempt(Base):
    """One attempt of a student at a graded quiz."""

    __tablename__ = "quiz_attempts"
    __table_args__ = (UniqueConstraint("student_id", "quiz", "attempt"), Index(None, "quiz"))

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    quiz: Mapped[str] = mapped_column(String(64))
    attempt: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()
    answers: Mapped[list["QuizAnswer"]] = relationship(order_by="QuizAnswer.number")


class QuizAnswer(Base):
    """A question of an attempt, written when it begins; the reply is filled in once.

    Attributes:
        version: of the generator when the attempt began; its numbers come from it.
        question: what was asked, as JSON.
    """

    __tablename__ = "quiz_answers"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("quiz_attempts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[int]
    topic: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    level: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    max_points: Mapped[float] = mapped_column(Double)
    reply: Mapped[str | None] = mapped_column(Text)
    question: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    marks: Mapped[list["QuizMark"]] = relationship(order_by="QuizMark.revision")


class QuizMark(Base):
    """How a reply was marked; marking it anew adds a row, and nothing is changed."""

    __tablename__ = "quiz_marks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "number"], ["quiz_answers.attempt_id", "quiz_answers.number"]
        ),
    )

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, …
    version: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(16))
    points: Mapped[float] = mapped_column(Double)
    misconception: Mapped[str | None] = mapped_column(String(255))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GradebookScore(Base):
    """What nbgrader's gradebook said of a student's submission when it was last pulled.

    Attributes:
        notebooks: the whole of it by notebook and cell, as JSON; the other columns are its sums.
    """

    __tablename__ = "gradebook_scores"
    __table_args__ = (Index(None, "assignment"),)

    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), primary_key=True)
    assignment: Mapped[str] = mapped_column(String(255), primary_key=True)
    points: Mapped[float] = mapped_column(Double)
    max_points: Mapped[float] = mapped_column(Double)
    auto_points: Mapped[float | None] = mapped_column(Double)
    manual_points: Mapped[float | None] = mapped_column(Double)
    extra_credit: Mapped[float | None] = mapped_column(Double)
    late_penalty: Mapped[float] = mapped_column(Double)
    needs_manual_grade: Mapped[bool]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pulled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    notebooks: Mapped[str] = mapped_column(Text)
