"""Wrong ideas about training.

The learner draws the initial weights, so that a training can be repeated only from a usual start:
a normal distribution with a standard deviation of 0.5 or 1, w1 first, and biases of zero. Without
an implementation are draws from numpy's global generator (`ignores-rng`), which nobody can repeat,
and `unfinished`, a training without a step.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def drawn(rng, x, hidden, scale=0.5):
    """Return initial weights, normal with a standard deviation of `scale`."""
    w1 = rng.normal(0.0, scale, (x.shape[1], hidden))
    return w1, np.zeros(hidden), rng.normal(0.0, scale, hidden), 0.0


def right_gradients(x, y, weights):
    y_hat, cache = reference.forward(x, *weights)
    gradients = reference.backward(2.0 * (y_hat - y) / len(y), cache)
    return [gradients[name] for name in ("w1", "b1", "w2", "b2")]


def descended(x, y, weights, lr, epochs, *, gradients=right_gradients, frozen=()):
    """Descend from `weights`, all but the frozen ones; numpy need not say where it runs away."""
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            steps = gradients(x, y, weights)
            weights = tuple(
                part if at in frozen else part - lr * step
                for at, (part, step) in enumerate(zip(weights, steps, strict=True))
            )
    return weights


# The words of the next three ideas stand in misconceptions_4_sums.py,
# misconceptions_1_activation.py and misconceptions_2_layers.py.
@misconception("gradient-ascent", replaces="train", task=4)
def climbs(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden), -lr, epochs)


@misconception("gradient-ascent", replaces="train", task=4)
def climbs_from_larger_weights(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden, 1.0), -lr, epochs)


def linear_gradients(x, y, weights):
    w1, b1, w2, b2 = weights
    h = x @ w1 + b1
    dy_hat = 2.0 * (h @ w2 + b2 - y) / len(y)
    dh = np.outer(dy_hat, w2)
    return x.T @ dh, dh.sum(axis=0), h.T @ dy_hat, dy_hat.sum()


@misconception("linear-is-enough", replaces="train", task=4)
def trains_linear_layers(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden), lr, epochs, gradients=linear_gradients)


@misconception("linear-is-enough", replaces="train", task=4)
def trains_linear_layers_from_larger_weights(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden, 1.0), lr, epochs, gradients=linear_gradients)


@misconception("column-broadcast", replaces="train", task=4)
def meets_every_target_with_every_output(x, y, hidden, lr, epochs, rng):
    return descended(x, np.full_like(y, y.mean()), drawn(rng, x, hidden), lr, epochs)


@misconception(
    "zero-init",
    replaces="train",
    task=4,
    idea=Text(
        en="All hidden units start from the same weights, zero or not.",
        ko="모든 은닉 유닛이 0이든 아니든 똑같은 가중치에서 시작합니다.",
    ),
    hint=Text(
        en="Two units with equal weights get equal gradients. After a thousand steps, how many "
        "different units do you have, and does any gradient pass through weights of zero?",
        ko="가중치가 같은 두 유닛은 기울기도 같습니다. 천 걸음 뒤에 서로 다른 유닛은 몇 개입니까? "
        "가중치가 0이면 기울기가 그것을 지나갈 수 있습니까?",
    ),
)
def starts_from_zeros(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden, 0.0), lr, epochs)


@misconception("zero-init", replaces="train", task=4)
def starts_from_ones(x, y, hidden, lr, epochs, rng):
    start = np.ones((x.shape[1], hidden)), np.zeros(hidden), np.ones(hidden), 0.0
    return descended(x, y, start, lr, epochs)


@misconception("zero-init", replaces="train", task=4)
def draws_one_number_for_each_layer(x, y, hidden, lr, epochs, rng):
    first, second = rng.uniform(0.1, 0.5, 2)
    start = np.full((x.shape[1], hidden), first), np.zeros(hidden), np.full(hidden, second), 0.0
    return descended(x, y, start, lr, epochs)


@misconception(
    "huge-init",
    replaces="train",
    task=4,
    idea=Text(
        en="The initial weights are far too large.",
        ko="처음 가중치가 너무 큽니다.",
    ),
    hint=Text(
        en="The gradient of w1 contains w2 and the other way round. What becomes of the first "
        "steps when all of them are around 10? The handout names a good scale.",
        ko="w1의 기울기에는 w2가, w2의 기울기에는 w1이 들어 있습니다. 모두 10 안팎이면 첫걸음이 "
        "어떻게 됩니까? 안내문에 알맞은 크기가 나와 있습니다.",
    ),
)
def draws_around_ten(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden, 10.0), lr, epochs)


@misconception(
    "ignores-rng",
    replaces="train",
    task=4,
    idea=Text(
        en="The initial weights are not drawn from the generator that was passed in.",
        ko="인수로 받은 생성기가 아닌 다른 곳에서 처음 가중치를 뽑습니다.",
    ),
    hint=Text(
        en="Train with two generators of different seeds: should the weights be the same? Then "
        "with two of one seed. Which generator do your draws come from?",
        ko="시드가 다른 두 생성기로 학습해 보십시오. 가중치가 같아야 합니까? 시드가 같은 두 "
        "생성기로도 해 보십시오. 난수는 어느 생성기에서 나옵니까?",
    ),
)
def draws_from_seed_42(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(np.random.default_rng(42), x, hidden), lr, epochs)


@misconception("ignores-rng", replaces="train", task=4)
def draws_from_seed_0(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(np.random.default_rng(0), x, hidden), lr, epochs)


@misconception(
    "frozen-parameters",
    replaces="train",
    task=4,
    idea=Text(
        en="Some of the four parameters are never moved.",
        ko="네 매개변수 가운데 움직이지 않는 것이 있습니다.",
    ),
    hint=Text(
        en="Print all four after the first epoch and after the tenth. Which stay the same, "
        "although they have a gradient?",
        ko="첫 에폭 뒤와 열째 에폭 뒤에 넷을 모두 출력해 보십시오. 기울기가 있는데도 그대로인 "
        "것은 무엇입니까?",
    ),
)
def trains_weights_only(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden), lr, epochs, frozen=(1, 3))


@misconception("frozen-parameters", replaces="train", task=4)
def trains_the_output_layer_only(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, hidden), lr, epochs, frozen=(0, 1))


@misconception(
    "not-full-batch",
    replaces="train",
    task=4,
    idea=Text(
        en="A step is taken after every sample, not one for all samples together.",
        ko="모든 샘플을 모아 한 걸음 가지 않고 샘플마다 한 걸음씩 갑니다.",
    ),
    hint=Text(
        en="Turn the order of the samples around: the same weights should come out. How many "
        "steps does your code take in one epoch?",
        ko="샘플의 순서를 거꾸로 해 보십시오. 같은 가중치가 나와야 합니다. 여러분의 코드는 한 "
        "에폭에 몇 걸음을 갑니까?",
    ),
)
def steps_after_every_sample(x, y, hidden, lr, epochs, rng):
    weights = drawn(rng, x, hidden)
    for _ in range(epochs):
        for at in range(len(y)):
            one = slice(at, at + 1)
            weights = descended(x[one], y[one], weights, lr / len(y), 1)
    return weights


@misconception("not-full-batch", replaces="train", task=4)
def takes_whole_steps_after_every_sample(x, y, hidden, lr, epochs, rng):
    return steps_after_every_sample(x, y, hidden, lr * len(y), epochs, rng)


@misconception(
    "always-trains",
    replaces="train",
    task=4,
    idea=Text(
        en="Two hidden units are always trained, since two can be XOR.",
        ko="둘이면 XOR를 만들 수 있다고 보아 언제나 은닉 유닛 둘만 학습합니다.",
    ),
    hint=Text(
        en="What a network can represent it need not find by descent: more units are more "
        "chances. Who chooses their number, and does your code ask?",
        ko="표현할 수 있다고 해서 경사 하강이 꼭 찾아내는 것은 아니고, 유닛이 많을수록 기회도 "
        "많습니다. 유닛의 수는 누가 정하고, 여러분의 코드는 그것을 씁니까?",
    ),
)
def trains_two_units(x, y, hidden, lr, epochs, rng):
    return descended(x, y, drawn(rng, x, 2), lr, epochs)
