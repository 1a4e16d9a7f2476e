"""The hidden checks of sizing: eight points for one axis, three, six and three for the rest.

All answers are whole numbers, so every comparison is exact. Many wrong formulas are right by
chance on a third of all layers; a case is therefore drawn again until every wrong formula that
its check is about gives another number.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from autograder.suite import assert_equal, draw, must_raise


@dataclass(frozen=True)
class Case:
    """A layer; its input is counted from the output, so that the filter fits."""

    channels: int
    filters: int
    filter_height: int
    filter_width: int
    out_height: int
    out_width: int
    stride: int
    pad: int

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
    def kernel(self) -> tuple[int, int]:
        """(HH, WW)."""
        return self.filter_height, self.filter_width

    @property
    def settings(self) -> dict[str, int]:
        """The keyword arguments of both functions about sizes."""
        return {"stride": self.stride, "pad": self.pad}

    @property
    def axis(self) -> tuple[int, int]:
        """(n, f) of the rows, for a check that is about one axis."""
        return self.input_shape[1], self.filter_height

    @property
    def exists(self) -> bool:
        """Whether the image has a pixel left when the padding is taken away."""
        return min(self.input_shape) >= 1


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
    right = case.filters * (case.channels * case.filter_height * case.filter_width + 1)
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


def check_size(student, case):
    """Hold the learner's answer for the case's rows."""
    got = student.output_size(*case.axis, **case.settings)
    assert_equal(got, case.out_height, what="output_size")


def check_shape(student, case, kernel):
    """Hold the learner's answer for a layer."""
    got = student.conv_output_shape(case.input_shape, case.filters, kernel, **case.settings)
    assert_equal(got, case.out_shape, what="shape")


def must_refuse(function, *arguments, **settings):
    """Hold that a layer that cannot be is refused."""
    with must_raise(ValueError):
        function(*arguments, **settings)


@pytest.mark.check("size-slide", task=1, points=1)
def test_size_slide(student, rng):
    """Stride 1 and no padding: every place from one end to the other counts."""
    for _ in range(3):
        case = draw_case(rng, telling(*WITHOUT_PAD_AND_STRIDE), stride=1, pad=0)
        n, f = case.axis
        assert_equal(student.output_size(n, f), case.out_height, what="output_size")


@pytest.mark.check("size-pad", task=1, points=1)
def test_size_pad(student, rng):
    """The padding lies at both ends."""
    for pad in (1, 2, 3):
        check_size(student, draw_case(rng, telling(*ABOUT_PAD), stride=1, pad=pad))


@pytest.mark.check("size-stride", task=1, points=1)
def test_size_stride(student, rng):
    """The filter moves by the stride."""
    for stride in (2, 3, 4):
        check_size(student, draw_case(rng, telling(*ABOUT_STRIDE), stride=stride, pad=0))


@pytest.mark.check("size-together", task=1, points=1)
def test_size_together(student, rng):
    """Stride and padding together."""
    for _ in range(4):
        case = draw_case(rng, telling(*SIZE_SLIPS), stride=(2, 4), pad=(1, 5))
        check_size(student, case)


@pytest.mark.check("size-lecture", task=1, points=0.5)
def test_size_lecture(student):
    """The examples of the lecture."""
    for n, f, stride, pad, expected in (
        (7, 3, 1, 0, 5),
        (7, 3, 2, 0, 3),
        (7, 3, 1, 1, 7),
        (32, 5, 1, 2, 32),
        (32, 5, 1, 0, 28),
        (28, 3, 1, 0, 26),
        (84, 1, 1, 0, 84),
        (227, 11, 4, 0, 55),
    ):
        got = student.output_size(n, f, stride=stride, pad=pad)
        assert_equal(got, expected, what="output_size")


@pytest.mark.check("size-one-place", task=1, points=0.5)
def test_size_one_place(student, rng):
    """A filter as long as the padded input has one place, whatever the stride."""
    for pad in (0, 1, 2):
        case = draw_case(
            rng, filter_height=(2 * pad + 1, 11), filter_width=11, out_height=1, pad=pad
        )
        check_size(student, case)


@pytest.mark.check("size-not-divided", task=1, points=1)
def test_size_not_divided(student, rng):
    """Where the stride does not divide, the answer is a ValueError, not a rounded number."""
    must_refuse(student.output_size, 7, 3, stride=3)
    for stride, pad in ((2, 0), (3, 1), (4, 2)):
        case = draw_case(rng, stride=stride, pad=pad)
        n, f = case.axis
        must_refuse(student.output_size, n + int(rng.integers(1, stride)), f, **case.settings)


@pytest.mark.check("size-too-large", task=1, points=1)
def test_size_too_large(student, rng):
    """A filter larger than the padded input is a ValueError, also where the stride divides."""
    for stride, pad in ((1, 0), (1, 2), (2, 0), (3, 1)):
        n, steps = (int(number) for number in rng.integers((4, 1), (40, 4)))
        # By whole strides: the formula then gives 0 or less, without a rest that gives it away.
        f = n + 2 * pad + steps * stride
        must_refuse(student.output_size, n, f, stride=stride, pad=pad)
    for stride in (1, 4):
        must_refuse(student.output_size, n, n + 1, stride=stride, pad=0)


@pytest.mark.check("size-arguments", task=1, points=1)
def test_size_arguments(student, rng):
    """A stride below 1, a filter below 1 or a padding below 0 is a ValueError."""
    n = int(rng.integers(12, 40))
    for settings in ({"stride": 0}, {"stride": -1}, {"pad": -1}, {"pad": -2}):
        must_refuse(student.output_size, n, 3, **settings)
    for f in (0, -1, -2):
        must_refuse(student.output_size, n, f)


@pytest.mark.check("same-odd", task=2, points=1)
def test_same_odd(student, rng):
    """The padding that keeps the size, for filters of odd length."""
    # From 5 on: a padding of 1 is right for 3.
    for half in rng.choice(range(2, 40), size=4, replace=False).tolist():
        assert_equal(student.same_padding(2 * half + 1), half, what="same_padding")


@pytest.mark.check("same-small", task=2, points=0.5)
def test_same_small(student):
    """The usual filters: 1, 3, 5 and 7."""
    for f, expected in ((1, 0), (3, 1), (5, 2), (7, 3)):
        assert_equal(student.same_padding(f), expected, what="same_padding")


@pytest.mark.check("same-even", task=2, points=1)
def test_same_even(student, rng):
    """No padding keeps the size for a filter of even length: ValueError."""
    for half in (1, 2, int(rng.integers(3, 40))):
        must_refuse(student.same_padding, 2 * half)


@pytest.mark.check("same-below-one", task=2, points=0.5)
def test_same_below_one(student):
    """A filter below 1 is a ValueError."""
    for f in (0, -1, -3):
        must_refuse(student.same_padding, f)


@pytest.mark.check("shape-square", task=3, points=1)
def test_shape_square(student, rng):
    """Square images and filters: as many maps as filters."""
    for _ in range(3):
        case = draw_square(rng, stride=1, pad=0)
        check_shape(student, case, case.filter_height)


@pytest.mark.check("shape-not-square", task=3, points=1)
def test_shape_not_square(student, rng):
    """Images whose height and width differ."""
    for _ in range(3):
        case = draw_square_kernel(rng, nothing_alike, stride=1, pad=0)
        check_shape(student, case, case.filter_height)


@pytest.mark.check("shape-pair", task=3, points=1)
def test_shape_pair(student, rng):
    """Filters given as (HH, WW), with two different sides."""
    for _ in range(3):
        case = draw_case(rng, nothing_square, stride=1, pad=0)
        check_shape(student, case, case.kernel)


@pytest.mark.check("shape-together", task=3, points=1)
def test_shape_together(student, rng):
    """Stride and padding together, and nothing square."""

    def accept(case: Case) -> bool:
        return nothing_square(case) and telling(*SIZE_SLIPS)(case)

    for _ in range(3):
        case = draw_case(rng, accept, stride=(2, 4), pad=(1, 5))
        check_shape(student, case, case.kernel)


@pytest.mark.check("shape-lecture", task=3, points=0.5)
def test_shape_lecture(student, rng):
    """The layers of the lecture, one after another, and 1x1 filters."""
    assert_equal(student.conv_output_shape((1, 7, 7), 1, 3), (1, 5, 5), what="shape")
    first = student.conv_output_shape((3, 32, 32), 10, 5, stride=1, pad=2)
    assert_equal(first, (10, 32, 32), what="shape")
    assert_equal(student.conv_output_shape((3, 32, 32), 6, 5), (6, 28, 28), what="shape")
    assert_equal(student.conv_output_shape((6, 28, 28), 4, 3), (4, 26, 26), what="shape")
    depth = int(rng.integers(2, 64))
    assert_equal(student.conv_output_shape((64, 84, 84), depth, 1), (depth, 84, 84), what="shape")


@pytest.mark.check("shape-does-not-fit", task=3, points=1)
def test_shape_does_not_fit(student, rng):
    """One axis on which the filter does not fit is enough for a ValueError."""
    for axis in (1, 2):
        case = draw_case(rng, stride=(2, 4), pad=(0, 2))
        longer = list(case.input_shape)
        longer[axis] += 1  # the stride divides no more
        must_refuse(
            student.conv_output_shape, tuple(longer), case.filters, case.kernel, **case.settings
        )
        case = draw_case(rng, stride=(1, 2), pad=(0, 2))
        larger = list(case.kernel)
        larger[axis - 1] = case.input_shape[axis] + 2 * case.pad + case.stride
        must_refuse(
            student.conv_output_shape,
            case.input_shape, case.filters, tuple(larger), **case.settings,
        )  # fmt: skip


@pytest.mark.check("shape-arguments", task=3, points=0.5)
def test_shape_arguments(student, rng):
    """A stride below 1, a padding below 0 or a side of the filter below 1 is a ValueError."""
    shape = (3, *(int(side) for side in rng.integers(12, 40, 2)))
    for settings in ({"stride": 0}, {"stride": -1}, {"pad": -1}):
        must_refuse(student.conv_output_shape, shape, 4, 3, **settings)
    for kernel in (0, (0, 3), (3, 0), (3, -1)):
        must_refuse(student.conv_output_shape, shape, 4, kernel)


@pytest.mark.check("params-square", task=4, points=1)
def test_params_square(student, rng):
    """Weights through all channels and one bias for each filter."""
    for _ in range(4):
        case = draw_square_kernel(rng, telling_count)
        expected = case.filters * (case.channels * case.filter_height**2 + 1)
        got = student.conv_params(case.channels, case.filters, case.filter_height)
        assert_equal(got, expected, what="conv_params")


@pytest.mark.check("params-pair", task=4, points=0.5)
def test_params_pair(student, rng):
    """Filters given as (HH, WW), with two different sides."""

    def accept(case: Case) -> bool:
        return case.filter_height != case.filter_width and telling_count(case)

    for _ in range(3):
        case = draw_case(rng, accept)
        expected = case.filters * (case.channels * case.filter_height * case.filter_width + 1)
        got = student.conv_params(case.channels, case.filters, case.kernel)
        assert_equal(got, expected, what="conv_params")


@pytest.mark.check("params-no-bias", task=4, points=0.5)
def test_params_no_bias(student, rng):
    """Without biases, only the weights."""
    for _ in range(3):
        case = draw_square_kernel(rng, telling_count)
        expected = case.filters * case.channels * case.filter_height**2
        got = student.conv_params(case.channels, case.filters, case.filter_height, bias=False)
        assert_equal(got, expected, what="conv_params")


@pytest.mark.check("params-lecture", task=4, points=1)
def test_params_lecture(student, rng):
    """The layers of the lecture, and 1x1 filters."""
    assert_equal(student.conv_params(1, 1, 3), 10, what="conv_params")
    assert_equal(student.conv_params(3, 10, 5), 760, what="conv_params")
    assert_equal(student.conv_params(3, 96, 11), 34_944, what="conv_params")
    depth = int(rng.integers(2, 64))
    assert_equal(student.conv_params(64, depth, 1), 65 * depth, what="conv_params")
