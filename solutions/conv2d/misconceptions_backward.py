"""Wrong ideas about which shares a gradient adds up, and of what: task 2.

`unfinished` has no implementation: what stands in for a gradient that was never written is no idea.
"""

import functools

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BACKWARD = "conv2d_backward"


def _spoils(implementation):
    """Let an implementation return only the gradients that it gets wrong, by name."""

    @functools.wraps(implementation)
    def backward(dout, cache):
        right = _by_name(dout, cache)
        return tuple((right | implementation(dout, *cache)).values())

    return backward


def _by_name(dout, cache):
    return dict(zip(("dx", "dw", "db"), reference.conv2d_backward(dout, cache), strict=True))


def _padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def _last_share(dout, x, w, stride, pad, backwards=False):
    """Return dx where each pixel keeps what the last of its windows sent, or the first."""
    dx_padded = np.zeros_like(_padded(x, pad))
    for i, j in sorted(np.ndindex(dout.shape[2:]), reverse=backwards):
        top, left = i * stride, j * stride
        share = np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
        dx_padded[:, :, top : top + w.shape[2], left : left + w.shape[3]] = share
    height, width = x.shape[2:]
    return dx_padded[:, :, pad : pad + height, pad : pad + width]


@misconception(
    "overwrites-overlap",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="Shares of a gradient overwrite each other instead of being added up.",
        ko="기울기의 몫을 더해 나가지 않고 덮어써서 마지막 것만 남습니다.",
    ),
    hint=Text(
        en="A number that is used in several windows collects a share from each of them. What is "
        "left in your array when the second share arrives?",
        ko="여러 창에 쓰인 숫자는 창마다 몫을 하나씩 받습니다. 두 번째 몫이 들어올 때 배열에 있던 "
        "첫 번째 몫은 어떻게 됩니까?",
    ),
)
@_spoils
def keeps_the_last_window_in_dx(dout, *cache):
    return {"dx": _last_share(dout, *cache)}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_window_and_filter_in_dx(dout, x, w, stride, pad):
    return {"dx": _last_share(dout[:, -1:], x, w[-1:], stride, pad)}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_tap_in_dx(dout, *cache):
    # A pixel's last tap lies in its first window.
    return {"dx": _last_share(dout, *cache, backwards=True)}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_window_in_dw(dout, *cache):
    return {"dw": _by_name(_only_last_place(dout), cache)["dw"]}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_image_in_dw(dout, x, *rest):
    return {"dw": _by_name(dout[-1:], (x[-1:], *rest))["dw"]}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_window_and_image_in_dw(dout, x, *rest):
    return {"dw": _by_name(_only_last_place(dout)[-1:], (x[-1:], *rest))["dw"]}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_place_in_db(dout, *_):
    return {"db": dout[-1, :, -1, -1]}


@misconception("overwrites-overlap", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_last_image_in_db(dout, *_):
    return {"db": dout[-1].sum(axis=(1, 2))}


def _only_last_place(dout):
    last = np.zeros_like(dout)
    last[:, :, -1, -1] = dout[:, :, -1, -1]
    return last


@misconception(
    "divides-by-n",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="Gradients are averaged over the images or places instead of being summed.",
        ko="기울기를 합하지 않고 이미지나 위치에 걸쳐 평균을 냅니다.",
    ),
    hint=Text(
        en="If the loss is a mean over the images, where is its 1/N already, and what does the "
        "chain rule add to it?",
        ko="손실이 이미지에 대한 평균이라면 1/N은 이미 어디에 들어 있습니까? 연쇄 법칙이 거기에 "
        "무엇을 더합니까?",
    ),
)
@_spoils
def divides_the_parameters_by_n(dout, *cache):
    gradients = _by_name(dout / len(dout), cache)
    return {"dw": gradients["dw"], "db": gradients["db"]}


@misconception("divides-by-n", replaces=BACKWARD, task=2)
@_spoils
def divides_dw_by_n(dout, *cache):
    return {"dw": _by_name(dout / len(dout), cache)["dw"]}


@misconception("divides-by-n", replaces=BACKWARD, task=2)
@_spoils
def divides_dx_by_n(dout, *cache):
    return {"dx": _by_name(dout / len(dout), cache)["dx"]}


@misconception("divides-by-n", replaces=BACKWARD, task=2)
@_spoils
def averages_db(dout, *_):
    return {"db": dout.mean(axis=(0, 2, 3))}


@misconception(
    "db-wrong-axes",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="db is not summed over exactly the images, rows and columns.",
        ko="db를 이미지, 행, 열 축에 걸쳐서만 더해야 하는데 더하는 축이 다릅니다.",
    ),
    hint=Text(
        en="One bias belongs to each filter. In how many numbers of dout did it take part, and "
        "along which axes do they lie?",
        ko="편향은 필터마다 하나씩 있습니다. 편향 하나가 dout의 어느 숫자들에 영향을 주었으며, 그 "
        "숫자들은 어느 축을 따라 놓여 있습니까?",
    ),
)
@_spoils
def sums_over_filters(dout, *_):
    return {"db": dout.sum(axis=(1, 2, 3))}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def sums_the_first_image(dout, *_):
    return {"db": dout[0].sum(axis=(1, 2))}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def sums_over_places_only(dout, *_):
    return {"db": dout.sum(axis=(2, 3))}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def sums_over_images_only(dout, *_):
    return {"db": dout.sum(axis=0)}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def sums_over_all_but_columns(dout, *_):
    return {"db": dout.sum(axis=(0, 1, 2))}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def sums_over_images_and_rows(dout, *_):
    return {"db": dout.sum(axis=(0, 2))}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def keeps_the_summed_axes(dout, *_):
    return {"db": dout.sum(axis=(0, 2, 3), keepdims=True)}


@misconception("db-wrong-axes", replaces=BACKWARD, task=2)
@_spoils
def keeps_a_column_of_sums(dout, *_):
    return {"db": dout.sum(axis=(0, 2, 3))[:, np.newaxis]}


@misconception(
    "sum-over-batch",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="dx is added up over the images, which all get the same gradient.",
        ko="dx를 이미지끼리 더해 버려서 모든 이미지가 같은 기울기를 받습니다.",
    ),
    hint=Text(
        en="Filters meet every image, but does one image take part in another one's output?",
        ko="필터는 모든 이미지와 만나지만, 한 이미지가 다른 이미지의 출력에 영향을 줍니까?",
    ),
)
@_spoils
def gives_every_image_the_sum(dout, *cache):
    dx = _by_name(dout, cache)["dx"]
    return {"dx": np.repeat(dx.sum(axis=0, keepdims=True), len(dx), axis=0)}


@misconception("sum-over-batch", replaces=BACKWARD, task=2)
@_spoils
def returns_dx_of_one_image(dout, *cache):
    return {"dx": _by_name(dout, cache)["dx"].sum(axis=0)}


@misconception(
    "rotated-dx",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="The filters that make dx are turned by 180 degrees the wrong way round.",
        ko="dx를 구할 때 필터를 180도 돌려야 할지 그대로 써야 할지를 거꾸로 알고 있습니다.",
    ),
    hint=Text(
        en="Take one number of dout and one filter of 1 2 3: what reaches which pixel of dx? "
        "Windows take the filter as it is, a convolution of dout needs it turned.",
        ko="dout의 숫자 하나와 필터 1 2 3을 놓고 dx의 어느 픽셀에 무엇이 더해지는지 적어 보십시오. "
        "창마다 더할 때와 dout을 합성곱할 때는 필터의 방향이 서로 반대입니다.",
    ),
)
@_spoils
def turns_the_filters_for_dx(dout, x, w, *rest):
    return {"dx": _by_name(dout, (x, w[:, :, ::-1, ::-1], *rest))["dx"]}


@misconception(
    "swapped-correlation",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="dw comes out turned by 180 degrees.",
        ko="dw가 180도 뒤집혀 나옵니다.",
    ),
    hint=Text(
        en="Which array slides over which when you make dw? Its first number belongs to the first "
        "tap, the one on the upper left of every window.",
        ko="dw를 구할 때 무엇을 무엇 위에서 움직입니까? dw의 첫 숫자는 창마다 왼쪽 위 픽셀과 "
        "곱해지는 필터 원소의 기울기입니다.",
    ),
)
@_spoils
def turns_dw(dout, *cache):
    return {"dw": _by_name(dout, cache)["dw"][:, :, ::-1, ::-1]}


@misconception(
    "dw-is-dx-times-dout",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="dw is made from the filters or from dx where it needs the image.",
        ko="dw를 구할 때 입력 이미지 대신 필터나 dx를 씁니다.",
    ),
    hint=Text(
        en="In the forward formula, what is each weight multiplied with? That is what dout has to "
        "be multiplied with for dw.",
        ko="순전파의 식에서 가중치는 저마다 무엇과 곱해집니까? dw를 구할 때 dout에 곱할 것이 바로 "
        "그것입니다.",
    ),
)
@_spoils
def multiplies_dout_with_the_filters(dout, _, w, *__):
    return {"dw": w * dout.sum(axis=(0, 2, 3))[:, np.newaxis, np.newaxis, np.newaxis]}


@misconception("dw-is-dx-times-dout", replaces=BACKWARD, task=2)
@_spoils
def multiplies_dout_with_dx(dout, x, w, stride, pad):
    dx_padded, _, _ = reference.conv2d_backward(dout, (_padded(x, pad), w, stride, 0))
    return {"dw": _by_name(dout, (dx_padded, w, stride, 0))["dw"]}


@misconception(
    "gradients-out-of-order",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="The gradients are returned in another order than dx, dw, db.",
        ko="기울기를 dx, dw, db와 다른 순서로 돌려줍니다.",
    ),
    hint=Text(
        en="Compare the line that returns your results with the docstring of the function.",
        ko="결과를 돌려주는 줄을 함수의 설명과 견주어 보십시오.",
    ),
)
def returns_dw_first(dout, cache):
    dx, dw, db = reference.conv2d_backward(dout, cache)
    return dw, dx, db
