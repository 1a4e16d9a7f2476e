"""Wrong ideas about which axis is which, and about sizes that are not given: tasks 1 and 2.

Sizes that do not fit together raise exceptions in some draws only, so an idea that forward has
stands here for both functions: who has it has it in both.

`swapped-output-axes` of the catalogue is `swapped-hw` here: the same code by another name.
"""

import functools

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
FORWARD = "conv2d_forward"
BACKWARD = "conv2d_backward"


def _out(implementation):
    """Let an implementation return `out` alone; the cache beside it is the right one."""

    @functools.wraps(implementation)
    def forward(x, w, b, stride=1, pad=0):
        return implementation(x, w, b, stride=stride, pad=pad), (x, w, stride, pad)

    return forward


def _spoils(implementation):
    """Let an implementation return only the gradients that it gets wrong, by name."""

    @functools.wraps(implementation)
    def backward(dout, cache):
        right = zip(("dx", "dw", "db"), reference.conv2d_backward(dout, cache), strict=True)
        return tuple((dict(right) | implementation(dout, *cache)).values())

    return backward


def _padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def _places(x, w, stride, pad):
    lengths = zip(x.shape[2:], w.shape[2:], strict=True)
    return tuple((n + 2 * pad - f) // stride + 1 for n, f in lengths)


def _window(size, stride, i, j):
    top, left = i * stride, j * stride
    return ..., slice(top, top + size[0]), slice(left, left + size[1])


def _filled(out, x, w, b, stride, size=None):
    """Fill `out` place by place; numpy stretches a window that is cut off to a single pixel."""
    for i, j in np.ndindex(out.shape[2:]):
        windows = x[_window(size or w.shape[2:], stride, i, j)]
        out[:, :, i, j] = np.einsum("nchw,fchw->nf", windows, w) + b
    return out


def _gradients(dout, cache, places, size=None):
    """Return the gradients of so many places, if dout has them and the windows fit."""
    x, w, stride, pad = cache
    x_padded = _padded(x, pad)
    dx, dw = np.zeros_like(x_padded), np.zeros_like(w)
    for i, j in np.ndindex(*places):
        window = _window(size or w.shape[2:], stride, i, j)
        dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], x_padded[window])
        dx[window] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    height, width = x.shape[2:]
    return dx[:, :, pad : pad + height, pad : pad + width], dw, dout.sum(axis=(0, 2, 3))


@misconception("assumes-square", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
@misconception(
    "assumes-square",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="Height and width are taken for the same: it works for squares only.",
        ko="높이와 너비를 같은 것으로 보아, 정사각형일 때만 맞습니다.",
    ),
    hint=Text(
        en="Take an image of 5x8 and a filter of 2x3 and go through your code line by line: where "
        "does a height stand in for a width?",
        ko="5x8 이미지와 2x3 필터를 놓고 코드를 한 줄씩 따라가 보십시오. 너비를 써야 할 곳에 "
        "높이를 쓴 데가 어디입니까?",
    ),
)
class CountsRowsForColumns:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        rows, _ = _places(x, w, stride, pad)
        out = np.zeros((len(x), len(w), rows, rows))
        return _filled(out, _padded(x, pad), w, b, stride), (x, w, stride, pad)

    def conv2d_backward(self, dout, cache):
        rows = dout.shape[2]
        return _gradients(dout, cache, (rows, rows))


@misconception("assumes-square", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
class CountsRowsForColumnsOfWholeWindows:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        rows, columns = _places(x, w, stride, pad)
        out, cache = reference.conv2d_forward(x, w, b, stride, pad)
        if rows > columns:  # some ways to multiply, such as tensordot, never stretch a window
            raise ValueError("a window is cut off")
        return out[:, :, :, :rows], cache

    def conv2d_backward(self, dout, cache):
        rows = dout.shape[2]
        return _gradients(dout, cache, (rows, rows))


@misconception("assumes-square", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
@misconception("assumes-square", replaces=BACKWARD, task=2)
class CountsColumnsForRows:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        _, columns = _places(x, w, stride, pad)
        out = np.zeros((len(x), len(w), columns, columns))
        return _filled(out, _padded(x, pad), w, b, stride), (x, w, stride, pad)

    def conv2d_backward(self, dout, cache):
        columns = dout.shape[3]
        return _gradients(dout, cache, (columns, columns))


@misconception("assumes-square", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
@misconception("assumes-square", replaces=BACKWARD, task=2)
class TakesTheFilterForSquare:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        side = w.shape[2]
        rows, columns = ((n + 2 * pad - side) // stride + 1 for n in x.shape[2:])
        out = np.zeros((len(x), len(w), rows, columns))
        return _filled(out, _padded(x, pad), w, b, stride, (side, side)), (x, w, stride, pad)

    def conv2d_backward(self, dout, cache):
        side = cache[1].shape[2]
        return _gradients(dout, cache, dout.shape[2:], (side, side))


@misconception("assumes-square", replaces=FORWARD, task=1, also=(2,))
@_out
def allocates_columns_by_rows(x, w, b, stride, pad):
    right, _ = reference.conv2d_forward(x, w, b, stride, pad)
    out = np.zeros_like(right.swapaxes(2, 3))
    for i, j in np.ndindex(right.shape[2:]):
        out[:, :, i, j] = right[:, :, i, j]
    return out


@misconception("assumes-square", replaces=BACKWARD, task=2)
def sums_as_many_columns_as_rows(dout, cache):
    rows = dout.shape[2]
    dx, dw, _ = _gradients(dout, cache, (rows, rows))
    return dx, dw, dout[:, :, :, :rows].sum(axis=(0, 2, 3))


@misconception("assumes-square", replaces=BACKWARD, task=2)
@_spoils
def crops_to_the_height_on_both_axes(dout, x, w, stride, pad):
    end = pad + x.shape[2]
    dx_padded, _, _ = reference.conv2d_backward(dout, (_padded(x, pad), w, stride, 0))
    return {"dx": dx_padded[:, :, pad:end, pad:end]}


@misconception(
    "swapped-hw",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="Rows and columns are exchanged, in the output or in where a window starts.",
        ko="출력에서, 또는 창이 시작하는 위치에서 행과 열이 뒤바뀌었습니다.",
    ),
    hint=Text(
        en="Which of your two loops walks down the image and which to the right? Check that every "
        "index stands on the axis it was made for.",
        ko="두 반복문 가운데 어느 것이 아래로, 어느 것이 오른쪽으로 움직입니까? 인덱스가 저마다 제 "
        "축에 쓰였는지 확인해 보십시오.",
    ),
)
@_out
def exchanges_rows_and_columns(x, w, b, **settings):
    return reference.conv2d_forward(x, w, b, **settings)[0].swapaxes(2, 3)


@misconception("swapped-hw", replaces=FORWARD, task=1, also=(2,))
@_out
def starts_windows_at_column_and_row(x, w, b, stride, pad):
    turned = np.zeros((len(x), len(w), *_places(x, w, stride, pad)[::-1]))
    # The place (h, w) gets what stands at (w, h) of an output that is as high as ours is wide.
    return _filled(turned, _padded(x, pad), w, b, stride).swapaxes(2, 3)


@misconception(
    "filters-for-height",
    replaces=FORWARD,
    task=1,
    also=(2,),  # most windows then do not fit the filters, and there is no cache
    idea=Text(
        en="The number of filters is taken for the filter's height.",
        ko="필터의 개수를 필터의 높이로 씁니다.",
    ),
    hint=Text(
        en="Read the shape of w in the handout once more. Which of its four numbers is a height?",
        ko="안내문에서 w의 모양을 다시 읽어 보십시오. 네 숫자 가운데 높이는 어느 것입니까?",
    ),
)
@_out
def takes_the_filters_for_the_height(x, w, b, stride, pad):
    size = len(w), w.shape[3]
    lengths = zip(x.shape[2:], size, strict=True)
    places = ((n + 2 * pad - f) // stride + 1 for n, f in lengths)
    out = np.zeros((len(x), len(w), *places))
    return _filled(out, _padded(x, pad), w, b, stride, size)


@misconception(
    "hard-coded-size",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="A number of channels or the size of a filter is written into the code.",
        ko="채널 수나 필터의 크기가 코드에 숫자로 박혀 있습니다.",
    ),
    hint=Text(
        en="Every 3 in your code: what is it the size of? The arguments' shapes know the right "
        "number.",
        ko="코드에 있는 3은 저마다 무엇의 크기입니까? 맞는 값은 인자로 받은 배열의 모양에 들어 "
        "있습니다.",
    ),
)
@_out
def reads_three_channels(x, w, b, **settings):
    return reference.conv2d_forward(x[:, :3], w[:, :3], b, **settings)[0]


@misconception("hard-coded-size", replaces=FORWARD, task=1, also=(2,))
@_out
def cuts_windows_of_three_by_three(x, w, b, stride, pad):
    out = np.zeros((len(x), len(w), *_places(x, w, stride, pad)))
    return _filled(out, _padded(x, pad), w, b, stride, (3, 3))


@misconception("hard-coded-size", replaces=BACKWARD, task=2)
@_spoils
def reshapes_dw_to_three_by_three(dout, *cache):
    _, dw, _ = reference.conv2d_backward(dout, cache)
    return {"dw": dw.reshape(*dw.shape[:2], 3, 3)}


@misconception(
    "diagonal-windows-only",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="Rows and columns are walked over together, which meets only the windows on the "
        "diagonal.",
        ko="행과 열을 함께 하나씩 늘려서 대각선에 있는 창만 지나갑니다.",
    ),
    hint=Text(
        en="How many numbers does one map of dout have, and how often does the body of your loop "
        "run for it?",
        ko="dout의 맵 하나에는 숫자가 몇 개 있으며, 그 맵에 대해 반복문은 몇 번 도는지 세어 "
        "보십시오.",
    ),
)
@_spoils
def walks_along_the_diagonal(dout, *cache):
    dx, dw, _ = reference.conv2d_backward(dout * np.eye(*dout.shape[2:]), cache)
    return {"dx": dx, "dw": dw}
