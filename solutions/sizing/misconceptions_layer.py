"""Wrong ideas about sizing: the shape that a layer gives, and the sides of its filters."""

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def sides_of(kernel: int | tuple[int, int]) -> tuple[int, int]:
    """Return (HH, WW) of a kernel written either way."""
    return kernel if isinstance(kernel, tuple) else (kernel, kernel)


@misconception(
    "depth-is-channels",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="The output is as deep as the input.",
        ko="출력의 깊이를 입력의 채널 수로 봅니다.",
    ),
    hint=Text(
        en="One filter reaches through all channels and gives one map. How many maps do all "
        "filters give?",
        ko="필터 하나는 모든 채널에 걸쳐 있고 맵 하나를 냅니다. 필터가 모두 내는 맵은 몇 장입니까?",
    ),
)
def keeps_the_channels(input_shape, filters, kernel, stride=1, pad=0):
    return reference.conv_output_shape(input_shape, input_shape[0], kernel, stride, pad)


@misconception(
    "depth-times-channels",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Every filter gives one map for each channel.",
        ko="필터 하나가 채널마다 맵을 한 장씩 낸다고 봅니다.",
    ),
    hint=Text(
        en="At one place a filter computes one number from all channels. What happens to the "
        "products of the channels?",
        ko="필터는 한 자리에서 모든 채널을 보고 숫자 하나를 냅니다. 채널별로 곱한 값들은 어떻게 "
        "됩니까?",
    ),
)
def multiplies_the_depths(input_shape, filters, kernel, stride=1, pad=0):
    depth = input_shape[0] * filters
    return reference.conv_output_shape(input_shape, depth, kernel, stride, pad)


@misconception(
    "depth-left-out",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Only height and width are returned, without the depth.",
        ko="깊이를 빼고 높이와 너비만 돌려줍니다.",
    ),
    hint=Text(
        en="A layer with ten filters gives ten maps. Where does your answer say so?",
        ko="필터가 열 개인 층은 맵을 열 장 냅니다. 답의 어디에 그것이 나타납니까?",
    ),
)
def returns_one_map(input_shape, filters, kernel, stride=1, pad=0):
    return reference.conv_output_shape(input_shape, filters, kernel, stride, pad)[1:]


@misconception(
    "one-by-one-does-nothing",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="A layer of 1x1 filters is taken to change nothing.",
        ko="1x1 필터의 층은 아무것도 바꾸지 않는다고 봅니다.",
    ),
    hint=Text(
        en="A 1x1 filter still reaches through all channels. What do D of them give at every "
        "pixel?",
        ko="1x1 필터도 모든 채널에 걸쳐 있습니다. 그런 필터 D개는 픽셀마다 무엇을 냅니까?",
    ),
)
def leaves_one_by_one_alone(input_shape, filters, kernel, stride=1, pad=0):
    shape = reference.conv_output_shape(input_shape, filters, kernel, stride, pad)
    return input_shape if sides_of(kernel) == (1, 1) else shape


@misconception(
    "channels-last",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Shapes are read or written as (H, W, C).",
        ko="모양을 (H, W, C) 순서로 읽거나 씁니다.",
    ),
    hint=Text(
        en="The lectures write 32x32x3, libraries differ, and this course has an order of its "
        "own. Where do the channels stand in input_shape, and where in the answer?",
        ko="강의에서는 32x32x3으로 쓰기도 하고, 라이브러리마다 순서가 다릅니다. 이 과제에서 "
        "채널은 input_shape의 어디에 있고, 답에서는 어디에 있습니까?",
    ),
)
def reads_channels_last(input_shape, filters, kernel, stride=1, pad=0):
    height, width, channels = input_shape
    shape = channels, height, width
    return reference.conv_output_shape(shape, filters, kernel, stride, pad)


@misconception("channels-last", replaces="conv_output_shape", task=3)
def writes_channels_last(input_shape, filters, kernel, stride=1, pad=0):
    depth, *sides = reference.conv_output_shape(input_shape, filters, kernel, stride, pad)
    return (*sides, depth)


@misconception("channels-last", replaces="conv_output_shape", task=3)
def reads_and_writes_channels_last(input_shape, filters, kernel, stride=1, pad=0):
    depth, *sides = reads_channels_last(input_shape, filters, kernel, stride, pad)
    return (*sides, depth)


@misconception(
    "swapped-hw",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Height and width are exchanged.",
        ko="높이와 너비를 뒤바꿉니다.",
    ),
    hint=Text(
        en="Take a tall image and a wide filter, and write down which side belongs to which.",
        ko="세로로 긴 이미지와 가로로 긴 필터를 생각하고, 어느 변이 어느 변과 짝인지 적어 "
        "보십시오.",
    ),
)
def writes_width_first(input_shape, filters, kernel, stride=1, pad=0):
    depth, *sides = reference.conv_output_shape(input_shape, filters, kernel, stride, pad)
    return (depth, *reversed(sides))


@misconception("swapped-hw", replaces="conv_output_shape", task=3)
def reads_width_first(input_shape, filters, kernel, stride=1, pad=0):
    channels, width, height = input_shape
    return reference.conv_output_shape((channels, height, width), filters, kernel, stride, pad)


@misconception("swapped-hw", replaces="conv_output_shape", task=3)
def reads_the_width_of_filters_first(input_shape, filters, kernel, stride=1, pad=0):
    turned = sides_of(kernel)[::-1]
    return reference.conv_output_shape(input_shape, filters, turned, stride, pad)


@misconception(
    "assumes-square",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Images or filters are taken to be square.",
        ko="이미지나 필터가 정사각형이라고 봅니다.",
    ),
    hint=Text(
        en="Compute a case on paper in which H, W, HH and WW are four different numbers. Which of "
        "them does your code never use, or not accept?",
        ko="H, W, HH, WW가 모두 다른 경우를 종이 위에서 계산해 보십시오. 코드가 쓰지 않거나 받지 "
        "못하는 것은 무엇입니까?",
    ),
)
def sizes_the_height_only(input_shape, filters, kernel, stride=1, pad=0):
    height = reference.output_size(input_shape[1], sides_of(kernel)[0], stride, pad)
    return filters, height, height


@misconception("assumes-square", replaces="conv_output_shape", task=3)
def sizes_the_width_only(input_shape, filters, kernel, stride=1, pad=0):
    width = reference.output_size(input_shape[2], sides_of(kernel)[1], stride, pad)
    return filters, width, width


@misconception("assumes-square", replaces="conv_output_shape", task=3)
def uses_the_height_of_filters_only(input_shape, filters, kernel, stride=1, pad=0):
    return reference.conv_output_shape(input_shape, filters, sides_of(kernel)[0], stride, pad)


@misconception("assumes-square", replaces="conv_output_shape", task=3)
def takes_only_square_filters(input_shape, filters, kernel, stride=1, pad=0):
    _, height, width = input_shape
    rows = reference.output_size(height, kernel, stride, pad)
    return filters, rows, reference.output_size(width, kernel, stride, pad)


@misconception("assumes-square", replaces="conv_params", task=4)
def counts_the_height_squared(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, sides_of(kernel)[0], bias)


@misconception("assumes-square", replaces="conv_params", task=4)
def counts_the_width_squared(in_channels, filters, kernel, bias=True):
    return reference.conv_params(in_channels, filters, sides_of(kernel)[1], bias)


@misconception("assumes-square", replaces="conv_params", task=4)
def counts_only_square_filters(in_channels, filters, kernel, bias=True):
    return filters * (in_channels * kernel**2 + bool(bias))


@misconception(
    "kernel-pair-only",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="The filter is only accepted as a pair (HH, WW).",
        ko="필터를 (HH, WW) 쌍으로만 받습니다.",
    ),
    hint=Text(
        en="kernel may also be a single number. What does it stand for then?",
        ko="kernel은 정수 하나일 수도 있습니다. 그때는 무엇을 뜻합니까?",
    ),
)
def unpacks_every_kernel(input_shape, filters, kernel, stride=1, pad=0):
    height, width = kernel
    return reference.conv_output_shape(input_shape, filters, (height, width), stride, pad)


@misconception("kernel-pair-only", replaces="conv_params", task=4)
def unpacks_every_kernel_to_count(in_channels, filters, kernel, bias=True):
    height, width = kernel
    return reference.conv_params(in_channels, filters, (height, width), bias)


@misconception(
    "one-axis-checked",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="Only one axis is checked for whether the filter fits.",
        ko="필터가 맞는지를 한 축에서만 확인합니다.",
    ),
    hint=Text(
        en="A filter may fit in height and not in width. What does your code give then?",
        ko="필터가 높이에는 맞고 너비에는 맞지 않을 수 있습니다. 그때 코드는 무엇을 냅니까?",
    ),
)
def checks_the_height_only(input_shape, filters, kernel, stride=1, pad=0):
    channels, height, width = input_shape
    sides = sides_of(kernel)
    # The sides themselves are still checked: on an image that they fit.
    reference.conv_output_shape((channels, *sides), filters, sides, stride, pad * stride)
    rows = reference.output_size(height, sides[0], stride, pad)
    return filters, rows, (width + 2 * pad - sides[1]) // stride + 1


@misconception(
    "list-for-tuple",
    replaces="conv_output_shape",
    task=3,
    idea=Text(
        en="The shape is returned as a list.",
        ko="모양을 리스트로 돌려줍니다.",
    ),
    hint=Text(
        en="Shapes are tuples, as in numpy. What does your function return, and how does one "
        "become the other?",
        ko="numpy에서처럼 모양은 튜플입니다. 함수는 무엇을 돌려주고, 그것을 어떻게 튜플로 만들 수 "
        "있습니까?",
    ),
)
def returns_a_list(input_shape, filters, kernel, stride=1, pad=0):
    return list(reference.conv_output_shape(input_shape, filters, kernel, stride, pad))
