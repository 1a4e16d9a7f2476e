"""The cases that the checks of conv2d and the searches of the smallest one draw from."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from autograder.suite import distinct, draw


@dataclass(frozen=True)
class Case:
    """The sizes and settings of one call; images are counted from the output, so that they fit."""

    batch: int
    channels: int
    filters: int
    filter_height: int
    filter_width: int
    out_height: int
    out_width: int
    stride: int
    pad: int

    @property
    def x_shape(self) -> tuple[int, int, int, int]:
        """(N, C, H, W)."""
        height = (self.out_height - 1) * self.stride + self.filter_height - 2 * self.pad
        width = (self.out_width - 1) * self.stride + self.filter_width - 2 * self.pad
        return self.batch, self.channels, height, width

    @property
    def w_shape(self) -> tuple[int, int, int, int]:
        """(F, C, HH, WW)."""
        return self.filters, self.channels, self.filter_height, self.filter_width

    @property
    def out_shape(self) -> tuple[int, int, int, int]:
        """(N, F, H', W')."""
        return self.batch, self.filters, self.out_height, self.out_width

    @property
    def settings(self) -> dict[str, int]:
        """The keyword arguments of forward."""
        return {"stride": self.stride, "pad": self.pad}

    @property
    def exists(self) -> bool:
        """Whether the image has a pixel left when the padding is taken away."""
        return min(self.x_shape) >= 1

    @property
    def is_in_space(self) -> bool:
        """Whether every length is one that checks draw."""
        return all(low <= getattr(self, name) <= high for name, (low, high) in SPACE.items())


# Every case that the handout promises to be possible, by the smallest and largest value drawn.
SPACE = {
    "batch": (1, 3),
    "channels": (1, 6),
    "filters": (1, 4),
    "filter_height": (1, 4),
    "filter_width": (1, 4),
    "out_height": (1, 4),
    "out_width": (1, 4),
    "stride": (1, 3),
    "pad": (0, 2),
}
# The same, counted from the image, for the search of a smallest case: what it takes first differs
# from the smallest of all in little, and rather in what stands last. Zeros are those of both ends
# of an axis, so that a ring of padding weighs as much as two pixels: the output grows by as much.
IMAGES = {
    "zeros": (0, 4),
    **{name: SPACE[name] for name in ("stride", "batch", "channels", "filters")},
    **{name: SPACE[name] for name in ("filter_height", "filter_width")},
    "height": (1, 4),
    "width": (1, 4),
}
# A mistake about an axis cannot show where the axis has length 1.
SEVERAL = {
    "batch": (2, 3),
    "channels": (2, 3),
    "filters": (2, 4),
    "filter_height": (2, 4),
    "filter_width": (2, 4),
    "out_height": (2, 4),
    "out_width": (2, 4),
}
OVERLAPPING = {"filter_height": (3, 4), "filter_width": (3, 4)}  # windows share pixels at stride 2
NARROW = {"filter_height": (1, 2), "filter_width": (1, 2)}  # at stride 3 pixels between are skipped


def any_case(case: Case) -> bool:
    """Accept every case."""
    return case.exists


def nothing_square(case: Case) -> bool:
    """Accept a case where taking one axis for the other shows."""
    pairs = [case.x_shape[2:], case.w_shape[2:], case.out_shape[2:]]
    return case.exists and all(rows != columns for rows, columns in pairs)


def draw_case(
    rng: np.random.Generator,
    accept: Callable[[Case], bool] = any_case,
    **narrowed: int | tuple[int, int],
) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    return draw(rng, Case, SPACE | SEVERAL | narrowed, accept)


def draw_square(rng: np.random.Generator, **narrowed: int | tuple[int, int]) -> Case:
    """Draw a case with square images and filters."""
    case = draw_case(rng, **narrowed)
    return replace(case, filter_width=case.filter_height, out_width=case.out_height)


def draw_inputs(rng: np.random.Generator, case: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw x, w and b; no bias is near 0, so that a forgotten one shows."""
    x, w = rng.standard_normal(case.x_shape), rng.standard_normal(case.w_shape)
    return x, w, rng.uniform(1, 2, case.filters) * rng.choice([-1, 1], case.filters)


def draw_backward(rng: np.random.Generator, case: Case) -> tuple[tuple, np.ndarray, Case]:
    """Draw what gradients are asked for."""
    return draw_inputs(rng, case), rng.standard_normal(case.out_shape), case


def of_image(*, zeros: int, height: int, width: int, **fields: int) -> Case | None:
    """Make a case from the sides of its image; None where it is none of SPACE."""
    smallest = Case(out_height=1, out_width=1, pad=zeros // 2, **fields)
    rows, rest = divmod(height - smallest.x_shape[2], smallest.stride)
    columns, rest_of_columns = divmod(width - smallest.x_shape[3], smallest.stride)
    case = replace(smallest, out_height=rows + 1, out_width=columns + 1)
    is_whole = not (zeros % 2 or rest or rest_of_columns)
    return case if is_whole and case.is_in_space else None


def is_case(case: Case | None) -> bool:
    """Accept a case that there is."""
    return case is not None


def small_inputs(rng: np.random.Generator, case: Case, variant: int) -> tuple[np.ndarray, ...]:
    """Number x, w and b; in one variant x is negative, and in one it is not whole."""
    x, w = distinct(rng, case.x_shape, start=2), distinct(rng, case.w_shape, start=3)
    return (x, -x, x + 0.5)[variant], w, distinct(rng, (case.filters,))


def small_dout(rng: np.random.Generator, case: Case) -> np.ndarray:
    """Number gradients, the first otherwise than those of `small_inputs`."""
    return distinct(rng, case.out_shape, start=4)
