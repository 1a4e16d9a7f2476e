"""Run the visible checks again on every save, and say what has changed since."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from autograder.errors import ConvgradeError, ToolError
from autograder.model import GradeReport, Outcome
from cli import terminal
from cli.session import Session

# How often to look, how long an editor's save may take, how often to yield without one [ms].
_STEP_MS, _DEBOUNCE_MS, _IDLE_MS = 50, 400, 500


def watch(
    paths: Iterable[Path], session: Session, look: Callable[[GradeReport | None], GradeReport]
) -> int:
    """Look at once and again on every save, until Ctrl-C; return the last exit code.

    Args:
        paths: the files that are handed in, or folders that hold them.
        session: says errors in its language.
        look: checks and shows; takes the report before.

    Raises:
        ToolError: our own failure, which a save does not mend.
    """
    from watchfiles import watch as saves  # noqa: PLC0415 - only --watch needs it

    watched = [path.resolve() for path in paths]
    # An editor may save by renaming: the folder sees that, the file that is gone does not.
    folders = {path if path.is_dir() else path.parent for path in watched}
    before, looked = None, False
    # It also yields nothing now and then, first of all: only then is it watching, and what is
    # saved while the first run goes on is not missed.
    events = saves(
        *folders,
        step=_STEP_MS,
        debounce=_DEBOUNCE_MS,
        rust_timeout=_IDLE_MS,
        yield_on_timeout=True,
        recursive=False,
    )
    # Ctrl-C is how a watch ends, wherever it is just then.
    with contextlib.suppress(KeyboardInterrupt):
        for saved in events:
            names = {Path(name) for _, name in saved}
            if looked and not any(path in names or (names and path.is_dir()) for path in watched):
                continue
            if looked and terminal.is_screen():
                click.clear()
            before, looked = _look(look, before, session), True
            # Said last: whoever reads it may end the watch, and the result is kept by then.
            terminal.note(session.say("watch.waiting"))
    return exit_code(before) if before else 2


def exit_code(report: GradeReport) -> int:
    """Return the exit code of a run of the visible checks."""
    if report.status == "failed":
        return 3
    return 0 if all(check.outcome is Outcome.PASSED for check in report.checks) else 1


def _look(
    look: Callable[[GradeReport | None], GradeReport], before: GradeReport | None, session: Session
) -> GradeReport | None:
    """Check once; a file that can't be read just now is no reason to stop watching."""
    try:
        return look(before)
    except ToolError:
        raise
    except ConvgradeError as err:
        session.complain(err)
        return before
