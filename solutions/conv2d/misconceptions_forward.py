"""Wrong ideas about what one number of the output is: task 1.

An idea that makes forward raise an exception fails task 2 as well, which needs forward's cache.
"""

import functools

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
FORWARD = "conv2d_forward"


def _out(implementation):
    """Let an implementation return `out` alone; the cache beside it is the right one."""

    @functools.wraps(implementation)
    def forward(x, w, b, stride=1, pad=0):
        return implementation(x, w, b, stride=stride, pad=pad), (x, w, stride, pad)

    return forward


def _right(x, w, b, **settings):
    return reference.conv2d_forward(x, w, b, **settings)[0]


def _columns(x, w, stride, pad):
    """Lay out all windows: (N, H', W', C, HH, WW)."""
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_padded, w.shape[2:], axis=(2, 3))
    return windows[:, :, ::stride, ::stride].transpose(0, 2, 3, 1, 4, 5)


@misconception(
    "flipped-kernel",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The filter is turned by 180 degrees before it is laid on the window.",
        ko="필터를 180도 돌린 다음 창에 겹칩니다.",
    ),
    hint=Text(
        en="That is convolution as mathematics defines it. Which tap does the handout's formula "
        "lay on the upper left pixel of a window?",
        ko="수학에서 정의하는 합성곱은 그렇습니다. 안내문의 식에서는 창의 왼쪽 위 픽셀에 필터의 "
        "어느 원소를 곱하는지 확인해 보십시오.",
    ),
)
@_out
def turns_the_filter(x, w, b, **settings):
    return _right(x, w[:, :, ::-1, ::-1], b, **settings)


@misconception("flipped-kernel", replaces=FORWARD, task=1)
@_out
def turns_the_channels_too(x, w, b, **settings):
    return _right(x, w[:, ::-1, ::-1, ::-1], b, **settings)


@misconception(
    "no-channel-sum",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The channels are not added up: only one of them counts, or their mean.",
        ko="채널을 모두 더하지 않고, 채널 하나만 쓰거나 채널의 평균을 냅니다.",
    ),
    hint=Text(
        en="A filter is as deep as the image. How many products make up one number of the output, "
        "and what happens to all of them?",
        ko="필터의 깊이는 이미지의 채널 수와 같습니다. 출력의 숫자 하나에 곱이 몇 개 들어가는지, "
        "그 곱을 모두 어떻게 하는지 생각해 보십시오.",
    ),
)
@_out
def takes_the_first_channel(x, w, b, **settings):
    return _right(x[:, :1], w[:, :1], b, **settings)


@misconception("no-channel-sum", replaces=FORWARD, task=1)
@_out
def keeps_the_last_channel(x, w, b, **settings):
    return _right(x[:, -1:], w[:, -1:], b, **settings)


@misconception("no-channel-sum", replaces=FORWARD, task=1)
@_out
def averages_the_channels(x, w, b, **settings):
    return _right(x, w / w.shape[1], b, **settings)


@misconception(
    "bias-missing",
    replaces=FORWARD,
    task=1,
    idea=Text(en="The bias is never added.", ko="편향을 더하지 않습니다."),
    hint=Text(
        en="Every term of the formula has to turn up in your code. Which argument do you never "
        "use?",
        ko="식의 모든 항이 코드에 나타나야 합니다. 한 번도 쓰지 않은 인자가 무엇인지 찾아보십시오.",
    ),
)
@_out
def adds_no_bias(x, w, b, **settings):
    return _right(x, w, np.zeros_like(b), **settings)


@misconception(
    "bias-per-tap",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The bias is added several times: for every product or for every channel.",
        ko="편향을 곱마다, 또는 채널마다 거듭 더합니다.",
    ),
    hint=Text(
        en="Count how often the bias gets into one number of the output. Is it added inside the "
        "sum or to the finished sum?",
        ko="출력의 숫자 하나에 편향이 몇 번 들어가는지 세어 보십시오. 합을 구하는 도중에 더합니까, "
        "다 구한 합에 더합니까?",
    ),
)
@_out
def adds_the_bias_to_every_product(x, w, b, **settings):
    return _right(x, w, b * w[0].size, **settings)


@misconception("bias-per-tap", replaces=FORWARD, task=1)
@_out
def adds_the_bias_for_every_channel(x, w, b, **settings):
    return _right(x, w, b * w.shape[1], **settings)


@misconception("bias-per-tap", replaces=FORWARD, task=1)
@_out
def adds_the_bias_for_every_pixel_of_the_window(x, w, b, **settings):
    return _right(x, w, b * w[0, 0].size, **settings)


@misconception(
    "bias-on-wrong-axis",
    replaces=FORWARD,
    task=1,
    also=(2,),  # the shapes seldom fit, and then there is no cache
    idea=Text(
        en="The biases are added along the width of the output instead of along its filters.",
        ko="편향을 출력의 필터 축이 아니라 너비 축을 따라 더합니다.",
    ),
    hint=Text(
        en="numpy lines shapes up from the right. On which axis of the output does b (F,) land, "
        "and on which should it?",
        ko="numpy는 배열의 모양을 오른쪽부터 맞춥니다. 모양이 (F,)인 b가 출력의 어느 축에 "
        "놓이는지, 어느 축에 놓여야 하는지 생각해 보십시오.",
    ),
)
@_out
def adds_the_biases_along_the_width(x, w, b, **settings):
    return _right(x, w, np.zeros_like(b), **settings) + b


@misconception(
    "integer-buffer",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="The output is kept as integers, which cuts off everything after the point.",
        ko="출력을 정수 배열에 담아 소수점 아래가 잘려 나갑니다.",
    ),
    hint=Text(
        en="Print the dtype of your output. What becomes of 2.7 when it is stored there?",
        ko="출력 배열의 dtype을 확인해 보십시오. 거기에 2.7을 넣으면 무엇이 됩니까?",
    ),
)
@_out
def stores_integers(x, w, b, **settings):
    return _right(x, w, b, **settings).astype(int)


@misconception(
    "im2col-mixed-axes",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="A reshape mixes up axes: the shape is right, the numbers stand in the wrong places.",
        ko="reshape를 하면서 축이 뒤섞여, 모양은 맞지만 숫자가 엉뚱한 자리에 놓입니다.",
    ),
    hint=Text(
        en="A reshape never moves a number past another. Write down which axes lie in your array, "
        "in order, before and after each reshape; which have to change places first?",
        ko="reshape는 숫자의 순서를 바꾸지 않습니다. reshape 앞뒤로 배열에 어떤 축이 어떤 순서로 "
        "놓이는지 적어 보고, 먼저 자리를 바꿔야 할 축을 찾아보십시오.",
    ),
)
@_out
def leaves_the_filters_last(x, w, b, **settings):
    out = _right(x, w, b, **settings)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


@misconception("im2col-mixed-axes", replaces=FORWARD, task=1)
@_out
def leaves_the_filters_first(x, w, b, **settings):
    out = _right(x, w, b, **settings)
    return out.transpose(1, 0, 2, 3).reshape(out.shape)


@misconception("im2col-mixed-axes", replaces=FORWARD, task=1)
@_out
def leaves_the_images_last(x, w, b, **settings):
    out = _right(x, w, b, **settings)
    return out.transpose(1, 2, 3, 0).reshape(out.shape)


@misconception("im2col-mixed-axes", replaces=FORWARD, task=1)
@_out
def leaves_the_places_last(x, w, b, **settings):
    columns = _columns(x, w, **settings)
    mixed = columns.transpose(0, 3, 4, 5, 1, 2).reshape(columns.shape)
    return (np.einsum("nhwcij,fcij->nhwf", mixed, w) + b).transpose(0, 3, 1, 2)


@misconception("im2col-mixed-axes", replaces=FORWARD, task=1)
@_out
def reshapes_the_filters_for_transposing(x, w, b, **settings):
    mixed = w.reshape(-1, len(w)).T.reshape(w.shape)
    return _right(x, mixed, b, **settings)


@misconception("im2col-mixed-axes", replaces=FORWARD, task=1)
@_out
def flattens_windows_channels_last(x, w, b, **settings):
    columns = _columns(x, w, **settings)
    mixed = columns.transpose(0, 1, 2, 4, 5, 3).reshape(columns.shape)
    return (np.einsum("nhwcij,fcij->nhwf", mixed, w) + b).transpose(0, 3, 1, 2)
