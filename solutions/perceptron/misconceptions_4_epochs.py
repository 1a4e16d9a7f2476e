"""Wrong ideas about epochs: which is the last, and what is left of the one before.

`epochs-ignored` that never ends is a time-out, which no replay shows. An early `return` gives the
numbers of `starts-over`.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def trained(x, y, lr, epochs, *, is_done, start=None):
    """Train by the rule, with another end or start."""
    w, beta = start or (np.zeros(x.shape[1]), 0.0)
    for _ in range(epochs):
        errors = []
        for sample, label in zip(x, y, strict=True):
            errors.append(int(label) - int(sample @ w > beta))
            w, beta = w + lr * errors[-1] * sample, beta - lr * errors[-1]
        if is_done(errors):
            break
    return w, beta


@misconception(
    "stop-mid-epoch",
    replaces="train",
    task=3,
    idea=Text(
        en="A single sample that is right ends the epoch or the training.",
        ko="샘플 하나를 맞히면 에폭이나 학습을 끝냅니다.",
    ),
    hint=Text(
        en="One right answer says nothing about the other samples. What would you have to "
        "remember of an epoch to know at its end that it had no error at all?",
        ko="하나를 맞혔다고 나머지도 맞힌 것은 아닙니다. 에폭에 오류가 하나도 없었다는 것을 "
        "끝에서 알려면 그동안 무엇을 기억해 두어야 합니까?",
    ),
)
def ends_at_the_first_right_sample(x, y, lr=1.0, epochs=100):
    return by_first_right(x, y, lr, epochs, ends_all=True)


@misconception("stop-mid-epoch", replaces="train", task=3)
def leaves_the_epoch_at_the_first_right_sample(x, y, lr=1.0, epochs=100):
    return by_first_right(x, y, lr, epochs, ends_all=False)


@misconception("stop-mid-epoch", replaces="train", task=3)
def lets_the_last_sample_decide(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, is_done=lambda errors: errors[-1] == 0)


def by_first_right(x, y, lr, epochs, *, ends_all):
    """Train, and end the epoch or all of it at the first sample that is right."""
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        for sample, label in zip(x, y, strict=True):
            error = int(label) - int(sample @ w > beta)
            if error == 0:
                if ends_all:
                    return w, beta
                break
            w, beta = w + lr * error * sample, beta - lr * error
    return w, beta


@misconception(
    "signed-errors-cancel",
    replaces="train",
    task=3,
    idea=Text(
        en="Errors of +1 and -1 are added up, so that two errors look like none.",
        ko="+1인 오류와 -1인 오류를 그대로 더해서, 오류 둘이 없는 것처럼 보입니다.",
    ),
    hint=Text(
        en="An epoch is wrong once too high and once too low: what does your count say? What of "
        "an error should be counted?",
        ko="한 에폭에서 한 번은 1로, 한 번은 0으로 틀렸다면 여러분이 센 값은 얼마입니까? 오류의 "
        "무엇을 세어야 합니까?",
    ),
)
def adds_up_signed_errors(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, is_done=lambda errors: sum(errors) == 0)


@misconception(
    "starts-over",
    replaces="train",
    task=3,
    idea=Text(
        en="Only one epoch counts: every epoch starts again from zero, or the first is the last.",
        ko="한 에폭만 남습니다. 에폭마다 0에서 다시 시작하거나, 첫 에폭에서 끝납니다.",
    ),
    hint=Text(
        en="Print w and β at the end of every epoch for the handout's OR. What should the second "
        "epoch begin with, and where does your function return?",
        ko="안내문의 OR로 에폭이 끝날 때마다 w와 β를 출력해 보십시오. 둘째 에폭은 무엇에서 "
        "시작해야 합니까? 함수는 어디에서 값을 돌려줍니까?",
    ),
)
def trains_for_one_epoch(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, lr, 1)


@misconception(
    "off-by-one-epoch",
    replaces="train",
    task=3,
    idea=Text(
        en="There is one epoch too few, or one too many.",
        ko="에폭이 하나 모자라거나 하나 많습니다.",
    ),
    hint=Text(
        en="Call `train` with epochs=1 on one sample with label 1, and count how often your loop "
        "runs.",
        ko="레이블이 1인 샘플 하나와 epochs=1로 `train`을 불러 반복문이 몇 번 도는지 세어 "
        "보십시오.",
    ),
)
def loses_an_epoch(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, lr, epochs - 1)


@misconception("off-by-one-epoch", replaces="train", task=3)
def adds_an_epoch(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, lr, epochs + 1)


@misconception(
    "epochs-ignored",
    replaces="train",
    task=3,
    idea=Text(
        en="The number of epochs that was asked for is not used.",
        ko="몇 에폭까지 돌지 정한 `epochs`를 쓰지 않습니다.",
    ),
    hint=Text(
        en="Not all data can be learned: XOR can't. What ends your training there, and who chose "
        "that number?",
        ko="배울 수 없는 데이터도 있습니다. XOR가 그렇습니다. 그때 학습은 무엇으로 끝나고, 그 "
        "수는 누가 정했습니까?",
    ),
)
def trains_for_a_thousand_epochs(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, lr, 1000)


@misconception("epochs-ignored", replaces="train", task=3)
def trains_for_a_hundred_epochs(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, lr, 100)


class Keeps:
    """Keeps what was learned from call to call, by the number of features."""

    def __init__(self):
        self.kept = {}

    def start(self, features):
        """Return the weights and the threshold that were left."""
        return self.kept.get(features, (np.zeros(features), 0.0))

    def train(self, x, y, lr=1.0, epochs=100):
        """Train from what was left, and keep what was learned."""
        features = x.shape[1]
        self.kept[features] = trained(
            x, y, lr, epochs, is_done=lambda errors: not any(errors), start=self.start(features)
        )
        return self.kept[features]


@misconception(
    "global-state",
    replaces="train",
    task=3,
    idea=Text(
        en="What one call learned is still there when the next call starts.",
        ko="앞선 호출이 배운 값이 다음 호출에 남아 있습니다.",
    ),
    hint=Text(
        en="Call `train` twice with the same data and compare. What lives outside of your "
        "function, and who sets it back to zero?",
        ko="같은 데이터로 `train`을 두 번 불러 비교해 보십시오. 함수 밖에 있는 것은 무엇이고, "
        "그것을 누가 0으로 되돌립니까?",
    ),
)
class KeepsAll(Keeps):
    """Keeps weights and threshold."""


@misconception("global-state", replaces="train", task=3)
class KeepsWeights(Keeps):
    """Keeps the weights; the threshold starts from zero."""

    def start(self, features):
        """Return the weights that were left."""
        return super().start(features)[0], 0.0
