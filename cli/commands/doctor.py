"""`grade doctor`: what this machine can do."""

from typing import TYPE_CHECKING

import click

from cli import terminal
from cli.command import Command, json_option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.sandbox import Survey


@click.command("doctor", cls=Command)
@json_option
@click.pass_obj
def doctor_command(session: Session, *, as_json: bool) -> int:
    """Say how well this machine can wall in a submission."""
    from autograder.sandbox import survey  # noqa: PLC0415 - heavy, and not for --help

    found = survey()
    if as_json:
        terminal.write_json(found.model_dump(mode="json"))
    else:
        for line in _lines(found, session):
            terminal.line(terminal.safe(line))
    return 0 if found.best else 3


def _lines(found: "Survey", session: Session) -> list[str]:
    signs = terminal.signs()
    machine = {"python": found.python, "numpy": found.numpy, "kernel": found.kernel}
    lines = [session.say("doctor.machine", **machine)]
    for status in found.levels:
        word = session.say("doctor.works" if status.works else "doctor.missing")
        sign = signs.passed if status.works else signs.failed
        told = ", ".join(status.layers) if status.works else status.problem or ""
        lines.append(f"{sign} {status.level}: {word} ({told})" if told else f"{sign} {word}")
        if status.advice_key:
            lines.append(f"    {session.say(f'advice.{status.advice_key}')}")
    if found.best is None:
        return [*lines, session.say("doctor.nothing")]
    return [*lines, session.say("doctor.best", level=found.best)]
