"""Click commands that speak Korean and English and load only what runs.

Help stands in the catalogue `words/cli.yaml`, never in the code: see `cli/help.py`.
"""

import difflib
import importlib
from typing import Any

import click

from autograder.errors import UsageError
from cli import terminal
from cli.help import write_commands, write_help
from cli.problems import bad_value

SHARED = ("help", "course", "lang", "debug")


class Option(click.Option):
    """An option whose wrong value is an error in the learner's language."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """Convert a value, and say in words what was wanted instead of a wrong one."""
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as err:
            raise bad_value(self, value) from err


def global_options() -> list[click.Parameter]:
    """Return the options that stand before or after a command's name."""
    return [
        _help_option(),
        Option(["--course"], metavar="FOLDER", expose_value=False),
        Option(["--lang"], type=click.Choice(["ko", "en"]), expose_value=False),
        Option(["--debug"], is_flag=True, expose_value=False),
    ]


def _help_option() -> Option:
    """Return `--help`; Click's own would write UTF-8 where stdout says ASCII."""

    def show(ctx: click.Context, _: click.Parameter, is_wanted: bool) -> None:
        if is_wanted and not ctx.resilient_parsing:
            terminal.line(ctx.get_help())
            ctx.exit()

    return Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show)


class Command(click.Command):
    """A command whose help comes from the catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("add_help_option", False)
        super().__init__(*args, **kwargs)
        self.params += global_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that the command does not take, in words."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError("extra-argument", argument=rest[0], command=ctx.command_path)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help in the session's language."""
        write_help(self, ctx, formatter, shared=SHARED)


@click.pass_context
def _show_help(ctx: click.Context) -> None:
    """Show the help of a group where no command of it is given."""
    if ctx.invoked_subcommand is None:
        terminal.line(ctx.get_help())


class Group(click.Group):
    """A group that imports a command's module when it is called, and shows its help when none is.

    Args:
        modules: where each command lives, `package.module:attribute` by name.
    """

    def __init__(self, *args: Any, modules: dict[str, str], **kwargs: Any) -> None:
        kwargs |= {"invoke_without_command": True, "callback": _show_help}
        kwargs.setdefault("add_help_option", False)
        super().__init__(*args, **kwargs)
        self.modules = modules
        self.params += global_options()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the commands in the order of a learner's day."""
        return list(self.modules)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.modules:
            return None
        module, _, attribute = self.modules[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for, or name the nearest."""
        name = args[0]
        if name in self.modules or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, self.modules, n=1)
        if near:
            raise UsageError("no-such-command-near", name=name, near=near[0])
        raise UsageError("no-such-command", name=name, known=", ".join(self.modules))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help in the session's language, importing no command."""
        write_help(self, ctx, formatter, shared=SHARED)
        prefix = f"{self.name}." if ctx.parent else ""
        write_commands(self.modules, ctx, formatter, prefix=prefix)


json_option = click.option("--json", "as_json", is_flag=True, cls=Option)
student_option = click.option("--student", metavar="NAME", cls=Option)
isolation_option = click.option(
    "--isolation", type=click.Choice(["jail", "landlock", "limits"]), cls=Option
)
