"""The notebook of an assignment, from the same handout, stub and reference as its files.

A student's notebook is what nbgrader makes of the source: the same cells, without what stands
between `### BEGIN SOLUTION` and `### END SOLUTION` or between those of hidden tests. Grade ids
depend on nothing but the tasks' numbers and the functions' names.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from autograder.course import Assignment
from autograder.model import Check, Language
from autograder.notebooks import cells, handout
from autograder.notebooks.cells import Cell
from autograder.notebooks.functions import Stub, StubFunction, read_reference, read_stub
from autograder.words import say


class _Filling(NamedTuple):
    """The lines in which the two kinds of notebook differ.

    Attributes:
        helpers: below the imports.
        rooms: where a solution goes, by function.
        hidden: at the end of the test cell, by task.
    """

    helpers: list[str]
    rooms: Mapping[str, list[str]]
    hidden: Mapping[int, list[str]]


def student_notebook(assignment: Assignment, language: Language, file: str) -> bytes:
    """Return the notebook that a student starts from.

    Args:
        assignment: to be solved.
        language: of its texts.
        file: name that the notebook gets.

    Raises:
        CourseError: the stub can't be read.
    """
    stub, mark = read_stub(assignment), room(language)
    rooms = {function.name: [function.indent + mark] for function in stub.functions}
    filling = _Filling([mark], rooms, {})
    return cells.dumps(_cells(assignment, stub, filling, language=language, file=file))


def source_notebook(
    assignment: Assignment, language: Language, file: str, checks: Sequence[Check]
) -> bytes:
    """Return the notebook that nbgrader makes the student's from.

    Args:
        assignment: with its solutions.
        language: of its texts.
        file: name that the notebook gets.
        checks: the hidden ones; their ids and points are named in it, and no more of them.

    Raises:
        CourseError: the stub or the reference can't be read, or they do not fit each other.
    """
    stub = read_stub(assignment)
    around, bodies = read_reference(assignment, stub)
    filling = _Filling(
        helpers=_solution(around, ""),
        rooms={each.name: _solution(bodies[each.name], each.indent) for each in stub.functions},
        hidden={task.id: _hidden(task.id, checks) for task in assignment.tasks},
    )
    return cells.dumps(_cells(assignment, stub, filling, language=language, file=file))


def room(language: Language) -> str:
    """Return the comment that stands where a student is to write."""
    return say("notebooks", "room", language)


def _solution(lines: list[str], indent: str) -> list[str]:
    return [f"{indent}### BEGIN SOLUTION", *lines, f"{indent}### END SOLUTION"]


def _hidden(task: int, checks: Sequence[Check]) -> list[str]:
    names = [f"# {check.id}: {check.points:g}" for check in checks if check.task == task]
    return ["### BEGIN HIDDEN TESTS", *names, "### END HIDDEN TESTS"]


def _cells(
    assignment: Assignment, stub: Stub, filling: _Filling, *, language: Language, file: str
) -> list[Cell]:
    """Put the cells in order: a task's text before its first function, its test after its last."""
    texts = handout.read(assignment, language, file)
    helpers = [say("notebooks", "helpers", language), *stub.given, *([""] if stub.given else [])]
    made = [
        cells.text("handout-intro", texts.intro),
        cells.fixed("setup", f"%load_ext autograder\n%env GRADE_LANG={language}"),
        _code("solution-imports", [*helpers, *filling.helpers]),
    ]
    steps: list[tuple[int, StubFunction | None]] = [(each.task, each) for each in stub.functions]
    with_functions = {task for task, _ in steps}
    steps += [(task.id, None) for task in assignment.tasks if task.id not in with_functions]
    for at, (task, function) in enumerate(steps):
        if all(task != before for before, _ in steps[:at]):
            made.append(cells.text(f"handout-task-{task}", texts.tasks[task]))
        if function:
            lines = [*function.head, *filling.rooms[function.name], *function.tail]
            made.append(_code(f"solution-{function.name}", lines))
        if all(task != after for after, _ in steps[at + 1 :]):
            made.append(_test(assignment, task, language, filling.hidden.get(task, [])))
    return [*made, *([cells.text("handout-end", texts.end)] if texts.end else [])]


def _code(grade_id: str, lines: list[str]) -> Cell:
    return cells.solution(grade_id, "\n".join(lines))


def _test(assignment: Assignment, task: int, language: Language, hidden: list[str]) -> Cell:
    points = assignment.task(task).points
    lines = [
        say("notebooks", "test", language, task=task, points=f"{points:g}"),
        f"%grade check {assignment.slug} --task {task}",
        *hidden,
    ]
    return cells.test(f"task-{task}", "\n".join(lines), points)
