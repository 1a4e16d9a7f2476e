"""Wrong ideas about sizing: the places along one axis, and what is refused.

Each stands for `output_size` and for the layer that sizes its two axes by it, so that tasks 1 and 3
fail together (`also`).

Without an implementation, because none of the four functions is asked about them:
`same-at-any-stride`, `first-layer-size-again`, `batch-in-size`, `flatten-without-channels` and what
is about pooling.
"""

from collections.abc import Callable

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("output_size", "conv_output_shape")


def in_layer_too(size: Callable[..., object]) -> type:
    """Let a layer size its axes by a wrong `output_size`, as a learner's layer does."""

    def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
        _, height, width = input_shape
        sides = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        return (
            filters,
            size(height, sides[0], stride, pad),
            size(width, sides[1], stride, pad),
        )

    functions = {"output_size": size, "conv_output_shape": conv_output_shape}
    return type(size.__name__, (), {name: staticmethod(each) for name, each in functions.items()})


def way_of(n: int, f: int, stride: int, pad: int) -> int:
    """Return how far the filter can move, and refuse what the reference refuses."""
    reference.output_size(n, f, stride, pad)
    return n + 2 * pad - f


@misconception(
    "forgot-pad",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The padding is left out.",
        ko="패딩을 계산에 넣지 않습니다.",
    ),
    hint=Text(
        en="The filter moves over the padded input. How many pixels lie in that row, zeros "
        "included?",
        ko="필터는 패딩을 붙인 입력 위에서 움직입니다. 붙인 0까지 세면 한 줄에 픽셀이 몇 개입니까?",
    ),
)
@in_layer_too
def leaves_the_padding_out(n, f, stride=1, pad=0):
    return reference.output_size(n, f, stride)


@misconception("forgot-pad", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def refuses_negative_padding_only(n, f, stride=1, pad=0):
    return reference.output_size(n - 2 * pad, f, stride, pad)


@misconception("forgot-pad", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def pads_for_the_checks_only(n, f, stride=1, pad=0):
    return (way_of(n, f, stride, pad) - 2 * pad) // stride + 1


@misconception(
    "pad-one-side",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The padding is counted at one end only.",
        ko="패딩을 한쪽 끝에서만 셉니다.",
    ),
    hint=Text(
        en="Draw three pixels with a padding of 1. How many zeros did you draw?",
        ko="픽셀 세 개에 패딩 1을 붙여 그려 보십시오. 0을 모두 몇 개 그렸습니까?",
    ),
)
@in_layer_too
def pads_one_end(n, f, stride=1, pad=0):
    return reference.output_size(n - pad, f, stride, pad)


@misconception("pad-one-side", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def pads_both_ends_for_the_checks_only(n, f, stride=1, pad=0):
    return (way_of(n, f, stride, pad) - pad) // stride + 1


@misconception(
    "subtracted-pad",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The padding is taken away from the input instead of added to it.",
        ko="패딩을 입력에 더하지 않고 뺍니다.",
    ),
    hint=Text(
        en="Does padding give the filter more room to move, or less?",
        ko="패딩을 붙이면 필터가 움직일 자리가 늘어납니까, 줄어듭니까?",
    ),
)
@in_layer_too
def takes_the_padding_away(n, f, stride=1, pad=0):
    return reference.output_size(n - 4 * pad, f, stride, pad)


@misconception("subtracted-pad", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def takes_the_padding_away_after_the_checks(n, f, stride=1, pad=0):
    return (way_of(n, f, stride, pad) - 4 * pad) // stride + 1


@misconception(
    "forgot-plus-one",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The steps of the filter are counted, not its places.",
        ko="필터가 놓이는 자리가 아니라 걸음을 셉니다.",
    ),
    hint=Text(
        en="A filter as long as the input cannot move at all. In how many places can it lie?",
        ko="길이가 입력과 같은 필터는 전혀 움직이지 못합니다. 이 필터가 놓일 자리는 몇 개입니까?",
    ),
)
@in_layer_too
def counts_the_steps(n, f, stride=1, pad=0):
    return reference.output_size(n, f, stride, pad) - 1


@misconception(
    "forgot-stride",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The places are counted as if the filter moved pixel by pixel.",
        ko="필터가 한 픽셀씩 움직이는 것처럼 자리를 셉니다.",
    ),
    hint=Text(
        en="With stride 2, at which pixels does a filter of 3 start on a row of 7? How many of "
        "them are there?",
        ko="스트라이드가 2이면 길이 3인 필터는 픽셀 7개의 줄에서 어느 픽셀들에서 시작합니까? 모두 "
        "몇 곳입니까?",
    ),
)
@in_layer_too
def leaves_the_stride_out(n, f, stride=1, pad=0):
    return reference.output_size(n, f, 1, pad)


@misconception("forgot-stride", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def strides_for_the_checks_only(n, f, stride=1, pad=0):
    return way_of(n, f, stride, pad) + 1


@misconception(
    "stride-and-pad-ignored",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Neither the stride nor the padding is used.",
        ko="스트라이드도 패딩도 쓰지 않습니다.",
    ),
    hint=Text(
        en="n - f + 1 is one special case of the formula. For which stride and which padding?",
        ko="n - f + 1은 공식의 특별한 경우입니다. 스트라이드와 패딩이 얼마일 때입니까?",
    ),
)
@in_layer_too
def uses_neither_stride_nor_padding(n, f, stride=1, pad=0):
    return reference.output_size(n, f)


@misconception(
    "forgot-filter",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The padded input is divided by the stride; the filter's length is left out.",
        ko="필터의 길이를 빼지 않고, 패딩한 입력을 스트라이드로 나눕니다.",
    ),
    hint=Text(
        en="The filter lies inside the padded input from its first pixel to its last. How far can "
        "its left end get?",
        ko="필터는 첫 픽셀부터 끝 픽셀까지 패딩한 입력 안에 있어야 합니다. 필터의 왼쪽 끝은 "
        "어디까지 갈 수 있습니까?",
    ),
)
@in_layer_too
def divides_the_padded_input(n, f, stride=1, pad=0):
    return (way_of(n, f, stride, pad) + f) // stride


@misconception("forgot-filter", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def divides_the_padded_input_without_rest(n, f, stride=1, pad=0):
    return reference.output_size(n, stride, stride, pad)


@misconception(
    "plus-one-inside",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="The + 1 is divided by the stride too.",
        ko="더하기 1까지 스트라이드로 나눕니다.",
    ),
    hint=Text(
        en="The way is divided into steps. The first place is reached without a step: where does "
        "it belong in the formula?",
        ko="거리를 나누면 걸음의 수가 나옵니다. 첫 자리는 걷지 않고도 있는 자리입니다. 이 자리는 "
        "공식의 어디에 들어가야 합니까?",
    ),
)
@in_layer_too
def adds_one_inside(n, f, stride=1, pad=0):
    return (way_of(n, f, stride, pad) + 1) // stride


@misconception("plus-one-inside", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def adds_one_inside_without_rest(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return reference.output_size(n + 1, f, stride, pad) - 1


@misconception(
    "float-for-int",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="A whole number is returned as a float: 5.0 for 5.",
        ko="정수를 실수로 돌려줍니다. 5가 아니라 5.0입니다.",
    ),
    hint=Text(
        en="Python has two divisions. Which of them keeps whole numbers whole?",
        ko="파이썬에는 나눗셈이 두 가지 있습니다. 정수를 정수로 남기는 것은 어느 쪽입니까?",
    ),
)
@in_layer_too
def divides_into_floats(n, f, stride=1, pad=0):
    return way_of(n, f, stride, pad) / stride + 1


@misconception("float-for-int", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def divides_into_floats_unchecked(n, f, stride=1, pad=0):
    return (n + 2 * pad - f) / stride + 1
