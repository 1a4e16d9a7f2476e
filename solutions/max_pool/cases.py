"""The cases of max_pool: their sizes, their settings, and how their numbers are drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from autograder.suite import draw

# No two numbers of an image are closer than half of this.
SPACING = 0.25


@dataclass(frozen=True)
class Case:
    """The sizes and settings of one call; images are counted from the output, so that they fit."""

    batch: int
    channels: int
    size: int
    out_height: int
    out_width: int
    stride: int

    @property
    def x_shape(self) -> tuple[int, int, int, int]:
        """(N, C, H, W)."""
        height = (self.out_height - 1) * self.stride + self.size
        width = (self.out_width - 1) * self.stride + self.size
        return self.batch, self.channels, height, width

    @property
    def out_shape(self) -> tuple[int, int, int, int]:
        """(N, C, H', W')."""
        return self.batch, self.channels, self.out_height, self.out_width

    @property
    def settings(self) -> dict[str, int]:
        """The keyword arguments of forward."""
        return {"size": self.size, "stride": self.stride}


# Every case that the handout promises to be possible, by the smallest and largest value drawn.
SPACE = {
    "batch": (1, 3),
    "channels": (1, 4),
    "size": (1, 4),
    "out_height": (1, 5),
    "out_width": (1, 5),
    "stride": (1, 4),
}
# A mistake about an axis cannot show where the axis has length 1.
SEVERAL = {
    "batch": (2, 3),
    "channels": (2, 4),
    "size": (2, 4),
    "out_height": (2, 5),
    "out_width": (2, 5),
}
TILES = ((2, 2), (3, 3))  # (size, stride): windows side by side
OVERLAPS = ((2, 1), (3, 1), (3, 2), (4, 3))
GAPS = ((2, 3), (2, 4), (3, 4))


def any_case(_: Case) -> bool:
    """Accept every case."""
    return True


def not_square(case: Case) -> bool:
    """Accept a case where taking one axis for the other shows."""
    return case.out_height != case.out_width


def draw_case(
    rng: np.random.Generator,
    accept: Callable[[Case], bool] = any_case,
    **narrowed: int | tuple[int, int],
) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    return draw(rng, Case, SPACE | SEVERAL | narrowed, accept)


def draw_square(rng: np.random.Generator, **narrowed: int | tuple[int, int]) -> Case:
    """Draw a case with square images."""
    case = draw_case(rng, **narrowed)
    return replace(case, out_width=case.out_height)


def draw_turned(rng: np.random.Generator) -> list[Case]:
    """Draw cases whose height and width differ, each with its turned twin."""
    cases = [draw_case(rng, not_square, size=size, stride=stride) for size, stride in TILES]
    turned = [replace(c, out_height=c.out_width, out_width=c.out_height) for c in cases]
    return cases + turned


def draw_images(rng: np.random.Generator, case: Case) -> np.ndarray:
    """Draw positive numbers that are well apart, none of them whole."""
    ranks = rng.permutation(int(np.prod(case.x_shape))).reshape(case.x_shape)
    return (ranks + rng.uniform(0.2, 0.7, case.x_shape)) * SPACING


def draw_dout(rng: np.random.Generator, case: Case) -> np.ndarray:
    """Draw gradients, none of them near 0, so that one that got lost shows."""
    return rng.uniform(1, 2, case.out_shape) * rng.choice([-1, 1], case.out_shape)


def draw_backward(rng: np.random.Generator, case: Case) -> tuple[np.ndarray, np.ndarray, Case]:
    """Draw what a gradient is asked for."""
    return draw_images(rng, case), draw_dout(rng, case), case


def share_a_maximum(x: np.ndarray, case: Case) -> np.ndarray:
    """Put each channel's largest number where the first four windows overlap."""
    images = x.copy()
    meeting = images[:, :, case.stride, case.stride].copy()
    largest = images == images.max(axis=(2, 3), keepdims=True)
    images[largest] = meeting.ravel()
    images[:, :, case.stride, case.stride] = x.max(axis=(2, 3))
    return images
