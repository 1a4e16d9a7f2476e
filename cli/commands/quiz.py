"""`grade quiz`: questions that never repeat."""

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

quiz_command = Group(
    "quiz", modules={name: f"cli.commands.quiz_{name}:{name}_command" for name in _COMMANDS}
)
