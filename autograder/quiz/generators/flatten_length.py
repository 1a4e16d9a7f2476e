"""How many numbers are left for the dense layer after flattening?

Source: CS231n notes, "Convolutional Neural Networks", converting between dense and convolution.
"""

from collections.abc import Sequence

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import multiplied
from autograder.quiz.workings.layers import Volume, Window
from autograder.quiz.workings.network import path, through
from autograder.quiz.workings.sizing import by_ideas
from autograder.quiz.workings.small_networks import LONG, SHORT, drawn_network
from autograder.quiz.workings.telling import listed, told

TITLE = Text(en="Length after flattening", ko="평탄화한 길이")
SKILL = "shapes"
VERSION = 1
_IDEAS = (
    "depth-is-channels",
    "forgot-pad",
    "first-layer-size-again",
    "pool-assumes-stride",
    "forgot-plus-one",
    "depth-times-channels",
)


def generate(rng: Stream, level: int) -> Item:
    """Ask about maps, at level 2 behind two layers, at level 3 behind four."""
    images = rng.choice((8, 16, 32, 64))
    layers: list[Window] = []
    if level == 1:
        rows, columns = rng.sample(range(3, 13), 2)
        image = (rng.choice((6, 8, 12, 16, 24)), rows, columns)
    else:
        image, layers = drawn_network(rng, SHORT if level == 2 else LONG, range(3, 8))
    maps = through(layers, image)[-1] if layers else image
    key, product = multiplied(*maps)
    return Item(
        kind="number",
        stem=_stem(images, image, layers),
        params={
            "input": [images, *image],
            "layers": [*(layer.params for layer in layers), {"type": "flatten"}],
            "ask": "flattened_length",
        },
        key=key,
        wrong=separated(key, _wrong(images, image, maps, layers)),
        solution=_solution(image, layers, product),
        figure=Volumes((("", image), *((layer.sign, None) for layer in layers), ("flatten", None))),
    )


def _wrong(images: int, image: Volume, maps: Volume, layers: Sequence[Window]) -> list[Wrong]:
    depth, rows, columns = maps
    wrong = [
        Wrong("flatten-without-channels", *multiplied(rows, columns), True),
        Wrong("batch-in-size", *multiplied(images, *maps), True),
        Wrong("flatten-adds-sizes", sum(maps), f"{depth} + {rows} + {columns} = {sum(maps)}"),
    ]
    if layers:
        wrong.append(Wrong("flattens-the-input", *multiplied(*image)))
        wrong += [
            Wrong(idea, *multiplied(*volumes[-1]))
            for idea, volumes in by_ideas(_IDEAS, layers, image)
        ]
    return wrong


def _stem(images: int, image: Volume, layers: Sequence[Window]) -> Text:
    size = written(image)
    if not layers:
        return bilingual(
            f"For each image of a batch of {images}, feature maps of {size} (depth × height × "
            "width) are flattened. How many numbers per image enter the dense layer?",
            f"이미지 {images}장으로 된 배치에서 이미지마다 {size}(깊이 × 높이 × 너비) 특징 맵을 "
            "평탄화합니다. 완전 연결 층에는 이미지 한 장마다 몇 개의 수가 들어갑니까?",
        )
    lines = listed(map(told, layers))
    return bilingual(
        f"A batch of {images} images of {size} (depth × height × width) goes through these "
        f"layers and is flattened.\n{lines.en}\n"
        "How many numbers per image enter the dense layer?",
        f"{size}(깊이 × 높이 × 너비) 이미지 {images}장으로 된 배치가 다음 층을 차례로 지난 뒤 "
        f"평탄화됩니다.\n{lines.ko}\n완전 연결 층에는 이미지 한 장마다 몇 개의 수가 들어갑니까?",
    )


def _solution(image: Volume, layers: Sequence[Window], product: str) -> Text:
    steps = path(image, through(layers, image))
    return bilingual(
        f"Depth × height × width: {steps}\nFlattening keeps every number of an image: {product}",
        f"깊이 × 높이 × 너비: {steps}\n평탄화해도 이미지 한 장의 수는 모두 남습니다: {product}",
    )
