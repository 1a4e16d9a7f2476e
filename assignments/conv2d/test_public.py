"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import numpy as np
import pytest

from autograder.suite import assert_close, assert_inputs_unchanged, assert_shape

# The worked example of the handout: one image, one channel, one filter.
X = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
W = np.array([[[[1.0, 0.0], [-1.0, 2.0]]]])
B = np.array([1.0])
# The picture of the handout: nothing about it is square but the filter.
PICTURE = np.array([[[[1.0, 2.0, 0.0, 1.0], [0.0, 1.0, 3.0, 2.0]]]])


@pytest.mark.check("example-forward", task=1, points=0)
def test_example_forward(student):
    """The handout's 3x3 image and 2x2 filter give the handout's numbers."""
    out, _ = student.conv2d_forward(X, W, B)
    assert_close(out, np.array([[[[4.0, 8.0], [-1.0, 4.0]]]]), what="out")


@pytest.mark.check("example-stride-pad", task=1, points=0)
def test_example_stride_pad(student):
    """The picture of the handout: a 2x4 image, stride 2, one ring of zeros."""
    out, _ = student.conv2d_forward(PICTURE, W, B, stride=2, pad=1)
    # Windows start at rows 0, 2 and at columns 0, 2, 4 of the padded 4x6 image.
    assert_close(out, np.array([[[[3.0, -1.0, 0.0], [1.0, 2.0, 3.0]]]]), what="out")


@pytest.mark.check("lecture-shapes", task=1, points=0)
def test_lecture_shapes(student):
    """The output has the shapes that the lecture computes."""
    image, one_filter = np.ones((1, 1, 7, 7)), np.ones((1, 1, 3, 3))
    for stride, pad, side in [(1, 0, 5), (2, 0, 3), (1, 1, 7)]:
        out, _ = student.conv2d_forward(image, one_filter, B, stride=stride, pad=pad)
        assert_shape(out, (1, 1, side, side), what="out")
    out, _ = student.conv2d_forward(
        np.ones((1, 3, 32, 32)), np.ones((10, 3, 5, 5)), np.zeros(10), stride=1, pad=2
    )
    assert_shape(out, (1, 10, 32, 32), what="out")


@pytest.mark.check("sums-of-ones", task=1, points=0)
def test_sums_of_ones(student):
    """Images and filters of ones that are not square: every output is 4 * 3 * 2 plus the bias."""
    b = np.array([0.5, 10.0, 20.0])
    out, _ = student.conv2d_forward(np.ones((2, 4, 7, 3)), np.ones((3, 4, 3, 2)), b)
    assert_close(out, np.ones((2, 1, 5, 2)) * (24.0 + b.reshape(1, 3, 1, 1)), what="out")


@pytest.mark.check("inputs-unchanged", task=1, points=0)
def test_inputs_unchanged(student):
    """Forward leaves x, w and b as they were."""
    for pad in (0, 1):
        student.conv2d_forward(X, W, B, pad=pad)
        assert_inputs_unchanged(student)


@pytest.mark.check("example-backward", task=2, points=0)
def test_example_backward(student):
    """The handout's example gives the handout's three gradients."""
    _, cache = student.conv2d_forward(X, W, B)
    dx, dw, db = student.conv2d_backward(np.array([[[[1.0, 0.0], [2.0, -1.0]]]]), cache)
    assert_close(db, np.array([2.0]), what="db")
    assert_close(dw, np.array([[[[0.0, 1.0], [4.0, 0.0]]]]), what="dw")
    assert_close(dx, np.array([[[[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [-2.0, 5.0, -2.0]]]]), what="dx")


@pytest.mark.check("backward-counts", task=2, points=0)
def test_backward_counts(student):
    """Ones everywhere, nothing square: dx counts the windows over a pixel, times 4 filters."""
    _, cache = student.conv2d_forward(np.ones((2, 3, 3, 5)), np.ones((4, 3, 2, 3)), np.ones(4))
    dx, dw, db = student.conv2d_backward(np.ones((2, 4, 2, 3)), cache)
    windows = np.array([[1.0, 2, 3, 2, 1], [2, 4, 6, 4, 2], [1, 2, 3, 2, 1]])
    assert_close(dx, np.ones((2, 3, 1, 1)) * 4 * windows, what="dx")
    # 2 images with 2 * 3 places each
    assert_close(dw, np.full((4, 3, 2, 3), 12.0), what="dw")
    assert_close(db, np.full(4, 12.0), what="db")


@pytest.mark.check("backward-pad", task=2, points=0)
def test_backward_pad(student):
    """With padding, dx has the shape of x and the padding is gone."""
    w = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]]])
    x = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    _, cache = student.conv2d_forward(x, w, B, stride=1, pad=1)
    dx, dw, db = student.conv2d_backward(np.ones((1, 1, 2, 2)), cache)
    assert_close(dx, np.array([[[[12.0, 16.0], [24.0, 28.0]]]]), what="dx")
    assert_close(dw, np.array([[[[1.0, 3.0, 2.0], [4.0, 10.0, 6.0], [3.0, 7.0, 4.0]]]]), what="dw")
    assert_close(db, np.array([4.0]), what="db")


@pytest.mark.check("backward-stride-pad", task=2, points=0)
def test_backward_stride_pad(student):
    """The picture's 2x4 image with stride 2 and padding 1, where no windows overlap."""
    _, cache = student.conv2d_forward(PICTURE, W, B, stride=2, pad=1)
    dout = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
    dx, dw, db = student.conv2d_backward(dout, cache)
    # The lower half of the windows of 1, 2, 3 and the upper half of those of 4, 5, 6 lie on x.
    assert_close(dx, np.array([[[[2.0, -2.0, 4.0, -3.0], [0.0, 5.0, 0.0, 6.0]]]]), what="dx")
    assert_close(dw, np.array([[[[17.0, 15.0], [7.0, 1.0]]]]), what="dw")
    assert_close(db, np.array([21.0]), what="db")


@pytest.mark.check("backward-again", task=2, points=0)
def test_backward_again(student):
    """Backward twice with the same cache, after another forward: the same gradients again."""
    _, cache = student.conv2d_forward(X, W, B)
    student.conv2d_forward(-X, W, B)  # leaves `cache` alone
    for _ in range(2):
        dx, dw, db = student.conv2d_backward(np.array([[[[1.0, 0.0], [2.0, -1.0]]]]), cache)
        assert_inputs_unchanged(student)
        assert_close(db, np.array([2.0]), what="db")
        assert_close(dw, np.array([[[[0.0, 1.0], [4.0, 0.0]]]]), what="dw")
        assert_close(dx, np.array([[[[1.0, 0, 0], [1, 1, 0], [-2, 5, -2]]]]), what="dx")
