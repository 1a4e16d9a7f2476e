"""Networks to ask a learner about: the space of their sizes, numbers for them, and their outputs.

But for those at the kink of ReLU, no hidden unit of a network stands anywhere near it.
"""

from dataclasses import dataclass

import numpy as np

from autograder.suite import distinct, draw

# How far every hidden unit stays from the kink. A random direction of a gradient check moves it by
# the step times a few standard deviations, about 1e-4 at most: well below half of this.
GAP = 0.01


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
# Where the smallest failing case is looked for: no mistake needs longer axes to show.
SMALL = {"samples": (1, 3), "features": (1, 3), "hidden": (1, 3)}
# A mistake about an axis can't show where the axis has length 1.
SEVERAL = {"samples": (3, 6), "features": (2, 4), "hidden": (2, 5)}


def lengths_differ(case: Case) -> bool:
    """Accept a case of which no two axes could be taken for each other, unless they are single."""
    several = [length for length in vars(case).values() if length != 1]
    return len(set(several)) == len(several)


def draw_case(rng: np.random.Generator, **narrowed: int | tuple[int, int]) -> Case:
    """Draw a case from SPACE, narrowed to SEVERAL and then to what a check is about."""
    return draw(rng, Case, SPACE | SEVERAL | narrowed, lengths_differ)


def draw_inputs(rng: np.random.Generator, **narrowed: int) -> tuple:
    """Draw x, w1, b1, w2 and b2; no bias and no output weight is near 0, some units fire."""
    case = draw_case(rng, **narrowed)
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


def draw_several(rng: np.random.Generator, count: int) -> list[tuple]:
    """Draw the inputs of several networks."""
    return [draw_inputs(rng) for _ in range(count)]


def draw_single(rng: np.random.Generator) -> list[tuple]:
    """Draw inputs of one sample, of one feature and of one hidden unit."""
    return [draw_inputs(rng, **{name: 1}) for name in SPACE]


def draw_negative(rng: np.random.Generator) -> tuple:
    """Draw inputs for which some output is negative."""
    while True:
        x, *weights = draw_inputs(rng)
        if outputs(weights, x).min() <= -GAP:
            return x, *weights


def draw_around_0(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw numbers that begin with 0, a negative and a positive one."""
    z = rng.standard_normal(shape)
    z.flat[:3] = 0.0, rng.uniform(-2, -1), rng.uniform(1, 2)
    return z


def with_slopes(rng: np.random.Generator, asked: list[tuple]) -> list[tuple]:
    """Draw for each of some inputs the dy_hat that a gradient is asked for."""
    return [(inputs, draw_far_from_0(rng, len(inputs[0]))) for inputs in asked]


def draw_backward(rng: np.random.Generator, count: int) -> list[tuple]:
    """Draw (inputs, dy_hat) of several networks."""
    return with_slopes(rng, draw_several(rng, count))


def small_inputs(case: Case, variant: int, *, is_at_zero: bool = False) -> tuple:
    """Make inputs of whole numbers: all positive, with silent units, or with negative outputs.

    Args:
        case: the sizes.
        variant: which of these three.
        is_at_zero: whether the first sample's hidden units stand exactly at 0.
    """
    rng = np.random.default_rng(variant)
    x = 2 * distinct(rng, (case.samples, case.features))
    w1, b1, w2 = (distinct(rng, shape) for shape in case.shapes[:3])
    b1, w2, b2 = 2 * b1 - 1, w2 + 1, 1.0  # even sums and odd biases: no unit is at the kink
    if variant == 1:
        w1 = -w1
    if variant == 2:  # a unit is silent for some samples, a sample silences some units
        x[1::2], w1[:, 1::2], w2, b2 = -x[1::2], -w1[:, 1::2], -w2, -b2
    return x, w1, -(x[0] @ w1) if is_at_zero else b1, w2, b2


def outputs(weights, x) -> np.ndarray:
    """Compute the outputs of a learner's network ourselves, (N,); huge weights give infinity."""
    w1, b1, w2, b2 = (np.asarray(part).astype(np.float64) for part in weights)
    with np.errstate(all="ignore"):
        return np.maximum(x @ w1 + b1, 0.0) @ w2 + b2


def loss_of(weights, x, y) -> float:
    """Compute the mean squared error of a learner's network ourselves."""
    with np.errstate(all="ignore"):
        return float(np.mean((outputs(weights, x) - y) ** 2))
