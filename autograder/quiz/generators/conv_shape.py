"""What shape leaves one convolution?

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement.
"""

from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream

TITLE = Text(en="Output shape of a convolution", ko="합성곱의 출력 모양")
SKILL = "shapes"
VERSION = 1
_AXES = (Text(en="depth", ko="깊이"), Text(en="height", ko="높이"), Text(en="width", ko="너비"))


class _Layer(NamedTuple):
    f: int  # filter length [pixels]
    s: int  # stride [pixels]
    p: int  # zeros added at each end [pixels]

    def places(self, n: int) -> int:
        return (n + 2 * self.p - self.f) // self.s + 1

    def input(self, places: int) -> int:
        return (places - 1) * self.s + self.f - 2 * self.p


def generate(rng: Stream, level: int) -> Item:
    """Ask for depth, height and width: level 1 square at stride 1, level 3 always with padding."""
    channels, filters = rng.sample((3, 4, 5, 6, 8, 10, 12, 16), 2)
    f = rng.choice((3, 5, 7))
    s = 1 if level == 1 else rng.integer(2, 3)
    layer = _Layer(f, s, rng.integer(1 if level == 3 else 0, f // 2))
    rows = rng.integer(6, 16 if s > 1 else 32)
    columns = rows if level == 1 else rng.integer(6, 16)
    if level > 1 and rows == columns:
        raise Redraw
    image = (channels, layer.input(rows), layer.input(columns))
    key = (filters, rows, columns)
    return Item(
        kind="shape",
        stem=_stem(image, filters, layer),
        params={"input": list(image), "layers": [_params(filters, layer)], "ask": "output_shape"},
        key=key,
        wrong=separated(key, _wrong(image, layer, key, level)),
        solution=_solution(image, layer, key),
        labels=(_AXES,),
        figure=Volumes((("", image), (f"{filters} @ {channels} × {f} × {f}", None))),
    )


def _wrong(
    image: tuple[int, int, int], layer: _Layer, key: tuple[int, int, int], level: int
) -> list[Wrong]:
    f, s, p = layer
    channels, *sizes = image
    n = sizes[0]
    filters, rows, columns = key

    def each(*values: int) -> tuple[int, ...]:
        return (filters, *values)

    return [
        Wrong("forgot-pad", each(*((m - f) // s + 1 for m in sizes)),
              f"({n} - {f}) / {s} + 1 = {(n - f) / s + 1:g}", level == 3),
        Wrong("forgot-stride", each(*(m + 2 * p - f + 1 for m in sizes)),
              f"{n} + 2 · {p} - {f} + 1 = {n + 2 * p - f + 1}", s > 1),
        Wrong("forgot-plus-one", each(rows - 1, columns - 1),
              f"({n} + 2 · {p} - {f}) / {s} = {rows - 1}", True),
        Wrong("depth-is-channels", (channels, rows, columns), "", level == 1),
        Wrong("pad-one-side", each(*((m + p - f) // s + 1 for m in sizes)),
              f"({n} + {p} - {f}) / {s} + 1 = {(n + p - f) / s + 1:g}"),
        Wrong("plus-one-inside", each(*((m + 2 * p - f + 1) // s for m in sizes)),
              f"({n} + 2 · {p} - {f} + 1) / {s} = {(n + 2 * p - f + 1) / s:g}"),
        Wrong("forgot-filter", each(*((m + 2 * p) // s for m in sizes)),
              f"({n} + 2 · {p}) / {s} = {(n + 2 * p) / s:g}"),
        Wrong("depth-times-channels", (channels * filters, rows, columns),
              f"{channels} · {filters} = {channels * filters}"),
        Wrong("swapped-hw", (filters, columns, rows)),
        Wrong("channels-last", (rows, columns, filters)),
    ]  # fmt: skip


def _stem(image: tuple[int, int, int], filters: int, layer: _Layer) -> Text:
    f, s, p = layer
    return bilingual(
        f"An image of {written(image)} (depth × height × width) enters a convolution of "
        f"{filters} filters, each {f} × {f}, with stride {s} and padding {p}. "
        "What is the shape of the output (depth × height × width)?",
        f"{written(image)}(깊이 × 높이 × 너비) 이미지가 {f} × {f} 필터 {filters}개인 합성곱 층에 "
        f"들어갑니다. 스트라이드는 {s}, 패딩은 {p}입니다. 출력의 모양(깊이 × 높이 × 너비)은 "
        "무엇입니까?",
    )


def _params(filters: int, layer: _Layer) -> dict[str, object]:
    return {
        "type": "conv2d",
        "filters": filters,
        "kernel": [layer.f, layer.f],
        "stride": [layer.s, layer.s],
        "pad": [layer.p, layer.p],
        "bias": True,
    }


def _solution(image: tuple[int, int, int], layer: _Layer, key: tuple[int, int, int]) -> Text:
    f, s, p = layer
    height, width = (
        f"({n} + 2 · {p} - {f}) / {s} + 1 = {o}" for n, o in zip(image[1:], key[1:], strict=True)
    )
    return bilingual(
        "Along each axis there are (n + 2p - f) / s + 1 places for the filter.\n"
        f"Height: {height}\nWidth: {width}\n"
        f"Each of the {key[0]} filters makes one map: {written(key)}",
        "각 축에서 필터가 놓이는 자리는 (n + 2p - f) / s + 1개입니다.\n"
        f"높이: {height}\n너비: {width}\n"
        f"필터 {key[0]}개가 특징 맵을 하나씩 만듭니다: {written(key)}",
    )
