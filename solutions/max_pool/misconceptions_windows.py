"""Wrong ideas about max_pool: size and stride taken for each other, or for the number 2.

Where forward raises an error on a shape, no gradient of that shape can be asked for: task 2 fails
with it (`also`).
"""

from collections.abc import Callable

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("max_pool_forward", "max_pool_backward")


def counts_of(x: np.ndarray, size: int, stride: int) -> tuple[int, int]:
    """Return (H', W')."""
    return (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1


def pooled(
    x: np.ndarray,
    size: int,
    stride: int,
    *,
    counts: tuple[int, int] | None = None,
    pick: Callable[..., np.ndarray] = lambda window: window.max(axis=(2, 3)),
) -> np.ndarray:
    """Pool as forward should, but for the output's size or what is picked from a window."""
    height, width = counts or counts_of(x, size, stride)
    out = np.zeros((*x.shape[:2], height, width))
    for h, k in np.ndindex(height, width):
        top, left = h * stride, k * stride
        out[:, :, h, k] = pick(x[:, :, top : top + size, left : left + size])
    return out


def kept(x: np.ndarray, size: int, stride: int) -> tuple:
    """Return the cache of the right forward: backward is not what went wrong."""
    return reference.max_pool_forward(x, size, stride)[1]


class LooksAgain:
    """Backward that looks at the windows again, at its own places.

    A subclass says with `windows` which windows it takes: their size, their stride and how many.
    """

    def max_pool_forward(self, x, size=2, stride=2):
        return reference.max_pool_forward(x, size, stride)[0], (x.copy(), size, stride)

    def max_pool_backward(self, dout, cache):
        x, size, stride = cache
        size, stride, counts = self.windows(x.shape, size, stride, dout.shape[2:])
        dx = np.zeros(x.shape)
        for n, c, h, k in np.ndindex(*x.shape[:2], *counts):
            top, left = h * stride, k * stride
            pixels = x[n, c, top : top + size, left : left + size]
            row, column = np.unravel_index(pixels.argmax(), pixels.shape)
            dx[n, c, top + row, left + column] += dout[n, c, h, k]
        return dx


def both_ways(forward: Callable[..., tuple], backward: type[LooksAgain]) -> type:
    """Join a forward and a backward that are wrong alike."""

    def max_pool_forward(_, x, size=2, stride=2):
        return forward(x, size, stride)[0], (x.copy(), size, stride)

    methods = {"max_pool_forward": max_pool_forward, "windows": backward.windows}
    return type(f"{forward.__name__}_both_ways", (LooksAgain,), methods)


@misconception(
    "pool-assumes-stride",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="Size and stride are taken for the same number.",
        ko="창의 크기와 스트라이드를 같은 것으로 봅니다.",
    ),
    hint=Text(
        en="Draw windows of 3 with a stride of 2 on a row of 7 pixels. How wide is each, where "
        "does each start, and how many are there? Which of the three does your code get from the "
        "wrong number?",
        ko="픽셀 7개가 놓인 줄에 크기 3인 창을 스트라이드 2로 그려 보십시오. 창의 너비, 시작하는 "
        "곳, 개수는 각각 size와 stride 중 어느 것으로 정해집니까?",
    ),
)
def takes_windows_as_wide_as_the_stride(x, size=2, stride=2):
    out = pooled(x, stride, stride, counts=counts_of(x, size, stride))
    return out, kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_forward", task=1)
def counts_strides(x, size=2, stride=2):
    counts = x.shape[2] // stride, x.shape[3] // stride
    return pooled(x, size, stride, counts=counts), kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_forward", task=1)
def moves_and_counts_by_the_size(x, size=2, stride=2):
    counts = x.shape[2] // size, x.shape[3] // size
    return pooled(x, size, size, counts=counts), kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_forward", task=1, also=(2,))
def moves_by_the_size(x, size=2, stride=2):
    out = pooled(x, size, size, counts=counts_of(x, size, stride))
    return out, kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_forward", task=1)
def moves_by_the_size_past_the_edge(x, size=2, stride=2):
    out = pooled(
        x, size, size, counts=counts_of(x, size, stride),
        pick=lambda window: window.max(axis=(2, 3), initial=-np.inf),
    )  # fmt: skip
    return out, kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_forward", task=1, also=(2,))
def cuts_into_tiles(x, size=2, stride=2):
    n, c, height, width = x.shape
    tiles = x.reshape(n, c, height // size, size, width // size, size)
    return tiles.max(axis=(3, 5)), kept(x, size, stride)


@misconception("pool-assumes-stride", replaces="max_pool_backward", task=2)
def fills_tiles(dout, cache):
    shape, first, size, _ = cache
    n, c, height, width = shape
    hot = np.zeros((n, c, height // size, width // size, size * size))
    hot += (np.arange(size * size) == first[..., np.newaxis]) * dout[..., np.newaxis]
    tiles = hot.reshape(n, c, height // size, width // size, size, size)
    return tiles.swapaxes(3, 4).reshape(shape)


@misconception("pool-assumes-stride", replaces=BOTH, task=2)
class LooksAsWideAsTheStride(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return stride, stride, counts


@misconception("pool-assumes-stride", replaces=BOTH, task=2)
class CountsStrides(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return size, stride, (shape[2] // stride, shape[3] // stride)


@misconception("pool-assumes-stride", replaces=BOTH, task=2)
class MovesByTheSize(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return size, size, counts


@misconception("pool-assumes-stride", replaces="max_pool_backward", task=2)
def places_by_the_size(dout, cache):
    return reference.max_pool_backward(dout, (*cache[:3], cache[2]))


@misconception("pool-assumes-stride", replaces="max_pool_backward", task=2)
def places_by_the_size_around_the_edge(dout, cache):
    (n, c, height, width), first, size, _ = cache
    # As many times as large as it can come to: then fold the rest back.
    large = (n, c, height * size, width * size)
    dx = reference.max_pool_backward(dout, (large, first, size, size))
    return dx.reshape(n, c, size, height, size, width).sum(axis=(2, 4))


@misconception(
    "scrambled-cache",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Backward unpacks size and stride from the cache in the wrong order.",
        ko="역전파가 cache에서 size와 stride를 뒤바꿔 꺼냅니다.",
    ),
    hint=Text(
        en="Print what backward unpacks from the cache for size=3 and stride=2, and compare it "
        "with what forward packed.",
        ko="size=3, stride=2일 때 역전파가 cache에서 꺼낸 값을 출력하여 순전파가 담은 값과 비교해 "
        "보십시오.",
    ),
)
class UnpacksInTheWrongOrder(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return stride, size, counts


@misconception(
    "fixed-stride",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The windows move by 2, whatever the stride is.",
        ko="stride와 관계없이 창을 2씩 옮깁니다.",
    ),
    hint=Text(
        en="Look for a 2 in your code that is right only because the usual stride is 2.",
        ko="흔히 쓰는 스트라이드가 2라서 우연히 맞는 2가 코드에 있는지 찾아보십시오.",
    ),
)
def moves_by_two(x, size=2, stride=2):
    return pooled(x, size, 2), kept(x, size, stride)


@misconception("fixed-stride", replaces=BOTH, task=2)
class MovesByTwo(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return size, 2, counts


@misconception("fixed-stride", replaces="max_pool_backward", task=2)
def places_by_two(dout, cache):
    return reference.max_pool_backward(dout, (*cache[:3], 2))


@misconception(
    "hard-coded-size",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The windows are 2 wide, whatever the size is.",
        ko="size와 관계없이 창의 한 변을 2로 봅니다.",
    ),
    hint=Text(
        en="Follow a window of 3x3 through your code: is each of its nine pixels looked at, and "
        "does each keep its own place?",
        ko="3x3 창이 코드를 지나는 과정을 따라가 보십시오. 픽셀 아홉 개를 모두 보고, 각각의 "
        "위치도 그대로 지킵니까?",
    ),
)
def pools_two_by_two(x, size=2, stride=2):
    return pooled(x, 2, stride), kept(x, size, stride)


@misconception("hard-coded-size", replaces="max_pool_forward", task=1)
def compares_the_corners(x, size=2, stride=2):
    def corners(window):
        return window[:, :, [0, 0, -1, -1], [0, -1, 0, -1]].max(axis=2)

    return pooled(x, size, stride, pick=corners), kept(x, size, stride)


@misconception("hard-coded-size", replaces=BOTH, task=2)
class LooksTwoByTwo(LooksAgain):
    def windows(self, shape, size, stride, counts):
        return 2, stride, counts


@misconception("hard-coded-size", replaces="max_pool_backward", task=2)
def splits_the_index_by_two(dout, cache):
    shape, first, _, stride = cache
    return reference.max_pool_backward(dout, (shape, first, 2, stride))


@misconception("hard-coded-size", replaces="max_pool_backward", task=2)
def splits_the_index_by_two_inside(dout, cache):
    (n, c, height, width), first, size, stride = cache
    large = (n, c, height + size * size, width)
    dx = reference.max_pool_backward(dout, (large, first, 2, stride))
    dx[:, :, height - 1] += dx[:, :, height:].sum(axis=2)
    return dx[:, :, :height]


@misconception("hard-coded-size", replaces="max_pool_backward", task=2)
def unravels_two_by_two(dout, cache):
    np.unravel_index(cache[1], (2, 2))  # an error where a place is none of the four
    return splits_the_index_by_two(dout, cache)


@misconception("pool-assumes-stride", replaces=BOTH, task=1, also=(2,))
class CutsIntoTiles:
    def max_pool_forward(self, x, size=2, stride=2):
        return cuts_into_tiles(x, size, stride)

    def max_pool_backward(self, dout, cache):
        return fills_tiles(dout, cache)


as_wide_as_the_stride = misconception("pool-assumes-stride", replaces=BOTH, task=1, also=(2,))(
    both_ways(takes_windows_as_wide_as_the_stride, LooksAsWideAsTheStride)
)
counted_strides = misconception("pool-assumes-stride", replaces=BOTH, task=1, also=(2,))(
    both_ways(counts_strides, CountsStrides)
)
moved_by_the_size = misconception("pool-assumes-stride", replaces=BOTH, task=1, also=(2,))(
    both_ways(moves_by_the_size, MovesByTheSize)
)
moved_by_two = misconception("fixed-stride", replaces=BOTH, task=1, also=(2,))(
    both_ways(moves_by_two, MovesByTwo)
)
two_by_two = misconception("hard-coded-size", replaces=BOTH, task=1, also=(2,))(
    both_ways(pools_two_by_two, LooksTwoByTwo)
)
