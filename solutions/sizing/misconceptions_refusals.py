"""Wrong ideas about sizing: what does not fit, and how that is said.

Each stands for `output_size` and for the layer that sizes its two axes by it, so that tasks 1 and 3
fail together (`also`).

A check ends with the first answer that is no refusal. There `rounded-nearest` gives what
`silently-floored` gives, and `zero-places`, for a filter too large by one stride, the 0 of
`returns-for-raising`.
"""

import math
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


def answered(refusal: object, function: Callable[..., object], *arguments: object) -> object:
    """Call a function of the reference; answer where it refuses."""
    try:
        return function(*arguments)
    except ValueError:
        return refusal


def raised(kind: type[Exception], function: Callable[..., object], *arguments: object) -> object:
    """Call a function of the reference; raise another exception where it refuses."""
    try:
        return function(*arguments)
    except ValueError as err:
        raise kind from err


def checked(n: int, f: int, stride: int, pad: int) -> int:
    """Refuse settings that make no sense; return how far the filter can move."""
    reference.output_size(f, f, stride, pad * stride)  # it always fits
    return n + 2 * pad - f


@misconception(
    "silently-floored",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Where the stride does not divide, the number of places is rounded down.",
        ko="스트라이드로 나누어떨어지지 않으면 자리의 수를 내림합니다.",
    ),
    hint=Text(
        en="Lay a filter of 3 on 10 pixels with stride 2. Which pixel is never seen? Libraries "
        "keep silent about it; what does this course ask for?",
        ko="픽셀 10개에 길이 3인 필터를 스트라이드 2로 놓아 보십시오. 어느 픽셀이 한 번도 보이지 "
        "않습니까? 라이브러리는 아무 말도 하지 않지만, 이 과제에서는 어떻게 해야 합니까?",
    ),
)
@in_layer_too
def rounds_down(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    if way < 0:
        raise ValueError
    return way // stride + 1


@misconception(
    "rounded-up",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Where the stride does not divide, the number of places is rounded up.",
        ko="스트라이드로 나누어떨어지지 않으면 자리의 수를 올림합니다.",
    ),
    hint=Text(
        en="At the last of your places, where does the filter end? Which pixels would it have to "
        "read there?",
        ko="그렇게 센 마지막 자리에서 필터는 어디에서 끝납니까? 거기서 어느 픽셀을 읽어야 합니까?",
    ),
)
@in_layer_too
def rounds_up(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    if way < 0:
        raise ValueError
    return math.ceil(way / stride) + 1


@misconception(
    "rounded-nearest",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Where the stride does not divide, the number of places is rounded to the nearest one.",
        ko="스트라이드로 나누어떨어지지 않으면 자리의 수를 반올림합니다.",
    ),
    hint=Text(
        en="A filter cannot stand in half a place. What does it mean that the division leaves a "
        "rest, and what does the handout ask for then?",
        ko="필터가 반 자리에 놓일 수는 없습니다. 나눗셈에 나머지가 있다는 것은 무엇을 뜻하고, "
        "그때 안내문은 어떻게 하라고 합니까?",
    ),
)
@in_layer_too
def rounds_to_the_nearest(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    if way < 0:
        raise ValueError
    return round(way / stride) + 1


@misconception(
    "zero-places",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="A filter that is too large gets 0 places, or fewer, where the division leaves no rest.",
        ko="필터가 너무 커도 나눗셈에 나머지가 없으면 자리의 수를 0 이하로 냅니다.",
    ),
    hint=Text(
        en="Try a filter longer than the input by exactly one stride. Does a look at the rest "
        "alone find that it does not fit?",
        ko="입력보다 스트라이드 하나만큼 긴 필터를 넣어 보십시오. 나머지만 보고 맞지 않는다는 "
        "것을 알 수 있습니까?",
    ),
)
@in_layer_too
def looks_at_the_rest_only(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    if way % stride:
        raise ValueError
    return way // stride + 1


@misconception(
    "compares-unpadded",
    replaces="output_size",
    task=1,
    idea=Text(
        en="The filter is compared with the input without its padding.",
        ko="필터를 패딩하지 않은 입력과 비교합니다.",
    ),
    hint=Text(
        en="May a filter of 5 lie on 3 pixels with a padding of 1? Count the pixels that are "
        "there when it is laid down.",
        ko="길이 5인 필터를 패딩이 1인 픽셀 3개 위에 놓을 수 있습니까? 필터를 놓을 때 거기 있는 "
        "픽셀을 세어 보십시오.",
    ),
)
def refuses_filters_larger_than_the_image(n, f, stride=1, pad=0):
    if f > n:
        raise ValueError
    return reference.output_size(n, f, stride, pad)


@misconception(
    "no-argument-check",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Settings that make no sense are not refused: a stride or filter below 1, a padding "
        "below 0.",
        ko="1보다 작은 스트라이드나 필터, 0보다 작은 패딩처럼 말이 되지 않는 값을 거부하지 "
        "않습니다.",
    ),
    hint=Text(
        en="Which stride, which filter and which padding can no layer have? The formula computes "
        "something for them all the same.",
        ko="어떤 층도 가질 수 없는 스트라이드, 필터, 패딩은 무엇입니까? 공식은 그런 값에서도 "
        "무언가를 계산해 냅니다.",
    ),
)
@in_layer_too
def checks_no_argument(n, f, stride=1, pad=0):
    way = n + 2 * pad - f
    if way < 0 or way % stride:
        raise ValueError
    return way // stride + 1


@misconception("no-argument-check", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def does_not_check_the_stride(n, f, stride=1, pad=0):
    checked(n, f, 1, pad)
    return checks_no_argument.output_size(n, f, stride, pad)


@misconception("no-argument-check", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def does_not_check_the_filter(n, f, stride=1, pad=0):
    checked(n, 1, stride, pad)
    return checks_no_argument.output_size(n, f, stride, pad)


@misconception("no-argument-check", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def does_not_check_the_padding(n, f, stride=1, pad=0):
    checked(n, f, stride, 0)
    return checks_no_argument.output_size(n, f, stride, pad)


@misconception("no-argument-check", replaces="same_padding", task=2)
def refuses_even_filters_only(f):
    if f % 2 == 0:
        raise ValueError
    return (f - 1) // 2


@misconception("no-argument-check", replaces="same_padding", task=2)
def pads_less_than_half_of_any_filter(f):
    return reference.same_padding(f) if f > 0 else (f - 1) // 2


@misconception("no-argument-check", replaces="same_padding", task=2)
def pads_half_of_any_filter(f):
    return reference.same_padding(f) if f > 0 else f // 2


@misconception(
    "returns-for-raising",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="Where it does not fit, something is returned or printed instead of raising ValueError.",
        ko="맞지 않을 때 ValueError를 내지 않고 어떤 값을 돌려주거나 출력합니다.",
    ),
    hint=Text(
        en="Whoever calls your function would go on computing with what it returns. How does a "
        "Python function say that there is no answer?",
        ko="이 함수를 부른 코드는 돌려받은 값으로 계산을 이어 갑니다. 답이 없다는 것을 파이썬 "
        "함수는 어떻게 알립니까?",
    ),
)
@in_layer_too
def returns_none(n, f, stride=1, pad=0):
    return answered(None, reference.output_size, n, f, stride, pad)


@misconception("returns-for-raising", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def returns_zero(n, f, stride=1, pad=0):
    return answered(0, reference.output_size, n, f, stride, pad)


@misconception("returns-for-raising", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def returns_minus_one(n, f, stride=1, pad=0):
    return answered(-1, reference.output_size, n, f, stride, pad)


@misconception("returns-for-raising", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def returns_none_where_the_stride_does_not_divide(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    return None if way > 0 and way % stride else reference.output_size(n, f, stride, pad)


@misconception("returns-for-raising", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def returns_zero_for_large_filters(n, f, stride=1, pad=0):
    way = checked(n, f, stride, pad)
    return 0 if way < 0 else reference.output_size(n, f, stride, pad)


@misconception("returns-for-raising", replaces="conv_output_shape", task=3)
def returns_no_shape(input_shape, filters, kernel, stride=1, pad=0):
    return answered(None, reference.conv_output_shape, input_shape, filters, kernel, stride, pad)


@misconception("returns-for-raising", replaces="same_padding", task=2)
def returns_no_padding(f):
    return answered(None, reference.same_padding, f)


@misconception("returns-for-raising", replaces="same_padding", task=2)
def returns_a_padding_of_zero(f):
    return answered(0, reference.same_padding, f)


@misconception("returns-for-raising", replaces="same_padding", task=2)
def returns_a_padding_of_minus_one(f):
    return answered(-1, reference.same_padding, f)


@misconception(
    "asserts-for-raising",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="What does not fit is asserted away: AssertionError instead of ValueError.",
        ko="맞지 않는 경우를 assert로 막아, ValueError가 아니라 AssertionError가 납니다.",
    ),
    hint=Text(
        en="An assertion says that something cannot happen, and Python can be told to skip it. "
        "Which statement refuses an argument?",
        ko="assert는 일어날 수 없는 일을 적어 두는 문장이며, 파이썬이 건너뛰게 할 수도 있습니다. "
        "인자를 거부할 때는 어떤 문장을 씁니까?",
    ),
)
@in_layer_too
def asserts_that_it_fits(n, f, stride=1, pad=0):
    return raised(AssertionError, reference.output_size, n, f, stride, pad)


@misconception("asserts-for-raising", replaces=BOTH, task=1, also=(3,))
@in_layer_too
def asserts_all_but_the_rest(n, f, stride=1, pad=0):
    way = raised(AssertionError, checked, n, f, stride, pad)
    if way < 0:
        raise AssertionError
    return reference.output_size(n, f, stride, pad)


@misconception("asserts-for-raising", replaces="same_padding", task=2)
def asserts_that_it_is_odd(f):
    return raised(AssertionError, reference.same_padding, f)


@misconception(
    "other-exception",
    replaces=BOTH,
    task=1,
    also=(3,),
    idea=Text(
        en="What does not fit is refused, but with another exception than ValueError.",
        ko="맞지 않는 경우를 거부하지만, ValueError가 아닌 다른 예외를 냅니다.",
    ),
    hint=Text(
        en="Whoever calls your function catches the exception that the handout names. Which one "
        "do you raise?",
        ko="이 함수를 부르는 코드는 안내문에 적힌 예외를 기다립니다. 코드는 어떤 예외를 냅니까?",
    ),
)
@in_layer_too
def raises_a_plain_exception(n, f, stride=1, pad=0):
    return raised(Exception, reference.output_size, n, f, stride, pad)


@misconception("other-exception", replaces="same_padding", task=2)
def raises_a_plain_exception_for_even_filters(f):
    return raised(Exception, reference.same_padding, f)
