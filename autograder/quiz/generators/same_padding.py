"""Which padding keeps the size, and what becomes of it at another stride?

Source: CS231n notes, "Convolutional Neural Networks", use of zero-padding.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.axis import Axis
from autograder.quiz.workings.options import Option, lettered
from autograder.quiz.workings.sizing import wrong_sizes

TITLE = Text(en="Padding that keeps the size", ko="크기를 유지하는 패딩")
SKILL = "shapes"
VERSION = 1
_SIDES = (Text(en="height", ko="높이"), Text(en="width", ko="너비"))


def generate(rng: Stream, level: int) -> Item:
    """Ask for the padding; at level 3 about stride 2, or a filter of even size."""
    if level < 3:
        return _padding(rng, is_square=level == 1)
    return _at_stride(rng) if rng.integer(0, 1) else _even(rng)


def _padding(rng: Stream, *, is_square: bool) -> Item:
    """Ask for the padding that keeps a side of the image at stride 1."""
    n = rng.integer(12, 96)
    f, g = rng.sample((5, 7, 9, 11, 13), 2)  # along the side that is asked for, and the other
    side = rng.integer(0, 1)
    kernel = (f, f) if is_square else (f, g) if side == 0 else (g, f)
    key = (f - 1) // 2
    wrong = [
        Wrong("same-pad-is-f", f, f"p = f = {f}"),
        Wrong("same-pad-is-f", (f + 1) // 2, f"({f} + 1) / 2 = {(f + 1) // 2}", is_square),
        Wrong("pad-in-all", f - 1, f"{f} - 1 = {f - 1}", True),
        Wrong("pad-one-means-same", 1),
    ]
    if not is_square:
        wrong.append(Wrong("swapped-kernel", (g - 1) // 2, f"({g} - 1) / 2 = {(g - 1) // 2}", True))
    return Item(
        kind="number",
        stem=_stem_padding(n, kernel, _SIDES[side]),
        params={"n": n, "f": f, "stride": 1, "ask": "pad_for_same"},
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"At stride 1 the size stays where n + 2p - f + 1 = n, so 2p = f - 1 = {f - 1}.\n"
            f"p = ({f} - 1) / 2 = {key}",
            "스트라이드가 1일 때 크기가 그대로이려면 n + 2p - f + 1 = n이어야 합니다. "
            f"그러므로 2p = f - 1 = {f - 1}입니다.\np = ({f} - 1) / 2 = {key}",
        ),
    )


def _stem_padding(n: int, kernel: tuple[int, int], side: Text) -> Text:
    en = ko = f"{kernel[0]} × {kernel[1]}"
    if kernel[0] != kernel[1]:
        en, ko = f"{en} (height × width)", f"{ko}(높이 × 너비)"
    return bilingual(
        f"The {side.en} of an image is {n} pixels. A convolution with filters of {en} and "
        f"stride 1 is to keep it. Which padding is needed at each end of the {side.en}?",
        f"이미지의 {side.ko}는 {n}픽셀입니다. {ko} 필터, 스트라이드 1인 합성곱에서 출력의 "
        f"{side.ko}도 {n}픽셀이 되게 하려고 합니다. {side.ko} 방향의 양 끝에 패딩을 각각 얼마나 "
        "두어야 합니까?",
    )


def _at_stride(rng: Stream) -> Item:
    """Ask what becomes of a size at stride 2, with the padding that keeps it at stride 1."""
    f = rng.choice((3, 5, 7, 9))
    axis = Axis(2 * rng.integer(8, 48) - 1, f, 2, (f - 1) // 2)
    n, p = axis.n, axis.p
    wrong = [Wrong("same-at-any-stride", n, "", True), *wrong_sizes(axis)]
    return Item(
        kind="number",
        stem=bilingual(
            f"With filters of {f} × {f} a padding of {p} keeps the size at stride 1. "
            f"How wide is the output for an image {n} pixels wide if the stride is 2?",
            f"{f} × {f} 필터에 패딩 {p}이면 스트라이드 1에서 크기가 유지됩니다. "
            f"스트라이드를 2로 바꾸면, 너비가 {n}픽셀인 이미지에서 출력의 너비는 몇 픽셀입니까?",
        ),
        params={"n": n, "f": f, "stride": 2, "pad": p, "ask": "output_size"},
        key=axis.places,
        wrong=separated(axis.places, wrong),
        solution=bilingual(
            f"The padding makes up for the filter only: n + 2p - f = {axis.room}.\n"
            f"The stride halves the moves: {axis.counted}",
            f"패딩은 필터 때문에 줄어드는 만큼만 채웁니다: n + 2p - f = {axis.room}.\n"
            f"스트라이드 2에서는 이동 횟수가 절반입니다: {axis.counted}",
        ),
    )


def _even(rng: Stream) -> Item:
    """Ask for the padding of a filter of even size: there is none."""
    n, f = rng.integer(12, 96), rng.choice((4, 6, 8))
    half = f // 2
    right = Option(
        bilingual(
            f"There is none: {f} - 1 = {f - 1} zeros cannot be halved",
            f"그런 패딩은 없음: 0을 {f} - 1 = {f - 1}개 덧붙여야 하는데 둘로 나눌 수 없음",
        ),
        None,
    )
    wrong = [
        _pad("same-pad-is-f", half, f"{n} + 2 · {half} - {f} + 1 = {n + 1}"),
        _pad("same-pad-rounded", half - 1, f"{n} + 2 · {half - 1} - {f} + 1 = {n - 1}"),
        _pad("same-pad-is-f", f, f"{n} + 2 · {f} - {f} + 1 = {n + f + 1}"),
    ]
    laid = lettered(rng, [right, *wrong])
    return Item(
        kind="choice",
        stem=bilingual(
            f"A convolution with filters of {f} × {f} and stride 1 is to keep an image's width "
            f"of {n} pixels. Which padding, the same at both ends, does so?",
            f"{f} × {f} 필터, 스트라이드 1인 합성곱에서 이미지의 너비 {n}픽셀을 그대로 유지하려고 "
            "합니다. 양 끝에 똑같이 두는 패딩으로 알맞은 것은 무엇입니까?",
        ),
        params={"n": n, "f": f, "stride": 1, "ask": "pad_for_same", "options": laid.meanings},
        key=laid.key,
        wrong=laid.wrong,
        solution=bilingual(
            f"The size stays where n + 2p - f + 1 = n, so 2p = f - 1 = {f - 1}, an odd number.\n"
            f"{right.text.en}",
            f"크기가 그대로이려면 n + 2p - f + 1 = n이어야 합니다. 그러면 2p = f - 1 = {f - 1}, "
            "곧 홀수가 됩니다.\n"
            f"{right.text.ko}",
        ),
        options=laid.texts,
    )


def _pad(idea: str, p: int, because: str) -> Option:
    return Option(bilingual(f"Padding {p}", f"패딩 {p}"), p, idea, because)
