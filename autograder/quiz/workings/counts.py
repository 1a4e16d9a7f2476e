"""Numbers of parameters, of values or of steps, each with the computation that gives it."""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from autograder.quiz.item import number
from autograder.quiz.workings.sums import times


class Count(NamedTuple):
    """A number and how it was found.

    Attributes:
        value: the number.
        how: the computation, such as `10 · 3 · 5 · 5 = 750`.
    """

    value: int
    how: str


def counted(value: int, how: str) -> Count:
    """Return a number with its computation written as an equation."""
    return Count(value, f"{how} = {number(value)}")


def multiplied(*factors: int) -> Count:
    """Return a product."""
    return counted(prod(factors), times(*factors))


def subtracted(high: int, low: int) -> Count:
    """Return a difference."""
    return counted(high - low, f"{number(high)} - {number(low)}")


def added(values: Sequence[int]) -> Count:
    """Return a sum; zeros are not written."""
    return counted(sum(values), " + ".join(number(value) for value in values if value))
