"""How many weights do a dense layer and a convolution need on the same image?

Source: CS231n notes, "Convolutional Neural Networks", architecture overview; Goodfellow, Bengio
and Courville, "Deep Learning", section 9.2, sparse interactions.
"""

from math import prod

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import Count, counted, subtracted
from autograder.quiz.workings.layers import Conv, Dense, Shape, conv, learned
from autograder.quiz.workings.miscounts import miscounts
from autograder.quiz.workings.network import described
from autograder.quiz.workings.small_networks import COUNTS
from autograder.quiz.workings.sums import times

TITLE = Text(en="Dense layer against convolution", ko="완전 연결 층과 합성곱 층의 비교")
SKILL = "parameters"
VERSION = 1
_NEEDED = ("forgot-bias", "dense-on-one-channel", "filter-depth-one")
_IDEAS = (*_NEEDED, "dense-adds", "bias-per-channel", "f-not-squared", "input-size-for-filter")


def generate(rng: Stream, level: int) -> Item:
    """Compare a unit with a filter, level 2 two layers, level 3 layers of the same output."""
    if level == 1:
        return _unit_and_filter(rng)
    return _more(rng) if level == 2 else _same_output(rng)


def _image(rng: Stream) -> tuple[Shape, Conv]:
    """Draw an image whose sides are multiples of a filter's."""
    channels = rng.choice((3, 4))
    filters = rng.choice([each for each in COUNTS if each != channels])
    f = rng.choice((3, 5, 7))
    rows, columns = rng.sample(range(3, 21), 2)
    return (channels, f * rows, f * columns), conv(filters, f, 1, f // 2, bias=False)


def _params(image: Shape, dense: Dense, layer: Conv, ask: str) -> dict[str, object]:
    return {
        "dense": described(image, [dense], "parameters"),
        "conv": described(image, [layer], "parameters"),
        "ask": ask,
    }


def _divided(over: int, under: int) -> Count:
    return counted(over // under, f"{number(over)} / {number(under)}")


def _unit_and_filter(rng: Stream) -> Item:
    image, layer = _image(rng)
    channels, height, width = image
    f = layer.f
    unit, filter_ = prod(image), channels * f * f
    key = unit // filter_
    wrong = [
        Wrong("forgot-channels-of-filter", *_divided(unit, f * f), is_needed=True),
        Wrong("difference-for-ratio", *subtracted(unit, filter_)),
        Wrong("f-not-squared", *_divided(unit, channels * f)),
        Wrong("ratio-of-one-side", *_divided(height, f)),
    ]
    if key % channels == 0:
        wrong.append(Wrong("dense-on-one-channel", *_divided(height * width, filter_)))
    return Item(
        kind="number",
        stem=bilingual(
            f"A dense unit is connected to a whole image of {written(image)} (depth × height × "
            f"width); a convolution has a {f} × {f} filter for the same image. Biases aside, how "
            "many times as many weights does the unit have as the filter?",
            f"{written(image)}(깊이 × 높이 × 너비) 이미지 전체에 연결된 완전 연결 층의 유닛 "
            f"하나와, 같은 이미지에 쓰는 {f} × {f} 합성곱 필터 하나를 비교합니다. 편향을 빼고 세면 "
            "유닛의 가중치 수는 필터의 가중치 수의 몇 배입니까?",
        ),
        params=_params(image, Dense(1, bias=False), layer._replace(filters=1), "weights_ratio"),
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"The unit has {times(*image)} = {number(unit)} weights.\n"
            f"The filter has {times(channels, f, f)} = {number(filter_)} weights.\n"
            f"{_divided(unit, filter_).how}",
            f"유닛의 가중치: {times(*image)} = {number(unit)}\n"
            f"필터의 가중치: {times(channels, f, f)} = {number(filter_)}\n"
            f"{_divided(unit, filter_).how}",
        ),
    )


def _more(rng: Stream) -> Item:
    image, layer = _image(rng)
    layer = layer._replace(bias=True)
    dense = Dense(rng.choice([each for each in (10, 20, 32, 50) if each != layer.filters]))
    many, few = learned(dense, image), learned(layer, image)
    key = many - few
    of_dense, of_conv = miscounts(dense, image), miscounts(layer, image)
    wrong = [
        Wrong(idea, *subtracted(over, under), is_needed=idea in _NEEDED)
        for idea in _IDEAS
        if (over := of_dense.get(idea, Count(many, "")).value)
        > (under := of_conv.get(idea, Count(few, "")).value)
    ]
    return Item(
        kind="number",
        stem=_stem_of_more(image, dense, layer),
        params=_params(image, dense, layer, "parameters_difference"),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution_of_more(image, dense, layer),
    )


def _stem_of_more(image: Shape, dense: Dense, layer: Conv) -> Text:
    units, filters, f = dense.units, layer.filters, layer.f
    return bilingual(
        f"On an image of {written(image)} (depth × height × width), a dense layer of {units} units "
        f"is compared with a convolution of {filters} filters, each {f} × {f}. Both use biases. "
        "How many parameters more does the dense layer have?",
        f"{written(image)}(깊이 × 높이 × 너비) 이미지에 유닛이 {units}개인 완전 연결 층을 쓸 때와 "
        f"{f} × {f} 필터 {filters}개로 이루어진 합성곱 층을 쓸 때를 비교합니다. 두 층 모두 편향을 "
        "씁니다. 완전 연결 층의 매개변수는 합성곱 층보다 몇 개 더 많습니까?",
    )


def _solution_of_more(image: Shape, dense: Dense, layer: Conv) -> Text:
    units, filters, f = dense.units, layer.filters, layer.f
    many, few = learned(dense, image), learned(layer, image)
    over = f"{units} · ({times(*image)} + 1) = {number(many)}"
    under = f"{filters} · ({times(image[0], f, f)} + 1) = {number(few)}"
    end = subtracted(many, few).how
    return bilingual(
        f"Dense layer: {over}\nConvolution: {under}\n{end}",
        f"완전 연결 층: {over}\n합성곱 층: {under}\n{end}",
    )


def _same_output(rng: Stream) -> Item:
    image, layer = _image(rng)
    channels, height, width = image
    filters, f, pad = layer.filters, layer.f, layer.pad[0]
    dense = Dense(filters * height * width, bias=False)
    many, few = dense.weights(image), layer.weights(image)
    key = many // few
    wrong = [
        Wrong("one-unit-for-a-map", *_divided(prod(image) * filters, few), is_needed=True),
        Wrong("filter-depth-one", *_divided(many, filters * f * f), is_needed=True),
        Wrong("one-filter-only", *_divided(many, channels * f * f)),
        Wrong("f-not-squared", *_divided(many, filters * channels * f)),
        Wrong("difference-for-ratio", *subtracted(many, few)),
    ]
    outputs = f"{times(filters, height, width)} = {number(dense.units)}"
    inputs = f"{times(*image)} = {number(prod(image))}"
    weights = f"{times(filters, channels, f, f)} = {number(few)}"
    end = _divided(many, few).how
    return Item(
        kind="number",
        stem=bilingual(
            f"A convolution of {filters} filters, each {f} × {f}, with stride 1 and padding {pad} "
            f"is applied to an image of {written(image)} (depth × height × width). A dense layer "
            "is to have just as many inputs and outputs. Biases aside, how many times as many "
            "weights does it need?",
            f"{written(image)}(깊이 × 높이 × 너비) 이미지에 {f} × {f} 필터 {filters}개로 이루어진 "
            f"합성곱 층을 적용합니다. 스트라이드는 1, 패딩은 {pad}입니다. 입력과 출력의 개수가 "
            "이 층과 같은 완전 연결 층을 만든다면, 편향을 빼고 가중치가 이 층의 몇 배 필요합니까?",
        ),
        params=_params(image, dense, layer, "weights_ratio"),
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"Inputs: {inputs}\nOutputs: {outputs}\n"
            f"Weights of the dense layer: {times(prod(image), dense.units)} = {number(many)}\n"
            f"Weights of the convolution: {weights}\n{end}",
            f"입력의 개수: {inputs}\n출력의 개수: {outputs}\n"
            f"완전 연결 층의 가중치: {times(prod(image), dense.units)} = {number(many)}\n"
            f"합성곱 층의 가중치: {weights}\n{end}",
        ),
    )
