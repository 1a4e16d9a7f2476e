"""What a suite is written with: helpers that hold a claim in words for a student."""

from autograder.suite.asserts import (
    assert_close,
    assert_dtype,
    assert_equal,
    assert_inputs_unchanged,
    assert_shape,
    assert_true,
    gradient_check,
    must_raise,
)
from autograder.suite.cases import draw
from autograder.suite.reference import beside
from autograder.suite.search import distinct, search
from autograder.suite.verdict import Verdict

__all__ = [
    "Verdict",
    "assert_close",
    "assert_dtype",
    "assert_equal",
    "assert_inputs_unchanged",
    "assert_shape",
    "assert_true",
    "beside",
    "distinct",
    "draw",
    "gradient_check",
    "must_raise",
    "search",
]
