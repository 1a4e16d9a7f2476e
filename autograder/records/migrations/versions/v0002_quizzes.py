"""Make the tables of graded quizzes: the course's secret, attempts, answers and their marks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    _attempts()
    _answers()
    _marks()


def _attempts() -> None:
    op.create_table(
        "quiz_attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("quiz", sa.String(64), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_attempts"),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name="fk_quiz_attempts_student_id_students"
        ),
        sa.UniqueConstraint(
            "student_id", "quiz", "attempt", name="uq_quiz_attempts_student_id_quiz_attempt"
        ),
    )
    op.create_index("ix_quiz_attempts_quiz", "quiz_attempts", ["quiz"])


def _answers() -> None:
    op.create_table(
        "quiz_answers",
        sa.Column("attempt_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("section", sa.Integer, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("max_points", sa.Double, nullable=False),
        sa.Column("reply", sa.Text),
        sa.Column("question", sa.Text),
        sa.Column("answered_at", _MOMENT),
        sa.PrimaryKeyConstraint("attempt_id", "number", name="pk_quiz_answers"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["quiz_attempts.id"], name="fk_quiz_answers_attempt_id_quiz_attempts"
        ),
    )


def _marks() -> None:
    op.create_table(
        "quiz_marks",
        sa.Column("attempt_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("misconception", sa.String(255)),
        sa.Column("marked_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "number", "revision", name="pk_quiz_marks"),
        sa.ForeignKeyConstraint(
            ["attempt_id", "number"],
            ["quiz_answers.attempt_id", "quiz_answers.number"],
            name="fk_quiz_marks_attempt_id_quiz_answers",
        ),
    )
