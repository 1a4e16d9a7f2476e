"""Which padding, filter or layer gives this output?

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement, solved.
"""

from collections.abc import Iterator

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.axis import Axis, pad_words
from autograder.quiz.workings.options import Option, distinct, lettered
from autograder.quiz.workings.sizing import CONV_RULES

TITLE = Text(en="The missing hyperparameter", ko="빠진 하이퍼파라미터")
SKILL = "shapes"
VERSION = 1
_QUESTIONS = {
    "pad": Text(en="How much padding is there at each end?", ko="패딩은 양 끝에 각각 얼마입니까?"),
    "f": Text(en="How wide are the filters?", ko="필터의 너비는 얼마입니까?"),
    "n": Text(en="How wide is the input?", ko="입력의 너비는 얼마입니까?"),
}
_FOOLING = ("forgot-plus-one", "forgot-pad", "pad-one-side", "forgot-stride", "subtracted-pad")
_SETTINGS = tuple((s, p) for s in (1, 2) for p in range(4))  # stride and padding offered
_LARGEST = 9  # filter offered [pixels]


def generate(rng: Stream, level: int) -> Item:
    """Ask for the padding, at level 2 for the filter or the input, at level 3 which layer it is."""
    if level == 1:
        return _padding(rng)
    return _solved(rng) if level == 2 else _which(rng)


def _padding(rng: Stream) -> Item:
    f = rng.choice((7, 9, 11, 13))
    p = rng.integer(1, (f - 3) // 2)
    axis = Axis(rng.integer(16, 96), f, 1, p)
    n, o = axis.n, axis.places
    same = (f - 1) // 2
    wrong = [
        Wrong("pad-in-all", 2 * p, f"{o} - {n} + {f} - 1 = {2 * p}", True),
        Wrong("same-pad-anyway", same, f"({f} - 1) / 2 = {same}"),
        Wrong("pad-is-difference", n - o, f"{n} - {o} = {n - o}"),
        Wrong("pad-is-filter-less-one", f - 1, f"{f} - 1 = {f - 1}"),
    ]
    return _item(axis, "pad", p, wrong, f"p = ({o} - {n} + {f} - 1) / 2 = {p}")


def _solved(rng: Stream) -> Item:
    """Ask for the filter or for the input."""
    f, s = rng.choice((5, 6, 7, 8, 9)), rng.integer(2, 3)
    p = rng.integer(1, (f - 1) // 2)
    o = rng.integer(8, 40)
    n = (o - 1) * s + f - 2 * p
    axis = Axis(n, f, s, p)
    if rng.integer(0, 1):
        padded, unmoved = f"{n} + 2 · {p}", n + 2 * p - o + 1
        wrong = [
            Wrong("forgot-plus-one", f - s, f"{padded} - {o} · {s} = {f - s}", True),
            Wrong("forgot-pad", f - 2 * p, f"{n} - ({o} - 1) · {s} = {f - 2 * p}"),
            Wrong("pad-one-side", f - p, f"{n} + {p} - ({o} - 1) · {s} = {f - p}"),
            Wrong("forgot-stride", unmoved, f"{padded} - ({o} - 1) = {unmoved}"),
        ]
        return _item(axis, "f", f, wrong, f"f = {padded} - ({o} - 1) · {s} = {f}")
    moved = f"({o} - 1) · {s} + {f}"
    wrong = [
        Wrong("forgot-plus-one", n + s, f"{o} · {s} + {f} - 2 · {p} = {n + s}", True),
        Wrong("forgot-pad", n + 2 * p, f"{moved} = {n + 2 * p}"),
        Wrong("pad-one-side", n + p, f"{moved} - {p} = {n + p}"),
        Wrong("forgot-filter", o * s - 2 * p, f"{o} · {s} - 2 · {p} = {o * s - 2 * p}"),
        Wrong("subtracted-pad", n + 4 * p, f"{moved} + 2 · {p} = {n + 4 * p}"),
    ]
    return _item(axis, "n", n, wrong, f"n = {moved} - 2 · {p} = {n}")


def _item(axis: Axis, asked: str, key: int, wrong: list[Wrong], solved: str) -> Item:
    values = {"n": axis.n, "f": axis.f, "stride": axis.s, "pad": axis.p}
    given = {name: value for name, value in values.items() if name != asked}
    return Item(
        kind="number",
        stem=_stem(axis, asked),
        params={**given, "out": axis.places, "ask": asked},
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"The output is (n + 2p - f) / s + 1 = {axis.places} wide; solve for what is asked.\n"
            f"{solved}",
            f"출력의 너비는 (n + 2p - f) / s + 1 = {axis.places}입니다. 이 식을 묻는 값에 대해 "
            f"풉니다.\n{solved}",
        ),
    )


def _stem(axis: Axis, asked: str) -> Text:
    n, f, s, p = axis
    told = {
        "n": bilingual(f"input {n} wide", f"입력의 너비 {n}"),
        "f": bilingual(f"filters {f} wide", f"필터의 너비 {f}"),
        "s": bilingual(f"stride {s}", f"스트라이드 {s}"),
        "pad": pad_words(str(p), is_padded=True),
    }
    given = [text for name, text in told.items() if name != asked]
    english, korean = (
        ", ".join(texts) for texts in zip(*((t.en, t.ko) for t in given), strict=True)
    )
    question = _QUESTIONS[asked]
    return bilingual(
        f"The output of a convolution is {axis.places} wide ({english}). {question.en}",
        f"어떤 합성곱 층에서 출력의 너비가 {axis.places}입니다({korean}). {question.ko}",
    )


def _which(rng: Stream) -> Item:
    """Ask which of some layers gives an output; each wrong one does for who has a wrong idea."""
    f, s = rng.integer(3, 7), rng.integer(1, 2)
    p = rng.integer(0, f // 2)
    o = rng.integer(10, 40)
    right = Axis((o - 1) * s + f - 2 * p, f, s, p)
    wrong = [each for idea in rng.shuffled(_FOOLING) for each in _fooled(rng, idea, right.n, o)]
    laid = lettered(rng, distinct(_setting(right), wrong))
    setting = laid.texts[laid.key]
    return Item(
        kind="choice",
        stem=bilingual(
            f"An image is {right.n} pixels wide. Which convolution gives an output {o} wide?",
            f"이미지의 너비는 {right.n}픽셀이고, 합성곱 층에서 나오는 출력의 너비는 {o}픽셀입니다. "
            "이 합성곱 층은 무엇입니까?",
        ),
        params={"n": right.n, "out": o, "ask": "layer", "options": laid.meanings},
        key=laid.key,
        wrong=laid.wrong,
        solution=bilingual(
            f"The width is (n + 2p - f) / s + 1.\n{right.counted}\n{setting.en}",
            f"출력의 너비는 (n + 2p - f) / s + 1입니다.\n{right.counted}\n{setting.ko}",
        ),
        options=laid.texts,
    )


def _setting(axis: Axis, idea: str = "", because: str = "") -> Option:
    _, f, s, p = axis
    pad = pad_words(str(p), is_padded=p > 0)
    return Option(
        bilingual(
            f"filters of {f} × {f}, stride {s}, {pad.en}",
            f"{f} × {f} 필터, 스트라이드 {s}, {pad.ko}",
        ),
        {"kernel": f, "stride": s, "pad": p},
        idea,
        because,
    )


def _fooled(rng: Stream, idea: str, n: int, o: int) -> Iterator[Option]:
    """Yield a layer that gives `o` for who has an idea, and another size in truth."""
    rule = CONV_RULES[idea]
    for s, p in rng.shuffled(_SETTINGS):
        f = n + rule.pads * p - (o - rule.plus) * (s if rule.by else 1)
        axis = Axis(n, f, s, p)
        if max(2, 2 * p) <= f <= _LARGEST and axis.fits and axis.places != o:
            yield _setting(axis, idea, f"{rule.told(axis)}; {axis.counted}")
            return
