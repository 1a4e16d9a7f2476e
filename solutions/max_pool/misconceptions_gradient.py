"""Wrong ideas about max_pool: what backward gives to a pixel.

Without an implementation: `unfinished` (zeros or None, behind which stands no idea) and
`pool-halves-count` (no function is asked for a count).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("max_pool_forward", "max_pool_backward")


class Window(NamedTuple):
    """One window of one channel, as a learner's four loops meet it."""

    n: int
    c: int
    top: int
    left: int
    pixels: np.ndarray  # a view of x
    gradient: float

    @property
    def maximum(self) -> tuple[int, ...]:
        """Where in dx the first maximum lies."""
        row, column = np.unravel_index(self.pixels.argmax(), self.pixels.shape)
        return self.n, self.c, self.top + row, self.left + column

    @property
    def place(self) -> tuple[int | slice, ...]:
        """Where in dx the window lies."""
        height, width = self.pixels.shape
        rows = slice(self.top, self.top + height)
        return self.n, self.c, rows, slice(self.left, self.left + width)


def windows(dout: np.ndarray, cache: tuple) -> Iterator[Window]:
    """Walk over the windows, image by image and channel by channel."""
    x, _, size, stride = cache
    for n, c, h, k in np.ndindex(dout.shape):
        top, left = h * stride, k * stride
        pixels = x[n, c, top : top + size, left : left + size]
        yield Window(n, c, top, left, pixels, dout[n, c, h, k])


def routed(dout: np.ndarray, cache: tuple, given: Callable[[Window], float]) -> np.ndarray:
    """Give something to the maximum of each window."""
    dx = np.zeros(cache[0].shape)
    for window in windows(dout, cache):
        dx[window.maximum] += given(window)
    return dx


def spread(dout: np.ndarray, cache: tuple, shares: Callable[[Window], float]) -> np.ndarray:
    """Give shares of the gradient to the pixels of each window."""
    dx = np.zeros(cache[0].shape)
    for window in windows(dout, cache):
        dx[window.place] += shares(window) * window.gradient
    return dx


class KeepsImage:
    """Forward as it should be, with the image in the cache: the reference keeps its shape."""

    def max_pool_forward(self, x, size=2, stride=2):
        out, (_, *rest) = reference.max_pool_forward(x, size, stride)
        return out, (x.copy(), *rest)


def with_image(backward: Callable[..., np.ndarray]) -> type:
    """Let a backward look at the image."""
    return type(backward.__name__, (KeepsImage,), {"max_pool_backward": staticmethod(backward)})


@misconception(
    "pool-overwrites-overlap",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Where windows overlap, the last one overwrites what the others gave.",
        ko="창이 겹치는 곳에서 마지막 창이 앞선 창들의 기울기를 덮어씁니다.",
    ),
    hint=Text(
        en="A pixel can be the maximum of several windows. What does each of them contribute to "
        "its gradient, and what is left of that in dx after the last window was written?",
        ko="한 픽셀이 여러 창의 최댓값일 수 있습니다. 창마다 그 픽셀의 기울기에 무엇을 보태야 "
        "합니까? 마지막 창을 쓴 뒤 dx에는 그중 무엇이 남아 있습니까?",
    ),
)
@with_image
def assigns_at_the_maximum(dout, cache):
    dx = np.zeros(cache[0].shape)
    for window in windows(dout, cache):
        dx[window.maximum] = window.gradient
    return dx


@misconception("pool-overwrites-overlap", replaces=BOTH, task=2)
@with_image
def assigns_the_whole_window(dout, cache):
    dx = np.zeros(cache[0].shape)
    for window in windows(dout, cache):
        dx[window.place] = 0
        dx[window.maximum] = window.gradient
    return dx


@misconception(
    "pool-all-ties",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Where a window has several maxima, the gradient does not go to the first one alone.",
        ko="한 창에 최댓값이 여럿일 때 기울기가 그중 첫 픽셀에만 가지 않습니다.",
    ),
    hint=Text(
        en="When a number occurs twice in a window, which of the two did the handout agree on? "
        "Ask in which order your code looks at the pixels, and at how many of them it stops.",
        ko="같은 최댓값이 한 창에 두 번 나오면 안내문은 어느 것으로 정했습니까? 코드가 픽셀을 "
        "어떤 순서로 보는지, 몇 개를 고르는지 살펴보십시오.",
    ),
)
@with_image
def gives_to_every_maximum(dout, cache):
    return spread(dout, cache, lambda window: window.pixels == window.pixels.max())


@misconception("pool-all-ties", replaces=BOTH, task=2)
@with_image
def shares_among_the_maxima(dout, cache):
    def shares(window):
        mask = window.pixels == window.pixels.max()
        return mask / mask.sum()

    return spread(dout, cache, shares)


@misconception("pool-all-ties", replaces=BOTH, task=2)
@with_image
def gives_to_the_last_maximum(dout, cache):
    def last(window):
        at = window.pixels.size - 1 - window.pixels[::-1, ::-1].argmax()
        return (np.arange(window.pixels.size) == at).reshape(window.pixels.shape)

    return spread(dout, cache, last)


@misconception("pool-all-ties", replaces=BOTH, task=2)
@with_image
def looks_column_by_column(dout, cache):
    def first_column(window):
        at = window.pixels.T.argmax()
        return (np.arange(window.pixels.size) == at).reshape(window.pixels.T.shape).T

    return spread(dout, cache, first_column)


@misconception(
    "pool-spreads-evenly",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Every pixel of a window gets a gradient, as in average pooling.",
        ko="평균 풀링처럼 창 안의 모든 픽셀이 기울기를 받습니다.",
    ),
    hint=Text(
        en="Move a pixel that is not the maximum a little. What happens to the output of its "
        "window?",
        ko="최댓값이 아닌 픽셀을 조금 움직여 보십시오. 그 창의 출력이 변합니까?",
    ),
)
@with_image
def shares_in_the_window(dout, cache):
    return spread(dout, cache, lambda window: np.full(window.pixels.shape, 1 / window.pixels.size))


@misconception("pool-spreads-evenly", replaces=BOTH, task=2)
@with_image
def copies_to_the_window(dout, cache):
    return spread(dout, cache, lambda window: np.ones(window.pixels.shape))


@misconception(
    "pool-mask-global",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="A pixel gets a gradient because its number is the maximum of some other window.",
        ko="다른 창의 최댓값과 값이 같다는 이유만으로 픽셀이 기울기를 받습니다.",
    ),
    hint=Text(
        en="The same number may occur all over the image. Which pixels did a window compare with "
        "one another, and which does your mask compare?",
        ko="같은 값은 이미지 어디에나 또 나올 수 있습니다. 창 하나는 어떤 픽셀들을 서로 "
        "비교했습니까? 마스크는 어떤 픽셀들과 비교합니까?",
    ),
)
@with_image
def compares_with_the_map(dout, cache):
    x = cache[0]
    dx = np.zeros(x.shape)
    for window in windows(dout, cache):
        image = x[window.n, window.c]
        dx[window.n, window.c] += (image == window.pixels.max()) * window.gradient
    return dx


@misconception("pool-mask-global", replaces=BOTH, task=2)
@with_image
def compares_with_all_images(dout, cache):
    x = cache[0]
    dx = np.zeros(x.shape)
    for window in windows(dout, cache):
        dx += (x == window.pixels.max()) * window.gradient
    return dx


@misconception("pool-mask-global", replaces=BOTH, task=2)
@with_image
def looks_among_all_maxima(dout, cache):
    x, _, size, stride = cache
    maxima, _ = reference.max_pool_forward(x, size, stride)
    among = np.zeros(x.shape, dtype=bool)
    for n, c in np.ndindex(*x.shape[:2]):
        among[n, c] = np.isin(x[n, c], maxima[n, c])
    return spread(dout, cache, lambda window: among[window.place])


@misconception(
    "divides-by-n",
    replaces="max_pool_backward",
    task=2,
    idea=Text(
        en="The gradient is divided by the number of images.",
        ko="기울기를 이미지 수로 나눕니다.",
    ),
    hint=Text(
        en="dout already says how much the loss changes with each output, whatever mean the loss "
        "took. What would a second division mean?",
        ko="손실이 평균이든 아니든, 출력마다 손실이 얼마나 변하는지는 이미 dout에 들어 있습니다. "
        "한 번 더 나누면 무엇을 뜻하게 됩니까?",
    ),
)
def divides_by_the_batch(dout, cache):
    return reference.max_pool_backward(dout, cache) / len(dout)


@misconception(
    "forgets-dout",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="dx only marks or repeats the maxima; the gradient that arrives is not used.",
        ko="dx에 최댓값의 위치나 값만 담고, 전달받은 기울기는 쓰지 않습니다.",
    ),
    hint=Text(
        en="If dout were twice as large, the loss would change twice as fast with every pixel. "
        "What would your dx do?",
        ko="dout이 두 배가 되면 픽셀마다 손실도 두 배로 빨리 변합니다. 그때 코드의 dx는 어떻게 "
        "됩니까?",
    ),
)
@with_image
def counts_the_maxima(dout, cache):
    return routed(dout, cache, lambda _: 1.0)


@misconception("forgets-dout", replaces=BOTH, task=2)
@with_image
def marks_the_maxima(dout, cache):
    return (routed(dout, cache, lambda _: 1.0) > 0).astype(float)


@misconception("forgets-dout", replaces=BOTH, task=2)
@with_image
def puts_the_pixels_back(dout, cache):
    return routed(dout, cache, lambda window: window.pixels.max())


@misconception(
    "times-the-input",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="The gradient is multiplied by the pixel.",
        ko="기울기에 픽셀의 값을 곱합니다.",
    ),
    hint=Text(
        en="The output is the maximum itself. When that pixel grows by a little, by how much does "
        "the output grow, and does it depend on how large the pixel is?",
        ko="출력은 최댓값 자체입니다. 그 픽셀이 조금 커지면 출력은 얼마나 커집니까? 그것이 픽셀의 "
        "값에 따라 달라집니까?",
    ),
)
@with_image
def multiplies_by_the_maximum(dout, cache):
    return routed(dout, cache, lambda window: window.gradient * window.pixels.max())


@misconception(
    "relu-in-pool",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Only positive maxima get a gradient, as behind a ReLU.",
        ko="ReLU처럼 최댓값이 양수일 때만 기울기를 줍니다.",
    ),
    hint=Text(
        en="Max pooling asks which pixel is the largest, and the output follows that pixel "
        "whatever its sign. With what does your code compare the numbers of a window, apart from "
        "one another?",
        ko="최대 풀링은 어느 픽셀이 가장 큰지만 묻고, 출력은 부호와 관계없이 그 픽셀을 따라 "
        "변합니다. 코드는 창의 값들을 서로 비교하는 것 말고 무엇과 비교하고 있습니까?",
    ),
)
@with_image  # what a backward gives, too, whose search starts at 0: see `pool-zero-start`
def stops_negative_maxima(dout, cache):
    return routed(dout, cache, lambda at: at.gradient if at.pixels.max() > 0 else 0.0)
