"""`%load_ext autograder`: the magic `%grade` in Jupyter and IPython.

Its words are parsed by Click as those of the command are. Nothing here imports IPython, which
calls us with its shell, and nothing that a session did to its modules reaches a check: it runs
in a process of its own.
"""

from collections.abc import Sequence
from typing import Any

import click

from autograder.errors import ConvgradeError, ToolError
from autograder.words import error
from cli.command import Group
from cli.problems import usage_error
from cli.session import Session
from cli.terminal import safe_lines

magic = Group("magic", modules={"check": "cli.jupyter_check:check_magic"})


class GradeStopped(Exception):
    """Ends a cell with a line for its reader, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows."""
        return str(self).splitlines()


class Notebook(Session):
    """One run of `%grade` in a session of Jupyter.

    Args:
        args: what stands behind `%grade`.
        shell: of IPython.
        failed: cells that raised, and the line that did.
    """

    def __init__(self, args: Sequence[str], shell: Any, failed: dict[int, int]) -> None:
        super().__init__(args)
        self._shell = shell
        self.failed = failed

    @property
    def cells(self) -> list[str]:
        """The sources of the cells that were run, by the number that each was run under."""
        return list(self._shell.history_manager.input_hist_raw)

    def publish(self, text: str, html: str) -> None:
        """Show something below the cell: as HTML, or as text where there is none."""
        self._shell.display_pub.publish({"text/plain": text, "text/html": html})


class _Watch:
    """Notes which cells raise.

    Args:
        shell: of IPython.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self.failed: dict[int, int] = {}

    def note(self, result: Any) -> None:
        """Note how a cell ended; IPython calls this after each."""
        if result.success or result.execution_count is None:
            return
        trace = getattr(result.error_in_exec, "__traceback__", None)
        while trace and trace.tb_frame.f_globals is not self._shell.user_ns:
            trace = trace.tb_next
        self.failed[result.execution_count] = trace.tb_lineno if trace else 0


def load(shell: Any) -> None:
    """Give a shell of IPython the magic `%grade`; a second time changes nothing."""
    if "grade" in shell.magics_manager.magics["line"]:
        return
    watch = _Watch(shell)
    shell.events.register("post_run_cell", watch.note)

    def grade(line: str) -> None:
        """Run the visible checks on the code of this session: `%grade check SLUG --task N`."""
        _run(line.split(), shell, watch.failed)

    shell.register_magic_function(grade, "line", "grade")


def _run(args: list[str], shell: Any, failed: dict[int, int]) -> None:
    """Run the magic.

    Raises:
        GradeStopped: a check failed, or it could not be run.
    """
    session = Notebook(args, shell, failed)
    try:
        magic.main(args, "%grade", standalone_mode=False, obj=session)
    except GradeStopped:
        raise
    except click.UsageError as err:
        raise _stopped(usage_error(err), session) from None
    except ConvgradeError as err:
        raise _stopped(err, session) from None
    except Exception as err:
        ours = ToolError("unexpected", problem=f"{type(err).__name__}: {err}")
        raise _stopped(ours, session) from err


def _stopped(err: ConvgradeError, session: Session) -> GradeStopped:
    text = error(err, session.language)
    return GradeStopped("\n".join(safe_lines(f"{text.message}\n{session.say('hint')} {text.hint}")))
