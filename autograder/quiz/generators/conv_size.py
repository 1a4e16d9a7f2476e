"""How long is the output of a convolution along one axis?

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement.
"""

from math import gcd

from autograder.course import Text
from autograder.quiz.item import Item, bilingual, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.axis import Axis, pad_words
from autograder.quiz.workings.sizing import wrong_sizes

TITLE = Text(en="Output size along one axis", ko="한 축의 출력 크기")
SKILL = "shapes"
VERSION = 1
_NEEDED = {
    1: {"forgot-plus-one"},
    2: {"forgot-plus-one", "forgot-stride"},
    3: {"forgot-pad", "forgot-stride"},
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for a height or a width: level 1 at stride 1, level 3 with padding on a large image."""
    axis = _axis(rng, level)
    key = axis.places
    side = rng.choice((bilingual("height", "높이"), bilingual("width", "너비")))
    return Item(
        kind="number",
        stem=_stem(axis, side),
        params={"n": axis.n, "f": axis.f, "stride": axis.s, "pad": axis.p, "ask": "output_size"},
        key=key,
        wrong=separated(key, list(wrong_sizes(axis, needed=_NEEDED[level]))),
        solution=_solution(axis),
    )


def _axis(rng: Stream, level: int) -> Axis:
    if level == 1:
        f, s = rng.choice((3, 5, 7)), 1
    elif level == 2:
        f, s = rng.choice((4, 5, 6, 7)), rng.integer(2, 3)
    else:
        f, s = rng.choice((7, 8, 9, 11)), rng.integer(2, 4)
    half = s // gcd(s, 2)  # where this divides the padding, the stride divides 2p
    most = f // 2 // half
    p = half * rng.integer(1 if level == 3 else 0, most)
    places = rng.integer(30, 80) if level == 3 else rng.integer(6, 30)
    return Axis((places - 1) * s + f - 2 * p, f, s, p)


def _stem(axis: Axis, side: Text) -> Text:
    n, f, s, p = axis
    pad = pad_words(str(p), is_padded=p > 0)
    return bilingual(
        f"The {side.en} of an image is {n} pixels. A convolution with filters of {f} × {f}, "
        f"stride {s} and {pad.en} follows. What is the {side.en} of its output?",
        f"이미지의 {side.ko}는 {n}픽셀입니다. 이 이미지가 합성곱 층({f} × {f} 필터, "
        f"스트라이드 {s}, {pad.ko})에 들어갑니다. 출력의 {side.ko}는 몇 픽셀입니까?",
    )


def _solution(axis: Axis) -> Text:
    return bilingual(
        f"The filter can move over n + 2p - f = {axis.moved} = {axis.room} pixels.\n"
        f"That is {axis.room} / {axis.s} = {axis.places - 1} moves, and the first place is one "
        f"more.\n{axis.counted}",
        f"필터가 움직일 수 있는 거리는 n + 2p - f = {axis.moved} = {axis.room}픽셀입니다.\n"
        f"이동 횟수는 {axis.room} / {axis.s} = {axis.places - 1}이고, 처음 자리 하나를 더합니다.\n"
        f"{axis.counted}",
    )
