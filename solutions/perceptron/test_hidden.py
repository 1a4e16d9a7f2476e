"""The hidden checks of perceptron: five points for predict, three for gates, twelve for train.

The perceptron rule is a sequence of decisions, and one that rounding turns over changes all that
follows. So whatever is learned from is dyadic: samples are multiples of 1/4, learning rates powers
of two, and every sum is exact in float64 (and in float32), in whatever order it is added up. Then
the rule fixes the weights to the last bit, and the checks ask for exactly these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_shape,
    assert_true,
    distinct,
    draw,
    search,
)

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
# Weighted sums of up to 9 numbers below 4 round to within 1e-14: this far away no order of
# summation brings a sample to the other side of the threshold.
MARGIN = 0.05
# The largest number of epochs that a check trains for, where the data can be learned.
LONG = 30
# The learning rates, the usual one first: powers of two.
RATES = (1.0, 2.0, 0.5, 4.0, 0.25, 0.125)


@dataclass(frozen=True)
class Case:
    """The sizes and settings of one call."""

    samples: int
    features: int
    rate: int
    epochs: int

    @property
    def lr(self) -> float:
        """The learning rate."""
        return RATES[self.rate]


# Every case that the handout promises to be possible, by the smallest and largest value drawn.
SPACE = {"samples": (1, 8), "features": (1, 8), "rate": (0, 5), "epochs": (1, 10)}
# What one sample or one feature can't show needs several.
SEVERAL = {"samples": (4, 8), "features": (2, 4), "rate": 0}
# Predicting knows neither learning rate nor epochs.
UNITS = SPACE | {"rate": 0, "epochs": 1}


def draw_case(rng: np.random.Generator, **narrowed: int | tuple[int, int]) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    return draw(rng, Case, SPACE | SEVERAL | narrowed)


def draw_dyadic(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw multiples of 1/4 between -2 and 2."""
    return rng.integers(-8, 8, shape, endpoint=True) / 4.0


def draw_noise(
    rng: np.random.Generator, case: Case, accept: Callable[[np.ndarray], bool] = lambda _: True
) -> tuple[np.ndarray, np.ndarray]:
    """Draw samples and labels that have nothing to do with each other."""
    while True:
        x, y = draw_dyadic(rng, case.samples, case.features), rng.integers(0, 2, case.samples)
        if accept(history(x, y, case.lr, case.epochs)):
            return x, y


def draw_learnable(
    rng: np.random.Generator, case: Case, accept: Callable[[np.ndarray], bool] = lambda _: True
) -> tuple[np.ndarray, np.ndarray]:
    """Draw samples with labels that a unit gave, learned after a few epochs."""
    while True:
        x, w = draw_dyadic(rng, case.samples, case.features), draw_dyadic(rng, case.features)
        y = (x @ w > rng.integers(-4, 5) / 4).astype(np.int64)
        errors = history(x, y, case.lr, LONG)
        if 4 <= len(errors) < LONG and accept(errors):
            return x, y


def draw_unlearnable(rng: np.random.Generator, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Draw samples of which four are XOR; every epoch ends elsewhere than it began."""
    while True:
        x, y = draw_noise(rng, case)
        x[:4, :2], x[:4, 2:], y[:4] = INPUTS, 0.0, XOR
        order = rng.permutation(case.samples)
        x, y = x[order], y[order]
        errors = history(x, y, case.lr, case.epochs)
        moves = np.column_stack([errors @ x, errors.sum(axis=1)])
        if moves.any(axis=1).all():
            return x, y


def draw_narrow(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw two samples so near each other that 103 epochs and more do not part them."""
    low = int(rng.integers(32, 60, endpoint=True))
    order = rng.permutation(2)
    return np.array([[low / 4], [(low + 1) / 4]])[order], np.array([1, 0])[order]


def history(x: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> np.ndarray:
    """Return the errors of all samples, epoch by epoch as the rule makes them, (epochs run, N)."""
    w, beta, errors = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        errors.append([])
        for sample, label in zip(x, y, strict=True):
            error = int(label) - int(float(sample @ w) > beta)
            w, beta = w + lr * error * sample, beta - lr * error
            errors[-1].append(error)
        if not any(errors[-1]):
            break
    return np.array(errors)


def makes_both_errors(errors: np.ndarray) -> bool:
    """Accept data where some are wrongly 0, some wrongly 1 and some right in the first epoch."""
    return set(errors[0].tolist()) == {-1, 0, 1}


def cancels(errors: np.ndarray) -> bool:
    """Accept data where an epoch before the last wrong one has as many errors up as down."""
    wrong = errors[: len(errors) - 2]
    return bool(np.any((wrong.sum(axis=1) == 0) & wrong.any(axis=1)))


def last_is_right(errors: np.ndarray) -> bool:
    """Accept data where an epoch before the last wrong one ends with a sample that is right."""
    wrong = errors[: len(errors) - 2]
    return bool(np.any((wrong[:, -1] == 0) & wrong.any(axis=1)))


def draw_weights(
    rng: np.random.Generator, case: Case, signs: Sequence[int] = (-1, 1)
) -> tuple[np.ndarray, np.ndarray, float]:
    """Draw x, w and beta of which no sample lies near the threshold; the first sample is zero."""
    while True:
        x = rng.uniform(-2, 2, (case.samples, case.features))
        w = rng.uniform(-2, 2, case.features)
        x[0] = 0.0  # it fires where the threshold is negative, and only there
        beta = float(rng.uniform(0.5, 2) * rng.choice(signs))
        if np.abs(x @ w - beta).min() > MARGIN:
            return x, w, beta


def check_predict(student, reference, *asked):
    """Hold the learner's answers for (x, w, beta) against the reference's."""
    promises = [student.later.predict(*unit) for unit in asked]
    for unit, promise in zip(asked, promises, strict=True):
        assert_equal(promise.result(), reference.predict(*unit), what="predict")


def check_integers(fires):
    """Hold that the learner's answers are integers."""
    assert_true(
        fires.dtype.kind in "iu", "not-integers", fires, what="predict", dtype=str(fires.dtype)
    )


def check_train(student, reference, *asked):
    """Hold what is learned from (x, y, settings) against the reference's."""
    promises = [student.later.train(x, y, **settings) for x, y, settings in asked]
    for (x, y, settings), promise in zip(asked, promises, strict=True):
        check_learned(promise.result(), reference.train(x, y, **settings))


def check_learned(got, expected):
    """Hold that weights and threshold are the expected ones, to the last bit."""
    assert_equal(got[0], expected[0], what="w")
    assert_close(got[1], expected[1], rtol=0.0, atol=0.0, what="beta")


def check_gate(student, name, table):
    """Hold that the learner's numbers, used by us, give the gate's truth table."""
    w, beta = student.gate(name)
    assert_shape(w, (2,), what="w")
    assert_true(w.dtype.kind in "biuf", "dtype", w, what="w")
    assert_true(bool(np.isfinite(w).all()), "weights-not-finite", w, what="w")
    assert_true(bool(np.isfinite(beta)), "weights-not-finite", beta, what="beta")
    with np.errstate(over="ignore"):
        first, second = w.astype(np.float64)
        fires = INPUTS[:, 0] * first + INPUTS[:, 1] * second > beta
    assert_equal(fires.astype(int), np.array(table), what="x @ w > beta")


@search("predict-integers", kind=Case, space=UNITS)
def smallest_not_integers(student, **asked):
    """Compare answers, and look at their kind."""
    check_integers((yield from smallest_predict(student, **asked)))


@search("predict-inputs-unchanged", kind=Case, space=UNITS)
def smallest_changed_unit(student, **asked):
    """Compare answers, and look at x and w."""
    yield from smallest_predict(student, **asked)
    assert_inputs_unchanged(student)


@search("predict-*", kind=Case, space=UNITS)
def smallest_predict(student, reference, case, rng, variant):
    """Compare answers; the first sum lies below the threshold, above it, or on it."""
    x = distinct(rng, (case.samples, case.features), start=0 if variant == 1 else 1)
    # Even weights, so that no other sum is equal; signs by which a feature left out shows.
    w = distinct(rng, (case.features,)) * np.where(np.arange(case.features), -2, 2)
    w = -w if variant == 1 else w
    beta = float(x[0] @ w) + (1, -1, 0)[variant]
    promise = student.later.predict(x, w, beta)
    yield
    assert_equal(promise.result(), reference.predict(x, w, beta), what="predict")
    return promise.result()


@search("train-inputs-unchanged", kind=Case, space=SPACE)
def smallest_changed_samples(student, **asked):
    """Compare what is learned, and look at x and y."""
    yield from smallest_train(student, **asked)
    assert_inputs_unchanged(student)


@search("train-*", kind=Case, space=SPACE)
def smallest_train(student, reference, case, rng, variant):
    """Compare what is learned; labels take turns, and in one variant every number is negative."""
    x = distinct(rng, (case.samples, case.features)) * (-1 if variant == 1 else 1)
    y = (np.arange(case.samples) + (0 if variant == 2 else 1)) % 2
    settings = {"epochs": case.epochs} | ({"lr": case.lr} if case.rate else {})
    promise = student.later.train(x, y, **settings)
    yield
    check_learned(promise.result(), reference.train(x, y, **settings))


@pytest.mark.check("predict-random", task=1, points=1)
def test_predict_random(student, reference, rng):
    """Random samples, weights and thresholds."""
    check_predict(student, reference, *[draw_weights(rng, draw_case(rng)) for _ in range(3)])


@pytest.mark.check("predict-equality", task=1, points=1)
def test_predict_equality(student, reference, rng):
    """A weighted sum equal to the threshold does not fire."""
    units = []
    for _ in range(3):
        case = draw_case(rng, samples=(3, 8))
        x, w = draw_dyadic(rng, case.samples, case.features), draw_dyadic(rng, case.features)
        at = rng.integers(case.samples)
        units.append((x, w, float(x[at] @ w)))
    check_predict(student, reference, *units)


@pytest.mark.check("predict-negative", task=1, points=1)
def test_predict_negative(student, reference, rng):
    """A negative threshold: a sample of zeros fires."""
    units = [draw_weights(rng, draw_case(rng), signs=(-1,)) for _ in range(3)]
    check_predict(student, reference, *units)


@pytest.mark.check("predict-sizes", task=1, points=1)
def test_predict_sizes(student, reference, rng):
    """A single sample, a single feature, or many features."""
    sizes = ((1, 3), (5, 1), (1, 1), (8, 8), (4, 4))
    cases = [draw_case(rng, samples=samples, features=features) for samples, features in sizes]
    check_predict(student, reference, *[draw_weights(rng, case) for case in cases])


@pytest.mark.check("predict-integers", task=1, points=0.5)
def test_predict_integers(student, reference, rng):
    """The answer is an array of integers, not of booleans or floating-point numbers."""
    unit = draw_weights(rng, draw_case(rng))
    fires = student.predict(*unit)
    check_integers(fires)
    assert_equal(fires, reference.predict(*unit), what="predict")


@pytest.mark.check("predict-inputs-unchanged", task=1, points=0.5)
def test_predict_inputs_unchanged(student, reference, rng):
    """Predict leaves x and w as they were."""
    unit = draw_weights(rng, draw_case(rng))
    fires = student.predict(*unit)
    assert_inputs_unchanged(student)
    assert_equal(fires, reference.predict(*unit), what="predict")


@pytest.mark.check("gate-and", task=2, points=1)
def test_gate_and(student):
    """AND fires for (1, 1) only."""
    check_gate(student, "AND", [0, 0, 0, 1])


@pytest.mark.check("gate-or", task=2, points=1)
def test_gate_or(student):
    """OR fires for all but (0, 0)."""
    check_gate(student, "OR", [0, 1, 1, 1])


@pytest.mark.check("gate-nand", task=2, points=1)
def test_gate_nand(student):
    """NAND fires for all but (1, 1)."""
    check_gate(student, "NAND", [1, 1, 1, 0])


@pytest.mark.check("train-one-sample", task=3, points=1)
def test_train_one_sample(student, reference, rng):
    """One sample in one epoch: an error moves weights and threshold, no error moves nothing."""
    asked = [(draw_dyadic(rng, 1, 3), np.array([label]), {"epochs": 1}) for label in (1, 0)]
    check_train(student, reference, *asked)


@pytest.mark.check("train-in-order", task=3, points=2)
def test_train_in_order(student, reference, rng):
    """One epoch: the samples come in their order, and every error is corrected at once."""
    cases = [draw_case(rng, samples=(6, 8)) for _ in range(3)]
    drawn = [draw_noise(rng, case, makes_both_errors) for case in cases]
    check_train(student, reference, *[(x, y, {"epochs": 1}) for x, y in drawn])


@pytest.mark.check("train-threshold", task=3, points=1)
def test_train_threshold(student, reference, rng):
    """The threshold is learned as well: one feature, and a border that is not at zero."""
    asked = []
    for sign in (1.0, -1.0):
        x = sign * (rng.permutation(6) + 1.0) / 4
        y = (x > sign * rng.integers(3, 5) / 4).astype(np.int64)
        asked.append((x[:, np.newaxis], y, {}))
    check_train(student, reference, *asked)


@pytest.mark.check("train-to-the-end", task=3, points=2)
def test_train_to_the_end(student, reference, rng):
    """Data that a unit can learn, until an epoch has no error."""
    drawn = [draw_learnable(rng, draw_case(rng)) for _ in range(2)]
    check_train(student, reference, *[(x, y, {}) for x, y in drawn])


@pytest.mark.check("train-stops", task=3, points=1)
def test_train_stops(student, reference, rng):
    """Only an epoch without any error is the last: one error up and one down are two."""
    asked = []
    for accept in (cancels, last_is_right):
        x, y = draw_learnable(rng, draw_case(rng), accept)
        epochs = len(history(x, y, 1.0, LONG))
        asked += [(x, y, {"epochs": cap}) for cap in (epochs - 2, epochs, 10 * epochs)]
    check_train(student, reference, *asked)


@pytest.mark.check("train-learning-rate", task=3, points=1)
def test_train_learning_rate(student, reference, rng):
    """The learning rate scales every step, of the weights and of the threshold."""
    asked = []
    for lr in (0.25, 4.0):
        case = draw_case(rng, rate=RATES.index(lr))
        asked.append((*draw_learnable(rng, case, makes_both_errors), {"lr": case.lr}))
    check_train(student, reference, *asked)


@pytest.mark.check("train-epochs", task=3, points=2)
def test_train_epochs(student, reference, rng):
    """Data not learned in time, XOR inside or a narrow gap: after `epochs` epochs it ends."""
    asked = []
    for epochs in (1, 2, 5):
        case = draw_case(rng, samples=(6, 8), epochs=epochs + 1)
        asked.append((*draw_unlearnable(rng, case), {"epochs": epochs}))
    check_train(student, reference, *asked, (*draw_narrow(rng), {}))  # 100 unless told


@pytest.mark.check("train-sizes", task=3, points=1)
def test_train_sizes(student, reference, rng):
    """A single feature, many features, or as many samples as features."""
    sizes = ((6, 1), (4, 8), (4, 4), (1, 1))
    cases = [draw_case(rng, samples=samples, features=features) for samples, features in sizes]
    asked = [(*draw_noise(rng, case), {"epochs": case.epochs}) for case in cases]
    check_train(student, reference, *asked)


@pytest.mark.check("train-inputs-unchanged", task=3, points=0.5)
def test_train_inputs_unchanged(student, reference, rng):
    """Train leaves x and y as they were."""
    x, y = draw_learnable(rng, draw_case(rng), makes_both_errors)
    w, _ = student.train(x, y)
    assert_inputs_unchanged(student)
    assert_equal(w, reference.train(x, y)[0], what="w")


@pytest.mark.check("train-again", task=3, points=0.5)
def test_train_again(student, reference, rng):
    """Every training starts from zero, whatever was trained before."""
    case = draw_case(rng)
    drawn = [draw_learnable(rng, case, makes_both_errors) for _ in range(2)]
    check_train(student, reference, *[(x, y, {}) for x, y in drawn for _ in range(2)])
