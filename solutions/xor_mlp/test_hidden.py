"""The hidden checks of xor_mlp: forward 4, loss and backward 8, XOR by hand 3, training 5 points.

The learner's backward is fed the learner's own cache and is held against the reference's gradients,
never against the learner's forward or loss. What is trained is looked at with our own forward. But
for the one check about it, no hidden unit stands anywhere near the kink of ReLU.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_shape,
    assert_true,
    gradient_check,
)

# Sums of some 50 products of numbers around 1: rounding leaves about 1e-14 in any order of
# summation, and a wrong formula is off by about 1. Anything between will do.
DOUBLE = {"rtol": 1e-9, "atol": 1e-9}
# How far every hidden unit stays from the kink. A random direction of a gradient check moves it by
# the step times a few standard deviations, about 1e-4 at most: well below half of this.
GAP = 0.01
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


@dataclass(frozen=True)
class Case:
    """The sizes of a network and of its batch."""

    samples: int
    features: int
    hidden: int

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The shapes of w1, b1, w2 and b2."""
        return (self.features, self.hidden), (self.hidden,), (self.hidden,), ()


# Every case that the handout promises to be possible, by the smallest and largest value drawn.
SPACE = {"samples": (1, 6), "features": (1, 4), "hidden": (1, 5)}
# A mistake about an axis can't show where the axis has length 1.
SEVERAL = {"samples": (3, 6), "features": (2, 4), "hidden": (2, 5)}


def draw_case(rng: np.random.Generator, **narrowed: int | tuple[int, int]) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    spans = [
        (span, span) if isinstance(span, int) else span
        for span in (SPACE | SEVERAL | narrowed).values()
    ]
    low, high = zip(*spans, strict=True)
    while True:
        case = Case(*rng.integers(low, high, endpoint=True).tolist())
        # Two axes of one length could be taken for each other; single ones are meant to be.
        if len({*vars(case).values()} - {1}) == sum(n != 1 for n in vars(case).values()):
            return case


def draw_inputs(rng: np.random.Generator, case: Case) -> tuple:
    """Draw x, w1, b1, w2 and b2; no bias and no output weight is near 0, some units fire."""
    while True:
        x, w1 = (
            rng.standard_normal(shape) for shape in ((case.samples, case.features), case.shapes[0])
        )
        b1, w2 = (draw_far_from_0(rng, case.hidden) for _ in range(2))
        z = x @ w1 + b1
        # Units that fire for some samples only, so that it matters for which.
        mixed = (z > 0).any() and (z < 0).any()
        if np.abs(z).min() > GAP and (mixed or z.size < 4):
            return x, w1, b1, w2, float(draw_far_from_0(rng, 1)[0])


def draw_far_from_0(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw numbers between 0.5 and 1.5 of either sign."""
    return rng.uniform(0.5, 1.5, size) * rng.choice([-1, 1], size)


def draw_at_kink(rng: np.random.Generator, case: Case) -> tuple:
    """Draw dyadic inputs of which the first sample's hidden units stand exactly at 0."""
    x = rng.integers(-4, 4, (case.samples, case.features), endpoint=True) / 2.0
    w1 = rng.integers(-4, 4, (case.features, case.hidden), endpoint=True) / 2.0
    x[0, 0] = 1.0  # so that a gradient that passes reaches w1 too
    w2 = draw_far_from_0(rng, case.hidden)
    return x, w1, -(x[0] @ w1), w2, 1.0


def draw_targets(rng: np.random.Generator, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Draw samples and positive targets for a regression."""
    return rng.uniform(-1, 1, (case.samples, case.features)), rng.uniform(0.5, 2, case.samples)


def check_forward(student, reference, inputs):
    """Hold the learner's outputs against the reference's."""
    y_hat, _ = student.forward(*inputs)
    assert_close(y_hat, reference.forward(*inputs)[0], what="y_hat", **DOUBLE)


def check_backward(student, reference, rng, inputs, names=NAMES):
    """Hold the named gradients, from the learner's own cache, against the reference's."""
    dy_hat = draw_far_from_0(rng, len(inputs[0]))
    _, cache = student.forward(*inputs)
    got = student.backward(dy_hat, cache)
    expected = expected_gradients(reference, inputs, dy_hat)
    for name in names:
        assert_close(got[name], expected[name], what=name, **DOUBLE)


def expected_gradients(reference, inputs, dy_hat):
    """Return the reference's gradients, from its own cache."""
    return reference.backward(dy_hat, reference.forward(*inputs)[1])


def outputs(weights, x) -> np.ndarray:
    """Compute the outputs of a learner's network ourselves, (N,); huge weights give infinity."""
    w1, b1, w2, b2 = (np.asarray(part).astype(np.float64) for part in weights)
    with np.errstate(all="ignore"):
        return np.maximum(x @ w1 + b1, 0.0) @ w2 + b2


def loss_of(weights, x, y) -> float:
    """Compute the mean squared error of a learner's network ourselves."""
    with np.errstate(all="ignore"):
        return float(np.mean((outputs(weights, x) - y) ** 2))


def check_weights(weights, features, hidden):
    """Hold that the four have their shapes and are finite real numbers."""
    for name, part, shape in zip(NAMES, weights, Case(1, features, hidden).shapes, strict=True):
        assert_shape(part, shape, what=name)
        kind = np.asarray(part).dtype.kind
        assert_true(kind in "biuf", "dtype", part, what=name)
        assert_true(bool(np.isfinite(part).all()), "weights-not-finite", part, what=name)


def trained(student, x, y, *settings, seed):
    """Return what the learner's train gives, checked."""
    weights = student.train(x, y, *settings, np.random.default_rng(seed))
    check_weights(weights, x.shape[1], settings[0])
    return weights


def descended(reference, weights, x, y):
    """Return where five slow epochs lead from a learner's initial weights."""
    parts = [np.asarray(part).astype(np.float64) for part in weights]
    with np.errstate(all="ignore"):
        for _ in range(5):
            dy_hat = 2.0 * (outputs(parts, x) - y) / len(y)
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
    return outputs(weights, INPUTS)


@pytest.mark.check("relu", task=1, points=1)
def test_relu(student, reference, rng):
    """ReLU keeps what is positive, in any shape, and leaves its input as it was."""
    for shape in ((6,), (3, 4), (2, 3, 2)):
        z = rng.standard_normal(shape)
        z.flat[:3] = 0.0, rng.uniform(-2, -1), rng.uniform(1, 2)
        h = student.relu(z)
        assert_inputs_unchanged(student)
        assert_close(h, reference.relu(z), what="relu(z)", **DOUBLE)


@pytest.mark.check("forward-values", task=1, points=1)
def test_forward_values(student, reference, rng):
    """The outputs of random networks."""
    for _ in range(3):
        check_forward(student, reference, draw_inputs(rng, draw_case(rng)))


@pytest.mark.check("forward-negative", task=1, points=1)
def test_forward_negative(student, reference, rng):
    """Outputs may be negative."""
    for _ in range(2):
        inputs = draw_inputs(rng, draw_case(rng))
        while reference.forward(*inputs)[0].min() > -GAP:
            inputs = draw_inputs(rng, draw_case(rng))
        check_forward(student, reference, inputs)


@pytest.mark.check("forward-singles", task=1, points=0.5)
def test_forward_singles(student, reference, rng):
    """A single sample, a single feature or a single hidden unit."""
    for single in ("samples", "features", "hidden"):
        check_forward(student, reference, draw_inputs(rng, draw_case(rng, **{single: 1})))
    case = draw_case(rng, samples=1, features=1, hidden=1)
    check_forward(student, reference, draw_inputs(rng, case))


@pytest.mark.check("forward-inputs-unchanged", task=1, points=0.5)
def test_forward_inputs_unchanged(student, reference, rng):
    """Forward leaves x, weights and biases as they were."""
    inputs = draw_inputs(rng, draw_case(rng))
    y_hat, _ = student.forward(*inputs)
    assert_inputs_unchanged(student)
    assert_close(y_hat, reference.forward(*inputs)[0], what="y_hat", **DOUBLE)


@pytest.mark.check("mse-values", task=2, points=1)
def test_mse_values(student, reference, rng):
    """The mean of the squared differences, for batches of several sizes."""
    for samples in (2, 3, 7):
        y_hat, y = rng.standard_normal((2, samples))
        assert_close(student.mse(y_hat, y), reference.mse(y_hat, y), what="mse", **DOUBLE)


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
    for _ in range(2):
        inputs = draw_inputs(rng, draw_case(rng))
        check_backward(student, reference, rng, inputs, ["b2"])


@pytest.mark.check("backward-w2", task=2, points=1)
def test_backward_w2(student, reference, rng):
    """The gradient of the output's weights."""
    for _ in range(2):
        inputs = draw_inputs(rng, draw_case(rng))
        check_backward(student, reference, rng, inputs, ["w2"])


@pytest.mark.check("backward-b1", task=2, points=1)
def test_backward_b1(student, reference, rng):
    """The gradient of the hidden layer's biases: added up over the samples."""
    for _ in range(2):
        inputs = draw_inputs(rng, draw_case(rng))
        check_backward(student, reference, rng, inputs, ["b1"])


@pytest.mark.check("backward-w1", task=2, points=1)
def test_backward_w1(student, reference, rng):
    """The gradient of the hidden layer's weights."""
    for _ in range(2):
        inputs = draw_inputs(rng, draw_case(rng))
        check_backward(student, reference, rng, inputs, ["w1"])


@pytest.mark.check("backward-at-zero", task=2, points=0.5)
def test_backward_at_zero(student, reference, rng):
    """Where the input of ReLU is exactly 0, no gradient passes."""
    inputs = draw_at_kink(rng, draw_case(rng))
    check_backward(student, reference, rng, inputs, ["w1", "b1"])


@pytest.mark.check("backward-singles", task=2, points=0.5)
def test_backward_singles(student, reference, rng):
    """A single sample, a single feature or a single hidden unit."""
    for single in ("samples", "features", "hidden"):
        inputs = draw_inputs(rng, draw_case(rng, **{single: 1}))
        check_backward(student, reference, rng, inputs)


@pytest.mark.check("backward-numeric", task=2, points=1)
def test_backward_numeric(student, reference, rng):
    """The gradients predict how a loss changes along random directions."""
    for _ in range(2):
        x, *parts = draw_inputs(rng, draw_case(rng))
        dy_hat = draw_far_from_0(rng, len(x))
        _, cache = student.forward(x, *parts)
        got = student.backward(dy_hat, cache)

        def loss(w1, b1, w2, b2, x=x, dy_hat=dy_hat):
            return float(reference.forward(x, w1, b1, w2, float(b2))[0] @ dy_hat)

        # Between two kinks this loss is linear in each of the four: what a central difference is
        # off by is rounding, about 1e-16 * |loss| / step = 1e-10.
        gradient_check(
            loss,
            at=[np.asarray(part) for part in parts],
            gradients=[np.asarray(got[name]) for name in NAMES],
            names=NAMES,
            rng=rng,
            directions=3,
            step=STEP,
            rtol=1e-6,
        )


@pytest.mark.check("backward-cache", task=2, points=1)
def test_backward_cache(student, reference, rng):
    """Backward uses the cache it is given, changes neither it nor dy_hat, and can be repeated."""
    case = draw_case(rng)
    inputs, dy_hat = draw_inputs(rng, case), draw_far_from_0(rng, case.samples)
    _, cache = student.forward(*inputs)
    student.forward(*draw_inputs(rng, case))  # must not disturb `cache`
    first = student.backward(dy_hat, cache)
    assert_inputs_unchanged(student)
    second = student.backward(dy_hat, cache)
    for name, expected in expected_gradients(reference, inputs, dy_hat).items():
        assert_close(first[name], expected, what=name, **DOUBLE)
        assert_close(second[name], expected, what=f"{name} of the second call", **DOUBLE)


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
    x, y = draw_targets(rng, draw_case(rng))
    seed = int(rng.integers(2**31))
    for hidden in (1, 5):
        trained(student, x, y, hidden, SLOW_LR, 3, seed=seed)
    # Of 16 units one fires for some sample, however the weights are drawn, and so it learns.
    before, after = (
        trained(student, x, y, HIDDEN, SLOW_LR, epochs, seed=seed) for epochs in (1, SLOW_EPOCHS)
    )
    for name, old, new in zip(NAMES, before, after, strict=True):
        moved = bool(np.any(np.not_equal(old, new)))
        assert_true(moved, "not-trained", new, what=name, epochs=SLOW_EPOCHS)


@pytest.mark.check("train-loss-falls", task=4, points=1.5)
def test_train_loss_falls(student, rng):
    """After a hundred epochs the loss is lower than after the first."""
    for _ in range(3):
        x, y = draw_targets(rng, draw_case(rng))
        seed = int(rng.integers(2**31))
        before, after = (
            loss_of(trained(student, x, y, 8, SLOW_LR, epochs, seed=seed), x, y)
            for epochs in (1, SLOW_EPOCHS)
        )
        told = {"before": f"{before:.6g}", "after": f"{after:.6g}", "epochs": SLOW_EPOCHS}
        assert_true(after < before, "loss-not-falling", None, **told)


@pytest.mark.check("train-full-batch", task=4, points=0.5)
def test_train_full_batch(student, reference, rng):
    """Every epoch is one step down the gradient over all samples: their order does not matter."""
    x, y = draw_targets(rng, draw_case(rng))
    seed = int(rng.integers(2**31))
    here = trained(student, x, y, 8, SLOW_LR, 5, seed=seed)
    there = trained(student, x[::-1].copy(), y[::-1].copy(), 8, SLOW_LR, 5, seed=seed)
    # Five steps: rounding is about 1e-15, and steps sample by sample differ by about LR ** 2.
    for name, expected, got in zip(NAMES, here, there, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)
    start = trained(student, x, y, 8, NO_LR, 1, seed=seed)
    for name, expected, got in zip(NAMES, descended(reference, start, x, y), here, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)


@pytest.mark.check("train-rng", task=4, points=0.5)
def test_train_rng(student, rng):
    """The same seed gives the same weights, another seed others."""
    x, y = draw_targets(rng, draw_case(rng))
    seed = int(rng.integers(2**31))
    first, again, other = (
        trained(student, x, y, 8, SLOW_LR, 2, seed=seed) for seed in (seed, seed, seed + 1)
    )
    for name, expected, got in zip(NAMES, first, again, strict=True):
        assert_close(got, expected, what=name, **DOUBLE)
    differs = any(np.any(np.not_equal(*both)) for both in zip(first, other, strict=True))
    assert_true(differs, "seed-without-effect")


@pytest.mark.check("train-xor", task=4, points=2)
def test_train_xor(student, rng):
    """With 16 hidden units at least one of five seeds learns XOR."""
    nearest = np.inf
    for seed in rng.integers(2**31, size=SEEDS):
        weights = trained(student, INPUTS, XOR, HIDDEN, LR, EPOCHS, seed=int(seed))
        miss = float(np.abs(outputs(weights, INPUTS) - XOR).max())
        nearest = min(nearest, miss)  # NaN is never less
        if miss < NEAR:
            return
    assert_true(bool(np.isfinite(nearest)), "xor-not-finite", None, seeds=SEEDS)
    assert_true(False, "xor-not-learned", None, seeds=SEEDS, miss=f"{nearest:.3g}")
