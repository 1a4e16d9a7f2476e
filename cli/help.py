"""Write the help of a command from the catalogue `words/cli.yaml`.

Its keys: `command.NAME` (the first line is the short help), `argument.NAME.PLACE`,
and `option.NAME.OPTION` or, where commands share one, `option.OPTION`. The NAME of a
command in a group is `GROUP.NAME`.
"""

from collections.abc import Collection

import click

from autograder import words
from cli.session import Session


def write_help(
    command: click.Command,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    *,
    shared: Collection[str],
) -> None:
    """Write usage, description, arguments and options; the `shared` options come last."""
    session: Session = ctx.obj
    usage = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, usage, prefix=session.say("help.usage") + " ")
    formatter.write_paragraph()
    for line in session.say(f"command.{command.name}").splitlines():
        formatter.write(f"  {line}".rstrip() + "\n")
    groups: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        row = _row(session, command, ctx, param)
        if row:
            groups.setdefault(_section(param, shared), []).append(row)
    for title in ("help.arguments", "help.options", "help.global"):
        if title in groups:
            with formatter.section(session.say(title)):
                formatter.write_dl(groups[title])


def write_commands(
    names: Collection[str], ctx: click.Context, formatter: click.HelpFormatter, *, prefix: str
) -> None:
    """Write the commands of a group with their short help, told under `command.PREFIX.NAME`."""
    session: Session = ctx.obj
    with formatter.section(session.say("help.commands")):
        formatter.write_dl(
            [(name, session.say(f"command.{prefix}{name}").partition("\n")[0]) for name in names]
        )


def _section(param: click.Parameter, shared: Collection[str]) -> str:
    if isinstance(param, click.Argument):
        return "help.arguments"
    return "help.global" if param.name in shared else "help.options"


def _row(
    session: Session, command: click.Command, ctx: click.Context, param: click.Parameter
) -> tuple[str, str] | None:
    """Return how a parameter is written and what it does; None where it is hidden."""
    if isinstance(param, click.Argument):
        place = f"argument.{command.name}.{param.name}"
        return param.human_readable_name, session.say(place)
    record = param.get_help_record(ctx)
    if record is None:
        return None
    name = param.opts[0].lstrip("-")
    own, common = f"option.{command.name}.{name}", f"option.{name}"
    return record[0], session.say(own if own in words.catalogue("cli") else common)
