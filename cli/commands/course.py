"""`grade course`: what those who write a course need."""

import click

from autograder.course import Course
from autograder.errors import UsageError
from cli import terminal
from cli.command import Group
from cli.session import Session

_COMMANDS = ("check", "confusion", "new")


@click.group(
    "course",
    cls=Group,
    modules={name: f"cli.commands.course_{name}:{name}_command" for name in _COMMANDS},
    invoke_without_command=True,
)
@click.pass_context
def course_command(ctx: click.Context) -> None:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        terminal.line(ctx.get_help())


def staff_course(session: Session, command: str) -> Course:
    """Return the course with its solutions.

    Raises:
        UsageError: this is a student's install.
    """
    course = session.find_course()
    if not (course.folder.parent / "solutions").is_dir():
        raise UsageError("staff-only", command=f"grade course {command}")
    return course
