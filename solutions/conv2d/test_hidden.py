"""The hidden checks of conv2d: ten points for forward, ten for backward.

Sizes and numbers are drawn afresh, a few cases to a check, but what a check is about is in every
draw, and what its neighbours are about is not (all is square where axes are not the point): a
mistake costs the same whatever the seed. The learner's backward is fed the learner's own cache and
is held against the reference's gradients, never against the learner's forward.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from autograder.suite import assert_close, assert_inputs_unchanged, draw, gradient_check

# Sums of at most some 300 products of numbers around 1: rounding leaves about 1e-13 in float64,
# in any order of summation, and a wrong formula is off by about 1. Anything between will do.
DOUBLE = {"rtol": 1e-9, "atol": 1e-9}
# The same sums in float32 (eps 6e-8) are off by 1e-5, and by 5e-4 in the worst order.
SINGLE = {"rtol": 1e-3, "atol": 1e-3}


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


def check_forward(student, reference, rng, case):
    """Hold the learner's output against the reference's."""
    x, w, b = draw_inputs(rng, case)
    out, _ = student.conv2d_forward(x, w, b, **case.settings)
    assert_close(out, reference.conv2d_forward(x, w, b, **case.settings)[0], what="out", **DOUBLE)


def check_backward(student, reference, rng, case, names=("dx", "dw", "db")):
    """Hold the named gradients, from the learner's own cache, against the reference's."""
    inputs, dout = draw_inputs(rng, case), rng.standard_normal(case.out_shape)
    _, cache = student.conv2d_forward(*inputs, **case.settings)
    got = by_name(student.conv2d_backward(dout, cache))
    expected = expected_gradients(reference, inputs, dout, case)
    for name in names:
        assert_close(got[name], expected[name], what=name, **DOUBLE)


def by_name(gradients) -> dict[str, np.ndarray]:
    """Name the three gradients that backward returns."""
    return dict(zip(("dx", "dw", "db"), gradients, strict=True))


def expected_gradients(reference, inputs, dout, case) -> dict[str, np.ndarray]:
    """Return the reference's gradients, from its own cache."""
    _, cache = reference.conv2d_forward(*inputs, **case.settings)
    return by_name(reference.conv2d_backward(dout, cache))


@pytest.mark.check("forward-plain", task=1, points=1)
def test_forward_plain(student, reference, rng):
    """Square images and filters, stride 1, no padding."""
    for side in (2, 3, 4):
        case = draw_square(rng, stride=1, pad=0, filter_height=side)
        check_forward(student, reference, rng, case)
    x, w, b = draw_inputs(rng, draw_square(rng, stride=1, pad=0))
    out, _ = student.conv2d_forward(x, w, b)  # 1 and 0 are what a call without settings means
    assert_close(out, reference.conv2d_forward(x, w, b)[0], what="out", **DOUBLE)


@pytest.mark.check("forward-not-square", task=1, points=1)
def test_forward_not_square(student, reference, rng):
    """Height and width differ, in images and in filters."""
    for _ in range(3):
        check_forward(student, reference, rng, draw_case(rng, nothing_square, stride=1, pad=0))


@pytest.mark.check("forward-stride", task=1, points=1)
def test_forward_stride(student, reference, rng):
    """Windows start `stride` pixels apart, whether they overlap or leave gaps."""
    check_forward(student, reference, rng, draw_square(rng, stride=2, pad=0, **OVERLAPPING))
    check_forward(student, reference, rng, draw_square(rng, stride=3, pad=0))
    check_forward(student, reference, rng, draw_square(rng, stride=3, pad=0, **NARROW))


@pytest.mark.check("forward-pad", task=1, points=1)
def test_forward_pad(student, reference, rng):
    """`pad` rings of zeros lie around every image."""
    for pad in (1, 2):
        case = draw_square(rng, stride=1, pad=pad, filter_height=(3, 4), out_height=(3, 4))
        check_forward(student, reference, rng, case)


@pytest.mark.check("forward-together", task=1, points=1)
def test_forward_together(student, reference, rng):
    """Stride and padding together, and nothing square."""
    for stride, pad in ((2, 1), (3, 1), (2, 2), (3, 2)):
        case = draw_case(rng, nothing_square, stride=stride, pad=pad)
        check_forward(student, reference, rng, case)


@pytest.mark.check("forward-one-by-one", task=1, points=1)
def test_forward_one_by_one(student, reference, rng):
    """1x1 filters over many channels: a dense layer at every pixel."""
    for stride in (1, 2):
        case = draw_square(rng, stride=stride, pad=0, filter_height=1, channels=(4, 6))
        check_forward(student, reference, rng, case)


@pytest.mark.check("forward-whole-image", task=1, points=1)
def test_forward_whole_image(student, reference, rng):
    """Filters as large as the padded image: one number for each filter."""
    for pad in (0, 1):
        case = draw_square(rng, pad=pad, out_height=1, filter_height=(3, 4))
        check_forward(student, reference, rng, case)


@pytest.mark.check("forward-singles", task=1, points=1)
def test_forward_singles(student, reference, rng):
    """A single image, a single channel or a single filter."""
    for single in ("batch", "channels", "filters"):
        check_forward(student, reference, rng, draw_square(rng, stride=1, pad=0, **{single: 1}))
    case = draw_square(rng, stride=1, pad=0, batch=1, channels=1, filters=1)
    check_forward(student, reference, rng, case)


@pytest.mark.check("forward-float32", task=1, points=1)
def test_forward_float32(student, reference, rng):
    """float32 inputs, as precise as float32 allows."""
    for pad in (0, 1):
        case = draw_square(rng, stride=1, pad=pad, filter_height=3, out_height=(3, 4))
        x, w, b = (array.astype(np.float32) for array in draw_inputs(rng, case))
        out, _ = student.conv2d_forward(x, w, b, **case.settings)
        exact = (array.astype(np.float64) for array in (x, w, b))
        expected, _ = reference.conv2d_forward(*exact, **case.settings)
        assert_close(out, expected, what="out", **SINGLE)


@pytest.mark.check("forward-inputs-unchanged", task=1, points=1)
def test_forward_inputs_unchanged(student, reference, rng):
    """Forward leaves x, w and b as they were."""
    for pad in (0, 1):
        case = draw_square(rng, stride=1, pad=pad, filter_height=3, out_height=(3, 4))
        x, w, b = draw_inputs(rng, case)
        out, _ = student.conv2d_forward(x, w, b, **case.settings)
        assert_inputs_unchanged(student)
        expected, _ = reference.conv2d_forward(x, w, b, **case.settings)
        assert_close(out, expected, what="out", **DOUBLE)  # doing nothing earns nothing


@pytest.mark.check("backward-db", task=2, points=1)
def test_backward_db(student, reference, rng):
    """The bias gradient db adds up dout over images and places."""
    for stride, pad in ((1, 0), (2, 1)):
        case = draw_square(rng, stride=stride, pad=pad, filter_height=3)
        check_backward(student, reference, rng, case, names=["db"])


@pytest.mark.check("backward-dw", task=2, points=1)
def test_backward_dw(student, reference, rng):
    """The filter gradient dw at stride 1 without padding."""
    for side in (2, 3, 4):
        case = draw_square(rng, stride=1, pad=0, filter_height=side)
        check_backward(student, reference, rng, case, names=["dw"])


@pytest.mark.check("backward-dw-stride-pad", task=2, points=1)
def test_backward_dw_stride_pad(student, reference, rng):
    """The filter gradient dw with strides and padding."""
    for stride, pad in ((1, 1), (2, 1), (3, 0), (2, 2)):
        case = draw_square(rng, stride=stride, pad=pad, out_height=(3, 4))
        check_backward(student, reference, rng, case, names=["dw"])


@pytest.mark.check("backward-dx", task=2, points=1)
def test_backward_dx(student, reference, rng):
    """The input gradient dx at stride 1 without padding: overlapping windows add up."""
    for side in (2, 3, 4):
        case = draw_square(rng, stride=1, pad=0, filter_height=side)
        check_backward(student, reference, rng, case, names=["dx"])


@pytest.mark.check("backward-dx-pad", task=2, points=1)
def test_backward_dx_pad(student, reference, rng):
    """The input gradient dx with padding: it has the shape of x."""
    for pad, side in ((1, 3), (2, 4)):
        case = draw_square(rng, stride=1, pad=pad, filter_height=side, out_height=(3, 4))
        check_backward(student, reference, rng, case, names=["dx"])


@pytest.mark.check("backward-dx-stride", task=2, points=1)
def test_backward_dx_stride(student, reference, rng):
    """The input gradient dx with strides: sums where windows overlap, zeros in the gaps."""
    case = draw_square(rng, stride=2, pad=0, **OVERLAPPING)
    check_backward(student, reference, rng, case, names=["dx"])
    case = draw_square(rng, stride=3, pad=0, **NARROW)
    check_backward(student, reference, rng, case, names=["dx"])


@pytest.mark.check("backward-not-square", task=2, points=1)
def test_backward_not_square(student, reference, rng):
    """All three gradients with stride and padding, and nothing square."""
    for stride, pad in ((1, 1), (2, 1), (3, 2)):
        case = draw_case(rng, nothing_square, stride=stride, pad=pad)
        check_backward(student, reference, rng, case)


@pytest.mark.check("backward-extremes", task=2, points=0.5)
def test_backward_extremes(student, reference, rng):
    """1x1 filters, filters as large as the padded image, or one image, channel and filter."""
    cases = (
        draw_square(rng, filter_height=1, channels=(4, 6), stride=2, pad=0),
        draw_square(rng, out_height=1, filter_height=(3, 4), pad=1),
        draw_square(rng, batch=1, channels=1, filters=1, stride=1, pad=1),
    )
    for case in cases:
        check_backward(student, reference, rng, case)


@pytest.mark.check("backward-numeric", task=2, points=1)
def test_backward_numeric(student, reference, rng):
    """The gradients predict how a loss changes along random directions."""
    for stride, pad in ((1, 0), (2, 1)):
        case = draw_case(rng, nothing_square, stride=stride, pad=pad)
        inputs, dout = draw_inputs(rng, case), rng.standard_normal(case.out_shape)
        _, cache = student.conv2d_forward(*inputs, **case.settings)
        gradients = student.conv2d_backward(dout, cache)

        def loss(x, w, b, case=case, dout=dout):
            out, _ = reference.conv2d_forward(x, w, b, **case.settings)
            return float(np.sum(out * dout))

        # Along each of x, w and b the loss is a straight line: a central difference is exact but
        # for rounding, about 1e-16 * |loss| / step = 1e-9, and a wrong slope is off by about 1.
        gradient_check(
            loss,
            at=inputs,
            gradients=gradients,
            names=("dx", "dw", "db"),
            rng=rng,
            directions=3,
            step=1e-5,
            rtol=1e-6,
        )


@pytest.mark.check("backward-cache", task=2, points=1)
def test_backward_cache(student, reference, rng):
    """Backward uses the cache it is given, changes neither it nor dout, and can be repeated."""
    case, other = (
        draw_square(rng, stride=1, pad=1, filter_height=3, out_height=(3, 4)) for _ in range(2)
    )
    inputs, dout = draw_inputs(rng, case), rng.standard_normal(case.out_shape)
    _, cache = student.conv2d_forward(*inputs, **case.settings)
    student.conv2d_forward(*draw_inputs(rng, other), **other.settings)  # must not disturb `cache`
    first = by_name(student.conv2d_backward(dout, cache))
    assert_inputs_unchanged(student)
    second = by_name(student.conv2d_backward(dout, cache))
    for name, expected in expected_gradients(reference, inputs, dout, case).items():
        assert_close(first[name], expected, what=name, **DOUBLE)
        assert_close(second[name], expected, what=f"{name} of the second call", **DOUBLE)


@pytest.mark.check("backward-float32", task=2, points=0.5)
def test_backward_float32(student, reference, rng):
    """float32 inputs, as precise as float32 allows."""
    case = draw_square(rng, stride=1, pad=1, filter_height=3, out_height=(3, 4))
    inputs = [array.astype(np.float32) for array in draw_inputs(rng, case)]
    dout = rng.standard_normal(case.out_shape).astype(np.float32)
    _, cache = student.conv2d_forward(*inputs, **case.settings)
    got = by_name(student.conv2d_backward(dout, cache))
    exact = [array.astype(np.float64) for array in inputs]
    expected = expected_gradients(reference, exact, dout.astype(np.float64), case)
    for name, gradient in expected.items():
        assert_close(got[name], gradient, what=name, **SINGLE)
