"""Exact decimals, and how sums and products are written: `0.5 · 1 - 2 · 3 + 1`.

Everything here is only ever given dyadic numbers of few digits, so that floats are exact.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import mul

from autograder.quiz.item import Number, number

Vector = tuple[Number, ...]
Matrix = tuple[Vector, ...]


def plain(value: Number) -> Number:
    """Return a number as an int where it is a whole one."""
    return int(value) if value == int(value) else value


def dot(w: Vector, x: Vector) -> Number:
    """Return the sum of the products."""
    return plain(sum(map(mul, w, x)))


def vector(values: Iterable[Number]) -> str:
    """Write `(0.5, 1)`."""
    return f"({', '.join(map(number, values))})"


def matrix(rows: Matrix) -> str:
    """Write `[[1, 1], [0, 2]]`."""
    return "[" + ", ".join("[" + ", ".join(map(number, row)) + "]" for row in rows) + "]"


@lru_cache(maxsize=4096, typed=True)
def signed(value: Number) -> str:
    """Write a number that stands after a sign: `2`, `(-2)`."""
    return f"({number(value)})" if value < 0 else number(value)


def times(*factors: Number) -> str:
    """Write a product of numbers that are not negative: `10 · 3 · 5 · 5`."""
    return " · ".join(map(number, factors))


def weighted(w: Vector, x: Vector, *added: Number) -> str:
    """Write a weighted sum and what is added to it, such as `0.5 · 1 - 2 · 3 + 1`."""
    products = [(weight, f" · {signed(value)}") for weight, value in zip(w, x, strict=True)]
    return total([*products, *((value, "") for value in added)])


def total(terms: Iterable[tuple[Number, str]]) -> str:
    """Write a sum of terms, each a factor and what stands behind it, by the factors' signs."""
    text = "".join(
        f" {'-' if factor < 0 else '+'} {number(abs(factor))}{rest}" for factor, rest in terms
    )
    return text[3:] if text.startswith(" +") else f"-{text[3:]}"
