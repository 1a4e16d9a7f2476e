"""The records that pass between the layers: frozen, checked, and plain data.

A grading is kept in neutral form (`Grading`, with a `Finding` for each failed
check) and put into a learner's language only when somebody looks: that view is
a `GradeReport`, whose JSON others script against.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ko", "en"]
Feedback = Literal["full", "shapes", "names"]
Level = Literal["jail", "landlock", "limits"]
Status = Literal["graded", "rejected", "failed"]

_SAME_POINTS = 1e-9


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Outcome(StrEnum):
    """How one check ended."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    ERROR = "ERROR"
    TIMEOUT = "TIMEOUT"
    MEMORY_LIMIT = "MEMORY_LIMIT"
    OUTPUT_LIMIT = "OUTPUT_LIMIT"
    NOT_ATTEMPTED = "NOT_ATTEMPTED"
    SKIPPED = "SKIPPED"
    INTERNAL_ERROR = "INTERNAL_ERROR"


class Limits(Record):
    """What a worker may use for one submission."""

    call_seconds: float = Field(5, gt=0, le=3600, description="wall time of one call [s]")
    total_seconds: float = Field(60, gt=0, le=86400, description="wall time of all calls [s]")
    memory_mb: int = Field(1024, ge=256, le=65536, description="address space [MiB]")
    output_kb: int = Field(
        1024, ge=1, le=65536, description="printed text before it is ended [KiB]"
    )
    array_mb: int = Field(64, ge=1, le=1024, description="arrays of one reply [MiB]")


class SourceLine(Record):
    """One line of a submitted file, named in a traceback."""

    file: str
    line: int
    text: str = ""
    function: str = ""


class Idea(Record):
    """A wrong idea that explains what a submission answered.

    Attributes:
        id: of the catalogue of misconceptions.
        ideas: what the learner believes or does, by language.
        hints: what explains it, by language.
    """

    id: str
    ideas: dict[Language, str]
    hints: dict[Language, str]


class Finding(Record):
    """What a failed check found, before it is put into words.

    Attributes:
        reason: a key of `words/findings.yaml`.
        values: what fills the places of its text. Those are shown under any policy but `names`.
        call: the call that went wrong, values and shapes.
        shape_call: the same call with nothing but shapes and settings.
        expected: what should have come back.
        got: what came back.
        is_shape: `expected` and `got` hold shapes only, and may be shown where values may not.
        error_text: text of an exception that the submission raised.
        trace: lines of the submitted files, outermost first.
        printed: what the submission printed during the check.
        ideas: the wrong ideas behind it, as far as they are known.
    """

    reason: str
    values: dict[str, str | int | float] = {}
    call: str | None = None
    shape_call: str | None = None
    expected: str | None = None
    got: str | None = None
    is_shape: bool = False
    error_text: str | None = None
    trace: tuple[SourceLine, ...] = ()
    printed: str = ""
    ideas: tuple[Idea, ...] = ()


class Check(Record):
    """One graded test of a suite.

    Attributes:
        id: unique within the suite; public.
        task: number of the task that it belongs to.
        points: what it can earn.
        titles: one public line, by language.
    """

    id: str
    task: int
    points: float
    titles: dict[Language, str]


def are_same_points(some: float, others: float) -> bool:
    """Whether two sums of points are the same: those such as 0.1 don't add up to the last bit."""
    return abs(some - others) <= _SAME_POINTS


class CheckResult(Record):
    """How one check ended, in neutral form."""

    check: Check
    outcome: Outcome
    seconds: float
    finding: Finding | None = None

    @property
    def points(self) -> float | None:
        """What the check earned; None where the failure is ours."""
        if self.outcome is Outcome.INTERNAL_ERROR:
            return None
        return self.check.points if self.outcome is Outcome.PASSED else 0.0


class Isolation(Record):
    """The walls that stood around a submission."""

    level: Level
    layers: tuple[str, ...]


class Advice(Record):
    """What a rule has to say about one place of the source, before it is put into words.

    Attributes:
        rule: a key of `words/advice.yaml`.
        values: what fills the places of its text.
        place: where.
        more: further places of this rule that are not named.
    """

    rule: str
    values: dict[str, str | int] = {}
    place: SourceLine
    more: int = 0


class Grading(Record):
    """Everything that one grading found, in neutral form, as the records keep it."""

    status: Status
    checks: tuple[CheckResult, ...] = ()
    advice: tuple[Advice, ...] = ()
    isolation: Isolation | None = None
    seed: int
    suite_sha256: str
    toolkit_version: str
    seconds: float
    problem: Finding | None = None

    @property
    def points(self) -> float | None:
        """Sum of the checks' points; None where one of them is our own failure."""
        earned = [result.points for result in self.checks]
        if self.status == "failed" or any(points is None for points in earned):
            return None
        return float(sum(points for points in earned if points is not None))


class Counterexample(Record):
    """A call that shows the mistake."""

    call: str
    expected: str | None = None
    got: str | None = None


class ReportedCheck(Record):
    """One check as a reader sees it."""

    id: str
    title: str
    task: int
    outcome: Outcome
    points: float | None
    max_points: float
    message: str | None = None
    hint: str | None = None
    misconceptions: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    trace: tuple[SourceLine, ...] = ()
    printed: str | None = None
    seconds: float


class ReportedAdvice(Record):
    """Advice about one line of the source, as a reader sees it; it costs no points."""

    rule: str
    message: str
    hint: str
    file: str
    line: int
    text: str
    more: int = 0


class NextStep(Record):
    """Where to look next: the first task that lacks points, and what helps with it.

    Attributes:
        hint: of the first check of it that failed.
        handout: anchor of the section that explains the task.
        topic: a quiz topic to practise; null where the task has none.
    """

    task: int
    title: str
    hint: str | None = None
    handout: str
    topic: str | None = None


class GradeReport(Record):
    """One graded attempt in one language, within the course's feedback policy."""

    schema_version: Literal[1] = 1
    id: str
    assignment: str
    student: str
    attempt: int
    submitted_at: datetime
    status: Status
    points: float | None
    max_points: float
    late_penalty: float | None
    message: str | None = None
    checks: tuple[ReportedCheck, ...] = ()
    next: NextStep | None = None
    advice: tuple[ReportedAdvice, ...] = ()
    isolation: Isolation | None = None
    seed: int | None = None
    source_sha256: str
    suite_sha256: str
    toolkit_version: str
    seconds: float
