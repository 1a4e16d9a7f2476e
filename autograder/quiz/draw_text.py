"""Draw a figure as lines of text, for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from autograder.model import Language
from autograder.quiz.figure import Figure, Grid, Volumes
from autograder.quiz.figure_words import cell, columns, framed, is_drawing, layer, sizes

WIDTH = 80  # [columns]
_GAP = 4  # between two grids [columns]
_INK, _PAPER = "#", "."


def lines(
    figure: Figure, language: Language = "en", *, width: int = WIDTH, padding: str = "·"
) -> list[str]:
    """Draw a figure.

    Args:
        figure: what is drawn.
        language: of the layers' names.
        width: of the terminal [columns]; a grid that is wider alone stays whole.
        padding: stands for a zero of the padding; `0` where a terminal lacks the dot.

    Returns:
        Lines of text. A window stands in brackets; a question mark is to be found.
    """
    if isinstance(figure, Volumes):
        return list(_chain(figure, language, width))
    blocks = [_block(grid, padding) for grid in figure.grids]
    found: list[str] = []
    for band in _bands(blocks, width):
        if found:
            found.append("")
        found += _beside(band)
    return found


def _block(grid: Grid, padding: str) -> list[str]:
    """Draw one grid under its name, all lines of one width."""
    drawn = is_drawing(grid)
    texts = [
        [padding if is_pad else _sign(value) if drawn else cell(value) for value, is_pad in row]
        for row in framed(grid)
    ]
    wide = max((columns(text) for row in texts for text in row), default=1)
    rows = [_row(row, number, grid, wide) for number, row in enumerate(texts)]
    across = max(map(columns, [grid.name, *rows]))
    named = [grid.name, *rows] if grid.name else rows
    return [row + " " * (across - columns(row)) for row in named]


def _sign(value: int | float | None) -> str:
    return _INK if value else _PAPER


def _row(texts: Sequence[str], number: int, grid: Grid, wide: int) -> str:
    """Put the texts of a row side by side, brackets around those in the window."""
    padded = [" " * (wide - columns(text)) + text for text in texts]
    if not grid.window:
        return " ".join(padded)
    top, left, height, across = grid.window
    marks = [" "] * (len(texts) + 1)
    if top <= number < top + height:
        marks[left], marks[left + across] = "[", "]"
    return marks[0] + "".join(text + mark for text, mark in zip(padded, marks[1:], strict=True))


def _bands(blocks: Sequence[list[str]], width: int) -> Iterator[list[list[str]]]:
    """Put blocks side by side for as long as they fit."""
    band: list[list[str]] = []
    used = 0
    for block in blocks:
        wide = columns(block[0])
        if band and used + _GAP + wide > width:
            yield band
            band, used = [], 0
        used += wide + (_GAP if band else 0)
        band.append(block)
    if band:
        yield band


def _beside(band: Sequence[list[str]]) -> list[str]:
    widths = [columns(block[0]) for block in band]
    return [
        (" " * _GAP)
        .join(
            part if part is not None else " " * wide
            for part, wide in zip(parts, widths, strict=True)
        )
        .rstrip()
        for parts in zip_longest(*band)
    ]


def _chain(figure: Volumes, language: Language, width: int) -> Iterator[str]:
    """Write a network as a chain, broken before a layer."""
    row = ""
    for place, (name, shape) in enumerate(figure.volumes):
        named, size = layer(name, language), f"[{sizes(shape)}]"
        link = f"→ {named} → {size}" if place and name else f"→ {size}" if place else size
        if row and columns(row) + 1 + columns(link) > width:
            yield row
            row = f"  {link}"
        else:
            row = f"{row} {link}" if row else link
    if row:
        yield row
