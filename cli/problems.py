"""Turn what Click finds wrong with a command line into errors with words and a hint."""

import difflib
from typing import Any

import click

from autograder.errors import ConvgradeError, UsageError


def bad_value(option: click.Parameter, value: Any) -> ConvgradeError:
    """Say which value an option cannot take, and which it can."""
    name, kind = option.opts[-1], option.type
    if isinstance(kind, click.Choice):
        wanted = ", ".join(map(str, kind.choices))
        return UsageError("bad-choice", name=name, value=value, wanted=wanted)
    if isinstance(kind, click.FloatRange | click.IntRange):
        return UsageError("bad-number", name=name, value=value, low=kind.min, high=kind.max)
    return UsageError("bad-value", name=name, value=value)


def usage_error(err: click.UsageError) -> ConvgradeError:
    """Return our error for one of Click's."""
    command = err.ctx.command_path if err.ctx else "grade"
    if isinstance(err, click.NoSuchOption):
        name = err.option_name
        known = [opt for param in err.ctx.command.params for opt in param.opts] if err.ctx else []
        near = difflib.get_close_matches(name, known, n=1)
        if near:
            return UsageError("no-such-option-near", name=name, command=command, near=near[0])
        return UsageError("no-such-option", name=name, command=command)
    if isinstance(err, click.MissingParameter) and err.param is not None:
        is_option = isinstance(err.param, click.Option)
        name = err.param.opts[0] if is_option else err.param.human_readable_name
        return UsageError("missing-argument", name=name, command=command)
    if isinstance(err, click.BadOptionUsage):
        return UsageError("option-needs-value", name=err.option_name, command=command)
    return UsageError("bad-option", problem=err.format_message(), command=command)
