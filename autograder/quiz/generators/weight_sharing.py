"""What would a convolution need, did its filters not share their weights over the image?

Source: CS231n notes, "Convolutional Neural Networks", parameter sharing (55 · 55 · 96 · 364 =
105,705,600 for the first layer of AlexNet).
"""

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import Count, counted, multiplied
from autograder.quiz.workings.layers import Conv, Shape, conv, learned
from autograder.quiz.workings.network import described, pictured
from autograder.quiz.workings.small_networks import drawn_conv
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import enters

TITLE = Text(en="Without weight sharing", ko="가중치를 공유하지 않는다면")
SKILL = "parameters"
VERSION = 1
_ALEXNET: tuple[Shape, Conv] = ((3, 227, 227), conv(96, 11, 4))
_ASKED = {
    False: bilingual("How many parameters would there be?", "매개변수는 모두 몇 개입니까?"),
    True: bilingual(
        "How many parameters does weight sharing save, compared with that?",
        "가중치를 공유하면 이보다 매개변수가 몇 개 줄어듭니까?",
    ),
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for the parameters without sharing; level 3 for how many sharing saves."""
    if level == 2 and rng.integer(0, 31) == 0:
        image, layer = _ALEXNET
    else:
        image, layer = drawn_conv(rng, level)
    rows, columns = layer.output(image)[1:]
    shared = learned(layer, image)
    key = shared * rows * columns - (shared if level == 3 else 0)
    return Item(
        kind="number",
        stem=_stem(image, layer, level),
        params=described(
            image, [layer], "parameters_saved_by_sharing" if level == 3 else "parameters_unshared"
        ),
        key=key,
        wrong=separated(key, _wrong(image, layer, is_saving=level == 3)),
        solution=_solution(image, layer, key, is_saving=level == 3),
        figure=pictured(image, [layer], is_told=level == 1),
    )


def _wrong(image: Shape, layer: Conv, *, is_saving: bool) -> list[Wrong]:
    filters, f = layer.filters, layer.f
    channels, height, width = image
    maps = layer.output(image)
    weights = channels * f * f
    kept = learned(layer, image)

    def each(factors: tuple[int, ...], of_filter: int, less: int = kept) -> Count:
        """Count so many at each place, and take the shared ones off where that is asked."""
        unshared = multiplied(*factors, of_filter)
        if not is_saving:
            return unshared
        return counted(unshared.value - less, f"{times(*factors, of_filter)} - {number(less)}")

    found = [
        Wrong("forgot-bias", *each(maps, weights, filters * weights), is_needed=True),
        Wrong("filter-depth-one", *each(maps, f * f + 1, filters * (f * f + 1))),
        Wrong("one-map-only", *each(maps[1:], weights + 1, weights + 1)),
        Wrong("place-for-each-pixel", *each((filters, height, width), weights + 1)),
        Wrong("local-is-dense", *each(maps, channels * height * width + 1)),
        Wrong("forgot-plus-one", *each((filters, *(n - 1 for n in maps[1:])), weights + 1)),
        Wrong("shares-anyway", *multiplied(filters, weights + 1), is_needed=True),
    ]
    if is_saving:
        whole = multiplied(*maps, weights + 1)
        return [*found, Wrong("counts-with-shared", *whole, is_needed=True)]
    still = counted(kept + (maps[1] * maps[2] - 1) * filters * weights,
                    f"{times(*maps, weights)} + {filters}")  # fmt: skip
    return [*found, Wrong("bias-still-shared", *still)]


def _stem(image: Shape, layer: Conv, level: int) -> Text:
    begin, asked = enters(image, layer), _ASKED[level == 3]
    output = written(layer.output(image))
    told = (
        bilingual(f" The output is {output}.", f" 출력은 {output}입니다.")
        if level == 1
        else bilingual("", "")
    )
    return bilingual(
        f"{begin.en}{told.en} Suppose that nothing were shared: at every place, every filter had "
        f"weights and a bias of its own. {asked.en}",
        f"{begin.ko}{told.ko} 아무것도 공유하지 않고, 필터마다 그리고 놓이는 자리마다 가중치와 "
        f"편향을 따로 둔다고 합시다. {asked.ko}",
    )


def _solution(image: Shape, layer: Conv, key: int, *, is_saving: bool) -> Text:
    filters, f = layer.filters, layer.f
    channels, maps = image[0], layer.output(image)
    each = channels * f * f + 1
    kept = learned(layer, image)
    whole = kept * maps[1] * maps[2]
    first = f"{times(channels, f, f)} + 1 = {number(each)}"
    lines = f"{times(*maps, each)} = {number(whole)}"
    shared = f"{times(filters, each)} = {number(kept)}"
    end = f"{number(whole)} - {number(kept)} = {number(key)}"
    return bilingual(
        f"At one place one filter has {first} parameters.\n"
        f"The output is {written(maps)}, a filter and a place for each number: {lines}"
        + (f"\nShared there are {shared}.\nSaved: {end}" if is_saving else ""),
        f"한 자리에서 필터 하나의 매개변수는 {first}개입니다.\n"
        f"출력은 {written(maps)}이고, 값마다 필터와 자리가 하나씩 있습니다: {lines}"
        + (f"\n공유하면 {shared}개입니다.\n줄어드는 수: {end}" if is_saving else ""),
    )
