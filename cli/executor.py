"""What stands in the place of nbgrader's `Execute`: no kernel, and no student's code here.

A course uses it by one line of its `nbgrader_config.py`, which `grade nbgrader export` writes:

    from cli.executor import use_sandbox; use_sandbox(c, language="en")
"""

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import nbgrader.api
from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    DeduplicateIds,
    Execute,
    GetGrades,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, CaselessStrEnum, Integer, Unicode

from autograder.errors import UsageError
from autograder.gradebook.handed_in import fault_of
from autograder.gradebook.place import folder_of
from autograder.model import GradeReport, Language, Level, Limits
from autograder.notebooks import ours, roles, script
from autograder.notebooks.conduct import Conducted, Terms, conduct
from autograder.notebooks.proxies import CannotCross
from autograder.sandbox.notebook import NoAnswer
from autograder.words import error, say
from cli import embedded, executor_outputs, executor_pages, jupyter_page
from cli.terminal import safe

_MAX_FILES_BYTES = 50_000_000


def use_sandbox(config: Any, **options: Any) -> None:
    """Have nbgrader autograde in the sandbox, and show no hidden test in its feedback.

    Args:
        config: of `nbgrader_config.py`.
        options: of `SandboxExecute`.
    """
    config.Autograde.sanitize_preprocessors = [
        RestoreCells, ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells,
        CheckCellMetadata,
    ]  # fmt: skip
    config.Autograde.autograde_preprocessors = [
        SandboxExecute, IgnorePattern, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades,
        AssignLatePenalties, CheckCellMetadata,
    ]  # fmt: skip
    config.GenerateFeedback.preprocessors = [GetGrades, HideTests, CSSHTMLHeaderPreprocessor]
    config.HTMLExporter.filters = {"markdown2html": executor_pages.markdown}
    for name, value in options.items():
        config.SandboxExecute[name] = value


class HideTests(ClearHiddenTests):  # type: ignore[misc]
    """Hides the tests of what is a test: a student may have typed the words elsewhere."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Any:
        """Take the hidden regions from a test."""
        if is_grade(cell) and not is_solution(cell):
            return super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Gives cells the roles that the gradebook knows before nbgrader believes a submission's.

    One notebook with a name twice ends a whole run of stock nbgrader, and one that is a link to
    the instructor's earns full points.
    """

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Restore a submitted notebook.

        Raises:
            NbGraderException: what was handed in is no ordinary folder of files.
        """
        self._refuse_links(resources["nbgrader"])
        for name in nb.metadata.keys() - {"kernelspec"}:  # a lexer of the student's choice, a title
            del nb.metadata[name]
        known = _known(self, resources["nbgrader"])
        for name in roles.restore(nb, known):
            self.log.warning("Cell %s was missing and has been put back", name)
        return nb, resources

    def _refuse_links(self, about: Any) -> None:
        language = self.config.SandboxExecute.get("language", "ko")
        courses = _course_directory(self, language)
        root, folder = folder_of(courses, about["student"], about["assignment"])
        fault = fault_of(root / folder, root, {about["notebook"]})
        if fault:
            told = say("cli", f"autograde.{fault[0]}", language)
            raise NbGraderException(f"{told}: {safe(fault[1])}")


class SandboxExecute(Execute):  # type: ignore[misc]
    """Runs a student's cells in the sandbox, and the instructor's tests outside of it."""

    runs_in_sandbox = True

    course = Unicode("", help="folder of the convgrade course whose tasks the notebooks ask").tag(
        config=True
    )
    language = CaselessStrEnum(["ko", "en"], "ko", help="of what students read").tag(config=True)
    level = CaselessStrEnum(
        ["", "jail", "landlock", "limits"],
        "",
        help="the walls; the best that work here by default, and none only if told so",
    ).tag(config=True)
    total_seconds = Integer(300, help="what the cells of one notebook may take [s]").tag(
        config=True
    )
    memory_mb = Integer(1024, help="address space of a notebook's process [MiB]").tag(config=True)
    stock_fallback = Bool(
        False,
        help="run a whole notebook as stock nbgrader does, without walls, where one of its tests"
        " needs what only the student's process has",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any, km: Any = None) -> Any:
        """Grade a notebook; each test gets one number of points or one error."""
        about = resources["nbgrader"]
        known = _known(self, about)
        roles.restore(nb, known)
        tasks = {role.name: role.task for role in known.values() if role.task}
        if tasks:
            self._grade_tasks(nb, known, about["student"])
        if not tasks or any(role.is_test and not role.task for role in known.values()):
            found = self._conducted(nb, known, about)
            if found.cannot_cross and self.stock_fallback:
                self.log.warning("A test needs the student's process: running the stock executor")
                return super().preprocess(nb, resources, km)
            self._write(nb, known, found)
        return nb, resources

    def _conducted(self, nb: Any, known: Any, about: Any) -> Conducted:
        source = self._folder("source_directory", ".", about) / f"{about['notebook']}.ipynb"
        terms = Terms(
            known=known,
            script=script.from_source(source, known) or script.from_gradebook(nb.cells, known),
            files=self._files(about),
            limits=Limits(
                call_seconds=self.timeout or self.total_seconds,
                total_seconds=self.total_seconds,
                memory_mb=self.memory_mb,
            ),
            level=self._level(),
        )
        try:
            with _standing_in(source.parent):
                return conduct(nb.cells, terms)
        except (NoAnswer, CannotCross) as err:  # which would end the run for everybody
            raise NbGraderException(f"{type(err).__name__}: {err}") from err

    def _write(self, nb: Any, known: Any, found: Conducted) -> None:
        """Put what became of the cells below them."""
        language = self.language
        for at, ran in found.ran.items():
            outputs = executor_outputs.of_student(ran, nb.cells[at].source, language)
            nb.cells[at].outputs = list(outputs)
        for at, verdict in found.verdicts.items():
            role = known[nb.cells[at].metadata["nbgrader"]["grade_id"]]
            seconds = float(self.timeout or self.total_seconds)
            outputs = executor_outputs.of_test(verdict, role, language, seconds=seconds)
            nb.cells[at].outputs = list(outputs)

    def _grade_tasks(self, nb: Any, known: Any, student: str) -> None:
        """Grade the tasks of ours by their hidden suite."""
        write: Any = nbformat.writes  # it has no types
        content = write(nb).encode()
        reports: dict[str, GradeReport] = {}
        for cell in nb.cells:
            role = roles.role_of(cell, known)
            if role is None or role.task is None:
                continue
            slug, task = role.task
            if slug not in reports:
                reports[slug] = ours.grade(
                    content, slug, student=student, folder=self.course,
                    language=self.language, level=self._level(),
                )  # fmt: skip
            cell.outputs = self._task_outputs(reports[slug], task, role)

    def _task_outputs(self, report: GradeReport, task: int, role: roles.SourceCell) -> list[Any]:
        """Give a task's points, under what explains them.

        Raises:
            NbGraderException: the assignment has no such task, or the failure is ours.
        """
        course = ours.course_at(self.course)
        assignment = course.assignment(report.assignment)
        checks = tuple(check for check in report.checks if check.task == task)
        best = sum(check.max_points for check in checks)
        is_rejected = report.status == "rejected"
        # It may have been dropped since the notebook was exported, and its checks with it.
        if all(each.id != task for each in assignment.tasks) or not (best or is_rejected):
            missing = UsageError("no-such-task", task=task, slug=report.assignment)
            raise NbGraderException(error(missing, self.language).message)
        if is_rejected:
            return [executor_outputs.problem(report.message or "")]
        earned = ours.task_points(report, task)
        if earned is None:
            raise NbGraderException(say("autograde", "not-graded", self.language))
        shown = report.model_copy(update={"checks": checks, "advice": ()})
        told = jupyter_page.rendered(shown, assignment, course, self.language)
        scaled = earned if best == role.max_points else earned * role.max_points / best
        return [
            executor_outputs.explanation(*told),
            executor_outputs.points(scaled, role.max_points, self.language),
        ]

    def _files(self, about: Any) -> dict[str, bytes]:
        """Read what lies beside a notebook; say where that is too much."""
        found, left_out = _files(self._folder("autograded_directory", about["student"], about))
        if left_out is not None:
            told = say(
                "autograde", "files-left-out", self.language,
                file=safe(left_out), most=_MAX_FILES_BYTES // 1_000_000,
            )  # fmt: skip
            self.log.warning("%s", told)
        return found

    def _level(self) -> Level | None:
        """Return the walls that are asked for.

        Raises:
            UsageError: only level `limits` works here, and it was not asked for.
        """
        found: Level | None = self.level or None
        embedded.require_walls(found)
        return found

    def _folder(self, trait: str, student: str, about: Any) -> Path:
        """Return a folder of an assignment, as the course's configuration names it."""
        courses = _course_directory(self, self.language)
        path = courses.format_path(getattr(courses, trait), student, about["assignment"])
        return Path(courses.root, path)


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Have tests open and import what lies beside the instructor's notebook, where that is."""
    here, path, known = os.getcwd(), list(sys.path), set(sys.modules)
    if folder.is_dir():
        os.chdir(folder)
        sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(here)
        sys.path[:] = path
        for name in set(sys.modules) - known:  # the next assignment may have a module named so
            if str(getattr(sys.modules[name], "__file__", "")).startswith(f"{folder}{os.sep}"):
                del sys.modules[name]


def _course_directory(preprocessor: Any, language: Language) -> Any:
    """Return nbgrader's `CourseDirectory`, which the converter above the exporter has.

    Raises:
        NbGraderException: there is none, so that nothing is known of what was handed in.
    """
    found = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if found is None:
        raise NbGraderException(say("autograde", "no-course-directory", language))
    return found


def _keep_engines() -> None:
    """Keep one engine for each gradebook: nbgrader makes a dozen for a notebook.

    Each compiles all of its queries anew, which takes a third of the whole time.
    """
    if not hasattr(nbgrader.api.create_engine, "cache_info"):
        nbgrader.api.create_engine = functools.cache(nbgrader.api.create_engine)


def _known(preprocessor: Any, about: Any) -> dict[str, roles.SourceCell]:
    _keep_engines()
    hides = ClearHiddenTests(parent=preprocessor)
    delimiters = (hides.begin_test_delimeter, hides.end_test_delimeter)
    with Gradebook(about["db_url"]) as gradebook:
        return roles.source_cells(gradebook, about["notebook"], about["assignment"], delimiters)


def _files(folder: Path) -> tuple[dict[str, bytes], str | None]:
    """Read what lies beside a notebook, and what the instructor has put there.

    Returns:
        The files by name, and the first that is too much; None where all are read.
    """
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
            continue
        size += path.stat().st_size
        name = path.relative_to(folder).as_posix()
        if size > _MAX_FILES_BYTES:
            return found, name
        found[name] = path.read_bytes()
    return found, None
