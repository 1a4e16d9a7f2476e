"""`grade nbgrader`: the course inside nbgrader."""

from cli.command import Group

_COMMANDS = ("export", "autograde", "pull", "push")


nbgrader_command = Group(
    "nbgrader",
    modules={name: f"cli.commands.nbgrader_{name}:{name}_command" for name in _COMMANDS},
)
