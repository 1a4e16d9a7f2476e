"""Make the table of scores that were pulled from nbgrader's gradebook."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "gradebook_scores",
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("assignment", sa.String(255), nullable=False),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("max_points", sa.Double, nullable=False),
        sa.Column("auto_points", sa.Double),
        sa.Column("manual_points", sa.Double),
        sa.Column("extra_credit", sa.Double),
        sa.Column("late_penalty", sa.Double, nullable=False),
        sa.Column("needs_manual_grade", sa.Boolean, nullable=False),
        sa.Column("submitted_at", _MOMENT),
        sa.Column("pulled_at", _MOMENT, nullable=False),
        sa.Column("notebooks", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("student_id", "assignment", name="pk_gradebook_scores"),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name="fk_gradebook_scores_student_id_students"
        ),
    )
    op.create_index("ix_gradebook_scores_assignment", "gradebook_scores", ["assignment"])
