"""Wrong ideas about ReLU and what it is for."""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def forward_with(activation, x, w1, b1, w2, b2):
    """Go forward with another activation; the cache is right."""
    _, cache = reference.forward(x, w1, b1, w2, b2)
    return activation(cache[1]) @ w2 + b2, cache


class Through:
    """Goes forward and backward through another activation."""

    def activation(self, z):
        """Return what the units give, (N, H)."""
        raise NotImplementedError

    def slope(self, z):
        """Return the slope of the activation, (N, H)."""
        return z > 0

    def forward(self, *inputs):
        """Return y_hat and a cache."""
        return forward_with(self.activation, *inputs)

    def backward(self, dy_hat, cache):
        """Return the gradients."""
        x, z, w2 = cache
        dz = np.outer(dy_hat, w2) * self.slope(z)
        w2_gradient = self.activation(z).T @ dy_hat
        return {"w1": x.T @ dz, "b1": dz.sum(axis=0), "w2": w2_gradient, "b2": dy_hat.sum()}


@misconception(
    "abs-for-relu",
    replaces="relu",
    task=1,
    idea=Text(
        en="ReLU turns negative numbers into positive ones instead of 0.",
        ko="ReLU가 음수를 0이 아니라 양수로 바꿉니다.",
    ),
    hint=Text(
        en="A unit whose sum is -2 is off. How much may it pass on, and how much do you pass on?",
        ko="합이 -2인 유닛은 꺼져 있습니다. 얼마를 넘겨주어야 하고, 지금은 얼마를 넘겨줍니까?",
    ),
)
def takes_the_absolute_value(z):
    return np.abs(z)


# The gradients go the same way, so that task 2 fails too; this holds for all such classes below.
@misconception("abs-for-relu", replaces=("forward", "backward"), task=1, also=(2,))
class ThroughAbsoluteValues(Through):
    """Has absolute values for ReLU, and the slope of ReLU."""

    def activation(self, z):
        """Return what the units give."""
        return np.abs(z)


@misconception(
    "leaky-relu",
    replaces="relu",
    task=1,
    idea=Text(
        en="A small part of what is negative gets through, as in leaky ReLU.",
        ko="Leaky ReLU처럼 음수의 일부를 통과시킵니다.",
    ),
    hint=Text(
        en="Leaky ReLU is another function with a similar name. What does the handout's ReLU give "
        "for -2?",
        ko="Leaky ReLU는 이름이 비슷한 다른 함수입니다. 안내문의 ReLU는 -2를 무엇으로 바꿉니까?",
    ),
)
def leaks(z):
    return np.where(z > 0, z, 0.01 * z)


@misconception("leaky-relu", replaces=("forward", "backward"), task=1, also=(2,))
class ThroughLeaks(Through):
    """Has leaky ReLU."""

    def activation(self, z):
        """Return what the units give."""
        return leaks(z)

    def slope(self, z):
        """Return its slope."""
        return np.where(z > 0, 1.0, 0.01)


@misconception(
    "sigmoid-for-relu",
    replaces="relu",
    task=1,
    idea=Text(
        en="The hidden layer has a sigmoid instead of ReLU.",
        ko="은닉층에 ReLU가 아니라 시그모이드를 씁니다.",
    ),
    hint=Text(
        en="A sigmoid squeezes every number between 0 and 1. Which numbers does ReLU leave as "
        "they are?",
        ko="시그모이드는 모든 수를 0과 1 사이로 줄입니다. ReLU가 그대로 두는 수는 어떤 수입니까?",
    ),
)
def squeezes(z):
    return 1.0 / (1.0 + np.exp(-z))


@misconception("sigmoid-for-relu", replaces=("forward", "backward"), task=1, also=(2,))
class ThroughSigmoids(Through):
    """Has sigmoids."""

    def activation(self, z):
        """Return what the units give."""
        return squeezes(z)

    def slope(self, z):
        """Return its slope."""
        return squeezes(z) * (1.0 - squeezes(z))


@misconception(
    "max-for-maximum",
    replaces="relu",
    task=1,
    idea=Text(
        en="The largest entry along an axis is taken, instead of the larger of each entry and 0.",
        ko="원소마다 0과 비교해 큰 쪽을 고르지 않고, 한 축에서 가장 큰 원소를 고릅니다.",
    ),
    hint=Text(
        en="Compare the shapes before and after: ReLU must not change them. What does numpy take "
        "the second argument for in the function that you call?",
        ko="앞뒤의 모양을 비교해 보십시오. ReLU는 모양을 바꾸지 않습니다. 여러분이 부른 함수에서 "
        "numpy는 둘째 인수를 무엇으로 읽습니까?",
    ),
)
def takes_the_largest(z):
    return np.max(z, 0)


# y_hat is one number, which ends every check that calls forward.
@misconception("max-for-maximum", replaces="forward", task=1, also=(2,))
def goes_forward_by_the_largest(x, w1, b1, w2, b2):
    return forward_with(takes_the_largest, x, w1, b1, w2, b2)


@misconception(
    "threshold-for-relu",
    replaces="relu",
    task=1,
    idea=Text(
        en="The hidden units are taken for threshold units, which give 0 or 1 and nothing else.",
        ko="은닉 유닛을 0과 1만 내는 임계 유닛으로 여깁니다.",
    ),
    hint=Text(
        en="ReLU says not only that a unit is on, but how much. What does a unit give here whose "
        "sum is 2, or 0.5?",
        ko="ReLU는 켜졌는지만이 아니라 얼마나 켜졌는지도 말합니다. 합이 2인 유닛, 0.5인 유닛은 "
        "여기서 무엇을 냅니까?",
    ),
)
def says_on_or_off(z):
    return (z > 0) * 1.0


@misconception("threshold-for-relu", replaces="forward", task=1)
def goes_forward_by_on_and_off(x, w1, b1, w2, b2):
    return forward_with(says_on_or_off, x, w1, b1, w2, b2)


@misconception(
    "mutates-input",
    replaces="relu",
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
def clears_in_place(z):
    z[z < 0] = 0
    return z


@misconception(
    "linear-is-enough",
    replaces="forward",
    task=1,
    idea=Text(
        en="The activation is left out: two linear layers, which are together one.",
        ko="활성화 함수가 빠졌습니다. 선형인 층 둘은 합쳐도 선형인 층 하나입니다.",
    ),
    hint=Text(
        en="Multiply (x @ w1 + b1) @ w2 + b2 out: it is a weighted sum of x and a constant. Where "
        "does the handout bend it?",
        ko="(x @ w1 + b1) @ w2 + b2를 풀어 보십시오. x의 가중합에 상수를 더한 것뿐입니다. "
        "안내문은 어디에서 이것을 꺾습니까?",
    ),
)
def leaves_out_relu(x, w1, b1, w2, b2):
    return forward_with(np.asarray, x, w1, b1, w2, b2)


@misconception("linear-is-enough", replaces=("forward", "backward"), task=1, also=(2,))
class ThroughNothing(Through):
    """Has no activation."""

    def activation(self, z):
        """Return what the units give."""
        return z

    def slope(self, z):
        """Return its slope."""
        return np.ones_like(z)
