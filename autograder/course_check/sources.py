"""Stub and reference, read but never run here: functions, signatures, TODOs."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.course import ASSIGNMENT_FILE, Assignment
from autograder.course_check.faults import Fault, found
from autograder.course_check.words import missing

_NOT_WRITTEN = re.compile(r"task (\d+): ")


def source_faults(assignment: Assignment) -> Iterator[Fault]:
    """Hold that every file is there, and that stub and reference are the same from outside."""
    absent = [path for path in _needed(assignment) if not path.is_file()]
    yield from map(missing, absent)
    trees: dict[Path, ast.Module] = {}
    for folder in (assignment.folder, assignment.solutions):
        path = folder / assignment.files[0]
        if path not in absent:
            try:
                trees[folder] = ast.parse(path.read_bytes())
            except (SyntaxError, ValueError) as err:
                line = getattr(err, "lineno", None) or 0
                yield found(path, f"line {line}", getattr(err, "msg", err), "not-python")
    yield from _function_faults(assignment, trees)
    if assignment.folder in trees:
        yield from _task_faults(assignment, trees[assignment.folder])


def _needed(assignment: Assignment) -> list[Path]:
    """Name what an assignment consists of, but for its handouts."""
    public = [*assignment.files, "test_public.py", "ko.yaml"]
    staff = [*assignment.files, "test_hidden.py", "ko.yaml"]
    return [
        *(assignment.folder / name for name in public),
        *(assignment.solutions / name for name in staff),
    ]


def _function_faults(assignment: Assignment, trees: Mapping[Path, ast.Module]) -> Iterator[Fault]:
    """Compare the declared functions of stub and reference by names and defaults."""
    name = assignment.files[0]
    signatures = {folder: _signatures(tree) for folder, tree in trees.items()}
    for function in assignment.functions:
        for folder, known in signatures.items():
            if function not in known:
                place = f"functions.{function}"
                wanted = f"{assignment.slug}/{ASSIGNMENT_FILE}"
                yield found(folder / name, place, function, "function-missing", wanted=wanted)
        shown = [known[function] for known in signatures.values() if function in known]
        if len(shown) > 1 and shown[0] != shown[1]:
            yield found(
                assignment.folder / name, function, shown[0], "signature-differs", wanted=shown[1]
            )


def _signatures(tree: ast.Module) -> dict[str, str]:
    """Return each function as it is called, without annotations: `f(x, stride=1)`."""
    found_here = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for argument in ast.walk(node.args):
                if isinstance(argument, ast.arg):
                    argument.annotation = None
            found_here[node.name] = f"{node.name}({ast.unparse(node.args)})"
    return found_here


def _task_faults(assignment: Assignment, stub: ast.Module) -> Iterator[Fault]:
    """Hold that the stub has a TODO for each task, and says aloud that it is not written."""
    path = assignment.folder / assignment.files[0]
    text = path.read_text(encoding="utf-8", errors="replace")
    todo = {int(number) for number in re.findall(r"\bTODO task (\d+)\b", text)}
    unwritten = _unwritten(stub)
    for task in assignment.tasks:
        place = f"task {task.id}"
        if task.id not in todo:
            yield found(path, place, f"TODO task {task.id}", "todo-missing")
        if task.id not in unwritten:
            value = f'raise NotImplementedError("task {task.id}: …")'
            yield found(path, place, value, "not-implemented-missing")


def _unwritten(stub: ast.Module) -> set[int]:
    """Return the tasks for which a stub raises `NotImplementedError("task N: …")`."""
    numbers = set()
    for node in ast.walk(stub):
        match node:
            case ast.Raise(
                exc=ast.Call(
                    func=ast.Name(id="NotImplementedError"), args=[ast.Constant(value=str(text))]
                )
            ):
                said = _NOT_WRITTEN.match(text)
                numbers |= {int(said[1])} if said else set()
    return numbers
