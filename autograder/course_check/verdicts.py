"""Hold what the suites say of the samples against what is known of them."""

from collections.abc import Iterable, Iterator, Sequence

from autograder.course import ASSIGNMENT_FILE, Assignment
from autograder.course_check.faults import Fault, found, from_error
from autograder.course_check.gradings import Graded
from autograder.course_check.samples import Sample, stated
from autograder.course_check.words import speaks, wrong_language
from autograder.errors import ConvgradeError
from autograder.model import Check, CheckResult, Outcome, are_same_points
from autograder.yamlfile import load_yaml


def verdict_faults(graded: Graded) -> Iterator[Fault]:
    """Hold one grading against what its sample should get."""
    sample = graded.sample
    if graded.error:
        yield _error_fault(sample, ConvgradeError(graded.error[0], **graded.error[1]))
        return
    ours = [result for result in graded.results if result.outcome is Outcome.INTERNAL_ERROR]
    if ours:
        yield found(sample.suite, _ids(ours), sample.path.name, "check-fails-itself")
    elif sample.kind == "wrong":
        yield from _wrong_faults(sample, graded.results)
    else:
        wanted = Outcome.NOT_ATTEMPTED if sample.kind == "stub" else Outcome.PASSED
        yield from _outcome_faults(sample, graded.results, wanted)


def _error_fault(sample: Sample, err: ConvgradeError) -> Fault:
    """Say who is to blame where nothing could be graded: the suite, or the sample's file."""
    if err.key == "suite-broken":
        file = sample.suite.with_name(err.values.get("suite", sample.suite.name))
        return found(file, "suite", err.values["problem"], "suite-not-running")
    return from_error(err, sample.path if "path" in err.values else sample.suite)


def _outcome_faults(
    sample: Sample, results: Sequence[CheckResult], wanted: Outcome
) -> Iterator[Fault]:
    """Name the checks that ended otherwise than wanted, together by how they ended."""
    for outcome in Outcome:
        odd = [result for result in results if result.outcome is outcome]
        if odd and outcome is not wanted:
            yield found(
                sample.path,
                _ids(odd),
                outcome,
                f"{sample.kind}-outcome",
                suite=sample.suite.name,
            )


def _wrong_faults(sample: Sample, results: Sequence[CheckResult]) -> Iterator[Fault]:
    """Hold that a wrong sample loses points in the tasks that it states, and only there."""
    said = stated(sample)
    lost = {result.check.task for result in results if (result.points or 0) < result.check.points}
    if said is None:
        yield found(sample.path, "# breaks:", _numbers(lost), "wrong-unstated")
    elif said != lost:
        yield found(
            sample.path, "# breaks:", _numbers(said), "wrong-elsewhere", lost=_numbers(lost)
        )


def points_faults(assignment: Assignment, checks: Sequence[Check]) -> Iterator[Fault]:
    """Hold that the marks of a task's checks add up to what `assignment.yaml` says."""
    known = {task.id for task in assignment.tasks}
    for check in checks:
        if check.task not in known:
            yield found(assignment.hidden_suite, check.id, check.task, "check-without-task")
    file = assignment.folder / ASSIGNMENT_FILE
    for at, task in enumerate(assignment.tasks):
        total = sum(check.points for check in checks if check.task == task.id)
        if not are_same_points(total, task.points):
            yield found(
                file, f"tasks.{at}.points", f"{task.points:g}", "points-differ",
                task=task.id, total=f"{total:g}", suite=assignment.hidden_suite.name,
            )  # fmt: skip


def title_faults(sample: Sample, checks: Sequence[Check]) -> Iterator[Fault]:
    """Hold that `ko.yaml` beside a suite has a Korean title for each of its checks."""
    path = sample.suite.with_name("ko.yaml")
    titles = {str(name): str(title) for name, title in load_yaml(path).items()}
    ids = [check.id for check in checks]
    for name in ids:
        if name not in titles:
            yield found(path, name, "", "title-missing", suite=sample.suite.name)
        elif not speaks(titles[name], "ko"):
            yield wrong_language(path, name, titles[name], "ko")
    for name, title in titles.items():
        if name not in ids:
            yield found(path, name, title, "title-left-over", suite=sample.suite.name)


def _ids(results: Iterable[CheckResult]) -> str:
    return ", ".join(result.check.id for result in results)


def _numbers(tasks: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(tasks))) or "-"
