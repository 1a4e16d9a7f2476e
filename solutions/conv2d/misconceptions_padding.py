"""Wrong ideas about the padding: tasks 1 and 2.

A forward that raises an exception fails task 2 as well, which needs its cache. Where it raises in
some draws only, the idea stands here for both functions: who has it has it in both.
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


def _padded(x, pad, **mode):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), **mode)


def _dx_padded(dout, x, w, stride, pad):
    return reference.conv2d_backward(dout, (_padded(x, pad), w, stride, 0))[0]


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


def _gradients(dout, x, w, stride):
    """Return the gradients, place by place; a window that is cut off has no dx."""
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i, j in np.ndindex(dout.shape[2:]):
        window = _window(w, stride, i, j)
        dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], x[window])
        dx[window] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dx, dw, dout.sum(axis=(0, 2, 3))


@misconception(
    "padded-wrong-axes",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The batch or the channels are padded too, not only height and width.",
        ko="높이와 너비뿐 아니라 배치나 채널 축에도 패딩을 넣습니다.",
    ),
    hint=Text(
        en="Print the padded image's shape. Padding makes images larger; does it make more images, "
        "or more channels?",
        ko="패딩된 배열의 모양을 출력해 보십시오. 패딩은 이미지를 키웁니다. 이미지나 채널의 개수도 "
        "늘어나야 합니까?",
    ),
)
@_out
def pads_the_batch(x, w, b, stride, pad):
    images = np.pad(x, ((pad, pad), (0, 0), (0, 0), (0, 0)))
    return reference.conv2d_forward(images[: len(x)], w, b, stride=stride, pad=pad)[0]


@misconception("padded-wrong-axes", replaces=FORWARD, task=1)
@_out
def returns_the_padded_batch(x, w, b, stride, pad):
    images = np.pad(x, ((pad, pad), (0, 0), (0, 0), (0, 0)))
    return reference.conv2d_forward(images, w, b, stride=stride, pad=pad)[0]


@misconception(
    "padding-not-zeros",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The padding repeats or mirrors the image's pixels instead of being zeros.",
        ko="패딩을 0으로 채우지 않고 이미지의 픽셀을 반복하거나 뒤집어 채웁니다.",
    ),
    hint=Text(
        en="Print a small padded image. What does the handout say stands in the rings around it?",
        ko="작은 이미지를 패딩해서 출력해 보십시오. 안내문에서는 둘레를 무엇으로 채운다고 합니까?",
    ),
)
@_out
def repeats_the_edge(x, w, b, stride, pad):
    return reference.conv2d_forward(_padded(x, pad, mode="edge"), w, b, stride=stride)[0]


@misconception("padding-not-zeros", replaces=FORWARD, task=1)
@_out
def mirrors_the_image(x, w, b, stride, pad):
    return reference.conv2d_forward(_padded(x, pad, mode="reflect"), w, b, stride=stride)[0]


@misconception(
    "pad-one-side",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The output's size counts the padding on one side only.",
        ko="출력 크기를 구할 때 패딩을 한쪽만 셉니다.",
    ),
    hint=Text(
        en="How tall is an image of H rows when there are pad rows of zeros above it and below it?",
        ko="행이 H개인 이미지의 위와 아래에 0이 pad줄씩 붙으면 높이는 얼마가 됩니까?",
    ),
)
@_out
def counts_the_padding_once(x, w, b, stride, pad):
    lengths = zip(x.shape[2:], w.shape[2:], strict=True)
    rows, columns = ((n + pad - f) // stride + 1 for n, f in lengths)
    return reference.conv2d_forward(x, w, b, stride=stride, pad=pad)[0][:, :, :rows, :columns]


class _PadsAlike:
    pad: int

    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        out = _zeros(x, w, stride, self.pad)
        return _filled(out, _padded(x, self.pad), w, b, stride), (x, w, stride, pad)

    def conv2d_backward(self, dout, cache):
        x, w, stride, _ = cache
        dx_padded, dw, db = _gradients(dout, _padded(x, self.pad), w, stride)
        height, width = x.shape[2:]
        return dx_padded[:, :, self.pad :, self.pad :][:, :, :height, :width], dw, db


@misconception("fixed-pad", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
@misconception(
    "fixed-pad",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="The padding is a constant in the code, whatever pad is.",
        ko="pad 값과 상관없이 패딩의 크기가 코드에 상수로 박혀 있습니다.",
    ),
    hint=Text(
        en="Run your code with pad 0, 1 and 2. Which numbers in it are right for one of them only?",
        ko="pad를 0, 1, 2로 바꾸어 실행해 보십시오. 코드 속 숫자 가운데 그중 하나에만 맞는 것이 "
        "무엇입니까?",
    ),
)
class PadsByOne(_PadsAlike):
    pad = 1


@misconception("fixed-pad", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
class NeverPads(_PadsAlike):
    pad = 0


@misconception("fixed-pad", replaces=BACKWARD, task=2)
@_spoils
def crops_one_pixel(dout, x, w, stride, pad):
    return {"dx": _dx_padded(dout, x, w, stride, pad)[:, :, 1:-1, 1:-1]}


@misconception(
    "crop-pad-zero",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="A slice [pad:-pad] stands for what lies inside the padding; at pad 0 it is empty.",
        ko="패딩 안쪽을 [pad:-pad]로 잘라 내는데, pad가 0이면 남는 것이 없습니다.",
    ),
    hint=Text(
        en="What does a slice contain that ends at -0? Think of where the picture ends rather than "
        "of how much to cut.",
        ko="-0에서 끝나는 슬라이스에는 무엇이 남습니까? 얼마나 잘라 낼지가 아니라 이미지가 "
        "어디에서 끝나는지를 생각해 보십시오.",
    ),
)
@_spoils
def crops_to_minus_pad(dout, x, w, stride, pad):
    return {"dx": _dx_padded(dout, x, w, stride, pad)[:, :, pad:-pad, pad:-pad]}


@misconception("crop-pad-zero", replaces=FORWARD, task=1, also=(2,))
@_out
def fills_up_to_minus_pad(x, w, b, stride, pad):
    x_padded = np.zeros_like(_padded(x, pad))
    x_padded[:, :, pad:-pad, pad:-pad] = x
    return reference.conv2d_forward(x_padded, w, b, stride)[0]


@misconception(
    "pad-not-cropped",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="The padding is not cut off dx, or not on all four sides.",
        ko="dx에서 패딩을 잘라 내지 않거나 네 면 가운데 일부만 잘라 냅니다.",
    ),
    hint=Text(
        en="A gradient has the shape of what it belongs to. Where does the image itself begin and "
        "end in the padded one?",
        ko="기울기의 모양은 원래 배열의 모양과 같습니다. 패딩된 배열에서 이미지 자체는 어디에서 "
        "시작하고 끝납니까?",
    ),
)
@_spoils
def keeps_the_padding(dout, x, w, stride, pad):
    return {"dx": _dx_padded(dout, x, w, stride, pad)}


@misconception("pad-not-cropped", replaces=BACKWARD, task=2)
@_spoils
def crops_the_far_end_twice(dout, x, w, stride, pad):
    height, width = x.shape[2:]
    return {"dx": _dx_padded(dout, x, w, stride, pad)[:, :, :height, :width]}


@misconception("pad-not-cropped", replaces=BACKWARD, task=2)
@_spoils
def crops_the_near_end_only(dout, x, w, stride, pad):
    return {"dx": _dx_padded(dout, x, w, stride, pad)[:, :, pad:, pad:]}


@misconception(
    "negative-slice-end",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="dx ends at H - pad, although the array it is cut from is longer than H.",
        ko="잘라 내는 배열은 H보다 긴데도 dx를 H - pad에서 끝냅니다.",
    ),
    hint=Text(
        en="In the padded array the image starts at row pad. After how many rows does it end, and "
        "in which row is that?",
        ko="패딩된 배열에서 이미지는 pad번 행에서 시작합니다. 거기에서 몇 행이 지나야 끝나며, 그 "
        "행은 몇 번입니까?",
    ),
)
@_spoils
def crops_to_the_height_less_pad(dout, x, w, stride, pad):
    rows, columns = (slice(pad, n - pad) for n in x.shape[2:])
    return {"dx": _dx_padded(dout, x, w, stride, pad)[:, :, rows, columns]}
