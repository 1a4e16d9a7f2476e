"""Wrong ideas about where the windows start and how many there are: tasks 1 and 2."""

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


def _cropped(dx_padded, x, pad):
    height, width = x.shape[2:]
    return dx_padded[:, :, pad : pad + height, pad : pad + width]


def _one_pixel_apart(dout, x, w, pad):
    """Return the gradients of windows that start one pixel apart; dx as far as they reach."""
    rows, columns = (n + f - 1 for n, f in zip(dout.shape[2:], w.shape[2:], strict=True))
    met = _padded(x, pad)[:, :, :rows, :columns]
    dx, dw, _ = reference.conv2d_backward(dout, (met, w, 1, 0))
    return dx, dw


def _numbers_of(starts, places):
    """Use the starts of windows as their numbers; an IndexError where there are not so many."""
    rows, columns = (starts * np.arange(n) for n in places.shape[2:])
    return places[:, :, rows[:, np.newaxis], columns]


@misconception(
    "stride-ignored-in-window",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The output shrinks with the stride, but neighbouring windows still start one pixel "
        "apart.",
        ko="출력 크기에는 스트라이드를 반영했지만, 창은 여전히 한 픽셀 간격으로 시작합니다.",
    ),
    hint=Text(
        en="Take stride 2. In which column of the padded image does the window of output column 1 "
        "start?",
        ko="스트라이드가 2일 때 출력의 1번 열에 해당하는 창은 패딩된 입력의 몇 번 열에서 "
        "시작합니까?",
    ),
)
@_out
def starts_windows_one_pixel_apart(x, w, b, stride, pad):
    rows, columns = reference.conv2d_forward(x, w, b, stride, pad)[0].shape[2:]
    return reference.conv2d_forward(x, w, b, 1, pad)[0][:, :, :rows, :columns]


@misconception(
    "forgot-plus-one",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The output lacks its last row and column: the 1 in the formula of its size is missing.",
        ko="출력 크기를 구하는 식에서 1을 더하지 않아 마지막 행과 열이 빠집니다.",
    ),
    hint=Text(
        en="A filter as large as the image fits in exactly one place. What does your formula give "
        "for it?",
        ko="이미지와 크기가 같은 필터는 꼭 한 자리에 들어갑니다. 작성한 식으로는 몇 자리가 "
        "나옵니까?",
    ),
)
@_out
def forgets_the_last_place(x, w, b, **settings):
    return reference.conv2d_forward(x, w, b, **settings)[0][:, :, :-1, :-1]


@misconception(
    "stride-ignored-in-backward",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="Backward walks over windows that start one pixel apart, whatever the stride is.",
        ko="역전파에서 스트라이드와 상관없이 창이 한 픽셀 간격으로 시작한다고 봅니다.",
    ),
    hint=Text(
        en="Backward has to meet the very windows of forward. With stride 2, which pixels did "
        "output place 1 look at?",
        ko="역전파는 순전파와 똑같은 창을 지나야 합니다. 스트라이드가 2일 때 출력의 1번 위치는 "
        "어느 픽셀을 보았습니까?",
    ),
)
@_spoils
def places_dout_one_pixel_apart(dout, x, w, _, pad):
    dx, dw = _one_pixel_apart(dout, x, w, pad)
    dx_padded = np.zeros_like(_padded(x, pad))
    dx_padded[:, :, : dx.shape[2], : dx.shape[3]] = dx
    return {"dx": _cropped(dx_padded, x, pad), "dw": dw}


@misconception("stride-ignored-in-backward", replaces=BACKWARD, task=2)
@_spoils
def convolves_dout_without_gaps(dout, x, w, _, pad):
    return {"dx": _cropped(_one_pixel_apart(dout, x, w, pad)[0], x, pad)}


@misconception("stride-ignored-in-backward", replaces=BACKWARD, task=2)
@_spoils
def slides_dout_over_the_whole_image(dout, x, _w, _, pad):
    windows = np.lib.stride_tricks.sliding_window_view(_padded(x, pad), dout.shape[2:], axis=(2, 3))
    return {"dw": np.einsum("nfhw,ncijhw->fcij", dout, windows)}


@misconception(
    "fixed-stride",
    replaces=(FORWARD, BACKWARD),
    task=1,
    also=(2,),  # who never looks at the stride does not do so in backward either
    idea=Text(
        en="The stride is an argument, but the windows always move by the same constant.",
        ko="스트라이드를 인자로 받지만 창은 언제나 정해진 간격으로만 움직입니다.",
    ),
    hint=Text(
        en="Where in your code is stride read, and is it still what the caller passed? Draw the "
        "windows for stride 2 on paper.",
        ko="코드의 어디에서 stride를 읽는지, 그 값이 호출할 때 받은 그대로인지 확인해 보십시오. "
        "스트라이드가 2일 때의 창을 종이에 그려 보십시오.",
    ),
)
class MovesByOne:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        return reference.conv2d_forward(x, w, b, 1, pad)[0], (x, w, stride, pad)

    def conv2d_backward(self, dout, cache):
        return places_dout_one_pixel_apart(dout, cache)


@misconception("fixed-stride", replaces=(FORWARD, BACKWARD), task=1, also=(2,))
class MovesByTwo:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        return reference.conv2d_forward(x, w, b, 2, pad)[0], (x, w, 2, pad)

    def conv2d_backward(self, dout, cache):
        x, w, stride, pad = cache
        dx_padded = np.zeros_like(_padded(x, pad))
        for i, j in np.ndindex(dout.shape[2:]):
            top, left = i * stride, j * stride
            window = dx_padded[:, :, top : top + w.shape[2], left : left + w.shape[3]]
            window += np.tensordot(dout[:, :, i, j], w, axes=1)
        x_met = _padded(x, pad)[:, :, : top + w.shape[2], : left + w.shape[3]]
        _, dw, db = reference.conv2d_backward(dout, (x_met, w, stride, 0))
        return _cropped(dx_padded, x, pad), dw, db


@misconception(
    "stride-on-output-index",
    replaces=FORWARD,
    task=1,
    also=(2,),  # where it raises, backward gets no cache
    idea=Text(
        en="A window's starting pixel is used as its place in the output.",
        ko="창이 시작하는 픽셀의 위치를 출력의 위치로 그대로 씁니다.",
    ),
    hint=Text(
        en="With stride 2 the windows start at rows 0, 2, 4. Which rows of the output belong to "
        "them?",
        ko="스트라이드가 2이면 창은 0, 2, 4번 행에서 시작합니다. 각각 출력의 몇 번 행에 "
        "해당합니까?",
    ),
)
@_out
def writes_out_where_the_window_starts(x, w, b, stride, pad):
    out, _ = reference.conv2d_forward(x, w, b, stride, pad)
    _numbers_of(stride, out)
    return out


@misconception("stride-on-output-index", replaces=BACKWARD, task=2)
def reads_dout_where_the_window_starts(dout, cache):
    _numbers_of(cache[2], dout)
    return reference.conv2d_backward(dout, cache)
