"""Does a convolution fit, and what comes out?

In this course a layer fits only where the stride divides n + 2p - f; PyTorch and Keras drop the
fraction, and with it the last rows or columns.

Source: CS231n notes, "Convolutional Neural Networks", constraints on strides.
"""

from collections.abc import Sequence

from autograder.course import Text
from autograder.quiz.item import Item, bilingual, number, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.axis import Axis, pad_words
from autograder.quiz.workings.options import Option, distinct, lettered
from autograder.quiz.workings.sizing import CONV_RULES, wrong_size

TITLE = Text(en="Does it fit?", ko="필터가 맞는지 판단하기")
SKILL = "shapes"
VERSION = 1
_SIDES = (Text(en="height", ko="높이"), Text(en="width", ko="너비"))
_NEEDED = {"silently-floored", "rounded-up", "forgot-plus-one", "divides-the-input"}

Axes = tuple[Axis, ...]  # the width, or height and width


def generate(rng: Stream, level: int) -> Item:
    """Ask whether it fits: level 1 without padding, level 3 along both axes."""
    fits = rng.integer(0, 1) == 1
    axes = _axes(rng, level, fits=fits)
    if fits:
        right = _yes(axes, [axis.places for axis in axes])
        wrong = [_groundless_no(rng, axes), *_by_rules(axes, ("forgot-plus-one",))]
    else:
        right = _no(axes, next(axis for axis in axes if not axis.fits))
        wrong = _rounded(axes)
    others = [*_by_rules(axes, ("forgot-pad", "forgot-stride", "forgot-filter")), *_one_axis(axes)]
    laid = lettered(rng, distinct(right, [*wrong, *rng.shuffled(others)], _NEEDED))
    return Item(
        kind="choice",
        stem=_stem(axes),
        params={
            "input": [axis.n for axis in axes],
            "kernel": [axis.f for axis in axes],
            "stride": [axis.s for axis in axes],
            "pad": [axis.p for axis in axes],
            "ask": "fits",
            "options": laid.meanings,
        },
        key=laid.key,
        wrong=laid.wrong,
        solution=_solution(axes, right.text),
        options=laid.texts,
    )


def _axes(rng: Stream, level: int, *, fits: bool) -> Axes:
    """Draw the width, at level 3 the height too; one leaves a rest where it is not to fit."""
    f = rng.choice((3, 4, 5, 7))
    s = 2 if level == 1 else rng.integer(2, 4)
    p = 0 if level == 1 else rng.integer(1, f // 2)
    rests = [0] if fits else [rng.integer(1, s - 1)]
    if level == 3:
        rests = rng.shuffled([*rests, 0])
    places = rng.sample(range(4, 17), len(rests))
    return tuple(
        Axis((o - 1) * s + f - 2 * p + rest, f, s, p) for o, rest in zip(places, rests, strict=True)
    )


def _yes(axes: Axes, sizes: list[int], idea: str = "", because: str = "") -> Option:
    """Return the option that it fits, and what comes out."""
    size = written(tuple(sizes))
    if len(axes) == 1:
        text = bilingual(f"It fits: the output is {size} wide", f"맞음: 출력의 너비 {size}")
    else:
        text = bilingual(f"It fits: the output is {size}", f"맞음: 출력의 크기 {size}")
    return Option(text, sizes, idea, because)


def _no(axes: Axes, axis: Axis, idea: str = "", length: str = "", pixels: int = 0) -> Option:
    """Return the option that it does not fit along an axis; the length is the right one or not."""
    length, pixels = length or axis.moved, pixels or axis.room
    quotient = f"({length}) / {axis.s}" if " " in length else f"{length} / {axis.s}"
    because = f"{quotient} = {_fraction(pixels, axis.s)}"
    side = _SIDES[axes.index(axis) - len(axes)]
    return Option(
        bilingual(
            f"It does not fit along the {side.en}: {because} is not a whole number",
            f"{side.ko} 방향으로 맞지 않음: {because}, 정수가 아님",
        ),
        None,
        idea,
        because,
    )


def _groundless_no(rng: Stream, axes: Axes) -> Option:
    """Return an option that finds a fraction where there is none."""
    axis = rng.choice(axes)
    n, f, s, _ = axis
    found = [("plus-one-inside", f"{axis.moved} + 1", axis.room + 1)]
    if n % s:
        found.append(("divides-the-input", f"{n}", n))
    if (n - f) % s:
        found.append(("forgot-pad", f"{n} - {f}", n - f))
    return _no(axes, axis, *rng.choice(found))


def _by_rules(axes: Axes, ideas: Sequence[str]) -> list[Option]:
    """Return the options that a wrong rule leads to, the same along each axis."""
    options = []
    for idea in ideas:
        sizes = [size for axis in axes if (size := wrong_size(idea, axis))]
        if len(sizes) == len(axes):
            texts = [CONV_RULES[idea].told(axis) for axis in axes]
            options.append(_yes(axes, sizes, idea, ", ".join(texts)))
    return options


def _rounded(axes: Axes) -> list[Option]:
    """Return the options that make the fraction whole."""
    down = [axis.places for axis in axes]
    up = [axis.places + (not axis.fits) for axis in axes]
    axis = next(axis for axis in axes if not axis.fits)
    places = f"({axis.moved}) / {axis.s} + 1 = {_fraction(axis.room + axis.s, axis.s)}"
    return [
        _yes(axes, down, "silently-floored", f"{places} → {axis.places}"),
        _yes(axes, up, "rounded-up", f"{places} → {axis.places + 1}"),
    ]


def _one_axis(axes: Axes) -> list[Option]:
    """Return the option of who looks at one axis, and has it that the other is the same."""
    if len(axes) == 1:
        return []
    fitting = next(axis for axis in axes if axis.fits)
    return [_yes(axes, [fitting.places, fitting.places], "checks-one-axis", fitting.counted)]


def _fraction(above: int, below: int) -> str:
    """Write a fraction, cut after two decimals: `4.5`, `2.33…`."""
    text = number(above / below)
    return text if len(text.partition(".")[2]) <= 2 else f"{text[: text.index('.') + 3]}…"


def _stem(axes: Axes) -> Text:
    sizes, axis = written(tuple(axis.n for axis in axes)), axes[0]
    pad = pad_words(str(axis.p), is_padded=axis.p > 0)
    is_one = len(axes) == 1
    kernel = f"{axis.f} × {axis.f}"
    return bilingual(
        "Here a layer fits only where its last window ends exactly at the edge of the input, "
        f"padding included. An image is {sizes} "
        + ("pixels wide. " if is_one else "pixels large (height × width). ")
        + f"Does a convolution (filters of {kernel}, stride {axis.s}, {pad.en}) fit, and if so, "
        f"how {'wide' if is_one else 'large'} is its output?",
        "여기서는 마지막 창이 입력(패딩 포함)의 끝에 꼭 맞게 놓일 때만 층이 맞는다고 합니다. "
        f"이미지의 {'너비' if is_one else '크기(높이 × 너비)'}는 {sizes}픽셀입니다. "
        f"합성곱 층({kernel} 필터, 스트라이드 {axis.s}, {pad.ko})은 이 이미지에 "
        f"맞습니까? 맞는다면 출력의 {'너비' if is_one else '크기'}는 얼마입니까?",
    )


def _solution(axes: Axes, key: Text) -> Text:
    lines = "\n".join(
        f"n + 2p - f = {axis.moved} = {axis.room}, "
        f"{axis.room} / {axis.s} = {_fraction(axis.room, axis.s)}"
        for axis in axes
    )
    en = "The filter fits where the stride divides the distance that it can move"
    ko = "필터가 움직일 수 있는 거리가 스트라이드로 나누어떨어져야 맞습니다"
    if not all(axis.fits for axis in axes):
        en = f"{en}; PyTorch and Keras would drop the fraction"
        ko = f"{ko}. PyTorch와 Keras라면 소수점 아래를 버립니다"
    return bilingual(f"{en}.\n{lines}\n{key.en}", f"{ko}.\n{lines}\n{key.ko}")
