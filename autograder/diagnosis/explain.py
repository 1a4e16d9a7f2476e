"""Weigh which wrong ideas a submission holds, from how its calls ended.

An idea explains a failed check where the replay with it gives what the submission gave, in every
call of the functions that it replaces. It is contradicted by a check that passed where it is wrong
and the submission did not follow it. For each function of a failed check the idea is named that
nothing contradicts and that explains most of the checks in which the function went wrong; where
none explains whole answers, those are that explain single parts of them (`dx`, `db`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Function
from autograder.diagnosis.misconceptions import Misconception
from autograder.diagnosis.replay import Functions, Replay, Right, different
from autograder.suite.transcript import Step, Transcript

# An idea that explains less of what failed is as likely a coincidence.
_LEAST_SHARE = 0.6
_PARTS_TRIAL = 4  # and likewise for parts of an answer, which fewer checks tell of
_TRIAL = 2  # failed checks of which an idea must explain one to be tried on the others
_STEP_WORK = 1000  # what a step costs beside the numbers that it computes


@dataclass
class _Failed:
    """A failed check, as it ends on the reference, and what is wrong in it."""

    transcript: Transcript
    right: Right
    wrong: dict[str, set[Any]] = field(default_factory=dict)  # parts by function

    def __post_init__(self) -> None:
        for step, ours in zip(self.transcript.steps, self.right.answers, strict=True):
            parts = different(step, ours)
            if parts:
                self.wrong.setdefault(step.function, set()).update(parts)

    @property
    def name(self) -> str:
        """The check's id."""
        return self.transcript.check


class OutOfWork(Exception):
    """A diagnosis has computed as much as it may."""


class Diagnosis:
    """Explains the failed checks of one grading.

    Args:
        transcripts: of all checks, in the suite's order.
        ideas: of the assignment.
        reference: its functions.
        declared: what the functions return.
        work: how much it may compute, as `Step.work` counts; what is found does not depend on how
            fast the machine is.
    """

    def __init__(
        self,
        transcripts: Sequence[Transcript],
        ideas: Sequence[Misconception],
        reference: Functions,
        declared: Mapping[str, Function],
        *,
        work: float,
    ) -> None:
        self._ideas = ideas
        self._reference = reference
        self._declared = declared
        self._work_left = work
        self._transcripts = transcripts
        passed = [each for each in transcripts if not each.has_failed]
        self._passed = sorted(passed, key=lambda each: each.work)
        self._known: dict[str, _Failed] = {}
        self._rights: dict[str, Right] = {}
        self._replays: dict[tuple[Misconception, str], tuple[Replay, list[Step]]] = {}
        self._accepted: list[Misconception] = []

    def names(self) -> dict[str, list[str]]:
        """Return the ids of the ideas behind each failed check that has an explanation."""
        found: dict[str, dict[str, list[str]]] = {}
        try:
            for function in self._declared:
                for check, ids in self._names_of(function).items():
                    found.setdefault(check, {})[function] = ids
        except OutOfWork:
            pass  # what was found until then holds
        # What the failure is about, where that has a name; else whatever else went wrong.
        blamed = {each.check: each.blamed[0] for each in self._transcripts if each.blamed}
        return {
            check: ids.get(blamed.get(check, ""))
            or list(dict.fromkeys(name for names in ids.values() for name in names))
            for check, ids in found.items()
        }

    def _names_of(self, function: str) -> dict[str, list[str]]:
        """Name the ideas about one function, by failed check."""
        # Only now is it computed how these checks end on the reference: trainings take long.
        about = [
            each for each in self._transcripts if each.has_failed and function in each.functions
        ]
        # The cheap ones first: what they rule out need not be tried on the others.
        about.sort(key=lambda each: each.work)
        rest = [each for each in map(self._failed, about) if function in each.wrong]
        ideas = [idea for idea in self._ideas if function in idea.replaces]
        named: dict[str, list[str]] = {}
        for explanation in (self._by_consequence, self._whole, self._across, self._in_parts):
            if rest and ideas:
                named |= explanation(rest, ideas, function)
                rest = [each for each in rest if each.name not in named]
        return named

    def _by_consequence(
        self, checks: Sequence[_Failed], _: Sequence[Misconception], function: str
    ) -> dict[str, list[str]]:
        """Name an idea about another function that alone makes this one go wrong as it did."""
        named = {}
        for idea in self._accepted:
            for check in checks:
                if function not in idea.replaces and self._agrees(idea, check, function):
                    named[check.name] = [idea.id]
        return named

    def _whole(
        self, checks: Sequence[_Failed], ideas: Sequence[Misconception], function: str
    ) -> dict[str, list[str]]:
        """Name the one idea for each check that explains its answers and most of the others."""
        explained = {}
        for at, idea in enumerate(ideas):
            found = self._evidence(idea, checks, function)
            if found:
                is_new = idea.id not in {each.id for each in self._accepted}
                explained[-len(found), is_new, len(idea.replaces), at] = idea, found
                has_rivals = is_new and self._accepted
                if len(found) == len(checks) and len(idea.replaces) == 1 and not has_rivals:
                    break  # none that comes later would rank before it
        named: dict[str, list[str]] = {}
        for _rank, (idea, found) in sorted(explained.items()):
            fresh = [check for check in found if check.name not in named]
            if fresh:
                named |= {check.name: [idea.id] for check in fresh}
                self._accepted.append(idea)
        return named

    def _evidence(
        self, idea: Misconception, checks: Sequence[_Failed], function: str
    ) -> list[_Failed]:
        """Return the failed checks that an idea explains; none where these are too few."""
        mismatches, explained = 0, []
        for check in checks:
            if self._agrees(idea, check, function):
                explained.append(check)
            else:
                mismatches += 1
                is_hopeless = mismatches > (1 - _LEAST_SHARE) * len(checks)
                if is_hopeless or (mismatches >= _TRIAL and not explained):
                    return []
        # Exceptions are alike: an idea that shows in nothing else has to explain everything.
        if mismatches and all(_is_raised(check, function) for check in explained):
            return []
        passed = (each for each in self._passed if function in each.functions)
        if any(self._contradicts(idea, each, function) for each in passed):
            return []
        return explained

    def _agrees(self, idea: Misconception, check: _Failed, function: str) -> bool:
        """Whether the calls of a function end with an idea as they did."""
        return not any(
            step.function == function and different(step, answer)
            for step, answer in self._replayed(idea, check.transcript)
        )

    def _contradicts(self, idea: Misconception, transcript: Transcript, function: str) -> bool:
        """Whether an idea is wrong in a check that passed, and the submission did not follow it."""
        right = self._right(transcript)
        pairs = zip(self._replayed(idea, transcript), right.answers, strict=False)
        return any(
            step.function == function and different(answer, ours) & different(answer, step)
            for (step, answer), ours in pairs
        )

    def _across(
        self, checks: Sequence[_Failed], ideas: Sequence[Misconception], _: str
    ) -> dict[str, list[str]]:
        """Name an idea that keeps something from one check for the next."""
        for idea in ideas:
            if len(idea.replaces) == 1 and not isinstance(idea.implementation, type):
                continue
            functions = idea.functions()
            if all(
                not different(step, answer)
                for transcript in self._transcripts
                for step, answer in self._replayed(idea, transcript, functions)
                if step.function in idea.replaces
            ):
                self._accepted.append(idea)
                return {check.name: [idea.id] for check in checks}
        return {}

    def _in_parts(
        self, checks: Sequence[_Failed], ideas: Sequence[Misconception], function: str
    ) -> dict[str, list[str]]:
        """Name the ideas that together explain the wrong parts of each check's answers."""
        spoiled: dict[Misconception, dict[str, set[Any]]] = {}
        for idea in ideas:
            found: dict[str, set[Any]] = {}
            for tried, check in enumerate(checks):
                if tried >= _PARTS_TRIAL and not found:
                    break
                parts = self._spoiled(idea, check, function)
                if parts:
                    found[check.name] = parts
            touched = set().union(*found.values())
            about = [check for check in checks if check.wrong[function] & touched]
            if (
                found
                and len(found) >= _LEAST_SHARE * len(about)
                and not any(self._contradicts(idea, each, function) for each in self._passed)
            ):
                spoiled[idea] = found
        named = {}
        for check in checks:
            covered: set[Any] = set()
            ids = []
            for idea, by_check in sorted(spoiled.items(), key=lambda pair: -len(pair[1])):
                parts = by_check.get(check.name, set())
                if parts - covered:
                    covered |= parts
                    ids.append(idea.id)
            if covered == check.wrong[function] or _is_blamed(check, function, covered):
                named[check.name] = list(dict.fromkeys(ids))
        return named

    def _spoiled(self, idea: Misconception, check: _Failed, function: str) -> set[Any]:
        """Return the parts that an idea spoils; none where it does not spoil them as they are."""
        spoiled: set[Any] = set()
        pairs = zip(self._replayed(idea, check.transcript), check.right.answers, strict=True)
        for (step, answer), ours in pairs:
            here = different(answer, ours) if step.function == function else set()
            if here & different(answer, step):
                return set()
            spoiled |= here
        return spoiled if spoiled <= check.wrong[function] else set()

    def _replayed(
        self, idea: Misconception, transcript: Transcript, functions: Functions | None = None
    ) -> Iterator[tuple[Step, Step]]:
        """Yield each step of a check, and how it ends with an idea: computed once, if at all."""
        key = idea, transcript.check
        known = None if functions else self._replays.get(key)
        if known is None:
            replay = Replay(self._right(transcript), functions or idea.functions())
            known = replay, []
            if not functions:
                self._replays[key] = known
        replay, answers = known
        for at, step in enumerate(transcript.steps):
            if at == len(answers):
                answers.append(replay.answer(step))
            yield step, answers[at]

    def _failed(self, transcript: Transcript) -> _Failed:
        if transcript.check not in self._known:
            self._known[transcript.check] = _Failed(transcript, self._right(transcript))
        return self._known[transcript.check]

    def _right(self, transcript: Transcript) -> Right:
        """Return a check as it ends on the reference."""
        if transcript.check not in self._rights:
            self._rights[transcript.check] = Right(
                transcript.steps, self._reference, self._declared, self._tick
            )
        return self._rights[transcript.check]

    def _tick(self, work: int) -> None:
        self._work_left -= _STEP_WORK + work
        if self._work_left < 0:
            raise OutOfWork


def _is_blamed(check: _Failed, function: str, parts: set[Any]) -> bool:
    """Whether one of some parts of a function's result is what a failure is about."""
    blamed = check.transcript.blamed
    return blamed is not None and blamed[0] == function and blamed[1] in parts


def _is_raised(check: _Failed, function: str) -> bool:
    """Whether all that a check shows of a mistake is the type of an exception."""
    return all(
        step.raised is not None or not different(step, ours)
        for step, ours in zip(check.transcript.steps, check.right.answers, strict=True)
        if step.function == function
    )
