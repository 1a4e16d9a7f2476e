"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import pytest

from autograder.suite import assert_equal, must_raise


@pytest.mark.check("seven-by-three", task=1, points=0)
def test_seven_by_three(student):
    """A filter of 3 on 7 pixels: 5 places at stride 1, 3 at stride 2, 7 with padding."""
    assert_equal(student.output_size(7, 3), 5, what="output_size")
    assert_equal(student.output_size(7, 3, stride=2), 3, what="output_size")
    assert_equal(student.output_size(7, 3, stride=1, pad=1), 7, what="output_size")


@pytest.mark.check("stride-and-pad", task=1, points=0)
def test_stride_and_pad(student):
    """The handout's layer: 12 and 9 pixels, stride 2, padding 1."""
    assert_equal(student.output_size(12, 4, stride=2, pad=1), 6, what="output_size")
    assert_equal(student.output_size(9, 3, stride=2, pad=1), 5, what="output_size")


@pytest.mark.check("does-not-fit", task=1, points=0)
def test_does_not_fit(student):
    """Stride 3 does not divide 7 - 3, and a filter of 5 is larger than 4 pixels: ValueError."""
    with must_raise(ValueError):
        student.output_size(7, 3, stride=3)
    with must_raise(ValueError):
        student.output_size(4, 5)


@pytest.mark.check("padded-input", task=1, points=0)
def test_padded_input(student):
    """A filter of 6 on 4 pixels fits with padding 1: it has one place."""
    assert_equal(student.output_size(4, 6, stride=3, pad=1), 1, what="output_size")


@pytest.mark.check("arguments", task=1, points=0)
def test_arguments(student):
    """A stride or a filter of 0 and a padding of -1 make no sense: ValueError."""
    for f, stride, pad in [(3, 0, 0), (0, 1, 0), (3, 1, -1)]:
        with must_raise(ValueError):
            student.output_size(7, f, stride=stride, pad=pad)


@pytest.mark.check("same", task=2, points=0)
def test_same(student):
    """Filters of 1, 3 and 5 need padding 0, 1 and 2; for 4 and -1 there is none: ValueError."""
    for f, pad in [(1, 0), (3, 1), (5, 2)]:
        assert_equal(student.same_padding(f), pad, what="same_padding")
    for f in (4, -1):
        with must_raise(ValueError):
            student.same_padding(f)


@pytest.mark.check("lecture-layers", task=3, points=0)
def test_lecture_layers(student):
    """The layers of the lecture: 10x32x32 with padding; 6x28x28 and then 4x26x26 without."""
    padded = student.conv_output_shape((3, 32, 32), 10, 5, stride=1, pad=2)
    assert_equal(padded, (10, 32, 32), what="shape")
    assert_equal(student.conv_output_shape((3, 32, 32), 6, 5), (6, 28, 28), what="shape")
    assert_equal(student.conv_output_shape((6, 28, 28), 4, 3), (4, 26, 26), what="shape")


@pytest.mark.check("not-square", task=3, points=0)
def test_not_square(student):
    """Eight 4x3 filters with stride 2 and padding 1 on 3x12x9: the output is 8x6x5."""
    got = student.conv_output_shape((3, 12, 9), 8, (4, 3), stride=2, pad=1)
    assert_equal(got, (8, 6, 5), what="shape")


@pytest.mark.check("one-axis-does-not-fit", task=3, points=0)
def test_one_axis_does_not_fit(student):
    """Filters of 3 with stride 2 fit on 7 pixels and not on 8: ValueError for 7x8 and for 8x7."""
    for shape in [(3, 7, 8), (3, 8, 7)]:
        with must_raise(ValueError):
            student.conv_output_shape(shape, 4, 3, stride=2)


@pytest.mark.check("lecture-parameters", task=4, points=0)
def test_lecture_parameters(student):
    """Ten 5x5 filters on 3 channels have 760 parameters, four 3x3 filters on 6 channels 220."""
    assert_equal(student.conv_params(3, 10, 5), 760, what="conv_params")
    assert_equal(student.conv_params(3, 10, 5, bias=False), 750, what="conv_params")
    assert_equal(student.conv_params(6, 4, 3), 220, what="conv_params")


@pytest.mark.check("parameters-not-square", task=4, points=0)
def test_parameters_not_square(student):
    """Eight 4x3 filters on 3 channels have 37 parameters each, 296 together."""
    assert_equal(student.conv_params(3, 8, (4, 3)), 296, what="conv_params")
