"""Wrong ideas about gates.

Any numbers that work are right, so what a wrong idea gives depends on the numbers that it started
from. Declared are those of lectures and textbooks; a learner who began elsewhere is not recognised.
Two ideas may give one wrong gate; each such gate stands under the likelier idea alone:

- OR with w = (1, 1) and β = 1 under `one-threshold-for-all`, not under `ge-at-threshold`;
- NAND with w = (-0.5, -0.5) and β > 0 under `nand-only-w-negated`, with w = (-1, -1) under
  `beta-sign`.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def gate(name, **wrong):
    """Return the gate from those given as (both weights, beta), else the right one."""
    if name not in wrong:
        return reference.gate(name)
    w, beta = wrong[name]
    return np.array([w, w]), beta


# The words of `ge-at-threshold` and `beta-sign` stand in misconceptions_1_predict.py.
@misconception("ge-at-threshold", replaces="gate", task=2)
def halves_that_reach_beta(name):
    return gate(name, AND=(0.5, 1.0), OR=(0.5, 0.5), NAND=(-0.5, -0.5))


@misconception("ge-at-threshold", replaces="gate", task=2)
def ones_that_reach_beta(name):
    return gate(name, AND=(1.0, 2.0), NAND=(-1.0, -1.0))


@misconception("beta-sign", replaces="gate", task=2)
def biases_of_ones(name):
    return gate(name, AND=(1.0, -1.5), OR=(1.0, -0.5), NAND=(-1.0, 1.5))


@misconception("beta-sign", replaces="gate", task=2)
def biases_of_halves(name):
    return gate(name, AND=(0.5, -0.7), OR=(0.5, -0.2))


@misconception("beta-sign", replaces="gate", task=2)
def biases_of_the_lecture(name):
    return gate(name, AND=(0.5, -0.8), OR=(0.5, -0.3))


@misconception(
    "nand-only-w-negated",
    replaces="gate",
    task=2,
    idea=Text(
        en="NAND is made from AND by turning the signs of the weights, but not of the threshold.",
        ko="AND에서 가중치의 부호만 바꾸고 임계값은 그대로 두어 NAND를 만들려 합니다.",
    ),
    hint=Text(
        en="Write down your four weighted sums and mark those above β. When both sides of an "
        "inequality change sign, what else has to?",
        ko="네 가중합을 적고 β보다 큰 것에 표시해 보십시오. 부등식 한쪽의 부호를 바꾸면 다른 쪽은 "
        "어떻게 되어야 합니까?",
    ),
)
def negates_the_lecture(name):
    return gate(name, NAND=(-0.5, 0.8))


@misconception("nand-only-w-negated", replaces="gate", task=2)
def negates_the_textbook(name):
    return gate(name, NAND=(-0.5, 0.7))


@misconception("nand-only-w-negated", replaces="gate", task=2)
def negates_halves(name):
    return gate(name, NAND=(-0.5, 0.5))


@misconception(
    "nand-only-beta-negated",
    replaces="gate",
    task=2,
    idea=Text(
        en="NAND is made from AND by turning the sign of the threshold, but not of the weights.",
        ko="AND에서 임계값의 부호만 바꾸고 가중치는 그대로 두어 NAND를 만들려 합니다.",
    ),
    hint=Text(
        en="NAND has to be off for (1, 1). Does the weighted sum there stand below the others, as "
        "it would have to?",
        ko="NAND는 (1, 1)에서 꺼져야 합니다. 그러려면 그곳의 가중합이 나머지보다 작아야 하는데, "
        "지금 그렇습니까?",
    ),
)
def lowers_the_lecture(name):
    return gate(name, NAND=(0.5, -0.8))


@misconception("nand-only-beta-negated", replaces="gate", task=2)
def lowers_the_textbook(name):
    return gate(name, NAND=(0.5, -0.7))


@misconception("nand-only-beta-negated", replaces="gate", task=2)
def lowers_ones(name):
    return gate(name, NAND=(1.0, -1.5))


@misconception(
    "one-threshold-for-all",
    replaces="gate",
    task=2,
    idea=Text(
        en="OR has the weights and the threshold of AND.",
        ko="OR에 AND와 같은 가중치와 임계값을 씁니다.",
    ),
    hint=Text(
        en="OR has to fire for a single 1 already. How high may its threshold be, then, compared "
        "with the weight of one input?",
        ko="OR는 입력 하나만 1이어도 켜져야 합니다. 그렇다면 임계값은 입력 하나의 가중치와 비교해 "
        "얼마까지 높아도 됩니까?",
    ),
)
def ors_as_and_of_ones(name):
    return gate(name, OR=(1.0, 1.0))


@misconception("one-threshold-for-all", replaces="gate", task=2)
def ors_as_and_of_ones_and_a_half(name):
    return gate(name, OR=(1.0, 1.5))


@misconception("one-threshold-for-all", replaces="gate", task=2)
def ors_as_and_of_the_lecture(name):
    return gate(name, OR=(0.5, 0.8))


@misconception("one-threshold-for-all", replaces="gate", task=2)
def ors_as_and_of_the_textbook(name):
    return gate(name, OR=(0.5, 0.7))


@misconception(
    "not-a-number",
    replaces="gate",
    task=2,
    idea=Text(
        en="Infinity or NaN stands where a number is asked.",
        ko="수가 있어야 할 곳에 무한대나 NaN이 있습니다.",
    ),
    hint=Text(
        en="What is infinity times an input of 0? Any finite numbers on the right side of the "
        "threshold are as sure as infinite ones.",
        ko="무한대에 입력 0을 곱하면 무엇이 됩니까? 임계값의 올바른 쪽에 있기만 하면 유한한 수도 "
        "무한대만큼 확실합니다.",
    ),
)
def rules_out_by_infinity(name):
    return (np.array([-1.0, -np.inf]), -1.5) if name == "NAND" else reference.gate(name)
