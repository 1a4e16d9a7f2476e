"""The rules of advice by name, and what an assignment says of them."""

from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

from autograder.model import Record

# Published: an id is in reports and courses, and never changes.
Rule = Literal[
    "forbidden-import",
    "argument-changed",
    "unused-parameter",
    "minus-zero-slice",
    "nested-loops",
    "loop-variable-reused",
    "unreachable-code",
    "result-unused",
    "global-variable",
    "hidden-errors",
    "comparison-with-nan",
]
RULES: tuple[Rule, ...] = get_args(Rule)

# What would do an exercise of this course instead of its learner.
FORBIDDEN_IMPORTS = (
    "autograd", "cupy", "cv2", "flax", "jax", "jaxlib", "keras", "mxnet", "numba", "paddle",
    "scipy.ndimage", "scipy.signal", "skimage", "sklearn", "tensorflow", "tinygrad", "torch",
    "torchvision",
)  # fmt: skip

_Module = Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]


class RuleCheck(Record):
    """A rule that earns points, as a check of its own."""

    rule: Rule = Field(description="id of the rule; the check has the same one")
    task: int = Field(ge=1, description="the task that it belongs to")
    points: float = Field(ge=0, description="what it can earn, among the points of its task")


class AdviceRules(Record):
    """What an assignment says of the rules of advice."""

    # Not `off`, which YAML reads as a boolean.
    without: list[Rule] = Field([], description="ids of rules that give no advice")
    forbidden_imports: list[_Module] = Field(
        list(FORBIDDEN_IMPORTS),
        description="modules that may not be imported, in place of the list below",
    )
    nested_loops: int = Field(
        4, ge=2, le=20, description="how many loops around single numbers are too many"
    )
    checks: list[RuleCheck] = Field([], description="rules that earn points")

    @field_validator("checks")
    @classmethod
    def _each_once(cls, checks: list[RuleCheck]) -> list[RuleCheck]:
        if len({check.rule for check in checks}) < len(checks):
            raise ValueError("rule-twice")
        return checks
