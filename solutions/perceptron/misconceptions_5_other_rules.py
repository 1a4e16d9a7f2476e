"""Rules of other books, which learn something else from 0 and 1."""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def learned(x, labels, lr, epochs, error_of, is_done):
    """Learn sample by sample, from an error that a label and the height above β make."""
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        errors = []
        for sample, label in zip(x, labels, strict=True):
            errors.append(error_of(label, sample @ w - beta))
            w, beta = w + lr * errors[-1] * sample, beta - lr * errors[-1]
        if is_done(errors, w, beta):
            break
    return w, beta


def has_no_error(errors, *_):
    return not any(errors)


# The words of `labels-plus-minus` stand in misconceptions_1_predict.py.
@misconception("labels-plus-minus", replaces="train", task=3)
def steps_twice_as_far(x, y, lr=1.0, epochs=100):
    return reference.train(x, y, 2 * lr, epochs)  # an error is 1 - (-1)


@misconception("labels-plus-minus", replaces="train", task=3)
def compares_zero_with_minus_one(x, y, lr=1.0, epochs=100):
    def error_of(label, height):
        return label - (1 if height > 0 else -1)

    return learned(x, y, lr, epochs, error_of, has_no_error)


@misconception("labels-plus-minus", replaces="train", task=3)
def moves_on_the_border(x, y, lr=1.0, epochs=100):
    def error_of(label, height):
        return label if label * height <= 0 else 0

    return learned(x, 2 * y - 1, lr, epochs, error_of, has_no_error)


@misconception("labels-plus-minus", replaces="train", task=3)
def multiplies_by_label_zero(x, y, lr=1.0, epochs=100):
    def error_of(label, height):
        return label if label * height <= 0 else 0

    return learned(x, y, lr, epochs, error_of, lambda *_: False)


@misconception(
    "delta-rule",
    replaces="train",
    task=3,
    idea=Text(
        en="The error is the label minus the weighted sum, not minus the answer 0 or 1.",
        ko="답 0 또는 1이 아니라 가중합을 레이블에서 빼서 오류로 씁니다.",
    ),
    hint=Text(
        en="That is another rule, for a unit without a threshold. Here an error can only be -1, 0 "
        "or +1: print yours.",
        ko="그것은 임계값이 없는 유닛의 다른 규칙입니다. 여기서 오류는 -1, 0, +1뿐입니다. "
        "여러분의 오류를 출력해 보십시오.",
    ),
)
def clips_the_distance(x, y, lr=1.0, epochs=100):
    return by_distance(x, y, lr, epochs, largest=1.0)


@misconception("delta-rule", replaces="train", task=3)
def takes_the_distance(x, y, lr=1.0, epochs=100):
    return by_distance(x, y, lr, epochs)


@misconception("delta-rule", replaces="train", task=3)
def takes_the_distance_in_all_epochs(x, y, lr=1.0, epochs=100):
    return by_distance(x, y, lr, epochs, ends=False)


def by_distance(x, y, lr, epochs, *, largest=np.inf, ends=True):
    """Learn by the delta rule, until all answers are right."""

    def error_of(label, height):
        return np.clip(label - height, -largest, largest)

    def is_done(_, w, beta):
        return ends and np.array_equal(reference.predict(x, w, beta), y)

    with np.errstate(all="ignore"):  # it may run away
        return learned(x, y, lr, epochs, error_of, is_done)
