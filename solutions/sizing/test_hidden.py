"""The hidden checks of sizing: eight points for one axis, three, six and three for the rest.

All answers are whole numbers, so every comparison is exact. Many wrong formulas are right by
chance on a third of all layers; a case is therefore drawn again until every wrong formula that
its check is about gives another number.
"""

import pytest

from autograder.suite import assert_equal, beside, must_raise, search

CASES = beside(__file__, "cases")
draw_case, draw_square = CASES.draw_case, CASES.draw_square
draw_square_kernel = CASES.draw_square_kernel
telling, telling_count = CASES.telling, CASES.telling_count

# An axis that can't be: a filter, and settings.
WRONG_SETTINGS = ({"stride": 0}, {"stride": -1}, {"pad": -1}, {"pad": -2})
WRONG_AXES = [(3, settings) for settings in WRONG_SETTINGS] + [(f, {}) for f in (0, -1, -2)]
# A layer that can't be: a kernel, and settings.
WRONG_KERNELS = (0, (0, 3), (3, 0), (3, -1))
WRONG_LAYERS = [(3, each) for each in WRONG_SETTINGS[:3]] + [(k, {}) for k in WRONG_KERNELS]
# The checks of one axis that is possible.
SIZES = ("slide", "pad", "stride", "together", "lecture", "one-place")


def hold(asked, what):
    """Hold that answers, asked for together, are the expected ones."""
    for promise, expected in asked:
        assert_equal(promise.result(), expected, what=what)


def hold_refused(*promises):
    """Hold that what can't be, asked for together, is refused."""
    for promise in promises:
        with must_raise(ValueError):
            promise.result()


def check_sizes(student, *cases):
    """Hold the learner's answers for the cases' rows."""
    asked = [(student.later.output_size(*c.axis, **c.settings), c.out_height) for c in cases]
    hold(asked, what="output_size")


def check_shapes(student, *pairs):
    """Hold the learner's answers for pairs of a case and its kernel, as one side or as two."""
    asked = []
    for case, kernel in pairs:
        arguments = case.input_shape, case.filters, kernel
        promise = student.later.conv_output_shape(*arguments, **case.settings)
        asked.append((promise, case.out_shape))
    hold(asked, what="shape")


@search(*[f"size-{name}" for name in SIZES], **CASES.ROWS, accept=CASES.rows_fit)
def smallest_size(student, reference, case, **_):
    """Compare the places along an axis."""
    promise = student.later.output_size(*case.axis, **case.settings)
    yield
    hold([(promise, reference.output_size(*case.axis, **case.settings))], what="output_size")


@search("size-not-divided", **CASES.ROWS, accept=CASES.rows_leave_a_rest)
def smallest_rest(student, case, **_):
    """Ask for an axis that the stride does not divide."""
    promise = student.later.output_size(*case.axis, **case.settings)
    yield
    hold_refused(promise)


@search("size-too-large", **CASES.ROWS, accept=CASES.rows_are_too_few)
def smallest_too_large(student, case, **_):
    """Ask for an axis that is shorter than the filter."""
    yield from smallest_rest(student, case)


@search("size-arguments", kind=dict, space={"n": (3, 9), "which": (0, len(WRONG_AXES) - 1)})
def smallest_wrong_axis(student, case, **_):
    """Ask for an axis that can't be."""
    f, settings = WRONG_AXES[case["which"]]
    promise = student.later.output_size(case["n"], f, **settings)
    yield
    hold_refused(promise)


@search("same-odd", "same-small", kind=dict, space={"half": (0, 39)})
def smallest_same(student, case, **_):
    """Compare the padding for a filter of odd length."""
    promise = student.later.same_padding(2 * case["half"] + 1)
    yield
    hold([(promise, case["half"])], what="same_padding")


@search("shape-does-not-fit", **CASES.LAYERS, accept=CASES.does_not_fit)
def smallest_no_shape(student, case, **_):
    """Ask for a layer whose filter does not fit."""
    arguments = case.input_shape, case.filters, case.kernel
    promise = student.later.conv_output_shape(*arguments, **case.settings)
    yield
    hold_refused(promise)


@search("shape-arguments", kind=dict, space={"n": (3, 9), "which": (0, len(WRONG_LAYERS) - 1)})
def smallest_wrong_layer(student, case, **_):
    """Ask for a layer that can't be."""
    kernel, settings = WRONG_LAYERS[case["which"]]
    promise = student.later.conv_output_shape((1, case["n"], case["n"]), 1, kernel, **settings)
    yield
    hold_refused(promise)


@search("shape-*", **CASES.LAYERS, accept=CASES.fits)
def smallest_shape(student, reference, case, variant, **_):
    """Compare shapes; in one variant a square filter is given by one side."""
    arguments = case.input_shape, case.filters, case.kernel_for(variant)
    promise = student.later.conv_output_shape(*arguments, **case.settings)
    yield
    hold([(promise, reference.conv_output_shape(*arguments, **case.settings))], what="shape")


@search("params-no-bias", **CASES.FILTERS)
def smallest_weights(student, reference, case, variant, **_):
    """Compare the weights alone."""
    yield from compare_params(student, reference, case, variant, bias=False)


@search("params-*", **CASES.FILTERS)
def smallest_params(student, reference, case, variant, **_):
    """Compare weights and biases."""
    yield from compare_params(student, reference, case, variant)


def compare_params(student, reference, case, variant, **settings):
    """Compare parameters; in one variant a square filter is given by one side."""
    arguments = case.channels, case.filters, case.kernel_for(variant)
    promise = student.later.conv_params(*arguments, **settings)
    yield
    hold([(promise, reference.conv_params(*arguments, **settings))], what="conv_params")


@pytest.mark.check("size-slide", task=1, points=1)
def test_size_slide(student, rng):
    """Stride 1 and no padding: every place from one end to the other counts."""
    accept = telling(*CASES.WITHOUT_PAD_AND_STRIDE)
    cases = [draw_case(rng, accept, stride=1, pad=0) for _ in range(3)]
    asked = [(student.later.output_size(*case.axis), case.out_height) for case in cases]
    hold(asked, what="output_size")


@pytest.mark.check("size-pad", task=1, points=1)
def test_size_pad(student, rng):
    """The padding lies at both ends."""
    accept = telling(*CASES.ABOUT_PAD)
    check_sizes(student, *[draw_case(rng, accept, stride=1, pad=pad) for pad in (1, 2, 3)])


@pytest.mark.check("size-stride", task=1, points=1)
def test_size_stride(student, rng):
    """The filter moves by the stride."""
    accept = telling(*CASES.ABOUT_STRIDE)
    check_sizes(student, *[draw_case(rng, accept, stride=stride, pad=0) for stride in (2, 3, 4)])


@pytest.mark.check("size-together", task=1, points=1)
def test_size_together(student, rng):
    """Stride and padding together."""
    accept = telling(*CASES.SIZE_SLIPS)
    check_sizes(student, *[draw_case(rng, accept, stride=(2, 4), pad=(1, 5)) for _ in range(4)])


@pytest.mark.check("size-lecture", task=1, points=0.5)
def test_size_lecture(student):
    """The examples of the lecture."""
    examples = (
        (7, 3, 1, 0, 5),
        (7, 3, 2, 0, 3),
        (7, 3, 1, 1, 7),
        (32, 5, 1, 2, 32),
        (32, 5, 1, 0, 28),
        (28, 3, 1, 0, 26),
        (84, 1, 1, 0, 84),
        (227, 11, 4, 0, 55),
    )
    asked = [
        (student.later.output_size(n, f, stride=stride, pad=pad), expected)
        for n, f, stride, pad, expected in examples
    ]
    hold(asked, what="output_size")


@pytest.mark.check("size-one-place", task=1, points=0.5)
def test_size_one_place(student, rng):
    """A filter as long as the padded input has one place, whatever the stride."""
    cases = [
        draw_case(rng, filter_height=(2 * pad + 1, 11), filter_width=11, out_height=1, pad=pad)
        for pad in (0, 1, 2)
    ]
    check_sizes(student, *cases)


@pytest.mark.check("size-not-divided", task=1, points=1)
def test_size_not_divided(student, rng):
    """Where the stride does not divide, the answer is a ValueError, not a rounded number."""
    promises = [student.later.output_size(7, 3, stride=3)]
    for stride, pad in ((2, 0), (3, 1), (4, 2)):
        case = draw_case(rng, stride=stride, pad=pad)
        n, f = case.axis
        longer = n + int(rng.integers(1, stride))
        promises.append(student.later.output_size(longer, f, **case.settings))
    hold_refused(*promises)


@pytest.mark.check("size-too-large", task=1, points=1)
def test_size_too_large(student, rng):
    """A filter larger than the padded input is a ValueError, also where the stride divides."""
    promises = []
    for stride, pad in ((1, 0), (1, 2), (2, 0), (3, 1)):
        n, steps = (int(number) for number in rng.integers((4, 1), (40, 4)))
        # By whole strides: the formula then gives 0 or less, without a rest that gives it away.
        f = n + 2 * pad + steps * stride
        promises.append(student.later.output_size(n, f, stride=stride, pad=pad))
    longer = [student.later.output_size(n, n + 1, stride=stride, pad=0) for stride in (1, 4)]
    hold_refused(*promises, *longer)


@pytest.mark.check("size-arguments", task=1, points=1)
def test_size_arguments(student, rng):
    """A stride below 1, a filter below 1 or a padding below 0 is a ValueError."""
    n = int(rng.integers(12, 40))
    hold_refused(*[student.later.output_size(n, f, **settings) for f, settings in WRONG_AXES])


@pytest.mark.check("same-odd", task=2, points=1)
def test_same_odd(student, rng):
    """The padding that keeps the size, for filters of odd length."""
    # From 5 on: a padding of 1 is right for 3.
    halves = rng.choice(range(2, 40), size=4, replace=False).tolist()
    asked = [(student.later.same_padding(2 * half + 1), half) for half in halves]
    hold(asked, what="same_padding")


@pytest.mark.check("same-small", task=2, points=0.5)
def test_same_small(student):
    """The usual filters: 1, 3, 5 and 7."""
    asked = [(student.later.same_padding(2 * half + 1), half) for half in range(4)]
    hold(asked, what="same_padding")


@pytest.mark.check("same-even", task=2, points=1)
def test_same_even(student, rng):
    """No padding keeps the size for a filter of even length: ValueError."""
    halves = (1, 2, int(rng.integers(3, 40)))
    hold_refused(*[student.later.same_padding(2 * half) for half in halves])


@pytest.mark.check("same-below-one", task=2, points=0.5)
def test_same_below_one(student):
    """A filter below 1 is a ValueError."""
    hold_refused(*[student.later.same_padding(f) for f in (0, -1, -3)])


@pytest.mark.check("shape-square", task=3, points=1)
def test_shape_square(student, rng):
    """Square images and filters: as many maps as filters."""
    cases = [draw_square(rng, stride=1, pad=0) for _ in range(3)]
    check_shapes(student, *[(case, case.filter_height) for case in cases])


@pytest.mark.check("shape-not-square", task=3, points=1)
def test_shape_not_square(student, rng):
    """Images whose height and width differ."""
    accept = CASES.nothing_alike
    cases = [draw_square_kernel(rng, accept, stride=1, pad=0) for _ in range(3)]
    check_shapes(student, *[(case, case.filter_height) for case in cases])


@pytest.mark.check("shape-pair", task=3, points=1)
def test_shape_pair(student, rng):
    """Filters given as (HH, WW), with two different sides."""
    cases = [draw_case(rng, CASES.nothing_square, stride=1, pad=0) for _ in range(3)]
    check_shapes(student, *[(case, case.kernel) for case in cases])


@pytest.mark.check("shape-together", task=3, points=1)
def test_shape_together(student, rng):
    """Stride and padding together, and nothing square."""

    def accept(case) -> bool:
        return CASES.nothing_square(case) and telling(*CASES.SIZE_SLIPS)(case)

    cases = [draw_case(rng, accept, stride=(2, 4), pad=(1, 5)) for _ in range(3)]
    check_shapes(student, *[(case, case.kernel) for case in cases])


@pytest.mark.check("shape-lecture", task=3, points=0.5)
def test_shape_lecture(student, rng):
    """The layers of the lecture, one after another, and 1x1 filters."""
    shape, depth = student.later.conv_output_shape, int(rng.integers(2, 64))
    asked = [
        (shape((1, 7, 7), 1, 3), (1, 5, 5)),
        (shape((3, 32, 32), 10, 5, stride=1, pad=2), (10, 32, 32)),
        (shape((3, 32, 32), 6, 5), (6, 28, 28)),
        (shape((6, 28, 28), 4, 3), (4, 26, 26)),
        (shape((64, 84, 84), depth, 1), (depth, 84, 84)),
    ]
    hold(asked, what="shape")


@pytest.mark.check("shape-does-not-fit", task=3, points=1)
def test_shape_does_not_fit(student, rng):
    """One axis on which the filter does not fit is enough for a ValueError."""
    shape, promises = student.later.conv_output_shape, []
    for axis in (1, 2):
        case = draw_case(rng, stride=(2, 4), pad=(0, 2))
        longer = list(case.input_shape)
        longer[axis] += 1  # the stride divides no more
        promises.append(shape(tuple(longer), case.filters, case.kernel, **case.settings))
        case = draw_case(rng, stride=(1, 2), pad=(0, 2))
        larger = list(case.kernel)
        larger[axis - 1] = case.input_shape[axis] + 2 * case.pad + case.stride
        promises.append(shape(case.input_shape, case.filters, tuple(larger), **case.settings))
    hold_refused(*promises)


@pytest.mark.check("shape-arguments", task=3, points=0.5)
def test_shape_arguments(student, rng):
    """A stride below 1, a padding below 0 or a side of the filter below 1 is a ValueError."""
    shape = (3, *(int(side) for side in rng.integers(12, 40, 2)))
    ask = student.later.conv_output_shape
    hold_refused(*[ask(shape, 4, kernel, **settings) for kernel, settings in WRONG_LAYERS])


@pytest.mark.check("params-square", task=4, points=1)
def test_params_square(student, rng):
    """Weights through all channels and one bias for each filter."""
    cases = [draw_square_kernel(rng, telling_count) for _ in range(4)]
    params = student.later.conv_params
    asked = [(params(c.channels, c.filters, c.filter_height), c.weights + c.filters) for c in cases]
    hold(asked, what="conv_params")


@pytest.mark.check("params-pair", task=4, points=0.5)
def test_params_pair(student, rng):
    """Filters given as (HH, WW), with two different sides."""

    def accept(case) -> bool:
        return case.filter_height != case.filter_width and telling_count(case)

    cases = [draw_case(rng, accept) for _ in range(3)]
    params = student.later.conv_params
    asked = [(params(c.channels, c.filters, c.kernel), c.weights + c.filters) for c in cases]
    hold(asked, what="conv_params")


@pytest.mark.check("params-no-bias", task=4, points=0.5)
def test_params_no_bias(student, rng):
    """Without biases, only the weights."""
    asked = []
    for _ in range(3):
        case = draw_square_kernel(rng, telling_count)
        arguments = case.channels, case.filters, case.filter_height
        asked.append((student.later.conv_params(*arguments, bias=False), case.weights))
    hold(asked, what="conv_params")


@pytest.mark.check("params-lecture", task=4, points=1)
def test_params_lecture(student, rng):
    """The layers of the lecture, and 1x1 filters."""
    params, depth = student.later.conv_params, int(rng.integers(2, 64))
    asked = [
        (params(1, 1, 3), 10),
        (params(3, 10, 5), 760),
        (params(3, 96, 11), 34_944),
        (params(64, depth, 1), 65 * depth),
    ]
    hold(asked, what="conv_params")
