"""The hidden checks of xor_mlp: forward 4, loss and backward 8, XOR by hand 3, training 5 points.

The learner's backward is fed the learner's own cache and is held against the reference's gradients,
never against the learner's forward or loss. What is trained is looked at with our own forward.
"""

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_shape,
    assert_true,
    beside,
    distinct,
    gradient_check,
    search,
)

nets = beside(__file__, "networks")

# Sums of some 50 products of numbers around 1: rounding leaves about 1e-14 in any order of
# summation, and a wrong formula is off by about 1. Anything between will do.
DOUBLE = {"rtol": 1e-9, "atol": 1e-9}
STEP = 1e-5
INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1.0, 1.0, 0.0])
# What the handout says about training: these settings, and how near the outputs must come.
HIDDEN, LR, EPOCHS, SEEDS = 16, 0.05, 2000, 5
NEAR = 0.25
# A slow, short training of which every full-batch gradient descent lowers the loss.
SLOW_LR, SLOW_EPOCHS = 0.01, 100
# So small that one epoch leaves the weights where they began.
NO_LR = 1e-15
NAMES = ("w1", "b1", "w2", "b2")


def check_relu(student, reference, z, promise):
    """Hold that ReLU of z left z as it was, and is right."""
    h = promise.result()
    assert_inputs_unchanged(student)
    assert_close(h, reference.relu(z), what="relu(z)", **DOUBLE)


def check_forward(student, reference, *asked):
    """Hold the learner's outputs against the reference's."""
    promises = [student.later.forward(*inputs) for inputs in asked]
    for inputs, promise in zip(asked, promises, strict=True):
        assert_close(promise.result()[0], reference.forward(*inputs)[0], what="y_hat", **DOUBLE)


def check_backward(student, reference, asked, names=NAMES):
    """Hold the named gradients, from the learner's own caches, against the reference's."""
    for (inputs, dy_hat), promise in zip(asked, ask_backward(student, asked), strict=True):
        check_gradients(promise.result(), expected_gradients(reference, inputs, dy_hat), names)


def ask_backward(student, asked):
    """Ask for the gradients for (inputs, dy_hat) from the learner's own caches."""
    promises = []
    for inputs, dy_hat in asked:
        forward = student.later.forward(*inputs)
        # At once, as a learner would call it: one who keeps values elsewhere is caught by the
        # check about the cache alone.
        promises.append(student.later.backward(dy_hat, forward[1]))
    return promises


def check_gradients(got, expected, names=NAMES):
    """Hold the named gradients against the expected ones."""
    for name in names:
        assert_close(got[name], expected[name], what=name, **DOUBLE)


def expected_gradients(reference, inputs, dy_hat):
    """Return the reference's gradients, from its own cache."""
    return reference.backward(dy_hat, reference.forward(*inputs)[1])


def check_weights(weights, features, hidden):
    """Hold that the four have their shapes and are finite real numbers."""
    shapes = nets.Case(1, features, hidden).shapes
    for name, part, shape in zip(NAMES, weights, shapes, strict=True):
        assert_shape(part, shape, what=name)
        kind = np.asarray(part).dtype.kind
        assert_true(kind in "biuf", "dtype", part, what=name)
        assert_true(bool(np.isfinite(part).all()), "weights-not-finite", part, what=name)


def trained(student, *asked):
    """Return what the learner's train gives for (x, y, hidden, lr, epochs, seed), checked."""
    promises = [student.later.train(*given, np.random.default_rng(seed)) for *given, seed in asked]
    for (x, _, hidden, *_), promise in zip(asked, promises, strict=True):
        check_weights(promise.result(), x.shape[1], hidden)
    return [promise.result() for promise in promises]


def descended(reference, weights, x, y):
    """Return where five slow epochs lead from a learner's initial weights."""
    parts = [np.asarray(part).astype(np.float64) for part in weights]
    with np.errstate(all="ignore"):
        for _ in range(5):
            dy_hat = 2.0 * (nets.outputs(parts, x) - y) / len(y)
            slopes = expected_gradients(reference, (x, *parts), dy_hat)
            parts = [part - SLOW_LR * slopes[name] for name, part in zip(NAMES, parts, strict=True)]
    for name, part, ended in zip(NAMES, weights, parts, strict=True):
        # What is not finite here began far too large, and would agree with everything.
        assert_true(bool(np.isfinite(ended).all()), "weights-not-finite", part, what=name)
    return parts


def xor_network(student):
    """Return the outputs of the learner's XOR by hand, computed by us."""
    weights = student.xor_weights()
    w1 = weights[0]
    assert_shape(w1, (2, w1.shape[-1] if w1.ndim else 1), what="w1")
    check_weights(weights, 2, w1.shape[1])
    return nets.outputs(weights, INPUTS)


@search("relu", kind=nets.Case, space=nets.SMALL | {"features": 1})
def smallest_relu(student, reference, case, rng, variant):
    """Compare what is kept: of numbers above 0, of numbers below it, and of 0."""
    z = distinct(rng, (case.samples, case.hidden), start=0 if variant == 2 else 1)
    z = -z if variant == 1 else z
    promise = student.later.relu(z)
    yield
    check_relu(student, reference, z, promise)


@search("mse-*", kind=nets.Case, space=nets.SMALL | {"features": 1, "hidden": 1})
def smallest_mse(student, reference, case, rng, variant):
    """Compare losses; in the last variant the outputs are perfect."""
    y_hat = distinct(rng, (case.samples,))
    y = y_hat.copy() if variant == 2 else -3.0 * distinct(rng, (case.samples,))
    promise = student.later.mse(y_hat, y)
    yield
    assert_close(promise.result(), reference.mse(y_hat, y), what="mse", **DOUBLE)


def gradient_search(check, *names, is_at_zero=False):
    """Look for the smallest case in which one of the named gradients is wrong."""

    @search(check, kind=nets.Case, space=nets.SMALL)
    def compare(student, reference, case, variant, **_):
        inputs = nets.small_inputs(case, variant, is_at_zero=is_at_zero)
        dy_hat = 3.0 + np.arange(case.samples)
        (promise,) = ask_backward(student, [(inputs, dy_hat)])
        yield
        check_gradients(promise.result(), expected_gradients(reference, inputs, dy_hat), names)

    return compare


smallest_b2 = gradient_search("backward-b2", "b2")
smallest_w2 = gradient_search("backward-w2", "w2")
smallest_b1 = gradient_search("backward-b1", "b1")
smallest_w1 = gradient_search("backward-w1", "w1")
smallest_at_zero = gradient_search("backward-at-zero", "w1", "b1", is_at_zero=True)
smallest_backward = gradient_search("backward-*", *NAMES)


@search("forward-*", kind=nets.Case, space=nets.SMALL)
def smallest_forward(student, reference, case, variant, **_):
    """Compare outputs."""
    inputs = nets.small_inputs(case, variant)
    promise = student.later.forward(*inputs)
    yield
    assert_close(promise.result()[0], reference.forward(*inputs)[0], what="y_hat", **DOUBLE)


@search("train-*", kind=nets.Case, space=nets.SMALL)
def smallest_train(student, case, rng, **_):
    """Look at shapes and kinds after one epoch; what is learned in it has no small example."""
    x, y = distinct(rng, (case.samples, case.features)), distinct(rng, (case.samples,))
    promise = student.later.train(x, y, case.hidden, SLOW_LR, 1, np.random.default_rng(0))
    yield
    check_weights(promise.result(), case.features, case.hidden)


@pytest.mark.check("relu", task=1, points=1)
def test_relu(student, reference, rng):
    """ReLU keeps what is positive, in any shape, and leaves its input as it was."""
    arrays = [nets.draw_around_0(rng, shape) for shape in ((6,), (3, 4), (2, 3, 2))]
    for z, promise in zip(arrays, [student.later.relu(z) for z in arrays], strict=True):
        check_relu(student, reference, z, promise)


@pytest.mark.check("forward-values", task=1, points=1)
def test_forward_values(student, reference, rng):
    """The outputs of random networks."""
    check_forward(student, reference, *nets.draw_several(rng, 3))


@pytest.mark.check("forward-negative", task=1, points=1)
def test_forward_negative(student, reference, rng):
    """Outputs may be negative."""
    check_forward(student, reference, *[nets.draw_negative(rng) for _ in range(2)])


@pytest.mark.check("forward-singles", task=1, points=0.5)
def test_forward_singles(student, reference, rng):
    """A single sample, a single feature or a single hidden unit."""
    smallest = nets.draw_inputs(rng, samples=1, features=1, hidden=1)
    check_forward(student, reference, *nets.draw_single(rng), smallest)


@pytest.mark.check("forward-inputs-unchanged", task=1, points=0.5)
def test_forward_inputs_unchanged(student, reference, rng):
    """Forward leaves x, weights and biases as they were."""
    inputs = nets.draw_inputs(rng)
    y_hat, _ = student.forward(*inputs)
    assert_inputs_unchanged(student)
    assert_close(y_hat, reference.forward(*inputs)[0], what="y_hat", **DOUBLE)


@pytest.mark.check("mse-values", task=2, points=1)
def test_mse_values(student, reference, rng):
    """The mean of the squared differences, for batches of several sizes."""
    pairs = [rng.standard_normal((2, samples)) for samples in (2, 3, 7)]
    promises = [student.later.mse(*pair) for pair in pairs]
    for pair, promise in zip(pairs, promises, strict=True):
        assert_close(promise.result(), reference.mse(*pair), what="mse", **DOUBLE)


@pytest.mark.check("mse-extremes", task=2, points=0.5)
def test_mse_extremes(student, reference, rng):
    """The loss of a single sample and of perfect outputs; y_hat and y stay as they were."""
    y_hat, y = rng.standard_normal((2, 1))
    loss = student.mse(y_hat, y)
    assert_inputs_unchanged(student)
    assert_close(loss, reference.mse(y_hat, y), what="mse", **DOUBLE)
    assert_close(student.mse(np.array([1.0, 0.5]), np.array([1.0, 0.5])), 0.0, what="mse", **DOUBLE)


@pytest.mark.check("backward-b2", task=2, points=0.5)
def test_backward_b2(student, reference, rng):
    """The gradient of the output's bias."""
    check_backward(student, reference, nets.draw_backward(rng, 2), ["b2"])


@pytest.mark.check("backward-w2", task=2, points=1)
def test_backward_w2(student, reference, rng):
    """The gradient of the output's weights."""
    check_backward(student, reference, nets.draw_backward(rng, 2), ["w2"])


@pytest.mark.check("backward-b1", task=2, points=1)
def test_backward_b1(student, reference, rng):
    """The gradient of the hidden layer's biases: added up over the samples."""
    check_backward(student, reference, nets.draw_backward(rng, 2), ["b1"])


@pytest.mark.check("backward-w1", task=2, points=1)
def test_backward_w1(student, reference, rng):
    """The gradient of the hidden layer's weights."""
    check_backward(student, reference, nets.draw_backward(rng, 2), ["w1"])


@pytest.mark.check("backward-at-zero", task=2, points=0.5)
def test_backward_at_zero(student, reference, rng):
    """Where the input of ReLU is exactly 0, no gradient passes."""
    asked = nets.with_slopes(rng, [nets.draw_at_kink(rng, nets.draw_case(rng))])
    check_backward(student, reference, asked, ["w1", "b1"])


@pytest.mark.check("backward-singles", task=2, points=0.5)
def test_backward_singles(student, reference, rng):
    """A single sample, a single feature or a single hidden unit."""
    check_backward(student, reference, nets.with_slopes(rng, nets.draw_single(rng)))


@pytest.mark.check("backward-numeric", task=2, points=1)
def test_backward_numeric(student, reference, rng):
    """The gradients predict how a loss changes along random directions."""
    asked = nets.draw_backward(rng, 2)
    for ((x, *parts), dy_hat), promise in zip(asked, ask_backward(student, asked), strict=True):
        got = promise.result()

        def loss(w1, b1, w2, b2, x=x, dy_hat=dy_hat):
            return float(reference.forward(x, w1, b1, w2, float(b2))[0] @ dy_hat)

        # Between two kinks this loss is linear in each of the four: what a central difference is
        # off by is rounding, about 1e-16 * |loss| / step = 1e-10.
        at = [np.asarray(part) for part in parts]
        gradients = [np.asarray(got[name]) for name in NAMES]
        gradient_check(loss, at=at, gradients=gradients, names=NAMES, rng=rng, step=STEP, rtol=1e-6)


@pytest.mark.check("backward-cache", task=2, points=1)
def test_backward_cache(student, reference, rng):
    """Backward uses the cache it is given, changes neither it nor dy_hat, and can be repeated."""
    ((inputs, dy_hat),) = nets.draw_backward(rng, 1)
    expected = expected_gradients(reference, inputs, dy_hat)
    _, cache = student.forward(*inputs)
    student.forward(*nets.draw_inputs(rng))  # must not disturb `cache`
    first = student.backward(dy_hat, cache)
    assert_inputs_unchanged(student)
    second = student.backward(dy_hat, cache)
    for name in NAMES:
        assert_close(first[name], expected[name], what=name, **DOUBLE)
        assert_close(second[name], expected[name], what=f"{name} of the second call", **DOUBLE)


@pytest.mark.check("xor-rounded", task=3, points=1)
def test_xor_rounded(student):
    """With your weights the output is above 0.5 where XOR is 1, and only there."""
    fires = xor_network(student) > 0.5
    assert_equal(fires.astype(int), XOR.astype(int), what="y_hat > 0.5")


@pytest.mark.check("xor-exact", task=3, points=2)
def test_xor_exact(student):
    """With your weights the outputs are exactly 0, 1, 1, 0."""
    # Weights such as 0.1 round: 1e-9 forgives that, and no wrong idea is so near.
    assert_close(xor_network(student), XOR, what="y_hat", **DOUBLE)


@pytest.mark.check("train-shapes", task=4, points=0.5)
def test_train_shapes(student, rng):
    """Trained weights have their shapes and are finite, and all four have moved."""
    x, y = nets.draw_targets(rng, nets.draw_case(rng))
    seed = int(rng.integers(2**31))
    # Of 16 units one fires for some sample, however the weights are drawn, and so it learns.
    settings = ((1, 3), (5, 3), (HIDDEN, 1), (HIDDEN, SLOW_EPOCHS))
    asked = ((x, y, hidden, SLOW_LR, epochs, seed) for hidden, epochs in settings)
    *_, before, after = trained(student, *asked)
    for name, old, new in zip(NAMES, before, after, strict=True):
        moved = bool(np.any(np.not_equal(old, new)))
        assert_true(moved, "not-trained", new, what=name, epochs=SLOW_EPOCHS)


@pytest.mark.check("train-loss-falls", task=4, points=1.5)
def test_train_loss_falls(student, rng):
    """After a hundred epochs the loss is lower than after the first."""
    asked = []
    for _ in range(3):
        x, y = nets.draw_targets(rng, nets.draw_case(rng))
        seed = int(rng.integers(2**31))
        asked += [(x, y, 8, SLOW_LR, epochs, seed) for epochs in (1, SLOW_EPOCHS)]
    weights = trained(student, *asked)
    losses = [nets.loss_of(each, x, y) for each, (x, y, *_) in zip(weights, asked, strict=True)]
    for before, after in zip(losses[::2], losses[1::2], strict=True):
        told = {"before": f"{before:.6g}", "after": f"{after:.6g}", "epochs": SLOW_EPOCHS}
        assert_true(after < before, "loss-not-falling", None, **told)


@pytest.mark.check("train-full-batch", task=4, points=0.5)
def test_train_full_batch(student, reference, rng):
    """Every epoch is one step down the gradient over all samples: their order does not matter."""
    x, y = nets.draw_targets(rng, nets.draw_case(rng))
    seed = int(rng.integers(2**31))
    here, there, start = trained(
        student,
        (x, y, 8, SLOW_LR, 5, seed),
        (x[::-1].copy(), y[::-1].copy(), 8, SLOW_LR, 5, seed),
        (x, y, 8, NO_LR, 1, seed),
    )
    # Five steps: rounding is about 1e-15, and steps sample by sample differ by about LR ** 2.
    for name, expected, got in zip(NAMES, here, there, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)
    for name, expected, got in zip(NAMES, descended(reference, start, x, y), here, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)


@pytest.mark.check("train-rng", task=4, points=0.5)
def test_train_rng(student, rng):
    """The same seed gives the same weights, another seed others."""
    x, y = nets.draw_targets(rng, nets.draw_case(rng))
    seed = int(rng.integers(2**31))
    asked = ((x, y, 8, SLOW_LR, 2, each) for each in (seed, seed, seed + 1))
    first, again, other = trained(student, *asked)
    for name, expected, got in zip(NAMES, first, again, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)
    differs = any(np.any(np.not_equal(*both)) for both in zip(first, other, strict=True))
    assert_true(differs, "seed-without-effect")


@pytest.mark.check("train-xor", task=4, points=2)
def test_train_xor(student, rng):
    """With 16 hidden units at least one of five seeds learns XOR."""
    nearest = np.inf
    for seed in rng.integers(2**31, size=SEEDS):
        (weights,) = trained(student, (INPUTS, XOR, HIDDEN, LR, EPOCHS, int(seed)))
        miss = float(np.abs(nets.outputs(weights, INPUTS) - XOR).max())
        nearest = min(nearest, miss)  # NaN is never less
        if miss < NEAR:
            return
    assert_true(bool(np.isfinite(nearest)), "xor-not-finite", None, seeds=SEEDS)
    assert_true(False, "xor-not-learned", None, seeds=SEEDS, miss=f"{nearest:.3g}")
