"""What is drawn beside a stem, as data; `draw_svg` and `draw_text` make pictures of it."""

from dataclasses import dataclass

Rows = tuple[tuple[int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Grids:
    """Grids of numbers in a row, such as an image, a filter and what comes out.

    Attributes:
        grids: what is drawn from left to right.
    """

    grids: tuple["Grid", ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of numbers.

    Attributes:
        rows: the numbers; None is a cell to be filled in, drawn as a question mark.
        name: what is written above it, such as `x`, `w`, `out`.
        pad: rings of zeros that are drawn around the numbers.
        window: a frame around some cells: top, left, height, width, counted with the padding.
        is_image: whether cells are shaded by their numbers, as a picture.
    """

    rows: tuple[tuple[int | float | None, ...], ...]
    name: str = ""
    pad: int = 0
    window: tuple[int, int, int, int] | None = None
    is_image: bool = False


def to_fill(name: str, rows: int, columns: int) -> Grid:
    """Return a grid whose numbers are to be found."""
    return Grid(((None,) * columns,) * rows, name)


@dataclass(frozen=True, slots=True)
class Volumes:
    """A network as a row of volumes, with the layer that leads to each.

    Attributes:
        volumes: name of the layer (`3 × 3, 16`, `max pool 2 × 2`) and sizes (C, H, W) or (K,) of
            what comes out; the first is the input; None is to be found, drawn as a question mark.
    """

    volumes: tuple[tuple[str, tuple[int, ...] | None], ...]


Figure = Grids | Volumes
