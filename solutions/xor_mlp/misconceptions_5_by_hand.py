"""Wrong ideas about XOR by hand.

Any numbers that work are right, so what a wrong idea gives depends on the numbers that it started
from. Declared are those of lectures and textbooks; a learner who began elsewhere is not recognised.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def network(w1, b1, w2, b2=0.0):
    return np.array(w1, dtype=float), np.array(b1), np.array(w2), b2


@misconception("linear-is-enough", replaces="xor_weights", task=3)
def gives_the_mean():
    return network(np.zeros((2, 2)), [0.0, 0.0], [0.0, 0.0], 0.5)


@misconception("linear-is-enough", replaces="xor_weights", task=3)
def adds_the_inputs():
    return network(np.eye(2), [0.0, 0.0], [1.0, 1.0])


@misconception("linear-is-enough", replaces="xor_weights", task=3)
def subtracts_the_inputs():
    return network(np.eye(2), [0.0, 0.0], [1.0, -1.0])


@misconception(
    "one-hidden-is-enough",
    replaces="xor_weights",
    task=3,
    idea=Text(
        en="One hidden unit is taken to be enough for XOR.",
        ko="은닉 유닛 하나로 XOR를 만들 수 있다고 봅니다.",
    ),
    hint=Text(
        en="One unit cuts the plane with one line, and past it its value only grows. Which of the "
        "four inputs comes out wrong, and what could a second unit take away there?",
        ko="유닛 하나는 평면을 직선 하나로 나누고, 직선을 넘어서면 값이 커지기만 합니다. 네 입력 "
        "가운데 어느 것이 틀립니까? 둘째 유닛이 그곳에서 무엇을 빼 주면 됩니까?",
    ),
)
def counts_with_one_unit():
    return network([[1.0], [1.0]], [0.0], [1.0])


@misconception("one-hidden-is-enough", replaces="xor_weights", task=3)
def subtracts_with_one_unit():
    return network([[1.0], [-1.0]], [0.0], [1.0])


# The words of `linear-is-enough` and `threshold-for-relu` stand in misconceptions_1_activation.py,
# those of `column-broadcast` in misconceptions_2_layers.py.
@misconception("threshold-for-relu", replaces="xor_weights", task=3)
def combines_or_with_and():
    return network(np.ones((2, 2)), [-0.5, -1.5], [1.0, -1.0])


@misconception("threshold-for-relu", replaces="xor_weights", task=3)
def combines_or_with_nand():
    return network([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5], [1.0, 1.0], -1.5)


@misconception("threshold-for-relu", replaces="xor_weights", task=3)
def combines_or_with_nand_of_the_textbook():
    return network([[0.5, -0.5], [0.5, -0.5]], [-0.2, 0.7], [0.5, 0.5], -0.7)


@misconception(
    "threshold-at-zero",
    replaces="xor_weights",
    task=3,
    idea=Text(
        en="The border between the answers is put at 0: negative for 0, positive for 1.",
        ko="두 답의 경계를 0에 둡니다. 음수를 0, 양수를 1로 봅니다.",
    ),
    hint=Text(
        en="No threshold comes after this network: its outputs are the answers themselves. By how "
        "much are yours off, and is it the same for all four inputs?",
        ko="이 네트워크 뒤에는 임계값이 없고 출력이 곧 답입니다. 여러분의 출력은 답과 얼마나 "
        "다르고, 그 차이는 네 입력에서 모두 같습니까?",
    ),
)
def moves_the_border_to_zero():
    return *reference.xor_weights()[:3], -0.5


@misconception(
    "nearly-exact",
    replaces="xor_weights",
    task=3,
    idea=Text(
        en="The outputs are near 0 and 1, and right only after rounding.",
        ko="출력이 0과 1에 가깝기만 해서 반올림해야 맞습니다.",
    ),
    hint=Text(
        en="The task asks for exactly 0, 1, 1, 0. Which number would make the output for (0, 0) "
        "exactly 0, and which then the one for a single 1?",
        ko="문제는 정확히 0, 1, 1, 0을 요구합니다. (0, 0)의 출력을 꼭 0으로 만드는 것은 어느 "
        "수이고, 그다음 입력 하나만 1일 때의 출력을 정하는 것은 어느 수입니까?",
    ),
)
def leaves_a_tenth():
    return network(np.ones((2, 2)), [0.0, -1.0], [0.8, -1.6], 0.1)


@misconception("column-broadcast", replaces="xor_weights", task=3)
def gives_w2_as_a_column():
    w1, b1, w2, b2 = reference.xor_weights()
    return w1, b1, w2[:, np.newaxis], b2
