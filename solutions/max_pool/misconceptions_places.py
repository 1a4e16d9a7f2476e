"""Wrong ideas about max_pool: where windows start, and which number belongs to which place.

Where forward raises an error on a shape, no gradient of that shape can be asked for: task 2 fails
with it (`also`).
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


@misconception(
    "stride-ignored-in-window",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The stride sets how many windows there are, but not where they start.",
        ko="스트라이드로 창의 개수만 정하고, 창이 시작하는 곳에는 쓰지 않습니다.",
    ),
    hint=Text(
        en="With stride 2 the second window starts two pixels after the first. Where does yours "
        "start?",
        ko="스트라이드가 2이면 둘째 창은 첫째 창보다 두 픽셀 뒤에서 시작합니다. 코드의 둘째 창은 "
        "어디에서 시작합니까?",
    ),
)
def starts_at_the_output_place(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    every_pixel, _ = reference.max_pool_forward(x, size, 1)
    return every_pixel[:, :, : right.shape[2], : right.shape[3]], cache


@misconception(
    "stride-ignored-in-backward",
    replaces="max_pool_backward",
    task=2,
    idea=Text(
        en="Backward puts the gradient as if the windows started one pixel apart.",
        ko="역전파가 창이 한 픽셀 간격으로 시작하는 것처럼 기울기를 놓습니다.",
    ),
    hint=Text(
        en="Take the second entry of a row of dout. At which column of the image did its window "
        "start in forward?",
        ko="dout의 한 행에서 둘째 값을 보십시오. 그 창은 순전파에서 이미지의 몇 번째 열에서 "
        "시작했습니까?",
    ),
)
def places_at_the_output_place(dout, cache):
    return reference.max_pool_backward(dout, (*cache[:3], 1))


@misconception(
    "stride-ignored-in-backward",
    replaces=("max_pool_forward", "max_pool_backward"),
    task=2,
)
class LooksAtEveryPixel:
    def max_pool_forward(self, x, size=2, stride=2):
        out, (shape, *_) = reference.max_pool_forward(x, size, stride)
        first = reference.max_pool_forward(x, size, 1)[1][1]
        return out, (shape, first[:, :, : out.shape[2], : out.shape[3]], size, 1)

    def max_pool_backward(self, dout, cache):
        return reference.max_pool_backward(dout, cache)


@misconception(
    "index-in-window",
    replaces="max_pool_backward",
    task=2,
    idea=Text(
        en="The place of the maximum in its window is taken for its place in the image.",
        ko="창 안에서의 최댓값 위치를 이미지에서의 위치로 봅니다.",
    ),
    hint=Text(
        en="In every window the upper left pixel has the same index. How do you tell one window's "
        "from another's in dx?",
        ko="어느 창에서든 왼쪽 위 픽셀의 번호는 같습니다. dx에서는 서로 다른 창의 것을 어떻게 "
        "구별합니까?",
    ),
)
def places_in_the_corner(dout, cache):
    return reference.max_pool_backward(dout, (*cache[:3], 0))


@misconception(
    "forgot-plus-one",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The steps are counted, not the places: the last row and column of windows is missing.",
        ko="자리가 아니라 걸음을 세어, 창의 마지막 행과 열이 빠집니다.",
    ),
    hint=Text(
        en="On a row of 4 pixels, write down where windows of 2 with stride 2 start. How many "
        "steps lie between them, and how many windows are there?",
        ko="픽셀 4개가 놓인 줄에서 크기 2, 스트라이드 2인 창이 시작하는 곳을 적어 보십시오. "
        "걸음은 몇 번이고 창은 몇 개입니까?",
    ),
)
def counts_the_steps(x, size=2, stride=2):
    out, cache = reference.max_pool_forward(x, size, stride)
    return out[:, :, :-1, :-1], cache


@misconception("forgot-plus-one", replaces="max_pool_backward", task=2)
def leaves_the_last_windows_out(dout, cache):
    left = dout.copy()
    left[:, :, -1] = 0
    left[:, :, :, -1] = 0
    return reference.max_pool_backward(left, cache)


@misconception(
    "pool-assumes-pad",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="The images are padded with zeros, as for a convolution.",
        ko="합성곱처럼 이미지 둘레에 0을 붙입니다.",
    ),
    hint=Text(
        en="Which pixels does the first window hold according to the formula of the handout? Does "
        "pooling in this course pad at all?",
        ko="안내문의 공식대로라면 첫 창에는 어느 픽셀이 들어 있습니까? 이 과제의 풀링에 패딩이 "
        "있습니까?",
    ),
)
def pads_and_counts_with_the_padding(x, size=2, stride=2):
    _, cache = reference.max_pool_forward(x, size, stride)
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    return reference.max_pool_forward(padded, size, stride)[0], cache


@misconception("pool-assumes-pad", replaces="max_pool_forward", task=1)
def pads_and_keeps_the_count(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    out, _ = pads_and_counts_with_the_padding(x, size, stride)
    return out[:, :, : right.shape[2], : right.shape[3]], cache


@misconception(
    "loops-over-input",
    replaces="max_pool_forward",
    task=1,
    also=(2,),
    idea=Text(
        en="A window starts at every stride of the image, also where it no longer fits.",
        ko="창이 다 들어가지 않는 곳까지, 이미지 전체에서 스트라이드마다 창을 시작합니다.",
    ),
    hint=Text(
        en="On a row of 7 pixels, where does the last window of 3 with stride 2 start, and where "
        "does your loop end? Count the places of the output instead of the pixels.",
        ko="픽셀 7개가 놓인 줄에서 크기 3, 스트라이드 2인 마지막 창은 어디에서 시작하고, 코드의 "
        "반복문은 어디에서 끝납니까? 픽셀 대신 출력의 자리를 세어 보십시오.",
    ),
)
def starts_a_window_at_every_stride(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    out = np.zeros(right.shape)
    for top, left in np.ndindex(*x.shape[2:]):
        if top % stride == left % stride == 0:
            at = top // stride, left // stride
            out[:, :, *at] = right[:, :, *at]
    return out, cache


@misconception(
    "stride-on-output-index",
    replaces="max_pool_forward",
    task=1,
    also=(2,),
    idea=Text(
        en="The pixel where a window starts is also used as its place in the output.",
        ko="창이 시작하는 픽셀의 번호를 출력의 자리 번호로도 씁니다.",
    ),
    hint=Text(
        en="With stride 2 the third window starts at pixel 4. At which place of the output does "
        "its maximum belong?",
        ko="스트라이드가 2이면 셋째 창은 픽셀 4에서 시작합니다. 그 최댓값은 출력의 몇 번째 자리에 "
        "들어가야 합니까?",
    ),
)
def writes_at_the_pixel(x, size=2, stride=2):
    right, cache = reference.max_pool_forward(x, size, stride)
    out = np.zeros(right.shape)
    for h, k in np.ndindex(*right.shape[2:]):
        out[:, :, h * stride, k * stride] = right[:, :, h, k]
    return out, cache


@misconception("stride-on-output-index", replaces="max_pool_backward", task=2)
def reads_at_the_pixel(dout, cache):
    n, c, h, k = np.indices(dout.shape, sparse=True)
    stride = cache[3]
    return reference.max_pool_backward(dout[n, c, h * stride, k * stride], cache)
