"""How layers are told in stems: a line for each, in both languages.

There are two ways. Where sizes are asked, settings are words, such as `windows of 2 × 2` and `no
padding`; where parameters are, a line is as brief as can be, with every setting a number.
"""

from collections.abc import Iterable, Sequence

from autograder.course import Text
from autograder.quiz.item import bilingual, written
from autograder.quiz.workings.axis import pad_words
from autograder.quiz.workings.layers import Conv, Dense, Layer, Pair, Pool, Shape, Volume, Window

_CONV = Text(en="Convolution", ko="합성곱")
_MAX_POOL = Text(en="Max pooling", ko="최대 풀링")
_AVERAGE_POOL = Text(en="Average pooling", ko="평균 풀링")
_RELU = Text(en="ReLU", ko="ReLU")
_DENSE = Text(en="Dense layer", ko="완전 연결 층")


def name(layer: Layer) -> Text:
    """Return the kind of a layer."""
    match layer:
        case Conv():
            return _CONV
        case Pool():
            return _MAX_POOL if layer.kind == "max" else _AVERAGE_POOL
        case Dense():
            return _DENSE
        case _:
            return _RELU


def settings(layer: Window) -> Text:
    """Return all of a layer in words: `10 filters of 5 × 5, stride 1, no padding`."""
    if isinstance(layer, Conv):
        return _filters(layer, pad_words(_once(layer.pad), is_padded=any(layer.pad)))
    kernel, stride = written(layer.kernel), _once(layer.stride)
    return bilingual(f"windows of {kernel}, stride {stride}", f"{kernel} 창, 스트라이드 {stride}")


def told(layer: Window) -> Text:
    """Return a layer in a line: `Convolution: 10 filters of 5 × 5, stride 1, no padding`."""
    return _named(layer, settings(layer))


def brief(layer: Layer) -> Text:
    """Return a layer in a line: `Convolution: 10 filters of 5 × 5, stride 1, padding 0`."""
    match layer:
        case Conv():
            return _named(layer, _filters(layer, pad_words(_once(layer.pad), is_padded=True)))
        case Pool():
            kernel, stride = written(layer.kernel), _once(layer.stride)
            sizes = bilingual(f"{kernel}, stride {stride}", f"{kernel}, 스트라이드 {stride}")
            return _named(layer, sizes)
        case Dense():
            return _named(layer, bilingual(f"{layer.units} units", f"유닛 {layer.units}개"))
        case _:
            return _RELU


def listed(lines: Iterable[Text]) -> Text:
    """Number the lines of layers and put one under the other."""
    numbered = list(enumerate(lines, 1))
    return bilingual(
        "\n".join(f"{at}. {line.en}" for at, line in numbered),
        "\n".join(f"{at}. {line.ko}" for at, line in numbered),
    )


def shape_asked(volume: Volume, layer: Window) -> Text:
    """Ask for the shape behind one layer."""
    size, words = written(volume), settings(layer)
    is_conv = isinstance(layer, Conv)
    en, ko = ("a convolution", "합성곱 층") if is_conv else ("max pooling", "최대 풀링 층")
    is_square = layer.kernel[0] == layer.kernel[1]
    return bilingual(
        f"An input of {size} (depth × height × width) enters {en} ({words.en}). "
        + ("" if is_square else "Its settings too are written height × width. ")
        + "What is the shape of the output (depth × height × width)?",
        f"{size}(깊이 × 높이 × 너비) 입력이 {ko}({words.ko})에 들어갑니다. "
        + ("" if is_square else "층의 설정도 높이 × 너비 순서입니다. ")
        + "출력의 모양(깊이 × 높이 × 너비)은 무엇입니까?",
    )


def enters(image: Shape, layer: Conv) -> Text:
    """Say what enters a convolution that is the same along both axes: how a stem begins."""
    size, kernel = written(image), written(layer.kernel)
    filters, stride, pad = layer.filters, _once(layer.stride), _once(layer.pad)
    return bilingual(
        f"An input of {size} (depth × height × width) enters a convolution of {filters} filters, "
        f"each {kernel}, with stride {stride} and padding {pad}.",
        f"{size}(깊이 × 높이 × 너비) 입력을 {kernel} 필터 {filters}개로 이루어진 합성곱 층에 "
        f"넣습니다. 스트라이드는 {stride}, 패딩은 {pad}입니다.",
    )


def passes(image: Shape, layers: Sequence[Layer]) -> Text:
    """Say which layers an input goes through, a line each: how a stem begins."""
    size, lines = written(image), listed(map(brief, layers))
    return bilingual(
        f"An input of {size} (depth × height × width) goes through these layers:\n{lines.en}",
        f"{size}(깊이 × 높이 × 너비) 입력이 다음 층을 차례로 지납니다.\n{lines.ko}",
    )


def _filters(layer: Conv, padding: Text) -> Text:
    filters, kernel, stride = layer.filters, written(layer.kernel), _once(layer.stride)
    return bilingual(
        f"{filters} filters of {kernel}, stride {stride}, {padding.en}",
        f"{kernel} 필터 {filters}개, 스트라이드 {stride}, {padding.ko}",
    )


def _named(layer: Layer, words: Text) -> Text:
    kind = name(layer)
    return bilingual(f"{kind.en}: {words.en}", f"{kind.ko}: {words.ko}")


def _once(pair: Pair) -> str:
    """Write a setting, once where it is the same along both axes."""
    return str(pair[0]) if pair[0] == pair[1] else written(pair)
