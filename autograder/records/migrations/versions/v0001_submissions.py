"""Make the tables of students, submissions, files and gradings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _students()
    _submissions()
    _submitted_files()
    _gradings()


def _students() -> None:
    op.create_table(
        "students",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_students"),
        sa.UniqueConstraint("name", name="uq_students_name"),
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("assignment", sa.String(255), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("submitted_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("lease_owner", sa.String(255)),
        sa.Column("lease_until", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name="fk_submissions_student_id_students"
        ),
        sa.UniqueConstraint(
            "student_id",
            "assignment",
            "attempt",
            name="uq_submissions_student_id_assignment_attempt",
        ),
    )
    op.create_index("ix_submissions_assignment", "submissions", ["assignment"])
    op.create_index("ix_submissions_state_submitted_at", "submissions", ["state", "submitted_at"])


def _submitted_files() -> None:
    op.create_table(
        "submitted_files",
        sa.Column("submission_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "name", name="pk_submitted_files"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name="fk_submitted_files_submission_id_submissions",
        ),
    )


def _gradings() -> None:
    op.create_table(
        "gradings",
        sa.Column("submission_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("points", sa.Double),
        sa.Column("suite_sha256", sa.String(64), nullable=False),
        sa.Column("toolkit_version", sa.String(64), nullable=False),
        sa.Column("graded_at", _MOMENT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_gradings"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_gradings_submission_id_submissions"
        ),
    )
