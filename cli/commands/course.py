"""`grade course`: what those who write a course need."""

from autograder.course import Course
from autograder.errors import UsageError
from cli.command import Group
from cli.session import Session

_COMMANDS = ("check", "confusion", "new")


course_command = Group(
    "course", modules={name: f"cli.commands.course_{name}:{name}_command" for name in _COMMANDS}
)


def staff_course(session: Session, command: str) -> Course:
    """Return the course with its solutions.

    Raises:
        UsageError: this is a student's install.
    """
    course = session.find_course()
    if not (course.folder.parent / "solutions").is_dir():
        raise UsageError("staff-only", command=f"grade {command}")
    return course
