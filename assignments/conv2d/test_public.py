"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import numpy as np
import pytest

from autograder.suite import assert_close, assert_shape

# The worked example of the handout: one image, one channel, one filter.
X = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
W = np.array([[[[1.0, 0.0], [-1.0, 2.0]]]])
B = np.array([1.0])


@pytest.mark.check("example-forward", task=1, points=0)
def test_example_forward(student):
    """The handout's 3x3 image and 2x2 filter give the handout's numbers."""
    out, _ = student.conv2d_forward(X, W, B)
    assert_close(out, np.array([[[[4.0, 8.0], [-1.0, 4.0]]]]), what="out")


@pytest.mark.check("example-stride-pad", task=1, points=0)
def test_example_stride_pad(student):
    """The same image with stride 2 and one ring of zeros."""
    x = np.array([[[[1.0, 2.0, 0.0, 1.0], [0.0, 1.0, 3.0, 2.0]]]])
    out, _ = student.conv2d_forward(x, W, B, stride=2, pad=1)
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
    """Images and filters of ones that are not square: every output is 3 * 3 * 2 plus the bias."""
    b = np.array([0.0, 10.0, 20.0, 30.0])
    out, _ = student.conv2d_forward(np.ones((2, 3, 5, 3)), np.ones((4, 3, 3, 2)), b)
    assert_close(out, np.ones((2, 1, 3, 2)) * (18.0 + b.reshape(1, 4, 1, 1)), what="out")


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
    """With ones everywhere, dx counts the windows that cover a pixel (not a square case)."""
    _, cache = student.conv2d_forward(np.ones((2, 1, 3, 4)), np.ones((1, 1, 2, 3)), B)
    dx, dw, db = student.conv2d_backward(np.ones((2, 1, 2, 2)), cache)
    counts = np.array([[1.0, 2.0, 2.0, 1.0], [2.0, 4.0, 4.0, 2.0], [1.0, 2.0, 2.0, 1.0]])
    assert_close(dx, np.stack([counts, counts])[:, np.newaxis], what="dx")
    assert_close(dw, np.full((1, 1, 2, 3), 8.0), what="dw")
    assert_close(db, np.array([8.0]), what="db")


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
