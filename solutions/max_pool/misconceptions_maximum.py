"""Wrong ideas about max_pool: what is taken from a window, and what is mixed that is apart."""

from collections.abc import Callable

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("max_pool_forward", "max_pool_backward")


def pooled(x: np.ndarray, size: int, stride: int, pick: Callable[..., np.ndarray]) -> tuple:
    """Pool as forward should, but for what is picked from a window, (N, C, size, size)."""
    right, cache = reference.max_pool_forward(x, size, stride)
    out = np.zeros(right.shape)
    for h, k in np.ndindex(*right.shape[2:]):
        top, left = h * stride, k * stride
        out[:, :, h, k] = pick(x[:, :, top : top + size, left : left + size])
    return out, cache


@misconception(
    "pool-zero-start",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The search for the maximum starts at 0, so negative numbers are never found.",
        ko="최댓값을 0에서부터 찾으므로 음수인 최댓값을 찾지 못합니다.",
    ),
    hint=Text(
        en="What is the maximum of -3 and -5, and what does your search say? Think of something "
        "to start from that is surely not larger than the maximum.",
        ko="-3과 -5 중 큰 수는 무엇이고, 코드는 무엇이라고 합니까? 결코 최댓값보다 크지 않은 "
        "것에서 시작해야 합니다. 무엇이 있겠습니까?",
    ),
)
def starts_from_zero(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return np.maximum(out, 0), cache


@misconception("pool-zero-start", replaces=BOTH, task=2)
class FallsBackToTheCorner:
    def max_pool_forward(self, x, size=2, stride=2):
        out, (shape, first, *rest) = reference.max_pool_forward(x, size, stride)
        return out, (shape, np.where(out > 0, first, 0), *rest)

    def max_pool_backward(self, dout, cache):
        return reference.max_pool_backward(dout, cache)


@misconception("pool-zero-start", replaces=BOTH, task=1, also=(2,))
class FindsPositivesOnly:  # its backward is that of `relu-in-pool`
    def max_pool_forward(self, x, size=2, stride=2):
        out, cache = starts_from_zero(x, size, stride)
        return out, (out, cache)

    def max_pool_backward(self, dout, cache):
        out, places = cache
        return reference.max_pool_backward(dout * (out > 0), places)


@misconception(
    "pool-average",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="A window gives its mean instead of its maximum.",
        ko="창의 최댓값 대신 평균을 냅니다.",
    ),
    hint=Text(
        en="There are two kinds of pooling. Which one keeps the strongest answer of a window, "
        "however weak the others are?",
        ko="풀링에는 두 가지가 있습니다. 다른 값이 아무리 작아도 창에서 가장 강한 반응을 남기는 "
        "것은 어느 쪽입니까?",
    ),
)
def takes_the_mean(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window.mean(axis=(2, 3)))


@misconception("pool-average", replaces=BOTH, task=1, also=(2,))
class PoolsAverages:  # its backward is that of `pool-spreads-evenly`: its forward tells them apart
    def max_pool_forward(self, x, size=2, stride=2):
        out, (shape, *_) = takes_the_mean(x, size, stride)
        return out, (shape, size, stride)

    def max_pool_backward(self, dout, cache):
        shape, size, stride = cache
        dx = np.zeros(shape)
        for h, k in np.ndindex(*dout.shape[2:]):
            top, left = h * stride, k * stride
            share = dout[:, :, h, k, np.newaxis, np.newaxis] / size**2
            dx[:, :, top : top + size, left : left + size] += share
        return dx


@misconception(
    "pool-is-subsampling",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="A window gives its first pixel, whatever the others are.",
        ko="다른 픽셀은 보지 않고 창의 첫 픽셀을 냅니다.",
    ),
    hint=Text(
        en="How many pixels of a window do you look at? A feature may have been found at any of "
        "them.",
        ko="창의 픽셀 중 몇 개를 보고 있습니까? 특징은 그중 어느 픽셀에서든 나타날 수 있습니다.",
    ),
)
def takes_the_upper_left(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window[:, :, 0, 0])


@misconception(
    "pool-largest-magnitude",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The number farthest from 0 is taken for the largest.",
        ko="0에서 가장 먼 값을 최댓값으로 봅니다.",
    ),
    hint=Text(
        en="Which is larger, -9 or 1? Pooling compares numbers as they are, with their signs.",
        ko="-9와 1 중 어느 쪽이 큽니까? 풀링은 부호까지 그대로 두고 비교합니다.",
    ),
)
def takes_the_largest_absolute_value(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: np.abs(window).max(axis=(2, 3)))


@misconception("pool-largest-magnitude", replaces="max_pool_forward", task=1)
def takes_the_farthest_from_zero(x, size=2, stride=2):
    def farthest(window):
        flat = window.reshape(*window.shape[:2], -1)
        at = np.abs(flat).argmax(axis=2)
        return np.take_along_axis(flat, at[:, :, np.newaxis], axis=2)[:, :, 0]

    return pooled(x, size, stride, farthest)


@misconception(
    "max-of-rows",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The maxima of a window's rows or columns are added up.",
        ko="창의 행이나 열마다 구한 최댓값을 더합니다.",
    ),
    hint=Text(
        en="A window gives one of its own numbers. Over how many axes of the window did you take "
        "the maximum, and what did you do with what was left?",
        ko="창의 결과는 창에 있는 숫자 하나여야 합니다. 창의 축 몇 개에 대해 최댓값을 구했고, "
        "그러고 남은 값들은 어떻게 했습니까?",
    ),
)
def adds_maxima_of_rows(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window.max(axis=3).sum(axis=2))


@misconception("max-of-rows", replaces="max_pool_forward", task=1)
def adds_maxima_of_columns(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window.max(axis=2).sum(axis=2))


@misconception(
    "integer-buffer",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The result is kept in an array of whole numbers, which cuts the fractions off.",
        ko="결과를 정수 배열에 담아 소수점 아래가 잘립니다.",
    ),
    hint=Text(
        en="Look at the dtype of the array that you fill. What becomes of 1.75 in it?",
        ko="값을 채우는 배열의 dtype을 확인하십시오. 거기에 1.75를 넣으면 무엇이 됩니까?",
    ),
)
def cuts_fractions_of_out(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return out.astype(int), cache


@misconception("integer-buffer", replaces="max_pool_backward", task=2)
def cuts_fractions_of_dout(dout, cache):
    return reference.max_pool_backward(dout.astype(int), cache)


@misconception("integer-buffer", replaces="max_pool_backward", task=2)
def cuts_fractions_of_sums(dout, cache):
    dx = np.zeros(cache[0], dtype=int)
    for at in np.ndindex(dout.shape):
        one = np.zeros(dout.shape)
        one[at] = dout[at]
        where = reference.max_pool_backward(one, cache) != 0
        dx[where] = dx[where] + dout[at]
    return dx


@misconception(
    "pool-changes-depth",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The maximum is taken over the channels too.",
        ko="채널에 대해서도 최댓값을 구합니다.",
    ),
    hint=Text(
        en="Every channel tells of a feature of its own. What would the next layer still know if "
        "the strongest one hid the others?",
        ko="채널마다 서로 다른 특징을 나타냅니다. 가장 강한 채널이 나머지를 가려 버리면 다음 층은 "
        "무엇을 알 수 있습니까?",
    ),
)
def mixes_the_channels(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window.max(axis=(1, 2, 3))[:, np.newaxis])


@misconception("pool-changes-depth", replaces="max_pool_forward", task=1)
def leaves_one_channel(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return out.max(axis=1, keepdims=True), cache


@misconception(
    "pool-mixes-images",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The maximum is taken over all images of the batch.",
        ko="배치의 모든 이미지에 대해 최댓값을 구합니다.",
    ),
    hint=Text(
        en="The images of a batch have nothing to do with each other. What would change in the "
        "result of the first one if the second were another?",
        ko="배치의 이미지들은 서로 관계가 없습니다. 둘째 이미지를 바꾸면 첫째 이미지의 결과가 "
        "달라져도 됩니까?",
    ),
)
def mixes_the_images(x, size=2, stride=2):
    return pooled(x, size, stride, lambda window: window.max(axis=(0, 2, 3)))


@misconception(
    "max-without-axis",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="One maximum over all images and channels fills a whole place of the output.",
        ko="모든 이미지와 채널에서 구한 최댓값 하나로 출력의 한 자리를 모두 채웁니다.",
    ),
    hint=Text(
        en="Your window holds all images and channels at once. How many numbers should its "
        "maximum be, and over which axes is it therefore taken?",
        ko="한꺼번에 잘라 낸 창에는 모든 이미지와 채널이 들어 있습니다. 최댓값은 몇 개가 나와야 "
        "하고, 그러려면 어느 축에 대해 구해야 합니까?",
    ),
)
def takes_one_maximum_in_all(x, size=2, stride=2):
    return pooled(x, size, stride, np.max)


@misconception(
    "no-channel-loop",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="Only the first channel is dealt with.",
        ko="첫 채널만 계산합니다.",
    ),
    hint=Text(
        en="Every channel of every image is pooled by itself. Which of your loops or slices runs "
        "over the channels?",
        ko="이미지마다, 채널마다 따로 풀링합니다. 코드의 어느 반복문이나 슬라이스가 채널을 모두 "
        "지나갑니까?",
    ),
)
def pools_the_first_channel(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    out[:, 1:] = 0
    return out, cache


@misconception("no-channel-loop", replaces="max_pool_backward", task=2)
def returns_the_first_channel(dout, cache):
    dx = reference.max_pool_backward(dout, cache)
    dx[:, 1:] = 0
    return dx


@misconception(
    "channels-last",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The channels are taken for the last axis of the images.",
        ko="채널이 이미지의 마지막 축이라고 봅니다.",
    ),
    hint=Text(
        en="Libraries differ in the order of the axes. Which order does the handout give for x, "
        "and which for out?",
        ko="축의 순서는 라이브러리마다 다릅니다. 안내문에서 x의 축은 어떤 순서이고, out의 축은 "
        "어떤 순서입니까?",
    ),
)
def returns_channels_last(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return out.transpose(0, 2, 3, 1), cache


@misconception("channels-last", replaces="max_pool_backward", task=2)
def returns_gradient_channels_last(dout, cache):
    return reference.max_pool_backward(dout, cache).transpose(0, 2, 3, 1)
