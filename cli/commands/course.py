"""`grade course`: what those who write a course need."""

from cli.command import Group

_COMMANDS = ("check", "confusion", "new")


course_command = Group(
    "course", modules={name: f"cli.commands.course_{name}:{name}_command" for name in _COMMANDS}
)
