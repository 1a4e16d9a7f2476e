"""Windows that are cut out of, or counted on, the image without its padding: tasks 1 and 2.

A forward that raises an exception fails task 2 as well, which needs its cache.
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


def _zeros(x, w, stride, pad):
    """Make an output of the right shape for this padding."""
    lengths = zip(x.shape[2:], w.shape[2:], strict=True)
    places = ((n + 2 * pad - f) // stride + 1 for n, f in lengths)
    return np.zeros((len(x), len(w), *places))


def _window(w, stride, i, j):
    top, left = i * stride, j * stride
    return ..., slice(top, top + w.shape[2]), slice(left, left + w.shape[3])


def _filled(out, x, w, b, stride):
    """Fill `out` place by place; numpy stretches a window that is cut off to a single pixel."""
    for i, j in np.ndindex(out.shape[2:]):
        out[:, :, i, j] = np.einsum("nchw,fchw->nf", x[_window(w, stride, i, j)], w) + b
    return out


def _without_last_places(places, x, w, stride):
    """Return zeros where a window starts that the unpadded image has no room for."""
    lengths = zip(x.shape[2:], w.shape[2:], strict=True)
    rows, columns = (max(0, (n - f) // stride + 1) for n, f in lengths)
    met = np.zeros_like(places)
    met[:, :, :rows, :columns] = places[:, :, :rows, :columns]
    return met


@misconception(
    "reads-unpadded",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The windows are cut out of the image without its padding.",
        ko="창을 패딩된 입력이 아니라 원래 입력에서 잘라 냅니다.",
    ),
    hint=Text(
        en="Follow the padded image through your code: where is it read? The first window has to "
        "begin in the padding.",
        ko="패딩된 배열을 코드의 어디에서 읽는지 따라가 보십시오. 첫 번째 창은 패딩 안에서 "
        "시작해야 합니다.",
    ),
)
@_out
def reads_what_is_there(x, w, b, stride, pad):
    # A filter cut off like its window is a whole one on zeros below and to the right.
    end = (0, 2 * pad)
    return reference.conv2d_forward(np.pad(x, ((0, 0), (0, 0), end, end)), w, b, stride=stride)[0]


@misconception("reads-unpadded", replaces=FORWARD, task=1, also=(2,))
@_out
def multiplies_cut_windows(x, w, b, stride, pad):
    return _filled(_zeros(x, w, stride, pad), x, w, b, stride)


@misconception("reads-unpadded", replaces=FORWARD, task=1, also=(2,))
@_out
def contracts_cut_windows(x, w, b, stride, pad):
    out = _zeros(x, w, stride, pad)
    for i, j in np.ndindex(out.shape[2:]):
        windows = x[_window(w, stride, i, j)]
        out[:, :, i, j] = np.tensordot(windows, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out


@misconception(
    "loops-over-input",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The windows are counted on the image without its padding.",
        ko="창의 개수를 패딩하지 않은 입력을 기준으로 셉니다.",
    ),
    hint=Text(
        en="The loops run over places of the output. How many are there once the image is padded, "
        "and does your last window reach the far edge of the padding?",
        ko="반복문은 출력의 위치를 지나갑니다. 패딩을 하면 위치가 몇 개가 되는지, 마지막 창이 "
        "패딩의 끝까지 닿는지 확인해 보십시오.",
    ),
)
@_out
def leaves_the_last_places_empty(x, w, b, stride, pad):
    out, _ = reference.conv2d_forward(x, w, b, stride, pad)
    return _without_last_places(out, x, w, stride)


@misconception("loops-over-input", replaces=FORWARD, task=1, also=(2,))
@_out
def starts_a_window_at_every_pixel(x, w, b, stride, pad):
    out = _zeros(x, w, stride, pad)
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    for i, j in np.ndindex(*(-(-n // stride) for n in x.shape[2:])):
        window = x_padded[_window(w, stride, i, j)]
        out[:, :, i, j] = np.einsum("nchw,fchw->nf", window, w) + b
    return out


@misconception("loops-over-input", replaces=BACKWARD, task=2)
@_spoils
def skips_the_last_windows(dout, x, w, stride, pad):
    met = _without_last_places(dout, x, w, stride)
    return dict(
        zip(("dx", "dw"), reference.conv2d_backward(met, (x, w, stride, pad)), strict=False)
    )


@misconception("loops-over-input", replaces=BACKWARD, task=2)
@_spoils
def sums_without_the_last_windows(dout, x, w, stride, _):
    return {"db": _without_last_places(dout, x, w, stride).sum(axis=(0, 2, 3))}


@misconception(
    "cached-unpadded",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="dw is made from windows of the image without its padding.",
        ko="dw를 구할 때 패딩하지 않은 입력에서 창을 잘라 냅니다.",
    ),
    hint=Text(
        en="Which array did the filters meet in forward? Make sure that backward sees the same "
        "one.",
        ko="순전파에서 필터가 만난 배열은 어느 것입니까? 역전파도 같은 배열을 보는지 확인해 "
        "보십시오.",
    ),
)
@_spoils
def takes_what_is_there(dout, x, w, stride, pad):
    # What is missing of a window that is cut off adds nothing: zeros below and to the right.
    end = (0, 2 * pad)
    cache = (np.pad(x, ((0, 0), (0, 0), end, end)), w, stride, 0)
    return {"dw": reference.conv2d_backward(dout, cache)[1]}


@misconception("cached-unpadded", replaces=BACKWARD, task=2)
@_spoils
def takes_cut_windows(dout, x, w, stride, _):
    dw = np.zeros_like(w)
    for i, j in np.ndindex(dout.shape[2:]):
        dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], x[_window(w, stride, i, j)])
    return {"dw": dw}
