"""Wrong ideas about sizing: the parameters of a layer, and the padding that keeps the size.

Without an implementation, because `conv_params` is given neither image nor stride nor batch:
`bias-per-position`, `no-weight-sharing`, `stride-changes-params`, `activations-as-params`,
`times-batch`. And because it is about convolutions only: `pool-has-params`, `relu-has-params`,
`dense-adds`.
"""

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def sides_of(kernel: int | tuple[int, int]) -> tuple[int, int]:
    """Return (HH, WW) of a kernel written either way."""
    return kernel if isinstance(kernel, tuple) else (kernel, kernel)


def weights_of(in_channels: int, filters: int, kernel: int | tuple[int, int]) -> int:
    """Return the parameters without the biases."""
    return reference.conv_params(in_channels, filters, kernel, bias=False)


@misconception(
    "forgot-bias",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="The biases are not counted.",
        ko="편향을 세지 않습니다.",
    ),
    hint=Text(
        en="What does a filter add to its weighted sum, and is that number learned too?",
        ko="필터는 가중치를 곱해 더한 값에 무엇을 더합니까? 그 수도 학습됩니까?",
    ),
)
def counts_no_bias(in_channels, filters, kernel, bias=True):
    return weights_of(in_channels, filters, kernel)


@misconception(
    "ignores-bias-flag",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="The biases are counted even where the layer has none.",
        ko="편향이 없는 층에서도 편향을 셉니다.",
    ),
    hint=Text(
        en="One of the arguments says whether there are biases. Where does your code ask it?",
        ko="편향이 있는지는 인자 하나가 말해 줍니다. 코드는 어디에서 그것을 확인합니까?",
    ),
)
def counts_biases_always(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, kernel)


@misconception(
    "one-bias-in-all",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="One bias is counted for the whole layer.",
        ko="층 전체에 편향이 하나라고 셉니다.",
    ),
    hint=Text(
        en="Two filters give two maps. May one map be shifted without the other?",
        ko="필터 두 개는 맵 두 장을 냅니다. 한 장의 값만 위아래로 옮길 수 있어야 합니까?",
    ),
)
def counts_one_bias(in_channels, filters, kernel, bias=True):
    return weights_of(in_channels, filters, kernel) + bool(bias)


@misconception(
    "bias-per-channel",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="Every filter is given one bias for each channel.",
        ko="필터마다 채널 수만큼 편향이 있다고 셉니다.",
    ),
    hint=Text(
        en="A filter adds up all channels to one number before the bias comes in. How many biases "
        "can make a difference?",
        ko="필터는 모든 채널을 더해 숫자 하나로 만든 다음에 편향을 더합니다. 편향이 몇 개여야 "
        "뜻이 있습니까?",
    ),
)
def counts_biases_for_channels(in_channels, filters, kernel, bias=True):
    return weights_of(in_channels, filters, kernel) + in_channels * filters * bool(bias)


@misconception(
    "bias-is-in-channels",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="There are as many biases as input channels.",
        ko="편향이 입력 채널 수만큼 있다고 셉니다.",
    ),
    hint=Text(
        en="Does a bias belong to what comes into the layer or to what leaves it?",
        ko="편향은 층에 들어오는 것에 딸려 있습니까, 층에서 나가는 것에 딸려 있습니까?",
    ),
)
def counts_a_bias_for_each_channel(in_channels, filters, kernel, bias=True):
    return weights_of(in_channels, filters, kernel) + in_channels * bool(bias)


@misconception(
    "filter-depth-one",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="A filter is taken to be one channel deep.",
        ko="필터의 깊이를 채널 하나로 봅니다.",
    ),
    hint=Text(
        en="We say 5x5, but a filter on a colour image sees red, green and blue. How many numbers "
        "does it hold?",
        ko="5x5라고 부르지만, 컬러 이미지 위의 필터는 빨강, 초록, 파랑을 모두 봅니다. 필터 하나에 "
        "숫자가 몇 개 있습니까?",
    ),
)
def counts_one_channel(in_channels, filters, kernel, bias=True):
    return reference.conv_params(1, filters, kernel, bias)


@misconception(
    "counts-one-filter",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="The parameters of a single filter are taken for those of the layer.",
        ko="필터 하나의 매개변수 수를 층 전체의 수로 봅니다.",
    ),
    hint=Text(
        en="Do the filters of a layer share their weights, or does each look for something of its "
        "own?",
        ko="한 층의 필터들은 가중치를 함께 씁니까, 아니면 저마다 다른 것을 찾습니까?",
    ),
)
def counts_one_filter(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, 1, kernel, bias)


@misconception(
    "f-not-squared",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="Only one side of the filter is counted.",
        ko="필터의 한 변만 셉니다.",
    ),
    hint=Text(
        en="Draw a 3x3 filter. How many weights lie in one of its channels?",
        ko="3x3 필터를 그려 보십시오. 채널 하나에 가중치가 몇 개 있습니까?",
    ),
)
def counts_the_height(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, (sides_of(kernel)[0], 1), bias)


@misconception("f-not-squared", replaces="conv_params", task=4)
def counts_the_width(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, (1, sides_of(kernel)[1]), bias)


@misconception(
    "sum-of-sides",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="The sides of the filter are added instead of multiplied.",
        ko="필터의 두 변을 곱하지 않고 더합니다.",
    ),
    hint=Text(
        en="Draw a filter of 2 rows and 5 columns and count its weights.",
        ko="행이 2개, 열이 5개인 필터를 그리고 가중치를 세어 보십시오.",
    ),
)
def adds_the_sides(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, (sum(sides_of(kernel)), 1), bias)


@misconception(
    "hard-coded-size",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="The input is taken to have three channels.",
        ko="입력의 채널이 늘 세 개라고 봅니다.",
    ),
    hint=Text(
        en="Only the first layer sees red, green and blue. How many channels does the second one "
        "see?",
        ko="빨강, 초록, 파랑을 보는 것은 첫 층뿐입니다. 둘째 층의 입력에는 채널이 몇 개 있습니까?",
    ),
)
def counts_three_channels(in_channels, filters, kernel, bias=True):
    return reference.conv_params(3, filters, kernel, bias)


@misconception(
    "input-size-for-filter",
    replaces="conv_params",
    task=4,
    idea=Text(
        en="Every pixel of the image gets a weight, as in a dense layer.",
        ko="완전 연결 층처럼 이미지의 모든 픽셀에 가중치가 있다고 셉니다.",
    ),
    hint=Text(
        en="How many pixels does a filter look at in one place, and does it take other weights to "
        "the next place?",
        ko="필터는 한 자리에서 픽셀을 몇 개 봅니까? 다음 자리로 갈 때 가중치가 바뀝니까?",
    ),
)
def counts_a_dense_layer(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, 32, bias)


@misconception(
    "pad-one-means-same",
    replaces="same_padding",
    task=2,
    idea=Text(
        en="A padding of 1 is taken to keep the size for every filter.",
        ko="어떤 필터든 패딩 1이면 크기가 유지된다고 봅니다.",
    ),
    hint=Text(
        en="By how much does a filter of 5 shrink a row, and how much does a padding of 1 give "
        "back?",
        ko="길이 5인 필터는 한 줄을 얼마나 줄입니까? 패딩 1은 그중 얼마를 되돌립니까?",
    ),
)
def pads_by_one(f):
    reference.same_padding(f)
    return 1


@misconception(
    "same-pad-is-f",
    replaces="same_padding",
    task=2,
    idea=Text(
        en="The padding is guessed from f, without asking whether the size then stays.",
        ko="크기가 정말 유지되는지 따져 보지 않고 f만 보고 패딩을 정합니다.",
    ),
    hint=Text(
        en="Put your padding into n + 2·pad - f + 1, once with f = 5 and once with f = 4. Is the "
        "result n, and can any whole padding make it n?",
        ko="n + 2·pad - f + 1에 여러분의 패딩을 넣어 보십시오. f가 5일 때와 4일 때 n이 나옵니까? "
        "n이 나오게 하는 정수 패딩이 있기는 합니까?",
    ),
)
def pads_by_the_filter(f):
    reference.same_padding(f)
    return f


@misconception("same-pad-is-f", replaces="same_padding", task=2)
def pads_by_both_ends_together(f):
    return 2 * reference.same_padding(f)


@misconception("same-pad-is-f", replaces="same_padding", task=2)
def pads_by_the_larger_half(f):
    return reference.same_padding(f) + 1


@misconception("same-pad-is-f", replaces="same_padding", task=2)
def pads_by_half_of_even_filters(f):
    return f // 2 if f > 0 and f % 2 == 0 else reference.same_padding(f)


@misconception("same-pad-is-f", replaces="same_padding", task=2)
def pads_by_less_than_half_of_even_filters(f):
    return (f - 1) // 2 if f > 0 and f % 2 == 0 else reference.same_padding(f)


@misconception("float-for-int", replaces="same_padding", task=2)
def halves_into_a_float(f):
    return float(reference.same_padding(f))


@misconception("float-for-int", replaces="same_padding", task=2)
def halves_into_a_float_unchecked(f):
    return (f - 1) / 2
