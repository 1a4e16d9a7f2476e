"""Rules that a course gives points: each becomes a check of its own."""

from collections.abc import Sequence

from autograder.advice.advise import Advised
from autograder.course import Assignment
from autograder.errors import SuiteError
from autograder.model import Check, CheckResult, Finding, Outcome, SourceLine
from autograder.rules import Rule, RuleCheck
from autograder.words import catalogue

_JUDGED = (Outcome.PASSED, Outcome.FAILED)


def rule_results(
    advised: Advised, assignment: Assignment, results: Sequence[CheckResult], *, with_points: bool
) -> tuple[CheckResult, ...]:
    """Return a result for each rule that is a check.

    Where no check of its task came to a verdict, its own ends like the first of them: nobody
    earns points for a file that holds nothing, or can't be loaded.

    Args:
        advised: what the rules found.
        assignment: says which of them are checks.
        results: how the checks of the suite ended.
        with_points: whether they earn any, as visible checks do not.

    Raises:
        SuiteError: a check of the suite has the id of a rule.
    """
    ids = {result.check.id for result in results}
    return tuple(
        _result(_check(wanted, ids, assignment, with_points), wanted.rule, advised, results)
        for wanted in assignment.advice.checks
    )


def _check(wanted: RuleCheck, ids: set[str], assignment: Assignment, with_points: bool) -> Check:
    if wanted.rule in ids:
        problem = f"more than one check has the id {wanted.rule}, which is that of a rule"
        raise SuiteError("suite-broken", suite=assignment.slug, problem=problem)
    return Check(
        id=wanted.rule,
        task=wanted.task,
        points=wanted.points if with_points else 0,
        titles=dict(catalogue("advice")[wanted.rule]["title"]),
    )


def _result(
    check: Check, rule: Rule, advised: Advised, results: Sequence[CheckResult]
) -> CheckResult:
    """Judge one rule."""
    beside = [result for result in results if result.check.task == check.task] or list(results)
    if beside and not any(result.outcome in _JUDGED for result in beside):
        return beside[0].model_copy(update={"check": check, "seconds": 0.0})
    finding = _finding(rule, advised)
    outcome = Outcome.FAILED if finding else Outcome.PASSED
    return CheckResult(check=check, outcome=outcome, seconds=0.0, finding=finding)


def _finding(rule: Rule, advised: Advised) -> Finding | None:
    """Return what speaks against a rule; None where nothing does."""
    broken = [advice for advice in advised.every if advice.rule == rule]
    if broken:
        places = tuple(advice.place for advice in broken)
        return Finding(reason=rule, values=broken[0].values, trace=places)
    if advised.unread:
        places = tuple(SourceLine(file=name, line=1) for name in advised.unread)
        return Finding(reason="source-unread", values={"file": advised.unread[0]}, trace=places)
    return None
