"""The hidden checks of max_pool: ten points for forward, ten for backward.

Every check draws its cases afresh and looks at a few of them: sizes and numbers are random, but
each check always holds what it is about and nothing of what its neighbours are about (squares,
where it is not about axes; positive numbers, where it is not about signs). Among the numbers of an
image no two are equal but in the checks about ties and about repeated numbers, so that no other
check depends on the rule for ties. The learner's backward is fed the learner's own cache and is
held against the reference's gradient, never against the learner's forward.
"""

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_inputs_unchanged,
    beside,
    distinct,
    gradient_check,
    search,
)

# A maximum is one of the inputs, and a gradient the sum of at most 16 numbers around 1: rounding
# leaves 1e-15 in float64, and a wrong pixel or window is off by about 0.1.
DOUBLE = {"rtol": 1e-9, "atol": 1e-9}
# The same sums in float32 (eps 6e-8) are off by 1e-5 at most; the maxima are exact.
SINGLE = {"rtol": 1e-4, "atol": 1e-4}

CASES = beside(__file__, "cases")
draw_case, draw_square, draw_turned = CASES.draw_case, CASES.draw_square, CASES.draw_turned
draw_images, draw_dout, draw_backward = CASES.draw_images, CASES.draw_dout, CASES.draw_backward
TILES, OVERLAPS, GAPS, SPACING = CASES.TILES, CASES.OVERLAPS, CASES.GAPS, CASES.SPACING
SMALL = {"kind": CASES.Case, "space": CASES.SPACE}


def check_forward(student, reference, *asked):
    """Hold the learner's outputs for pairs of images and case against the reference's."""
    promises = [student.later.max_pool_forward(x, **case.settings) for x, case in asked]
    for (x, case), promise in zip(asked, promises, strict=True):
        out, _ = promise.result()
        assert_close(out, reference.max_pool_forward(x, **case.settings)[0], what="out", **DOUBLE)


def check_backward(student, reference, *asked):
    """Hold gradients for (x, dout, case), from the learner's caches, against the reference's."""
    for (x, dout, case), promise in zip(asked, ask_backward(student, *asked), strict=True):
        expected = expected_gradient(reference, x, dout, case)
        assert_close(promise.result(), expected, what="dx", **DOUBLE)


def ask_backward(student, *asked):
    """Ask for the gradients for (x, dout, case) from the learner's own caches."""
    promises = []
    for x, dout, case in asked:
        forward = student.later.max_pool_forward(x, **case.settings)
        # At once, as a learner would call it: one who keeps the image elsewhere is caught by
        # the check about the cache alone.
        promises.append(student.later.max_pool_backward(dout, forward[1]))
    return promises


def expected_gradient(reference, x, dout, case) -> np.ndarray:
    """Return the reference's gradient, from its own cache."""
    _, cache = reference.max_pool_forward(x, **case.settings)
    return reference.max_pool_backward(dout, cache)


@search("forward-*", **SMALL)
def smallest_forward(student, reference, case, rng, variant):
    """Compare outputs; in one variant every number is negative."""
    x = distinct(rng, case.x_shape)
    x = -x if variant == 1 else x
    promise = student.later.max_pool_forward(x, **case.settings)
    yield
    out, _ = promise.result()
    assert_close(out, reference.max_pool_forward(x, **case.settings)[0], what="out", **DOUBLE)


@search("backward-ties", **SMALL)
def smallest_ties(student, reference, case, rng, variant):
    """Compare gradients where numbers are equal: all of them, or those of a diagonal."""
    flat = np.ones(case.x_shape)
    x = flat + np.fliplr(np.eye(*flat.shape[2:])) if variant else flat
    yield from compare_backward(student, reference, x, distinct(rng, case.out_shape), case)


@search("backward-*", **SMALL)
def smallest_backward(student, reference, case, rng, variant):
    """Compare gradients; in one variant every number is negative."""
    x = distinct(rng, case.x_shape)
    x = -x if variant == 1 else x
    yield from compare_backward(student, reference, x, distinct(rng, case.out_shape), case)


def compare_backward(student, reference, x, dout, case):
    """Ask for a gradient, and hold it against the reference's."""
    (promise,) = ask_backward(student, (x, dout, case))
    yield
    expected = expected_gradient(reference, x, dout, case)
    assert_close(promise.result(), expected, what="dx", **DOUBLE)


@pytest.mark.check("forward-tiles", task=1, points=1)
def test_forward_tiles(student, reference, rng):
    """Square images under windows side by side."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in TILES]
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])
    case = draw_square(rng, size=2, stride=2)
    x = draw_images(rng, case)
    out, _ = student.max_pool_forward(x)  # 2 and 2 are what a call without settings means
    assert_close(out, reference.max_pool_forward(x)[0], what="out", **DOUBLE)


@pytest.mark.check("forward-not-square", task=1, points=2)
def test_forward_not_square(student, reference, rng):
    """Images whose height and width differ, the wide and the tall."""
    cases = draw_turned(rng)
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])


@pytest.mark.check("forward-overlap", task=1, points=2)
def test_forward_overlap(student, reference, rng):
    """Windows that overlap: the stride is smaller than the window."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in OVERLAPS]
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])


@pytest.mark.check("forward-gaps", task=1, points=1)
def test_forward_gaps(student, reference, rng):
    """Windows with gaps between them: the stride is larger than the window."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in GAPS]
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])


@pytest.mark.check("forward-negative", task=1, points=1)
def test_forward_negative(student, reference, rng):
    """Images in which every number is negative, and images in which some are."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in TILES]
    images = [(draw_images(rng, case), case) for case in cases]
    negative = [(x - x.max() - 1.0, case) for x, case in images]
    mixed = [(x - np.median(x), case) for x, case in images]
    check_forward(student, reference, *negative, *mixed)


@pytest.mark.check("forward-extremes", task=1, points=1)
def test_forward_extremes(student, reference, rng):
    """A window as large as the image, and windows of a single pixel."""
    whole = draw_square(rng, out_height=1, size=(2, 4))
    cases = (whole, draw_square(rng, size=1, stride=1), draw_square(rng, size=1, stride=2))
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])


@pytest.mark.check("forward-singles", task=1, points=0.5)
def test_forward_singles(student, reference, rng):
    """A single image or a single channel."""
    singles = ({"batch": 1}, {"channels": 1}, {"batch": 1, "channels": 1})
    cases = [draw_square(rng, size=2, stride=2, **single) for single in singles]
    check_forward(student, reference, *[(draw_images(rng, case), case) for case in cases])


@pytest.mark.check("forward-lecture", task=1, points=0.5)
def test_forward_lecture(student, reference, rng):
    """The lecture's 4x4 image, and a 5x3 map under 2x2 windows with stride 1."""
    x = [[3.0, 1.0, 3.0, 4.0], [8.0, 4.0, 9.0, 2.0], [1.0, 4.0, 3.0, 1.0], [1.0, 2.0, 2.0, 0.0]]
    out, _ = student.max_pool_forward(np.array([[x]]), size=2, stride=2)
    assert_close(out, np.array([[[[8.0, 9.0], [4.0, 3.0]]]]), what="out", **DOUBLE)
    case = CASES.Case(batch=1, channels=1, size=2, out_height=4, out_width=2, stride=1)
    check_forward(student, reference, (draw_images(rng, case), case))


@pytest.mark.check("forward-float32", task=1, points=0.5)
def test_forward_float32(student, reference, rng):
    """float32 images, as precise as float32 allows."""
    case = draw_square(rng, size=2, stride=2)
    x = draw_images(rng, case).astype(np.float32)
    out, _ = student.max_pool_forward(x, **case.settings)
    expected, _ = reference.max_pool_forward(x.astype(np.float64), **case.settings)
    assert_close(out, expected, what="out", **SINGLE)


@pytest.mark.check("forward-inputs-unchanged", task=1, points=0.5)
def test_forward_inputs_unchanged(student, reference, rng):
    """Forward leaves x as it was."""
    case = draw_square(rng, size=2, stride=2)
    x = draw_images(rng, case)
    out, _ = student.max_pool_forward(x, **case.settings)
    assert_inputs_unchanged(student)
    expected, _ = reference.max_pool_forward(x, **case.settings)
    assert_close(out, expected, what="out", **DOUBLE)  # doing nothing earns nothing


@pytest.mark.check("backward-tiles", task=2, points=1)
def test_backward_tiles(student, reference, rng):
    """Square images under windows side by side: one pixel of each window gets its gradient."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in TILES]
    check_backward(student, reference, *[draw_backward(rng, case) for case in cases])


@pytest.mark.check("backward-not-square", task=2, points=1)
def test_backward_not_square(student, reference, rng):
    """Images whose height and width differ, the wide and the tall."""
    check_backward(student, reference, *[draw_backward(rng, case) for case in draw_turned(rng)])


@pytest.mark.check("backward-overlap", task=2, points=2)
def test_backward_overlap(student, reference, rng):
    """Windows that overlap: a pixel that is the maximum of several gets all their gradients."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in OVERLAPS]
    drawn = [draw_backward(rng, case) for case in cases]
    shared = [(CASES.share_a_maximum(x, case), dout, case) for x, dout, case in drawn]
    check_backward(student, reference, *shared)


@pytest.mark.check("backward-gaps", task=2, points=1)
def test_backward_gaps(student, reference, rng):
    """Windows with gaps between them: pixels in no window get 0."""
    cases = [draw_square(rng, size=size, stride=stride) for size, stride in GAPS]
    check_backward(student, reference, *[draw_backward(rng, case) for case in cases])


@pytest.mark.check("backward-repeated", task=2, points=1)
def test_backward_repeated(student, reference, rng):
    """One window's maximum also occurs in other windows, where it is none."""
    asked = []
    for size in (2, 3):
        case = draw_square(rng, size=size, stride=size, out_height=(2, 3))
        # In each window size * size neighbours of a chain of numbers, shuffled: no ties inside,
        # and the maximum of one window lies in the middle of the next one's.
        windows = case.out_height * case.out_width
        chain = np.arange(windows)[:, np.newaxis] * (size - 1) + np.arange(size**2)
        values = np.broadcast_to(chain, (case.batch, case.channels, *chain.shape))
        values = rng.permuted(values, axis=-1).reshape(*case.out_shape, size, size)
        x = values.swapaxes(3, 4).reshape(case.x_shape) * SPACING + rng.uniform(0.1, 0.2)
        asked.append((x, draw_dout(rng, case), case))
    check_backward(student, reference, *asked)


@pytest.mark.check("backward-ties", task=2, points=0.5)
def test_backward_ties(student, reference, rng):
    """Where a maximum occurs twice in a window, the first one row by row gets the gradient."""
    asked = []
    for size in (2, 3):
        case = draw_square(rng, size=size, stride=size)
        flat = np.full(case.x_shape, rng.uniform(1, 2))
        # Above the rest on the other diagonal: its first row comes before its first column.
        crossed = np.tile(np.fliplr(np.eye(size)), case.out_shape[2:]) + flat
        asked += [(x, draw_dout(rng, case), case) for x in (flat, crossed)]
    check_backward(student, reference, *asked)


@pytest.mark.check("backward-extremes", task=2, points=1)
def test_backward_extremes(student, reference, rng):
    """All numbers negative, a window as large as the image, windows of one pixel, one image."""
    case = draw_square(rng, size=2, stride=2)
    x = draw_images(rng, case)
    negative = (x - x.max() - 1.0, draw_dout(rng, case), case)
    cases = (
        draw_square(rng, out_height=1, size=(2, 4)),
        draw_square(rng, size=1, stride=1),
        draw_square(rng, size=1, stride=2),
        draw_square(rng, batch=1, channels=1, size=2, stride=2),
    )
    check_backward(student, reference, negative, *[draw_backward(rng, case) for case in cases])


@pytest.mark.check("backward-numeric", task=2, points=1)
def test_backward_numeric(student, reference, rng):
    """The gradient predicts how a loss changes along random directions."""
    for size, stride in ((2, 2), (3, 2)):
        case = draw_case(
            rng, CASES.not_square, size=size, stride=stride, channels=2, out_height=(2, 3)
        )
        x, dout = draw_images(rng, case), draw_dout(rng, case)
        x -= x.mean()
        (promise,) = ask_backward(student, (x, dout, case))
        dx = promise.result()

        def loss(x, case=case, dout=dout):
            out, _ = reference.max_pool_forward(x, **case.settings)
            return float(np.sum(out * dout))

        # The numbers are 0.1 apart or more and move by 1e-5 times a normal number, so no maximum
        # changes hands and the loss is linear; what is left is rounding, about 1e-16 * |loss| /
        # step = 1e-8 for a derivative around 10.
        gradient_check(
            loss, at=[x], gradients=[dx], names=["dx"], rng=rng, directions=3, step=1e-5, rtol=1e-6
        )


@pytest.mark.check("backward-cache", task=2, points=1)
def test_backward_cache(student, reference, rng):
    """Backward uses the cache it is given, changes neither it nor dout, and can be repeated."""
    case, other = (draw_square(rng, size=2, stride=2) for _ in range(2))
    x, dout = draw_images(rng, case), draw_dout(rng, case)
    expected = expected_gradient(reference, x, dout, case)
    _, cache = student.max_pool_forward(x, **case.settings)
    student.max_pool_forward(draw_images(rng, other), **other.settings)  # must not disturb `cache`
    first = student.max_pool_backward(dout, cache)
    assert_inputs_unchanged(student)
    assert_close(first, expected, what="dx", **DOUBLE)
    second = student.max_pool_backward(dout, cache)
    assert_close(second, expected, what="dx of the second call", **DOUBLE)


@pytest.mark.check("backward-float32", task=2, points=0.5)
def test_backward_float32(student, reference, rng):
    """float32 images, as precise as float32 allows."""
    case = draw_square(rng, size=2, stride=2)
    x, dout = (draw(rng, case).astype(np.float32) for draw in (draw_images, draw_dout))
    (promise,) = ask_backward(student, (x, dout, case))
    dx = promise.result()
    expected = expected_gradient(reference, x.astype(np.float64), dout.astype(np.float64), case)
    assert_close(dx, expected, what="dx", **SINGLE)
