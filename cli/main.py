"""The `grade` command: run it, and turn every error into words and an exit code.

0 done · 1 `check` found failures · 2 usage or course error · 3 our own failure.
"""

from cli import hygiene

hygiene.clean_path()

import contextlib  # noqa: E402 - nothing is imported before the path is clean
import os  # noqa: E402
import sys  # noqa: E402
import traceback  # noqa: E402
from collections.abc import Sequence  # noqa: E402

import click  # noqa: E402

from autograder import __version__  # noqa: E402
from autograder.errors import ConvgradeError, ToolError  # noqa: E402
from cli import terminal  # noqa: E402
from cli.command import Group  # noqa: E402
from cli.problems import usage_error  # noqa: E402
from cli.session import Session  # noqa: E402

INTERRUPTED, PIPE_CLOSED = 130, 141  # as a shell counts SIGINT and SIGPIPE
_COMMANDS = (
    "list",
    "start",
    "check",
    "submit",
    "status",
    "show",
    "quiz",
    "batch",
    "export",
    "course",
    "nbgrader",
    "doctor",
)


_version_option = click.version_option(
    __version__, prog_name="convgrade", message="%(prog)s %(version)s"
)
grade = _version_option(
    Group("grade", modules={name: f"cli.commands.{name}:{name}_command" for name in _COMMANDS})
)


def main() -> int:
    """Run the command with the process's arguments and return its exit code."""
    hygiene.clean_environment()
    terminal.prepare()
    return run(sys.argv[1:])


def run(args: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    session = Session(args)
    try:
        code = grade.main(list(args), "grade", standalone_mode=False, obj=session)
        with terminal.complete():
            sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return PIPE_CLOSED
    except click.UsageError as err:
        return _complain(usage_error(err), session)
    except ConvgradeError as err:
        return _complain(err, session)
    except Exception as err:
        return _complain(ToolError("unexpected", problem=f"{type(err).__name__}: {err}"), session)
    return int(code or 0)


def _complain(err: ConvgradeError, session: Session) -> int:
    """Say an error and its hint on stderr and return its exit code."""
    if session.debug:
        traceback.print_exc()
    session.complain(err)
    return err.exit_code


def _forget_stdout() -> None:
    """Send the rest of stdout nowhere: its reader has gone, and the exit flushes once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
