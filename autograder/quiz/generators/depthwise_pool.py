"""What shape leaves max pooling along the depth, against max pooling of rows and columns?

Source: Géron, "Hands-On Machine Learning", chapter 14, depthwise max pooling; CS231n notes,
"Convolutional Neural Networks", pooling layer.
"""

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.axis import Axis
from autograder.quiz.workings.layers import Volume, pool
from autograder.quiz.workings.network import VOLUME_AXES
from autograder.quiz.workings.sizing import POOL_RULES, wrong_size

TITLE = Text(en="Pooling along the depth", ko="깊이 방향 최대 풀링")
SKILL = "shapes"
VERSION = 1


def generate(rng: Stream, level: int) -> Item:
    """Ask for a shape: level 2 with windows that overlap, level 3 behind ordinary pooling."""
    k = rng.integer(3, 5) if level == 2 else rng.integer(2, 4)
    s = rng.integer(2, k - 1) if level == 2 else k
    groups = rng.integer(4, 16)
    across = pool(2, 2)
    rows, columns = (12 * size for size in rng.sample(range(1, 6), 2))
    image = ((groups - 1) * s + k, rows, columns)
    maps = across.output(image) if level == 3 else image
    key = (groups, *maps[1:])
    layer = {"type": "channel_max_pool", "size": k, "stride": s}
    return Item(
        kind="shape",
        stem=_stem(image, k, s, is_pooled=level == 3),
        params={
            "input": list(image),
            "layers": [across.params, layer] if level == 3 else [layer],
            "ask": "output_shape",
        },
        key=key,
        wrong=separated(key, _wrong(image, maps, Axis(image[0], k, s))),
        solution=_solution(image, maps, Axis(image[0], k, s)),
        labels=(VOLUME_AXES,),
        figure=Volumes(
            (
                ("", image),
                *([(across.sign, None)] if level == 3 else []),
                (f"max pool over {k} channels", None),
            )
        ),
    )


def _wrong(image: Volume, maps: Volume, depth: Axis) -> list[Wrong]:
    _, rows, columns = maps
    groups = depth.places
    wrong = [Wrong("pools-every-channel", (1, rows, columns))]
    sides = [Axis(size, depth.f, depth.s) for size in (rows, columns)]
    if all(side.fits for side in sides):
        down, across = (side.places for side in sides)
        how = sides[0].counted
        wrong.append(Wrong("pools-rows-for-channels", (image[0], down, across), how))
        wrong.append(Wrong("pools-space-too", (groups, down, across), how))
    if maps != image:
        wrong.append(Wrong("depthwise-pools-nothing", maps))
        wrong += _halved(image, maps, depth)
    for idea, rule in POOL_RULES.items():
        if size := wrong_size(idea, depth, is_pool=True):
            wrong.append(Wrong(idea, (size, rows, columns), rule.told(depth)))
    return wrong


def _halved(image: Volume, maps: Volume, depth: Axis) -> list[Wrong]:
    """Return the shape as if the ordinary pooling had halved the depth, where it can be."""
    halved = Axis(image[0] // 2, depth.f, depth.s)
    if image[0] % 2 or not halved.fits:
        return []
    how = f"{image[0]} / 2 = {halved.n}, {halved.counted}"
    return [Wrong("pool-changes-depth", (halved.places, *maps[1:]), how)]


def _stem(image: Volume, k: int, s: int, *, is_pooled: bool) -> Text:
    size = written(image)
    return bilingual(
        "Max pooling along the depth takes, at every pixel, the maximum over channels that lie "
        f"next to each other. Feature maps of {size} (depth × height × width) "
        + ("go through ordinary max pooling (windows of 2 × 2, stride 2) first, then " if is_pooled
           else "go ")
        + f"through max pooling along the depth (windows of {k} channels, stride {s}). "
        "What is the shape of the output (depth × height × width)?",
        "깊이 방향 최대 풀링은 픽셀마다 이웃한 채널들 가운데 최댓값을 남깁니다. "
        f"{size}(깊이 × 높이 × 너비) 특징 맵이 "
        + ("먼저 보통의 최대 풀링(2 × 2 창, 스트라이드 2)을 지나고, 이어서 " if is_pooled else "")
        + f"깊이 방향 최대 풀링(채널 {k}개짜리 창, 스트라이드 {s})을 지납니다. "
        "출력의 모양(깊이 × 높이 × 너비)은 무엇입니까?",
    )  # fmt: skip


def _solution(image: Volume, maps: Volume, depth: Axis) -> Text:
    key = written((depth.places, *maps[1:]))
    first = written(maps)
    return bilingual(
        (f"Ordinary pooling keeps the depth: {first}\n" if maps != image else "")
        + f"Depth: {depth.counted}\nHeight and width stay: {key}",
        (f"보통의 풀링은 깊이를 바꾸지 않습니다: {first}\n" if maps != image else "")
        + f"깊이: {depth.counted}\n높이와 너비는 그대로입니다: {key}",
    )
