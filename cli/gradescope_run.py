"""What an exported autograder runs on Gradescope: `python -I -m cli.gradescope_run ROOT`.

`run_autograder` has put a results.json there already, which says that the grading did not end.
It is replaced by a whole one, or stays. What is printed here is for staff alone.
"""

import faulthandler
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import course, feedback, grading, submission, words
from autograder.errors import ConvgradeError, SubmissionError, ToolError
from autograder.exchange import gradescope
from autograder.exchange.gradescope_zip import SETTINGS, Settings
from autograder.model import GradeReport, Level
from autograder.sandbox import best_level
from cli import hygiene, outlet, terminal

_STDERR = 2  # as a descriptor: it is there whatever stands in for `sys.stderr`


def main() -> int:
    """Grade the submission below the folder that is named, and return the exit code."""
    hygiene.clean_environment()
    terminal.prepare()
    return run(Path(sys.argv[1]))


def run(root: Path) -> int:
    """Grade the submission below a folder that is laid out as `/autograder` is.

    Raises:
        UsageError: the result can't be written.
    """
    settings = Settings.model_validate_json((root / "source" / SETTINGS).read_bytes())
    faulthandler.dump_traceback_later(settings.seconds, exit=True, file=_STDERR)
    code = 0
    try:
        document = gradescope.results(_report(root, settings), settings.language)
    except ConvgradeError as err:
        document, code = _ours(err, settings), err.exit_code
    except Exception as err:
        document, code = _ours(ToolError("unexpected", problem=type(err).__name__), settings), 3
    finally:
        faulthandler.cancel_dump_traceback_later()
    outlet.to_file(root / "results" / "results.json", [gradescope.dumped(document)])
    return code


def _report(root: Path, settings: Settings) -> GradeReport:
    """Read and grade the submission, as its student may see it.

    Raises:
        CourseError: the exported course can't be read.
        ToolError: our own failure.
    """
    ours = course.load(root / "source" / "course")
    assignment = ours.assignment(settings.slug).model_copy(update={"limits": settings.limits})
    handed_in = feedback.HandedIn(  # Gradescope knows who it was
        id="", student="", attempt=1, submitted_at=datetime.now(UTC), source_sha256=""
    )
    try:
        read = submission.read([root / "submission"], assignment)
    except SubmissionError as err:
        text = words.error(err, settings.language)
        said = f"{text.message}\n{text.hint}"
        return feedback.ungraded(handed_in, assignment, status="rejected", message=said)
    seed, level = grading.fresh_seed(), _level(settings)
    terminal.line(f"seed {seed}, isolation {level}")  # so that staff can grade it again
    found = grading.grade(read, assignment, seed=seed, level=level)
    view = feedback.View(language=settings.language, feedback=ours.feedback)
    handed_in = handed_in.model_copy(update={"source_sha256": read.sha256})
    return feedback.report(found, handed_in, assignment, view)


def _level(settings: Settings) -> Level:
    """Return the walls to grade behind.

    Raises:
        ToolError: there are none here, and the export was not told to do without.
    """
    level = settings.level or best_level()
    if level == "limits" and settings.level is None:
        raise ToolError("gradescope-no-walls")
    return level


def _ours(err: ConvgradeError, settings: Settings) -> dict[str, Any]:
    """Return the document of our own failure, and print what staff need."""
    traceback.print_exc()
    text = words.error(err, settings.language)
    terminal.note(terminal.safe(f"{text.message} {text.hint}"))
    said = words.say("exchange", "gradescope.failed", settings.language, problem=text.message)
    return gradescope.without_result(said)


if __name__ == "__main__":
    sys.exit(main())
