"""Wrong ideas about max_pool: one axis taken for the other.

Where forward raises an error on a shape, no gradient of that shape can be asked for: task 2 fails
with it (`also`). `swapped-output-axes` of the catalogue is `swapped-hw` here.
"""

from collections.abc import Callable, Iterable

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("max_pool_forward", "max_pool_backward")


def pooled(
    x: np.ndarray,
    size: int,
    stride: int,
    counts: tuple[int, int],
    places: Iterable[tuple[int, int]] | None = None,
) -> np.ndarray:
    """Return an output of H' and W' in `counts`, filled at some places or at all."""
    out = np.zeros((*x.shape[:2], *counts))
    for h, k in np.ndindex(counts) if places is None else places:
        top, left = h * stride, k * stride
        out[:, :, h, k] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out


class LooksAgain:
    """Backward that looks at the windows again, at the `places` that a subclass says."""

    def max_pool_forward(self, x, size=2, stride=2):
        return reference.max_pool_forward(x, size, stride)[0], (x.copy(), size, stride)

    def max_pool_backward(self, dout, cache):
        x, size, stride = cache
        dx = np.zeros(x.shape)
        for h, k in self.places(*dout.shape[2:]):
            top, left = h * stride, k * stride
            for n, c in np.ndindex(*x.shape[:2]):
                pixels = x[n, c, top : top + size, left : left + size]
                row, column = np.unravel_index(pixels.argmax(), pixels.shape)
                dx[n, c, top + row, left + column] += dout[n, c, h, k]
        return dx


def placed(dout: np.ndarray, cache: tuple, at: Callable[..., tuple]) -> np.ndarray:
    """Put the gradients where `at` says: of a window's corner and the maximum (r, s) in it."""
    shape, first, size, stride = cache
    n, c, h, k = np.indices(dout.shape, sparse=True)
    dx = np.zeros(shape)
    np.add.at(dx, (n, c, *at(h * stride, k * stride, first // size, first % size)), dout)
    return dx


@misconception(
    "assumes-square",
    replaces="max_pool_forward",
    task=1,
    also=(2,),
    idea=Text(
        en="Images are taken to be square: one side is computed from the other.",
        ko="이미지가 정사각형이라고 보고 한 변을 다른 변으로 계산합니다.",
    ),
    hint=Text(
        en="Take an image of 4 rows and 6 columns. Follow H and W through your code: where does "
        "one of them stand in the place of the other?",
        ko="행이 4개, 열이 6개인 이미지를 생각하십시오. 코드에서 H와 W를 따라가 보면, 어디에서 "
        "하나가 다른 하나의 자리에 쓰입니까?",
    ),
)
def counts_columns_by_rows(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    return pooled(x, size, stride, (right.shape[2], right.shape[2])), cache


@misconception("assumes-square", replaces="max_pool_forward", task=1, also=(2,))
def counts_rows_by_columns(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    return pooled(x, size, stride, (right.shape[3], right.shape[3])), cache


@misconception("assumes-square", replaces=BOTH, task=2)
class WalksColumnsByRows(LooksAgain):
    def places(self, height, width):
        return np.ndindex(height, height)


@misconception("assumes-square", replaces=BOTH, task=2)
class WalksRowsByColumns(LooksAgain):
    def places(self, height, width):
        return np.ndindex(width, width)


@misconception("assumes-square", replaces=BOTH, task=2)
class WalksASquareInside(LooksAgain):
    def places(self, height, width):
        return np.ndindex(min(height, width), min(height, width))


@misconception("assumes-square", replaces=BOTH, task=2)
class CutsColumnsByRows(LooksAgain):
    def places(self, height, width):
        return np.ndindex(height, min(height, width))


@misconception("assumes-square", replaces=BOTH, task=1, also=(2,))
class TakesRowsForBoth(LooksAgain):
    def max_pool_forward(self, x, size=2, stride=2):
        return counts_columns_by_rows(x, size, stride)[0], (x.copy(), size, stride)

    def places(self, height, width):
        return np.ndindex(height, height)


@misconception("assumes-square", replaces="max_pool_backward", task=2)
def takes_columns_by_rows(dout, cache):
    side = dout.shape[2]
    square = np.zeros(dout.shape)
    square[..., :side] = dout[..., np.arange(side)]
    return reference.max_pool_backward(square, cache)


@misconception("assumes-square", replaces="max_pool_backward", task=2)
def takes_rows_by_columns(dout, cache):
    side = dout.shape[3]
    square = np.zeros(dout.shape)
    square[:, :, :side] = dout[:, :, np.arange(side)]
    return reference.max_pool_backward(square, cache)


@misconception(
    "swapped-hw",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="Rows and columns are exchanged.",
        ko="행과 열을 뒤바꿉니다.",
    ),
    hint=Text(
        en="Pool an image of two rows and four columns on paper, and see where each number lands "
        "in your code. Which index counts the rows, and which the columns?",
        ko="행이 둘, 열이 넷인 이미지를 종이 위에서 풀링하고, 코드에서는 각 숫자가 어디로 가는지 "
        "살펴보십시오. 어느 번호가 행을 세고, 어느 번호가 열을 셉니까?",
    ),
)
def returns_columns_first(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return out.swapaxes(2, 3), cache


@misconception("swapped-hw", replaces="max_pool_forward", task=1, also=(2,))
def fills_columns_first(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    out = np.zeros(right.shape)
    for h, k in np.ndindex(*right.shape[2:]):
        out[:, :, k, h] = right[:, :, h, k]
    return out, cache


@misconception("swapped-hw", replaces="max_pool_forward", task=1, also=(2,))
def makes_room_columns_first(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    out = np.zeros(right.swapaxes(2, 3).shape)
    for h, k in np.ndindex(*right.shape[2:]):
        out[:, :, h, k] = right[:, :, h, k]
    return out, cache


@misconception("swapped-hw", replaces="max_pool_backward", task=2)
def swaps_the_place_in_the_window(dout, cache):
    return placed(dout, cache, lambda top, left, r, s: (top + s, left + r))


@misconception("swapped-hw", replaces="max_pool_backward", task=2)
def swaps_the_corner_of_the_window(dout, cache):
    return placed(dout, cache, lambda top, left, r, s: (left + r, top + s))


@misconception("swapped-hw", replaces="max_pool_backward", task=2)
def swaps_the_place_in_the_image(dout, cache):
    return placed(dout, cache, lambda top, left, r, s: (left + s, top + r))


@misconception("swapped-hw", replaces="max_pool_backward", task=2)
def reads_dout_columns_first(dout, cache):
    n, c, h, k = np.indices(dout.shape, sparse=True)
    return reference.max_pool_backward(dout[n, c, k, h], cache)


@misconception(
    "diagonal-windows-only",
    replaces="max_pool_forward",
    task=1,
    also=(2,),
    idea=Text(
        en="One counter moves the window down and to the right at once: only the diagonal is "
        "filled.",
        ko="번호 하나로 창을 아래와 오른쪽으로 함께 옮겨 대각선만 채웁니다.",
    ),
    hint=Text(
        en="An output of 3x3 has nine places. How many windows does your code look at?",
        ko="3x3 출력에는 자리가 아홉 개 있습니다. 코드는 창을 몇 개 봅니까?",
    ),
)
def pools_the_diagonal(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    counts = right.shape[2:]
    return pooled(x, size, stride, counts, [(h, h) for h in range(counts[0])]), cache


@misconception("diagonal-windows-only", replaces=BOTH, task=2)
class WalksTheDiagonal(LooksAgain):
    def places(self, height, width):
        return [(h, h) for h in range(height)]
