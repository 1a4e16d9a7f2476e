"""Go through what was handed in, rule by rule, and keep a few places of each."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from autograder.advice import arguments, functions, habits, imports, loops, source, unreachable
from autograder.advice.found import Found
from autograder.advice.source import Source
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.model import Advice, SourceLine
from autograder.rules import AdviceRules, Rule
from autograder.submission import Submission

MAX_PLACES = 3  # of one rule that a report names; the others are counted
_MAX_TEXT = 200

Search = Callable[[Source, AdviceRules], Iterator[Found]]
# In the order of a report: what costs points first, what is only clumsy last.
_SEARCHES: dict[Rule, Search] = {
    "forbidden-import": imports.forbidden_imports,
    "argument-changed": arguments.changed_arguments,
    "unused-parameter": functions.unused_parameters,
    "minus-zero-slice": functions.minus_zero_slices,
    "unreachable-code": unreachable.unreachable_code,
    "result-unused": habits.unused_results,
    "loop-variable-reused": loops.reused_variables,
    "global-variable": habits.written_globals,
    "hidden-errors": habits.hidden_errors,
    "comparison-with-nan": habits.compared_with_nan,
    "nested-loops": loops.nested_loops,
}


class Advised(NamedTuple):
    """What was found in a submission.

    Attributes:
        every: what the rules found that give advice or earn points, some places of each.
        unread: names of files that no rule could read: they are not Python, or far too large or
            too deep for what a learner writes.
    """

    every: tuple[Advice, ...]
    unread: tuple[str, ...]

    def shown(self, rules: AdviceRules) -> tuple[Advice, ...]:
        """Return what is advice: what the course does without is there for its checks only."""
        return tuple(advice for advice in self.every if advice.rule not in rules.without)


def advise(submission: Submission, assignment: Assignment) -> Advised:
    """Read the files of a submission and apply the rules; nothing of it runs."""
    rules = assignment.advice
    earning = {check.rule for check in rules.checks}
    read = {name: _read(name, submission, assignment) for name in sorted(submission.files)}
    sources = [each for each in read.values() if each]
    every = [
        advice
        for rule, search in _SEARCHES.items()
        if rule in earning or rule not in rules.without
        for advice in _first(
            (each, found) for each in sources for found in _by_line(search(each, rules))
        )
    ]
    return Advised(tuple(every), tuple(name for name, each in read.items() if not each))


def _read(name: str, submission: Submission, assignment: Assignment) -> Source | None:
    try:
        lines = submission.lines(name)
    except SubmissionError:
        return None
    return source.read(name, lines, assignment)


def _by_line(found: Iterable[Found]) -> list[Found]:
    """Sort what was found; a rule may come past one place twice."""
    unique = {(each.line, *each.values.values()): each for each in found}
    return sorted(unique.values(), key=lambda each: each.line)


def _first(places: Iterable[tuple[Source, Found]]) -> list[Advice]:
    """Return the advice of a rule: its first places, and how many more there are."""
    every = list(places)
    kept = [_advice(*place) for place in every[:MAX_PLACES]]
    more = len(every) - len(kept)
    return [*kept[:-1], kept[-1].model_copy(update={"more": more})] if kept else []


def _advice(origin: Source, found: Found) -> Advice:
    text = origin.lines[found.line - 1].strip()[:_MAX_TEXT]
    # An encoding that the file declares may give what is no Unicode, and can't be kept.
    legible = text.encode(errors="backslashreplace").decode()
    place = SourceLine(file=origin.file, line=found.line, text=legible)
    return Advice(rule=found.rule, values=dict(found.values), place=place)
