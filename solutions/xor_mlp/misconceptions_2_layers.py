"""Wrong ideas about the two layers."""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


@misconception(
    "relu-on-output",
    replaces="forward",
    task=1,
    idea=Text(
        en="ReLU stands on the output layer too.",
        ko="출력층에도 ReLU를 씌웁니다.",
    ),
    hint=Text(
        en="Could a network with your last line ever answer -0.5, as in the handout's example?",
        ko="여러분의 마지막 줄로 안내문 예제의 -0.5가 나올 수 있습니까?",
    ),
)
def cuts_the_output(x, w1, b1, w2, b2):
    y_hat, cache = reference.forward(x, w1, b1, w2, b2)
    return reference.relu(y_hat), cache


@misconception(
    "bias-missing",
    replaces="forward",
    task=1,
    idea=Text(
        en="A layer is computed without its bias.",
        ko="편향을 더하지 않은 층이 있습니다.",
    ),
    hint=Text(
        en="Each of the two layers has weights and a bias. Which of the four did you not use?",
        ko="두 층에는 저마다 가중치와 편향이 있습니다. 넷 가운데 쓰지 않은 것은 무엇입니까?",
    ),
)
def forgets_b2(x, w1, b1, w2, b2):
    return reference.forward(x, w1, b1, w2, 0.0)


# What is cached is wrong too, and with it the gradients.
@misconception("bias-missing", replaces="forward", task=1, also=(2,))
def forgets_b1(x, w1, b1, w2, b2):
    return reference.forward(x, w1, np.zeros_like(b1), w2, b2)


@misconception(
    "bias-after-relu",
    replaces=("forward", "backward"),
    task=1,
    also=(2,),  # the cache holds other activations
    idea=Text(
        en="The hidden bias is added after ReLU instead of before.",
        ko="은닉층의 편향을 ReLU 앞이 아니라 뒤에서 더합니다.",
    ),
    hint=Text(
        en="The bias is meant to move the point at which a unit starts to fire. Does yours, or "
        "does it lift the result wherever the unit stands?",
        ko="편향은 유닛이 켜지기 시작하는 지점을 옮깁니다. 여러분의 편향도 그렇습니까, 아니면 "
        "유닛이 어디에 있든 결과만 올립니까?",
    ),
)
class AddsB1Late:
    """Adds b1 to what ReLU gave; its cache has b1 besides."""

    def forward(self, x, w1, b1, w2, b2):
        """Return y_hat and a cache."""
        _, kept = reference.forward(x, w1, np.zeros_like(b1), w2, b2)
        return (reference.relu(kept[1]) + b1) @ w2 + b2, (*kept, b1)

    def backward(self, dy_hat, cache):
        """Return the gradients, right but for the activations."""
        *kept, b1 = cache
        h = reference.relu(kept[1]) + b1
        return reference.backward(dy_hat, tuple(kept)) | {"w2": h.T @ dy_hat}


@misconception(
    "column-broadcast",
    replaces="forward",
    task=1,
    idea=Text(
        en="A column (N, 1) stands where one axis (N,) is meant.",
        ko="축이 하나인 (N,)이 있어야 할 곳에 열 (N, 1)이 있습니다.",
    ),
    hint=Text(
        en="A column and a row look alike when printed, but their difference is a table, N x N. "
        "Print the shape after every line and find where the second axis comes in.",
        ko="열과 행은 출력하면 비슷해 보이지만 서로 빼면 N x N 표가 됩니다. 줄마다 모양을 출력해 "
        "둘째 축이 어디에서 생기는지 찾으십시오.",
    ),
)
def outputs_a_column(x, w1, b1, w2, b2):
    y_hat, cache = reference.forward(x, w1, b1, w2, b2)
    return y_hat[:, np.newaxis], cache


@misconception(
    "axes-mixed",
    replaces="forward",
    task=1,
    also=(2,),  # the cache is wrong too
    idea=Text(
        en="Axes of the hidden weights are exchanged, by a transpose or a reshape.",
        ko="전치나 reshape 때문에 은닉층 가중치의 축이 뒤바뀝니다.",
    ),
    hint=Text(
        en="w1 is (D, H), one column for each unit. Write down the shapes of both sides of the "
        "product, and make them fit without moving numbers to other places.",
        ko="w1의 모양은 (D, H)이고 열 하나가 유닛 하나입니다. 곱하는 두 쪽의 모양을 적고, 수의 "
        "자리를 바꾸지 않고 맞추십시오.",
    ),
)
def reshapes_w1(x, w1, b1, w2, b2):
    return reference.forward(x, w1.reshape(w1.shape[::-1]).T, b1, w2, b2)
