"""A figure in words, for who can't see it: screen readers, and formats without pictures."""

import re
import unicodedata
from functools import lru_cache

from autograder import words
from autograder.model import Language
from autograder.quiz.figure import Figure, Grid, Volumes
from autograder.quiz.item import number

TO_FIND = "?"
# In this order: `max pool over 4 channels` is a max pool too.
_LAYERS = ("depth-pool", "max-pool", "average-pool", "global-pool", "flatten", "dense")


def title(figure: Figure, language: Language) -> str:
    """Say in a few words what a figure shows."""
    if isinstance(figure, Volumes):
        return words.say("quiz", "figure.network", language)
    names = ", ".join(grid.name for grid in figure.grids if grid.name)
    return words.say("quiz", "figure.grids", language, names=names).rstrip(" :")


def description(figure: Figure, language: Language) -> str:
    """Say all that a figure shows, a line for each grid or volume.

    Numbers that are to be found are called so; nothing says what they are.
    """
    if isinstance(figure, Volumes):
        return "\n".join(_volumes(figure, language))
    return "\n".join(_grid(grid, language) for grid in figure.grids)


@lru_cache(maxsize=1024)
def layer(name: str, language: Language) -> str:
    """Write the name of a layer, such as `max pool 2 × 2`; one without words stays as it is."""
    for kind in _LAYERS:
        english = words.say("quiz", f"figure.layer.{kind}", "en", size="(.+)")
        if found := re.fullmatch(english, name):
            return words.say("quiz", f"figure.layer.{kind}", language, size="".join(found.groups()))
    return name


def sizes(shape: tuple[int, ...] | None) -> str:
    """Write the sizes of a volume: `3 × 32 × 32`, or a question mark."""
    return TO_FIND if shape is None else " × ".join(map(str, shape))


def cell(value: int | float | None) -> str:
    """Write a number of a grid, or a question mark."""
    return TO_FIND if value is None else number(value)


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal, or in letters of one width."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide


def _volumes(figure: Volumes, language: Language) -> list[str]:
    lines = []
    for place, (name, shape) in enumerate(figure.volumes):
        size = words.say("quiz", "figure.to_find", language) if shape is None else sizes(shape)
        given = words.say("quiz", "figure.input", language)
        label = layer(name, language) if place else f"{given} {name}".rstrip()
        lines.append(f"{label}: {size}" if label else size)
    return lines


def _grid(grid: Grid, language: Language) -> str:
    rows, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
    said = words.say("quiz", "figure.grid", language, rows=rows, columns=width)
    if grid.pad:
        said += words.say("quiz", "figure.pad", language, pad=grid.pad)
    if all(value is None for row in grid.rows for value in row):
        said += ": " + words.say("quiz", "figure.to_find", language)
    else:
        said += ": " + "; ".join(" ".join(map(cell, row)) for row in grid.rows)
    said += "."
    if grid.window:
        top, left, height, across = grid.window
        said += " " + words.say(
            "quiz",
            "figure.window",
            language,
            top=top,
            bottom=top + height - 1,
            left=left,
            right=left + across - 1,
        )
    return f"{grid.name}: {said}" if grid.name else said


def framed(grid: Grid) -> tuple[tuple[tuple[int | float | None, bool], ...], ...]:
    """Return all cells of a grid with its padding, each with whether it belongs to the padding."""
    width = len(grid.rows[0]) if grid.rows else 0
    beyond = (((0, True),) * (width + 2 * grid.pad),) * grid.pad
    side = ((0, True),) * grid.pad
    inner = tuple((*side, *((value, False) for value in row), *side) for row in grid.rows)
    return (*beyond, *inner, *beyond)


def is_drawing(grid: Grid) -> bool:
    """Whether a picture has two shades alone, such as a digit drawn in ink."""
    shades = {value for row in grid.rows for value in row}
    return grid.is_image and len(shades) == 2 and 0 in shades and None not in shades
