"""`grade export`: results and graders in the formats of other systems."""

from cli.command import Group

_COMMANDS = ("gradescope", "junit", "json", "csv", "actions")


export_command = Group(
    "export", modules={name: f"cli.commands.export_{name}:{name}_command" for name in _COMMANDS}
)
