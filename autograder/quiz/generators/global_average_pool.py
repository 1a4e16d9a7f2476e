"""What leaves global average pooling? One number for each channel.

Source: Lin, Chen and Yan 2013, "Network in Network", section 3.2.
"""

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import multiplied
from autograder.quiz.workings.layers import Conv, Volume, conv
from autograder.quiz.workings.telling import settings

TITLE = Text(en="Global average pooling", ko="전역 평균 풀링")
SKILL = "shapes"
VERSION = 1
_SIZES = (
    Text(en="images", ko="이미지 수"),
    Text(en="numbers per image", ko="이미지마다 수의 개수"),
)
_POOL = {"type": "global_avg_pool2d"}


def generate(rng: Stream, level: int) -> Item:
    """Ask for one image, at level 2 for a batch, at level 3 after a convolution."""
    channels, filters = rng.sample((16, 24, 32, 48, 64, 96, 128, 256), 2)
    rows, columns = rng.sample(range(5, 15), 2)
    if level == 2:
        return _of_batch(rng.choice((8, 12, 20, 40)), (channels, rows, columns))
    if level == 3:
        layer = conv(filters, rng.choice((3, 5)), rng.integer(1, 2), rng.integer(0, 1))
        return _after((rng.choice((3, 6, 8, 12)), *layer.input((rows, columns))), layer)
    return _of_maps((channels, rows, columns))


def _of_maps(maps: Volume) -> Item:
    channels, size = maps[0], written(maps)
    return Item(
        kind="number",
        stem=bilingual(
            f"Feature maps of {size} (depth × height × width) go through global average pooling. "
            "How many numbers come out?",
            f"{size}(깊이 × 높이 × 너비) 특징 맵에 전역 평균 풀링을 합니다. "
            "출력에는 수가 모두 몇 개 있습니까?",
        ),
        params={"input": list(maps), "layers": [_POOL], "ask": "output_count"},
        key=channels,
        wrong=separated(channels, [Wrong(*each) for each in _counts(maps)]),
        solution=_solution(maps, f"{channels}"),
        figure=Volumes((("", maps), ("global average pool", None))),
    )


def _of_batch(images: int, maps: Volume) -> Item:
    channels = maps[0]
    key = (images, channels)
    size = written((images, *maps))
    wrong = [
        Wrong(idea, (images, count), because, is_needed)
        for idea, count, because, is_needed in _counts(maps)
    ]
    wrong.append(Wrong("batch-summed", (1, channels)))
    return Item(
        kind="shape",
        stem=bilingual(
            f"A batch of {size} (images × depth × height × width) goes through global average "
            "pooling. What is the shape of the output (images × numbers per image)?",
            f"{size}(이미지 수 × 깊이 × 높이 × 너비) 배치에 전역 평균 풀링을 합니다. "
            "출력의 모양(이미지 수 × 이미지마다 수의 개수)은 무엇입니까?",
        ),
        params={"input": [images, *maps], "layers": [_POOL], "ask": "output_shape"},
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(maps, written(key)),
        labels=(_SIZES,),
    )


def _after(image: Volume, layer: Conv) -> Item:
    maps = layer.output(image)
    filters, words = maps[0], settings(layer)
    wrong = [
        *(Wrong(*each) for each in _counts(maps)),
        Wrong("depth-is-channels", image[0], "", True),
    ]
    return Item(
        kind="number",
        stem=bilingual(
            f"An image of {written(image)} (depth × height × width) enters a convolution "
            f"({words.en}); global average pooling follows. How many numbers come out?",
            f"{written(image)}(깊이 × 높이 × 너비) 이미지가 합성곱 층({words.ko})을 지난 뒤 "
            "전역 평균 풀링을 합니다. 출력에는 수가 모두 몇 개 있습니까?",
        ),
        params={"input": list(image), "layers": [layer.params, _POOL], "ask": "output_count"},
        key=filters,
        wrong=separated(filters, wrong),
        solution=bilingual(
            f"The convolution gives {written(maps)}.\n{_said(maps).en} {filters}",
            f"합성곱 층의 출력은 {written(maps)}입니다.\n{_said(maps).ko} {filters}",
        ),
        figure=Volumes((("", image), (layer.sign, None), ("global average pool", None))),
    )


def _counts(maps: Volume) -> list[tuple[str, int, str, bool]]:
    """Return what wrong ideas leave of one image: idea, how many numbers, how, is needed."""
    return [
        ("averages-channels", *multiplied(*maps[1:]), True),
        ("global-pool-keeps-maps", *multiplied(*maps), True),
        ("global-pool-makes-one", 1, "", False),
    ]


def _said(maps: Volume) -> Text:
    channels, rows, columns = maps
    return bilingual(
        f"Each map of {rows} × {columns} becomes its mean, one number for each of {channels} "
        "channels:",
        f"{rows} × {columns} 맵마다 평균 하나가 남으므로 채널 {channels}개에서 수가 "
        "하나씩 나옵니다:",
    )


def _solution(maps: Volume, key: str) -> Text:
    said = _said(maps)
    return bilingual(f"{said.en} {key}", f"{said.ko} {key}")
