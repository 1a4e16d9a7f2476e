"""Draw a figure as SVG: one that stands alone, in a page or in a file.

It brings its own light ground, so that it can be read on any. All looks are attributes, without
styles or ids: a page's security policy has nothing to forbid, and two figures in a page never
meet. Screen readers get the words of `figure_words`.
"""

import math
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from autograder.model import Language
from autograder.quiz.figure import Figure, Grid, Volumes
from autograder.quiz.figure_words import (
    TO_FIND,
    cell,
    columns,
    description,
    framed,
    layer,
    sizes,
    title,
)

WIDTH = 720  # of a row of blocks before the next one begins [pixels]
_MARGIN, _GAP = 16, 28
_CELL, _NAME = 34, 26  # side of a cell, height of a name above
_MIDDLE = 70.0  # of boxes and arrows, from the top [pixels]
_LETTER = 8.4  # width of a letter of 14 pixels
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_GROUND, _TEXT, _PALE, _LINE = "#ffffff", "#1f2937", "#6b7280", "#8a94a6"
_FILL, _PADDED, _SOUGHT, _FRAME = "#eef4ff", "#ffffff", "#fff4e0", "#b45309"
# What XML 1.0 has no way to hold.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Block(NamedTuple):
    """A part of the figure that is placed as a whole; its shapes start at (0, 0)."""

    width: float
    height: float
    shapes: str


def svg(figure: Figure, language: Language, *, width: int = WIDTH) -> str:
    """Draw a figure.

    Args:
        figure: what is drawn.
        language: of its title, its description and the layers' names.
        width: of a row before the next one begins [pixels]; a block that is wider stays whole.

    Returns:
        One `svg` element. A dashed cell with a question mark is to be found.
    """
    blocks = list(
        _volumes(figure, language) if isinstance(figure, Volumes) else map(_grid, figure.grids)
    )
    shapes, across, height = _flowed(blocks, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:g} {height:g}" '
        f'width="{across:g}" height="{height:g}" role="img" lang="{language}" '
        f'font-family="{_FONT}" font-size="14" text-anchor="middle">'
        f"<title>{_safe(title(figure, language))}</title>"
        f"<desc>{_safe(description(figure, language))}</desc>"
        f'<rect width="{across:g}" height="{height:g}" rx="8" fill="{_GROUND}"/>{shapes}</svg>'
    )


def _flowed(blocks: Sequence[_Block], width: int) -> tuple[str, float, float]:
    """Place blocks from left to right, and on a new row where one would stand out."""
    x, y, tallest, widest = float(_MARGIN), float(_MARGIN), 0.0, 0.0
    shapes = []
    for block in blocks:
        if x > _MARGIN and x + block.width + _MARGIN > width:
            x, y, tallest = float(_MARGIN), y + tallest + _GAP / 2, 0.0
        shapes.append(f'<g transform="translate({x:g} {y:g})">{block.shapes}</g>')
        tallest, widest = max(tallest, block.height), max(widest, x + block.width)
        x += block.width + _GAP
    return "".join(shapes), widest + _MARGIN, y + tallest + _MARGIN


def _grid(grid: Grid) -> _Block:
    cells = framed(grid)
    texts = [cell(value) for row in cells for value, _ in row]
    wide = max(_CELL, max(map(_across, texts), default=0) + 12)
    width, height = wide * len(cells[0]), _CELL * len(cells)
    shade = _shades(grid)
    shapes = [
        _cell(value, k * wide, _NAME + h * _CELL, wide, shade, is_pad=is_pad)
        for h, row in enumerate(cells)
        for k, (value, is_pad) in enumerate(row)
    ]
    if grid.window:
        top, left, rows, across = grid.window
        shapes.append(
            f'<rect x="{left * wide:g}" y="{_NAME + top * _CELL}" width="{across * wide:g}" '
            f'height="{rows * _CELL}" fill="none" stroke="{_FRAME}" stroke-width="3"/>'
        )
    if grid.name:
        shapes.append(_text(grid.name, width / 2, 14))
    return _Block(max(width, _across(grid.name)), _NAME + height, "".join(shapes))


def _shades(grid: Grid) -> tuple[float, float] | None:
    """Return the smallest and the largest number of a picture."""
    known = [value for row in grid.rows for value in row if value is not None]
    return (min(known), max(known)) if grid.is_image and known else None


def _cell(
    value: int | float | None,
    x: float,
    y: float,
    wide: float,
    shade: tuple[float, float] | None,
    *,
    is_pad: bool,
) -> str:
    """Draw one cell: dashed where it belongs to the padding or is to be found."""
    fill, ink = _PADDED if is_pad else _SOUGHT if value is None else _FILL, _TEXT
    if shade and value is not None and not is_pad:
        fill, ink = _shaded(value, *shade)
    dash = ' stroke-dasharray="3 3"' if is_pad or value is None else ""
    rect = (
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{_CELL}" fill="{fill}" '
        f'stroke="{_LINE}"{dash}/>'
    )
    return rect + _text(cell(value), x + wide / 2, y + _CELL / 2 + 5, _PALE if is_pad else ink)


def _shaded(value: float, low: float, high: float) -> tuple[str, str]:
    """Return the grey of a number, the larger the darker, and what can be read on it."""
    part = (value - low) / (high - low) if high > low else 0.0
    grey = round(255 - 215 * part)
    return f"#{grey:02x}{grey:02x}{grey:02x}", "#ffffff" if grey < 128 else "#000000"


def _volumes(figure: Volumes, language: Language) -> Iterator[_Block]:
    for place, (name, shape) in enumerate(figure.volumes):
        arrow = _arrow(layer(name, language)) if place else _Block(0, 0, "")
        box = _cuboid(shape)
        start = arrow.width + (8 if place else 0)
        yield _Block(
            start + box.width,
            box.height,
            f'{arrow.shapes}<g transform="translate({start:g} 0)">{box.shapes}</g>',
        )


def _arrow(name: str) -> _Block:
    """Draw the arrow of a layer, its name above."""
    width = max(_across(name), 40) + 8
    end = width - 2
    return _Block(
        width,
        0,
        _text(name, width / 2, _MIDDLE - 12)
        + f'<path d="M2 {_MIDDLE:g}H{end:g}m-7 -5l7 5l-7 5" fill="none" stroke="{_TEXT}" '
        'stroke-width="1.5"/>',
    )


def _cuboid(shape: tuple[int, ...] | None) -> _Block:
    """Draw a volume, as large as the logarithms of its sizes, with its sizes below."""
    label = sizes(shape)
    if shape is None:
        wide, high, deep = 44.0, 60.0, 0.0
    elif len(shape) == 3:
        deep, high, wide = (_length(size) for size in shape)
        deep /= 2
    else:
        wide, high, deep = 16.0, _length(shape[0] if shape else 1), 0.0
    width = max(wide + deep, _across(label) if shape else 0)
    x, y = (width - wide - deep) / 2, _MIDDLE - high / 2
    box = _faces(x, y, wide, high, deep, is_sought=shape is None)
    below = 2 * _MIDDLE if shape else _MIDDLE + 5
    return _Block(width, 2 * _MIDDLE + 4, box + _text(label, width / 2, below))


def _faces(x: float, y: float, wide: float, high: float, deep: float, *, is_sought: bool) -> str:
    """Draw a box: its front, and where it has a depth its top and its side."""
    fill = _SOUGHT if is_sought else _FILL
    look = f'fill="{fill}" stroke="{_LINE}"' + (' stroke-dasharray="3 3"' if is_sought else "")
    front = f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" {look}/>'
    if not deep:
        return front
    up = deep / 2
    return (
        f'<path d="M{x:g} {y:g}l{deep:g} {-up:g}h{wide:g}l{-deep:g} {up:g}z" {look}/>'
        f'<path d="M{x + wide:g} {y:g}l{deep:g} {-up:g}v{high:g}l{-deep:g} {up:g}z" {look}/>{front}'
    )


def _length(size: int) -> float:
    """Return how long a size is drawn [pixels]: sizes of 1 and of 1000 both have to fit."""
    return min(12 + 8 * math.log2(max(size, 1)), 96)


def _across(text: str) -> float:
    return columns(text) * _LETTER


def _text(text: str, x: float, y: float, fill: str = _TEXT) -> str:
    weight = ' font-weight="bold"' if text == TO_FIND else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}"{weight}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    """Escape a text for XML, without the characters that XML can't hold."""
    return escape(_IMPOSSIBLE.sub("", text))
