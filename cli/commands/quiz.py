"""`grade quiz`: questions that never repeat."""

import click

from cli import terminal
from cli.command import Group

_COMMANDS = (
    "practice",
    "review",
    "stats",
    "topics",
    "ask",
    "list",
    "take",
    "results",
    "remark",
    "export",
)


@click.group(
    "quiz",
    cls=Group,
    modules={name: f"cli.commands.quiz_{name}:{name}_command" for name in _COMMANDS},
    invoke_without_command=True,
)
@click.pass_context
def quiz_command(ctx: click.Context) -> None:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        terminal.line(ctx.get_help())
