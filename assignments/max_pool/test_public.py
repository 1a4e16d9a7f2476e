"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import numpy as np
import pytest

from autograder.suite import assert_close, assert_inputs_unchanged, assert_shape

# The worked examples of the handout: one image with one channel each.
LECTURE = np.array(
    [[[[3.0, 1.0, 3.0, 4.0], [8.0, 4.0, 9.0, 2.0], [1.0, 4.0, 3.0, 1.0], [1.0, 2.0, 2.0, 0.0]]]]
)
OVERLAP = np.array([[[[1.0, 7.0, 0.0], [2.0, 5.0, 3.0], [4.0, 0.0, 6.0]]]])
DOUT = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
# Two images with three channels: six maps, each 10 higher than the one before it. Under 3x3 windows
# with stride 2, which share the middle column, the maxima of the first are -10.5 and -12.
MAP = np.array([[1.0, 9.5, 2, 4, 0], [5, 3, 6, 7, 8], [0, 2, 1, 3, 4]]) - 20
MAPS = MAP + 10 * np.arange(6.0).reshape(2, 3, 1, 1)


@pytest.mark.check("example-forward", task=1, points=0)
def test_example_forward(student):
    """The lecture's 4x4 image under 2x2 windows: [[8, 9], [4, 3]]."""
    out, _ = student.max_pool_forward(LECTURE)
    assert_close(out, np.array([[[[8.0, 9.0], [4.0, 3.0]]]]), what="out")


@pytest.mark.check("example-overlap", task=1, points=0)
def test_example_overlap(student):
    """The handout's 3x3 image under 2x2 windows that overlap, stride 1."""
    out, _ = student.max_pool_forward(OVERLAP, size=2, stride=1)
    assert_close(out, np.array([[[[7.0, 7.0], [5.0, 6.0]]]]), what="out")


@pytest.mark.check("lecture-shapes", task=1, points=0)
def test_lecture_shapes(student):
    """A 5x3 map under 2x2 windows with stride 1 gives 4x2; the depth stays."""
    out, _ = student.max_pool_forward(np.ones((1, 1, 5, 3)), size=2, stride=1)
    assert_shape(out, (1, 1, 4, 2), what="out")
    out, _ = student.max_pool_forward(np.ones((2, 10, 32, 32)), size=2, stride=2)
    assert_shape(out, (2, 10, 16, 16), what="out")


@pytest.mark.check("example-negative", task=1, points=0)
def test_example_negative(student):
    """A window of negative numbers has a negative maximum."""
    out, _ = student.max_pool_forward(np.array([[[[-4.0, -1.0], [-2.0, -3.0]]]]))
    assert_close(out, np.array([[[[-1.0]]]]), what="out")


@pytest.mark.check("six-maps", task=1, points=0)
def test_six_maps(student):
    """Two images with three channels of 3x5 under 3x3 windows, stride 2: every map by itself."""
    out, _ = student.max_pool_forward(MAPS, size=3, stride=2)
    first = np.array([[-10.5, -12.0]])
    assert_close(out, first + 10 * np.arange(6.0).reshape(2, 3, 1, 1), what="out")


@pytest.mark.check("inputs-unchanged", task=1, points=0)
def test_inputs_unchanged(student):
    """Forward leaves x as it was."""
    student.max_pool_forward(MAPS, size=3, stride=2)
    assert_inputs_unchanged(student)


@pytest.mark.check("example-backward", task=2, points=0)
def test_example_backward(student):
    """Each number of dout goes to the pixel that its output came from; the others get 0."""
    _, cache = student.max_pool_forward(LECTURE)
    dx = student.max_pool_backward(DOUT, cache)
    expected = [[0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 2.0, 0.0], [0.0, 3.0, 4.0, 0.0], [0.0] * 4]
    assert_close(dx, np.array([[expected]]), what="dx")


@pytest.mark.check("example-backward-overlap", task=2, points=0)
def test_example_backward_overlap(student):
    """The 7 is the maximum of two windows and gets 1 + 2."""
    _, cache = student.max_pool_forward(OVERLAP, size=2, stride=1)
    dx = student.max_pool_backward(DOUT, cache)
    assert_close(dx, np.array([[[[0.0, 3.0, 0.0], [0.0, 3.0, 0.0], [0.0, 0.0, 4.0]]]]), what="dx")


@pytest.mark.check("six-maps-backward", task=2, points=0)
def test_six_maps_backward(student):
    """The same six maps: in each one, two pixels get a gradient."""
    _, cache = student.max_pool_forward(MAPS, size=3, stride=2)
    dout = np.arange(1.0, 13.0).reshape(2, 3, 1, 2) / 2  # 0.5 and 1 for the first map
    dx = student.max_pool_backward(dout, cache)
    expected = np.zeros((2, 3, 3, 5))
    expected[:, :, 0, 1] = dout[:, :, 0, 0]
    expected[:, :, 1, 4] = dout[:, :, 0, 1]
    assert_close(dx, expected, what="dx")


@pytest.mark.check("backward-again", task=2, points=0)
def test_backward_again(student):
    """Backward twice with the same cache, after another forward: the same dx again."""
    _, cache = student.max_pool_forward(OVERLAP, size=2, stride=1)
    student.max_pool_forward(-OVERLAP, size=2, stride=1)  # leaves `cache` alone
    for _ in range(2):
        dx = student.max_pool_backward(DOUT, cache)
        assert_inputs_unchanged(student)
        assert_close(dx, np.array([[[[0.0, 3, 0], [0, 3, 0], [0, 0, 4]]]]), what="dx")


@pytest.mark.check("example-ties", task=2, points=0)
def test_example_ties(student):
    """Where the maximum occurs twice, the first one row by row gets everything."""
    _, cache = student.max_pool_forward(np.array([[[[2.0, 5.0], [5.0, 1.0]]]]))
    dx = student.max_pool_backward(np.array([[[[3.0]]]]), cache)
    assert_close(dx, np.array([[[[0.0, 3.0], [0.0, 0.0]]]]), what="dx")
