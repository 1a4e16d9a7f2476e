"""Wrong ideas about the unit itself: what it compares, and what its answers are.

No replay shows `xor-with-enough-epochs` or `smaller-lr-better`, which are beliefs without a code.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


@misconception(
    "ge-at-threshold",
    replaces="predict",
    task=1,
    idea=Text(
        en="The unit is taken to fire where the weighted sum only equals the threshold.",
        ko="가중합이 임계값과 같기만 해도 유닛이 켜진다고 봅니다.",
    ),
    hint=Text(
        en="Look at the handout's column for β = 0.5: on which side of the threshold does a sum "
        "of exactly 0.5 lie? The same rule holds in prediction, in gates and in training.",
        ko="안내문의 표에서 β = 0.5인 열을 보십시오. 꼭 0.5인 합은 임계값의 어느 쪽에 속합니까? "
        "예측, 게이트, 학습에 모두 같은 규칙이 적용됩니다.",
    ),
)
def fires_at_the_threshold(x, w, beta):
    return (x @ w >= beta).astype(int)


@misconception(
    "beta-sign",
    replaces="predict",
    task=1,
    idea=Text(
        en="The threshold is taken for a bias: it is added to the sum, or has the other sign.",
        ko="임계값을 편향으로 여겨 합에 더하거나, 부호를 반대로 씁니다.",
    ),
    hint=Text(
        en="A threshold is a bar that the sum has to clear. Does a larger β make it easier or "
        "harder for the unit to fire, and what does yours do?",
        ko="임계값은 합이 넘어야 하는 문턱입니다. β가 커지면 유닛이 켜지기 쉬워집니까, "
        "어려워집니까? 여러분의 β는 어느 쪽입니까?",
    ),
)
def adds_beta(x, w, beta):
    return reference.predict(x, w, -beta)


@misconception(
    "beta-left-out",
    replaces="predict",
    task=1,
    idea=Text(
        en="The weighted sum is compared with 0, and the threshold is left out.",
        ko="가중합을 0과 비교하고 임계값은 쓰지 않습니다.",
    ),
    hint=Text(
        en="Should the unit answer the same whether its threshold is -2 or 2? Follow the "
        "handout's two columns, which differ in β alone.",
        ko="임계값이 -2일 때와 2일 때 유닛의 답이 같아도 됩니까? β만 다른 안내문의 두 열을 따라가 "
        "보십시오.",
    ),
)
def compares_with_zero(x, w, beta):
    return reference.predict(x, w, 0.0)


@misconception(
    "labels-plus-minus",
    replaces="predict",
    task=1,
    idea=Text(
        en="The two classes are taken to be -1 and +1, where here they are 0 and 1.",
        ko="두 클래스를 -1과 +1로 다룹니다. 여기서는 0과 1입니다.",
    ),
    hint=Text(
        en="Many books use -1 and +1, and their rules do not carry over unchanged. Which two "
        "numbers are the labels and answers here, and which values can label - answer then have?",
        ko="-1과 +1을 쓰는 책이 많지만 그 규칙은 여기에 그대로 맞지 않습니다. 여기서 레이블과 "
        "답은 어떤 두 수입니까? 그러면 레이블 - 답은 어떤 값이 될 수 있습니까?",
    ),
)
def answers_minus_one(x, w, beta):
    return 2 * reference.predict(x, w, beta) - 1


@misconception(
    "boolean-for-integer",
    replaces="predict",
    task=1,
    idea=Text(
        en="The answers are True and False instead of the integers 1 and 0.",
        ko="답이 정수 1과 0이 아니라 True와 False입니다.",
    ),
    hint=Text(
        en="A comparison gives truth values, and numpy does not subtract those as numbers. Print "
        "the dtype of your answer; what turns it into integers?",
        ko="비교의 결과는 불리언이고, numpy는 불리언을 수처럼 빼지 않습니다. 답의 dtype을 출력해 "
        "보십시오. 어떻게 하면 정수가 됩니까?",
    ),
)
def answers_booleans(x, w, beta):
    return reference.predict(x, w, beta).astype(bool)


@misconception(
    "float-for-integer",
    replaces="predict",
    task=1,
    idea=Text(
        en="The answers are the floating-point numbers 1.0 and 0.0 instead of integers.",
        ko="답이 정수가 아니라 실수 1.0과 0.0입니다.",
    ),
    hint=Text(
        en="An array keeps the kind of number that it was made with, whatever is put into it "
        "later. Print the dtype of your answer and find where that was decided.",
        ko="배열의 자료형은 만들 때 정해지고, 나중에 무엇을 넣어도 바뀌지 않습니다. 답의 dtype을 "
        "출력해 보고 그것이 어디에서 정해졌는지 찾으십시오.",
    ),
)
def answers_floats(x, w, beta):
    return reference.predict(x, w, beta).astype(float)


@misconception(
    "column-broadcast",
    replaces="predict",
    task=1,
    idea=Text(
        en="The answer is a column (N, 1) where one axis (N,) is asked.",
        ko="축이 하나인 (N,)이 아니라 열 (N, 1)을 돌려줍니다.",
    ),
    hint=Text(
        en="A matrix times a column is a column again, and a column minus a row of labels becomes "
        "a whole table. Write the shape of every value beside its line.",
        ko="행렬에 열을 곱하면 다시 열이 되고, 열에서 레이블을 빼면 표 하나가 통째로 나옵니다. "
        "줄마다 값의 모양을 옆에 적어 보십시오.",
    ),
)
def answers_in_a_column(x, w, beta):
    return reference.predict(x, w[:, np.newaxis], beta)


@misconception(
    "hard-coded-size",
    replaces="predict",
    task=1,
    idea=Text(
        en="The code is written for two features, and others are left out or break it.",
        ko="특징이 둘일 때만 맞는 코드라서, 나머지 특징은 빠지거나 오류가 납니다.",
    ),
    hint=Text(
        en="Gates have two inputs; `predict` may get one feature or eight. Let the shape of `w` "
        "say how many there are.",
        ko="게이트의 입력은 둘이지만 `predict`는 특징이 하나일 수도, 여덟일 수도 있습니다. 몇 "
        "개인지는 `w`의 모양에서 알아내십시오.",
    ),
)
def adds_up_at_most_two(x, w, beta):
    return reference.predict(x[:, :2], w[:2], beta)


@misconception("hard-coded-size", replaces="predict", task=1)
def adds_up_two(x, w, beta):
    return (x[:, 0] * w[0] + x[:, 1] * w[1] > beta).astype(int)


@misconception(
    "mutates-input",
    replaces="predict",
    task=1,
    idea=Text(
        en="The caller's own arrays are changed in place.",
        ko="받은 배열의 내용을 그 자리에서 바꿉니다.",
    ),
    hint=Text(
        en="An array argument is the caller's array, not a copy: what you write into it is there "
        "afterwards. Which of your lines change an array rather than make a new one?",
        ko="인수로 받은 배열은 복사본이 아니라 호출한 쪽의 배열이므로, 거기에 쓴 것은 끝난 뒤에도 "
        "남습니다. 새 배열을 만들지 않고 있던 배열을 바꾸는 줄은 어디입니까?",
    ),
)
def scales_the_samples(x, w, beta):
    x *= w
    return (x.sum(axis=1) > beta).astype(int)
