"""Wrong ideas about the perceptron rule: what an error changes.

`random-start` and `shuffled-order` have no implementation: nobody can draw again what the learner
drew. Predictions made once an epoch give the numbers of `batch-update`. When training ends is the
matter of misconceptions_4_epochs.py, and rules of other books that of
misconceptions_5_other_rules.py.
"""

from typing import NamedTuple

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


class Seen(NamedTuple):
    """A sample in training, and how far off the answer was."""

    sample: np.ndarray
    label: int
    error: float
    lr: float


def fires(sample, w, beta):
    return int(sample @ w > beta)


def moved(w, beta, seen):
    step = seen.lr * seen.error
    return w + step * seen.sample, beta - step


def trained(x, y, lr, epochs, *, predict=fires, move=moved):
    """Train by the rule, with another way to predict or to correct."""
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        errors = 0
        for sample, label in zip(x, y, strict=True):
            error = int(label) - predict(sample, w, beta)
            w, beta = move(w, beta, Seen(sample, int(label), error, lr))
            errors += error != 0
        if errors == 0:
            break
    return w, beta


def are_right(x, y, w, beta):
    return bool(np.all((x @ w > beta) == y))


# The words of the next five stand in misconceptions_1_predict.py.
@misconception("ge-at-threshold", replaces="train", task=3)
def fires_at_the_threshold(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, predict=lambda sample, w, beta: int(sample @ w >= beta))


@misconception("beta-sign", replaces="train", task=3)
def returns_the_bias(x, y, lr=1.0, epochs=100):
    w, beta = reference.train(x, y, lr, epochs)
    return w, -beta


@misconception("beta-sign", replaces="train", task=3)
def adds_beta(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, predict=lambda sample, w, beta: fires(sample, w, -beta))


@misconception("beta-left-out", replaces="train", task=3)
def compares_with_zero(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, predict=lambda sample, w, _: fires(sample, w, 0.0))


@misconception("mutates-input", replaces="train", task=3)
def turns_the_labels(x, y, lr=1.0, epochs=100):
    learned = reference.train(x, y, lr, epochs)
    y[y == 0] = -1
    return learned


@misconception(
    "beta-not-learned",
    replaces="train",
    task=3,
    idea=Text(
        en="Only the weights are learned; the threshold stays where it started.",
        ko="가중치만 학습하고 임계값은 처음 그대로입니다.",
    ),
    hint=Text(
        en="With one feature and a border that is not at 0, can any weight do it alone? Think of "
        "the threshold as one more weight, whose input is always -1.",
        ko="특징이 하나이고 경계가 0이 아닐 때 가중치만으로 나눌 수 있습니까? 임계값도 입력이 "
        "언제나 -1인 가중치라고 생각해 보십시오.",
    ),
)
def learns_weights_only(x, y, lr=1.0, epochs=100):
    return trained(x, y, lr, epochs, move=lambda w, beta, seen: (moved(w, beta, seen)[0], beta))


@misconception(
    "beta-wrong-way",
    replaces="train",
    task=3,
    idea=Text(
        en="The threshold moves the way the weights move.",
        ko="임계값이 가중치와 같은 방향으로 움직입니다.",
    ),
    hint=Text(
        en="The unit stayed off and should have fired: has the bar to be higher or lower the next "
        "time? And which way do the weights go then?",
        ko="유닛이 켜져야 하는데 켜지지 않았습니다. 다음에 켜지려면 문턱은 높아져야 합니까, "
        "낮아져야 합니까? 그때 가중치는 어느 쪽으로 움직입니까?",
    ),
)
def moves_beta_along(x, y, lr=1.0, epochs=100):
    def move(w, beta, seen):
        return w + seen.lr * seen.error * seen.sample, beta + seen.lr * seen.error

    return trained(x, y, lr, epochs, move=move)


@misconception(
    "beta-without-lr",
    replaces="train",
    task=3,
    idea=Text(
        en="The learning rate scales the step of the weights, but not that of the threshold.",
        ko="학습률을 가중치의 걸음에만 곱하고 임계값의 걸음에는 곱하지 않습니다.",
    ),
    hint=Text(
        en="Training at half the rate should end at half of w and half of β. Try it with lr=1 and "
        "lr=0.5, and compare both.",
        ko="학습률이 절반이면 w도 β도 절반이 되어야 합니다. lr=1과 lr=0.5로 학습해 둘을 비교해 "
        "보십시오.",
    ),
)
def moves_beta_by_whole_steps(x, y, lr=1.0, epochs=100):
    def move(w, beta, seen):
        return w + seen.lr * seen.error * seen.sample, beta - seen.error

    return trained(x, y, lr, epochs, move=move)


@misconception(
    "lr-ignored",
    replaces="train",
    task=3,
    idea=Text(
        en="Every step is a whole one, whatever the learning rate is.",
        ko="학습률과 상관없이 언제나 한 걸음을 다 갑니다.",
    ),
    hint=Text(
        en="Call your `train` with lr=1 and with lr=4: should w and β be the same? Look for the "
        "places of lr in the handout's rule.",
        ko="`train`을 lr=1과 lr=4로 불러 보십시오. w와 β가 같아야 합니까? 안내문의 규칙에서 lr가 "
        "어디에 있는지 찾으십시오.",
    ),
)
def takes_whole_steps(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, 1.0, epochs)


@misconception(
    "error-sign",
    replaces="train",
    task=3,
    idea=Text(
        en="Every correction goes the wrong way: prediction - label stands for label - prediction.",
        ko="레이블 - 예측 대신 예측 - 레이블을 써서 언제나 반대쪽으로 고칩니다.",
    ),
    hint=Text(
        en="Take one sample with label 1 on which the unit stays off. After the correction, has "
        "its weighted sum come nearer to the threshold or gone away from it?",
        ko="레이블이 1인데 유닛이 켜지지 않은 샘플 하나를 보십시오. 고친 뒤에 그 가중합은 "
        "임계값에 가까워졌습니까, 멀어졌습니까?",
    ),
)
def goes_the_wrong_way(x, y, lr=1.0, epochs=100):
    return trained(x, y, -lr, epochs)


@misconception(
    "input-forgotten",
    replaces="train",
    task=3,
    idea=Text(
        en="A correction moves every weight alike, whatever its input was.",
        ko="입력과 상관없이 모든 가중치를 똑같이 고칩니다.",
    ),
    hint=Text(
        en="A feature that was 0 in a sample had no part in its error. What must the step of its "
        "weight be, and what makes it so?",
        ko="샘플에서 0이었던 특징은 오류에 아무 몫도 없습니다. 그 가중치의 걸음은 얼마여야 하고, "
        "무엇이 그렇게 만듭니까?",
    ),
)
def moves_every_weight_alike(x, y, lr=1.0, epochs=100):
    def move(w, beta, seen):
        return w + seen.lr * seen.error, beta - seen.lr * seen.error

    return trained(x, y, lr, epochs, move=move)


@misconception(
    "updates-when-right",
    replaces="train",
    task=3,
    idea=Text(
        en="Samples that were right change weights and threshold too.",
        ko="맞힌 샘플도 가중치와 임계값을 바꿉니다.",
    ),
    hint=Text(
        en="Follow the third row of the handout's table for OR: the answer was right. What is the "
        "error there, and so the step?",
        ko="안내문의 OR 표에서 셋째 줄을 따라가 보십시오. 답이 맞았습니다. 그때 오류는 얼마이고, "
        "걸음은 얼마입니까?",
    ),
)
def adds_or_subtracts_all(x, y, lr=1.0, epochs=100):
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        if are_right(x, y, w, beta):
            break
        for sample, label in zip(x, y, strict=True):
            w, beta = moved(w, beta, Seen(sample, label, 2 * label - 1, lr))
    return w, beta


@misconception("updates-when-right", replaces="train", task=3)
def adds_or_subtracts_all_until_an_epoch_is_right(x, y, lr=1.0, epochs=100):
    def move(w, beta, seen):
        return moved(w, beta, seen._replace(error=2 * seen.label - 1))

    return trained(x, y, lr, epochs, move=move)


@misconception("updates-when-right", replaces="train", task=3)
def adds_or_subtracts_all_in_all_epochs(x, y, lr=1.0, epochs=100):
    step = lr * epochs * (2 * y - 1)
    return step @ x, -float(step.sum())


@misconception("updates-when-right", replaces="train", task=3)
def takes_the_label_for_the_error(x, y, lr=1.0, epochs=100):
    def move(w, beta, seen):
        return moved(w, beta, seen._replace(error=seen.label))

    return trained(x, y, lr, epochs, move=move)


@misconception(
    "batch-update",
    replaces="train",
    task=3,
    idea=Text(
        en="The corrections of an epoch are made all at once, from predictions before any of them.",
        ko="한 에폭의 예측을 모두 끝낸 뒤에 한꺼번에 고칩니다.",
    ),
    hint=Text(
        en="In the handout's table for OR, with which w and β is the third sample predicted: "
        "those from the start of the epoch, or those that the second one left?",
        ko="안내문의 OR 표에서 셋째 샘플은 어떤 w와 β로 예측합니까? 에폭이 시작할 때의 값입니까, "
        "둘째 샘플이 남긴 값입니까?",
    ),
)
def moves_at_the_end_of_an_epoch(x, y, lr=1.0, epochs=100):
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - reference.predict(x, w, beta)
        if not errors.any():
            break
        w, beta = w + lr * (errors @ x), beta - lr * float(errors.sum())
    return w, beta


@misconception("batch-update", replaces="train", task=3)
def moves_by_the_mean_of_an_epoch(x, y, lr=1.0, epochs=100):
    return moves_at_the_end_of_an_epoch(x, y, lr / len(x), epochs)
