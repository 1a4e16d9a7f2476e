"""The hidden checks of conv2d: ten points for forward, ten for backward.

Sizes and numbers are drawn afresh, a few cases to a check, but what a check is about is in every
draw, and what its neighbours are about is not (all is square where axes are not the point): a
mistake costs the same whatever the seed. The learner's backward is fed the learner's own cache and
is held against the reference's gradients, never against the learner's forward.
"""

from functools import partial

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_inputs_unchanged,
    beside,
    gradient_check,
    search,
)

# Sums of at most some 300 products of numbers around 1: rounding leaves about 1e-13 in float64,
# in any order of summation, and a wrong formula is off by about 1. Anything between will do.
DOUBLE = {"rtol": 1e-9, "atol": 1e-9}
# The same sums in float32 (eps 6e-8) are off by 1e-5, and by 5e-4 in the worst order.
SINGLE = {"rtol": 1e-3, "atol": 1e-3}
GRADIENTS = ("dx", "dw", "db")

CASES = beside(__file__, "cases")
draw_case, draw_square, draw_inputs = CASES.draw_case, CASES.draw_square, CASES.draw_inputs
draw_backward, nothing_square = CASES.draw_backward, CASES.nothing_square
OVERLAPPING, NARROW = CASES.OVERLAPPING, CASES.NARROW
SMALL = {"kind": CASES.of_image, "space": CASES.IMAGES, "accept": CASES.is_case}


def check_forward(student, reference, rng, *cases):
    """Hold the learner's outputs against the reference's."""
    asked = [(draw_inputs(rng, case), case) for case in cases]
    promises = [student.later.conv2d_forward(*inputs, **case.settings) for inputs, case in asked]
    for (inputs, case), promise in zip(asked, promises, strict=True):
        compare_output(promise, reference.conv2d_forward(*inputs, **case.settings))


def compare_output(promise, expected, tolerance=DOUBLE):
    """Hold an output against what the reference's forward returned."""
    out, _ = promise.result()
    assert_close(out, expected[0], what="out", **tolerance)


def check_backward(student, reference, rng, *cases, names=GRADIENTS):
    """Hold the named gradients, from the learner's own caches, against the reference's."""
    asked = [draw_backward(rng, case) for case in cases]
    for each, promise in zip(asked, ask_backward(student, *asked), strict=True):
        compare_gradients(promise, expected_gradients(reference, *each), names)


def ask_backward(student, *asked):
    """Ask for the gradients for (inputs, dout, case) from the learner's own caches."""
    promises = []
    for inputs, dout, case in asked:
        forward = student.later.conv2d_forward(*inputs, **case.settings)
        # At once, as a learner would call it: one who keeps the image elsewhere is caught by
        # the check about the cache alone.
        promises.append(student.later.conv2d_backward(dout, forward[1]))
    return promises


def expected_gradients(reference, inputs, dout, case) -> dict[str, np.ndarray]:
    """Return the reference's gradients, from its own cache."""
    _, cache = reference.conv2d_forward(*inputs, **case.settings)
    return by_name(reference.conv2d_backward(dout, cache))


def by_name(gradients) -> dict[str, np.ndarray]:
    """Name the three gradients that backward returns."""
    return dict(zip(GRADIENTS, gradients, strict=True))


def compare_gradients(promise, expected, names=GRADIENTS, tolerance=DOUBLE):
    """Hold the named gradients against the expected ones."""
    got = by_name(promise.result())
    for name in names:
        assert_close(got[name], expected[name], what=name, **tolerance)


@search("forward-*", **SMALL)
def smallest_forward(student, reference, case, rng, variant):
    """Compare outputs."""
    inputs = CASES.small_inputs(rng, case, variant)
    promise = student.later.conv2d_forward(*inputs, **case.settings)
    yield
    compare_output(promise, reference.conv2d_forward(*inputs, **case.settings))


def compare_small(student, reference, case, rng, variant, names):
    """Compare the named gradients."""
    inputs, dout = CASES.small_inputs(rng, case, variant), CASES.small_dout(rng, case)
    (promise,) = ask_backward(student, (inputs, dout, case))
    yield
    compare_gradients(promise, expected_gradients(reference, inputs, dout, case), names)


# A check that is about one gradient is told by a case where that one is wrong.
smallest_db = search("backward-db", **SMALL)(partial(compare_small, names=["db"]))
smallest_dw = search("backward-dw*", **SMALL)(partial(compare_small, names=["dw"]))
smallest_dx = search("backward-dx*", **SMALL)(partial(compare_small, names=["dx"]))
smallest_backward = search("backward-*", **SMALL)(partial(compare_small, names=GRADIENTS))


@pytest.mark.check("forward-plain", task=1, points=1)
def test_forward_plain(student, reference, rng):
    """Square images and filters, stride 1, no padding."""
    cases = [draw_square(rng, stride=1, pad=0, filter_height=side) for side in (2, 3, 4)]
    check_forward(student, reference, rng, *cases)
    inputs = draw_inputs(rng, draw_square(rng, stride=1, pad=0))
    promise = student.later.conv2d_forward(*inputs)  # without settings they are 1 and 0
    compare_output(promise, reference.conv2d_forward(*inputs))


@pytest.mark.check("forward-not-square", task=1, points=1)
def test_forward_not_square(student, reference, rng):
    """Height and width differ, in images and in filters."""
    cases = [draw_case(rng, nothing_square, stride=1, pad=0) for _ in range(3)]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-stride", task=1, points=1)
def test_forward_stride(student, reference, rng):
    """Windows start `stride` pixels apart, whether they overlap or leave gaps."""
    cases = (
        draw_square(rng, stride=2, pad=0, **OVERLAPPING),
        draw_square(rng, stride=3, pad=0),
        draw_square(rng, stride=3, pad=0, **NARROW),
    )
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-pad", task=1, points=1)
def test_forward_pad(student, reference, rng):
    """`pad` rings of zeros lie around every image."""
    large = {"filter_height": (3, 4), "out_height": (3, 4)}
    cases = [draw_square(rng, stride=1, pad=pad, **large) for pad in (1, 2)]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-together", task=1, points=1)
def test_forward_together(student, reference, rng):
    """Stride and padding together, and nothing square."""
    both = ((2, 1), (3, 1), (2, 2), (3, 2))
    cases = [draw_case(rng, nothing_square, stride=stride, pad=pad) for stride, pad in both]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-one-by-one", task=1, points=1)
def test_forward_one_by_one(student, reference, rng):
    """1x1 filters over many channels: a dense layer at every pixel."""
    dense = {"filter_height": 1, "channels": (4, 6), "pad": 0}
    cases = [draw_square(rng, stride=stride, **dense) for stride in (1, 2)]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-whole-image", task=1, points=1)
def test_forward_whole_image(student, reference, rng):
    """Filters as large as the padded image: one number for each filter."""
    cases = [draw_square(rng, pad=pad, out_height=1, filter_height=(3, 4)) for pad in (0, 1)]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-singles", task=1, points=1)
def test_forward_singles(student, reference, rng):
    """A single image, a single channel or a single filter."""
    singles = ({"batch": 1}, {"channels": 1}, {"filters": 1})
    all_single = {"batch": 1, "channels": 1, "filters": 1}
    cases = [draw_square(rng, stride=1, pad=0, **single) for single in (*singles, all_single)]
    check_forward(student, reference, rng, *cases)


@pytest.mark.check("forward-float32", task=1, points=1)
def test_forward_float32(student, reference, rng):
    """float32 inputs, as precise as float32 allows."""
    asked = []
    for pad in (0, 1):
        case = draw_square(rng, stride=1, pad=pad, filter_height=3, out_height=(3, 4))
        inputs = [array.astype(np.float32) for array in draw_inputs(rng, case)]
        asked.append((inputs, case, student.later.conv2d_forward(*inputs, **case.settings)))
    for inputs, case, promise in asked:
        exact = (array.astype(np.float64) for array in inputs)
        compare_output(promise, reference.conv2d_forward(*exact, **case.settings), SINGLE)


@pytest.mark.check("forward-inputs-unchanged", task=1, points=1)
def test_forward_inputs_unchanged(student, reference, rng):
    """Forward leaves x, w and b as they were."""
    asked = []
    for pad in (0, 1):
        case = draw_square(rng, stride=1, pad=pad, filter_height=3, out_height=(3, 4))
        inputs = draw_inputs(rng, case)
        asked.append((inputs, case, student.later.conv2d_forward(*inputs, **case.settings)))
    for inputs, case, promise in asked:
        promise.result()
        assert_inputs_unchanged(student)
        # Doing nothing earns nothing.
        compare_output(promise, reference.conv2d_forward(*inputs, **case.settings))


@pytest.mark.check("backward-db", task=2, points=1)
def test_backward_db(student, reference, rng):
    """The bias gradient db adds up dout over images and places."""
    settings = ((1, 0), (2, 1))
    cases = [draw_square(rng, stride=s, pad=pad, filter_height=3) for s, pad in settings]
    check_backward(student, reference, rng, *cases, names=["db"])


@pytest.mark.check("backward-dw", task=2, points=1)
def test_backward_dw(student, reference, rng):
    """The filter gradient dw at stride 1 without padding."""
    cases = [draw_square(rng, stride=1, pad=0, filter_height=side) for side in (2, 3, 4)]
    check_backward(student, reference, rng, *cases, names=["dw"])


@pytest.mark.check("backward-dw-stride-pad", task=2, points=1)
def test_backward_dw_stride_pad(student, reference, rng):
    """The filter gradient dw with strides and padding."""
    settings = ((1, 1), (2, 1), (3, 0), (2, 2))
    cases = [draw_square(rng, stride=s, pad=pad, out_height=(3, 4)) for s, pad in settings]
    check_backward(student, reference, rng, *cases, names=["dw"])


@pytest.mark.check("backward-dx", task=2, points=1)
def test_backward_dx(student, reference, rng):
    """The input gradient dx at stride 1 without padding: overlapping windows add up."""
    cases = [draw_square(rng, stride=1, pad=0, filter_height=side) for side in (2, 3, 4)]
    check_backward(student, reference, rng, *cases, names=["dx"])


@pytest.mark.check("backward-dx-pad", task=2, points=1)
def test_backward_dx_pad(student, reference, rng):
    """The input gradient dx with padding: it has the shape of x."""
    cases = [
        draw_square(rng, stride=1, pad=pad, filter_height=side, out_height=(3, 4))
        for pad, side in ((1, 3), (2, 4))
    ]
    check_backward(student, reference, rng, *cases, names=["dx"])


@pytest.mark.check("backward-dx-stride", task=2, points=1)
def test_backward_dx_stride(student, reference, rng):
    """The input gradient dx with strides: sums where windows overlap, zeros in the gaps."""
    overlapping = draw_square(rng, stride=2, pad=0, **OVERLAPPING)
    apart = draw_square(rng, stride=3, pad=0, **NARROW)
    check_backward(student, reference, rng, overlapping, apart, names=["dx"])


@pytest.mark.check("backward-not-square", task=2, points=1)
def test_backward_not_square(student, reference, rng):
    """All three gradients with stride and padding, and nothing square."""
    settings = ((1, 1), (2, 1), (3, 2))
    cases = [draw_case(rng, nothing_square, stride=s, pad=pad) for s, pad in settings]
    check_backward(student, reference, rng, *cases)


@pytest.mark.check("backward-extremes", task=2, points=0.5)
def test_backward_extremes(student, reference, rng):
    """1x1 filters, filters as large as the padded image, or one image, channel and filter."""
    cases = (
        draw_square(rng, filter_height=1, channels=(4, 6), stride=2, pad=0),
        draw_square(rng, out_height=1, filter_height=(3, 4), pad=1),
        draw_square(rng, batch=1, channels=1, filters=1, stride=1, pad=1),
    )
    check_backward(student, reference, rng, *cases)


@pytest.mark.check("backward-numeric", task=2, points=1)
def test_backward_numeric(student, reference, rng):
    """The gradients predict how a loss changes along random directions."""
    settings = ((1, 0), (2, 1))
    cases = [draw_case(rng, nothing_square, stride=s, pad=pad) for s, pad in settings]
    asked = [draw_backward(rng, case) for case in cases]
    for (inputs, dout, case), promise in zip(asked, ask_backward(student, *asked), strict=True):

        def loss(x, w, b, case=case, dout=dout):
            out, _ = reference.conv2d_forward(x, w, b, **case.settings)
            return float(np.sum(out * dout))

        # Along each of x, w and b the loss is a straight line: a central difference is exact but
        # for rounding, about 1e-16 * |loss| / step = 1e-9, and a wrong slope is off by about 1.
        gradient_check(
            loss, at=inputs, gradients=promise.result(), names=GRADIENTS, rng=rng,
            directions=3, step=1e-5, rtol=1e-6,
        )  # fmt: skip


@pytest.mark.check("backward-cache", task=2, points=1)
def test_backward_cache(student, reference, rng):
    """Backward uses the cache it is given, changes neither it nor dout, and can be repeated."""
    case, other = (
        draw_square(rng, stride=1, pad=1, filter_height=3, out_height=(3, 4)) for _ in range(2)
    )
    inputs, dout, _ = draw_backward(rng, case)
    forward = student.later.conv2d_forward(*inputs, **case.settings)
    disturbing = student.later.conv2d_forward(*draw_inputs(rng, other), **other.settings)
    first, second = (student.later.conv2d_backward(dout, forward[1]) for _ in range(2))
    disturbing.result()
    first.result()
    assert_inputs_unchanged(student)
    got, again = by_name(first.result()), by_name(second.result())
    for name, expected in expected_gradients(reference, inputs, dout, case).items():
        assert_close(got[name], expected, what=name, **DOUBLE)
        assert_close(again[name], expected, what=f"{name} of the second call", **DOUBLE)


@pytest.mark.check("backward-float32", task=2, points=0.5)
def test_backward_float32(student, reference, rng):
    """float32 inputs, as precise as float32 allows."""
    case = draw_square(rng, stride=1, pad=1, filter_height=3, out_height=(3, 4))
    inputs, dout, _ = draw_backward(rng, case)
    inputs, dout = [array.astype(np.float32) for array in inputs], dout.astype(np.float32)
    (promise,) = ask_backward(student, (inputs, dout, case))
    exact = [array.astype(np.float64) for array in inputs]
    expected = expected_gradients(reference, exact, dout.astype(np.float64), case)
    compare_gradients(promise, expected, tolerance=SINGLE)
