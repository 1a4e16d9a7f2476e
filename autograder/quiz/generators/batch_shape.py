"""What shape leaves a layer for a batch of images, N × C × H × W?

Source: CS231n notes, "Convolutional Neural Networks"; the layout is PyTorch's.
"""

from collections.abc import Sequence

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Volume, Window
from autograder.quiz.workings.network import VOLUME_AXES, described, path, through
from autograder.quiz.workings.sizing import by_ideas
from autograder.quiz.workings.small_networks import SHORT, drawn_network
from autograder.quiz.workings.telling import listed, settings, told

TITLE = Text(en="A batch through a layer", ko="배치의 출력 모양")
SKILL = "shapes"
VERSION = 1
_AXES = (Text(en="images", ko="이미지 수"), *VOLUME_AXES)
_IDEAS = (
    "depth-is-channels",
    "forgot-stride",
    "forgot-plus-one",
    "forgot-pad",
    "pool-changes-depth",
    "pool-assumes-stride",
    "assumes-same-pad",
    "swapped-hw",
)


def generate(rng: Stream, level: int) -> Item:
    """Ask behind a convolution, at level 2 with a stride, at level 3 behind pooling too."""
    images = rng.choice((2, 4, 20, 32, 50, 64, 100, 128))
    image, layers = drawn_network(rng, {1: "c", 2: "s", 3: SHORT}[level], range(5, 20))
    key = (images, *through(layers, image)[-1])
    return Item(
        kind="shape",
        stem=_stem((images, *image), layers),
        params=described((images, *image), layers, "output_shape"),
        key=key,
        wrong=separated(key, _wrong(images, image, layers)),
        solution=_solution(image, layers, key),
        labels=(_AXES,),
    )


def _wrong(images: int, image: Volume, layers: Sequence[Window]) -> list[Wrong]:
    volumes = through(layers, image)
    filters, rows, columns = volumes[-1]
    wrong = [
        Wrong("filters-replace-batch", (filters, image[0], rows, columns), "", True),
        Wrong("batch-summed", (1, filters, rows, columns), "", True),
        Wrong("channels-last", (images, rows, columns, filters)),
        Wrong("batch-in-depth", (images, images * filters, rows, columns),
              f"{images} · {filters} = {images * filters}"),
    ]  # fmt: skip
    wrong += [
        Wrong(idea, (images, *made[-1]), path(image, made))
        for idea, made in by_ideas(_IDEAS, layers, image)
    ]
    return wrong


def _stem(batch: tuple[int, ...], layers: Sequence[Window]) -> Text:
    size = written(batch)
    if len(layers) > 1:
        lines = listed(map(told, layers))
        where = bilingual(
            f"these layers.\n{lines.en}\n", f"다음 층을 차례로 지납니다.\n{lines.ko}\n"
        )
    else:
        words = settings(layers[0])
        where = bilingual(f"a convolution ({words.en}). ", f"합성곱 층({words.ko})을 지납니다. ")
    return bilingual(
        f"A batch of {size} (images × depth × height × width) goes through {where.en}"
        "What is the shape of the output, in the same order?",
        f"{size}(이미지 수 × 깊이 × 높이 × 너비) 배치가 {where.ko}"
        "출력의 모양을 같은 순서로 쓰면 무엇입니까?",
    )


def _solution(image: Volume, layers: Sequence[Window], key: tuple[int, ...]) -> Text:
    steps = path(image, through(layers, image))
    return bilingual(
        f"Each image goes through by itself: {steps}\nThere are as many as before: {written(key)}",
        f"이미지는 한 장씩 따로 처리됩니다: {steps}\n이미지 수는 그대로입니다: {written(key)}",
    )
