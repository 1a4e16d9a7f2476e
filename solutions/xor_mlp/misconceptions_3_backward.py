"""Wrong ideas about the loss and the gradients.

`unfinished`, a gradient left as zeros, has no implementation: it is no idea, and says so itself.
Parts overlap: `linear-is-enough` gives the w1 and b1 of `relu-slope-forgotten` and the w2 of
`pre-activation-for-w2`, since it is both.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def gradients(dy_hat, cache, *, slope=None, h=None):
    """Go backward with another slope of ReLU (N, H), or other activations h (N, H)."""
    x, z, w2 = cache
    dz = np.outer(dy_hat, w2) * (z > 0 if slope is None else slope)
    h = reference.relu(z) if h is None else h
    return {"w1": x.T @ dz, "b1": dz.sum(axis=0), "w2": h.T @ dy_hat, "b2": float(dy_hat.sum())}


def hidden_gradient(dy_hat, cache):
    """Return the right dz, (N, H)."""
    _, z, w2 = cache
    return np.outer(dy_hat, w2) * (z > 0)


@misconception(
    "mse-half",
    replaces="mse",
    task=2,
    idea=Text(
        en="The loss has a factor ½.",
        ko="손실에 ½이 곱해져 있습니다.",
    ),
    hint=Text(
        en="Some books halve it to get rid of the 2 in the derivative. Which of the two is asked "
        "here? Follow the handout's example.",
        ko="미분의 2를 없애려고 ½을 곱하는 책도 있습니다. 여기서는 어느 쪽입니까? 안내문의 예제를 "
        "따라가 보십시오.",
    ),
)
def halves_the_mean(y_hat, y):
    return reference.mse(y_hat, y) / 2


@misconception("mse-half", replaces="mse", task=2)
def halves_the_sum(y_hat, y):
    return float(np.sum((y_hat - y) ** 2)) / 2


@misconception(
    "mse-no-mean",
    replaces="mse",
    task=2,
    idea=Text(
        en="The squares are not averaged over the samples.",
        ko="차이의 제곱을 샘플 수로 평균하지 않습니다.",
    ),
    hint=Text(
        en="Take every sample twice: the loss of the batch should stay what it was. Does yours?",
        ko="모든 샘플을 두 번씩 넣어도 배치의 손실은 그대로여야 합니다. 여러분의 손실도 "
        "그렇습니까?",
    ),
)
def adds_up_squares(y_hat, y):
    return float(np.sum((y_hat - y) ** 2))


@misconception("mse-no-mean", replaces="mse", task=2)
def leaves_the_squares_alone(y_hat, y):
    return (y_hat - y) ** 2


@misconception(
    "absolute-error",
    replaces="mse",
    task=2,
    idea=Text(
        en="The mean of the absolute differences is taken, not of their squares.",
        ko="차이의 제곱이 아니라 절댓값을 평균합니다.",
    ),
    hint=Text(
        en="A difference of 2 should weigh four times as much as one of 1. Does it in your loss?",
        ko="차이 2는 차이 1의 네 배로 세어야 합니다. 여러분의 손실에서도 그렇습니까?",
    ),
)
def averages_distances(y_hat, y):
    return float(np.mean(np.abs(y_hat - y)))


@misconception(
    "root-of-mse",
    replaces="mse",
    task=2,
    idea=Text(
        en="The square root of the mean square is returned.",
        ko="제곱을 평균한 값의 제곱근을 돌려줍니다.",
    ),
    hint=Text(
        en="That is the RMSE, whose gradient is another one. What is the last step of the "
        "handout's example?",
        ko="그것은 RMSE이고 기울기도 다릅니다. 안내문의 예제는 어느 계산으로 끝납니까?",
    ),
)
def takes_the_root(y_hat, y):
    return float(np.sqrt(reference.mse(y_hat, y)))


@misconception(
    "square-of-mean",
    replaces="mse",
    task=2,
    idea=Text(
        en="The differences are averaged first and squared afterwards.",
        ko="차이를 먼저 평균한 뒤에 제곱합니다.",
    ),
    hint=Text(
        en="One output is 1 too high and another 1 too low. Is the loss then 0?",
        ko="출력 하나는 1만큼 크고 다른 하나는 1만큼 작습니다. 그러면 손실이 0입니까?",
    ),
)
def squares_the_mean(y_hat, y):
    return float(np.mean(y_hat - y) ** 2)


# The words of these two stand in misconceptions_1_activation.py and misconceptions_2_layers.py.
@misconception("column-broadcast", replaces="mse", task=2)
def subtracts_a_row_from_a_column(y_hat, y):
    return float(np.mean((y_hat[:, np.newaxis] - y) ** 2))


@misconception("mutates-input", replaces="mse", task=2)
def subtracts_in_place(y_hat, y):
    y_hat -= y
    return float(np.mean(y_hat**2))


@misconception(
    "relu-slope-at-zero",
    replaces="backward",
    task=2,
    idea=Text(
        en="ReLU lets a gradient through at z = 0, or by the sign of the gradient.",
        ko="z가 0인 곳에서 기울기를 통과시키거나, 기울기의 부호를 보고 통과시킵니다.",
    ),
    hint=Text(
        en="What decides is whether the unit was on, its own z, and nothing of the gradient. And "
        "which slope does this course give ReLU at exactly 0?",
        ko="통과 여부는 기울기가 아니라 유닛 자신의 z, 곧 유닛이 켜져 있었는지로 정해집니다. "
        "그리고 이 과목에서는 z가 꼭 0일 때 ReLU의 기울기를 얼마로 봅니까?",
    ),
)
def passes_at_zero(dy_hat, cache):
    return gradients(dy_hat, cache, slope=cache[1] >= 0)


@misconception("relu-slope-at-zero", replaces="backward", task=2)
def passes_positive_gradients(dy_hat, cache):
    return gradients(dy_hat, cache, slope=np.outer(dy_hat, cache[2]) > 0)


@misconception("relu-slope-at-zero", replaces="backward", task=2)
def passes_positive_gradients_of_units_on(dy_hat, cache):
    return gradients(dy_hat, cache, slope=hidden_gradient(dy_hat, cache) > 0)


@misconception(
    "relu-slope-forgotten",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient goes through ReLU as if it were not there.",
        ko="ReLU가 없는 것처럼 기울기를 그대로 통과시킵니다.",
    ),
    hint=Text(
        en="The third unit of the handout's example was off for the first sample. Does a small "
        "change of its weights change that output?",
        ko="안내문의 예제에서 셋째 유닛은 첫째 샘플에서 꺼져 있었습니다. 그 가중치를 조금 바꾸면 "
        "그 출력이 바뀝니까?",
    ),
)
def passes_everything(dy_hat, cache):
    return gradients(dy_hat, cache, slope=1.0)


@misconception(
    "activation-for-slope",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient is multiplied by what the unit gave, not by the slope of ReLU.",
        ko="기울기에 ReLU의 기울기가 아니라 유닛의 출력을 곱합니다.",
    ),
    hint=Text(
        en="Draw ReLU. How steep is it at z = 0.5, and how steep at z = 3?",
        ko="ReLU를 그려 보십시오. z = 0.5에서 얼마나 가파르고, z = 3에서는 얼마나 가파릅니까?",
    ),
)
def multiplies_by_h(dy_hat, cache):
    return gradients(dy_hat, cache, slope=reference.relu(cache[1]))


@misconception(
    "w2-forgotten",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient reaches the hidden units without the output weights.",
        ko="출력층의 가중치를 거치지 않고 기울기를 은닉 유닛에 넘깁니다.",
    ),
    hint=Text(
        en="How much does ŷ change when one hidden unit gives 0.1 more? That is its share of the "
        "gradient, and it is not the same for all units.",
        ko="은닉 유닛 하나의 출력이 0.1 커지면 ŷ는 얼마나 변합니까? 그것이 그 유닛이 받을 "
        "기울기의 몫이고, 유닛마다 다릅니다.",
    ),
)
def skips_w2(dy_hat, cache):
    x, z, w2 = cache
    skipped = gradients(dy_hat, (x, z, np.ones_like(w2)))
    return reference.backward(dy_hat, cache) | {name: skipped[name] for name in ("w1", "b1")}


@misconception(
    "pre-activation-for-w2",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient of the output weights is made from z, before ReLU.",
        ko="출력층 가중치의 기울기를 ReLU를 지나기 전의 z로 구합니다.",
    ),
    hint=Text(
        en="By which numbers were the weights w2 multiplied in forward? What was a unit worth to "
        "them that was off?",
        ko="순전파에서 w2에 곱해진 수는 무엇입니까? 꺼져 있던 유닛은 w2에 얼마를 주었습니까?",
    ),
)
def takes_z_for_h(dy_hat, cache):
    return gradients(dy_hat, cache, h=cache[1])
