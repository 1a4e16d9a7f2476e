"""The cases that the checks of sizing and the searches of the smallest one draw from."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from autograder.suite import draw


@dataclass(frozen=True)
class Layer:
    """What every layer has, whatever it is counted from."""

    channels: int
    filters: int
    filter_height: int
    filter_width: int
    stride: int
    pad: int

    @property
    def kernel(self) -> tuple[int, int]:
        """(HH, WW)."""
        return self.filter_height, self.filter_width

    @property
    def weights(self) -> int:
        """How many weights its filters have."""
        return self.filters * self.channels * self.filter_height * self.filter_width

    @property
    def settings(self) -> dict[str, int]:
        """The keyword arguments of both functions about sizes."""
        return {"stride": self.stride, "pad": self.pad}


@dataclass(frozen=True, kw_only=True)
class Case(Layer):
    """A layer; its input is counted from the output, so that the filter fits."""

    out_height: int
    out_width: int

    @property
    def input_shape(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        height = (self.out_height - 1) * self.stride + self.filter_height - 2 * self.pad
        width = (self.out_width - 1) * self.stride + self.filter_width - 2 * self.pad
        return self.channels, height, width

    @property
    def out_shape(self) -> tuple[int, int, int]:
        """(F, H', W')."""
        return self.filters, self.out_height, self.out_width

    @property
    def axis(self) -> tuple[int, int]:
        """(n, f) of the rows, for a check that is about one axis."""
        return self.input_shape[1], self.filter_height

    @property
    def exists(self) -> bool:
        """Whether the image has a pixel left when the padding is taken away."""
        return min(self.input_shape) >= 1


@dataclass(frozen=True, kw_only=True)
class Asked(Layer):
    """A layer as it is asked for, whether the filter fits or not."""

    height: int
    width: int

    @property
    def input_shape(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        return self.channels, self.height, self.width

    @property
    def axis(self) -> tuple[int, int]:
        """(n, f) of the rows."""
        return self.height, self.filter_height

    @property
    def ways(self) -> tuple[int, int]:
        """How far the filter can move down and to the right; below 0 where it is too large."""
        down, right = self.height - self.filter_height, self.width - self.filter_width
        return down + 2 * self.pad, right + 2 * self.pad

    def kernel_for(self, variant: int) -> int | tuple[int, int]:
        """Return a kernel, as one side where it is square, but for some variants."""
        is_square = self.filter_height == self.filter_width
        return self.filter_height if is_square and variant == 0 else self.kernel


# Every case that the handout promises to be possible, by the smallest and largest value drawn.
SPACE = {
    "channels": (1, 64),
    "filters": (1, 64),
    "filter_height": (1, 11),
    "filter_width": (1, 11),
    "out_height": (1, 60),
    "out_width": (1, 60),
    "stride": (1, 4),
    "pad": (0, 5),
}
# The same as they are asked for, for the search of a smallest case: what it takes first differs
# from the smallest of all in little, and rather in what stands last.
INPUTS = {
    **{name: SPACE[name] for name in ("pad", "stride", "channels", "filters")},
    **{name: SPACE[name] for name in ("filter_height", "filter_width")},
    "height": (1, 60),
    "width": (1, 60),
}
LAYERS = {"kind": Asked, "space": INPUTS}
ROWS = {
    "kind": Asked,
    "space": INPUTS | dict.fromkeys(("channels", "filters", "filter_width", "width"), 1),
}
FILTERS = {
    "kind": Asked,
    "space": INPUTS | {"pad": 0, "stride": 1, "height": 11, "width": 11},
}
# Where a length is 1, too many wrong formulas agree with the right one.
SEVERAL = {
    "channels": (2, 64),
    "filters": (2, 64),
    "filter_height": (2, 11),
    "filter_width": (2, 11),
    "out_height": (3, 60),
    "out_width": (3, 60),
}

# Wrong formulas for one axis, by their misconception.
SIZE_SLIPS: dict[str, Callable[[int, int, int, int], float]] = {
    "forgot-pad": lambda n, f, s, _: (n - f) / s + 1,
    "pad-one-side": lambda n, f, s, p: (n + p - f) / s + 1,
    "subtracted-pad": lambda n, f, s, p: (n - 2 * p - f) / s + 1,
    "forgot-plus-one": lambda n, f, s, p: (n + 2 * p - f) / s,
    "forgot-stride": lambda n, f, _, p: n + 2 * p - f + 1,
    "forgot-filter": lambda n, _, s, p: (n + 2 * p) / s,
    # Rounded up, this one is right wherever the stride divides.
    "plus-one-inside": lambda n, f, s, p: (n + 2 * p - f + 1) // s,
}
WITHOUT_PAD_AND_STRIDE = ("forgot-plus-one", "forgot-filter")
ABOUT_PAD = (*WITHOUT_PAD_AND_STRIDE, "forgot-pad", "pad-one-side", "subtracted-pad")
ABOUT_STRIDE = (*WITHOUT_PAD_AND_STRIDE, "forgot-stride", "plus-one-inside")

# Wrong counts of parameters, by their misconception.
COUNT_SLIPS: dict[str, Callable[[int, int, int, int], int]] = {
    "forgot-bias": lambda c, f, hh, ww: f * c * hh * ww,
    "one-bias-in-all": lambda c, f, hh, ww: f * c * hh * ww + 1,
    "bias-per-channel": lambda c, f, hh, ww: f * c * (hh * ww + 1),
    "filter-depth-one": lambda _, f, hh, ww: f * (hh * ww + 1),
    "f-not-squared": lambda c, f, hh, _: f * (c * hh + 1),
    "bias-is-in-channels": lambda c, f, hh, ww: f * c * hh * ww + c,
}


def rows_fit(asked: Asked) -> bool:
    """Accept what has an answer on one axis."""
    return asked.ways[0] >= 0 and asked.ways[0] % asked.stride == 0


def rows_leave_a_rest(asked: Asked) -> bool:
    """Accept an axis whose end no step of the stride meets."""
    return asked.ways[0] >= 0 and asked.ways[0] % asked.stride > 0


def rows_are_too_few(asked: Asked) -> bool:
    """Accept an axis that is shorter than the filter."""
    return asked.ways[0] < 0


def fits(asked: Asked) -> bool:
    """Accept what has an answer on both axes."""
    return all(way >= 0 and way % asked.stride == 0 for way in asked.ways)


def does_not_fit(asked: Asked) -> bool:
    """Accept what has no answer on one axis at least."""
    return not fits(asked)


def any_case(case: Case) -> bool:
    """Accept every case."""
    return case.exists


def telling(*slips: str) -> Callable[[Case], bool]:
    """Accept a case whose rows tell the right formula from these, however they are rounded."""

    def accept(case: Case) -> bool:
        if not case.exists:
            return False
        wrong = [SIZE_SLIPS[name](*case.axis, case.stride, case.pad) for name in slips]
        return all(case.out_height not in (math.floor(size), math.ceil(size)) for size in wrong)

    return accept


def nothing_alike(case: Case) -> bool:
    """Accept a case where taking one axis for another, or for the depth, shows."""
    _, height, width = case.input_shape
    lengths = {case.channels, case.filters, case.out_height, case.out_width, height, width}
    return case.exists and len(lengths) == 6


def nothing_square(case: Case) -> bool:
    """Accept a case where HH and WW differ too."""
    return nothing_alike(case) and case.filter_height != case.filter_width


def telling_count(case: Case) -> bool:
    """Accept a case whose number of parameters no wrong formula gives."""
    arguments = (case.channels, case.filters, *case.kernel)
    right = case.weights + case.filters
    return all(slip(*arguments) != right for slip in COUNT_SLIPS.values())


def draw_case(rng, accept: Callable[[Case], bool] = any_case, **narrowed) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    return draw(rng, Case, SPACE | SEVERAL | narrowed, accept)


def draw_square_kernel(rng, accept: Callable[[Case], bool], **narrowed) -> Case:
    """Draw a case whose filters are square."""

    def accept_squared(case: Case) -> bool:
        return accept(replace(case, filter_width=case.filter_height))

    case = draw_case(rng, accept_squared, **narrowed)
    return replace(case, filter_width=case.filter_height)


def draw_square(rng, **narrowed) -> Case:
    """Draw a case with square filters, images and outputs; only the depths differ."""

    def squared(case: Case) -> Case:
        return replace(case, filter_width=case.filter_height, out_width=case.out_height)

    def accept(case: Case) -> bool:
        _, side, _ = squared(case).input_shape
        lengths = {case.channels, case.filters, case.out_height, side}
        return squared(case).exists and len(lengths) == 4

    return squared(draw_case(rng, accept, **narrowed))
