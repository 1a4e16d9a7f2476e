"""The layers of a question: how large they make what comes out, and how they are written.

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement and pooling layer.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import bilingual, written

Pair = tuple[int, int]  # along height and width
Volume = tuple[int, int, int]  # depth, height, width

VOLUME_AXES = (
    Text(en="depth", ko="깊이"),
    Text(en="height", ko="높이"),
    Text(en="width", ko="너비"),
)

_NO_PAD = Text(en="no padding", ko="패딩 없음")


class Axis(NamedTuple):
    """A window that slides along one axis.

    Attributes:
        n: length of the input [pixels].
        f: length of the window [pixels].
        s: stride [pixels].
        p: zeros added at each end [pixels].
    """

    n: int
    f: int
    s: int = 1
    p: int = 0

    @property
    def room(self) -> int:
        """How far the window can move: n + 2p - f [pixels]."""
        return self.n + 2 * self.p - self.f

    @property
    def fits(self) -> bool:
        """Whether the stride divides the room, and there is any."""
        return self.room >= 0 and self.room % self.s == 0

    @property
    def places(self) -> int:
        """In how many places the window stops; where it does not fit, those wholly inside."""
        return self.room // self.s + 1

    @property
    def moved(self) -> str:
        """The room in numbers: `32 + 2 · 2 - 5`."""
        return f"{self.n} + 2 · {self.p} - {self.f}" if self.p else f"{self.n} - {self.f}"

    @property
    def counted(self) -> str:
        """The places in numbers: `(32 + 2 · 2 - 5) / 1 + 1 = 32`."""
        return f"({self.moved}) / {self.s} + 1 = {self.places}"


class Layer(NamedTuple):
    """A convolution, or max pooling.

    Attributes:
        kernel: height and width of the filters or of the window [pixels].
        stride: down and across [pixels].
        pad: zeros above and below, left and right [pixels].
        filters: how many; 0 for pooling.
    """

    kernel: Pair
    stride: Pair = (1, 1)
    pad: Pair = (0, 0)
    filters: int = 0

    def axes(self, volume: Sequence[int]) -> tuple[Axis, Axis]:
        """Return the window along the height and the width, the last two sizes of a volume."""
        (f, g), (s, t), (p, q) = self.kernel, self.stride, self.pad
        return Axis(volume[-2], f, s, p), Axis(volume[-1], g, t, q)

    def output(self, volume: Volume) -> Volume:
        """Return the shape that comes out."""
        height, width = self.axes(volume)
        return (self.filters or volume[0], height.places, width.places)

    def input(self, places: Pair) -> Pair:
        """Return the height and the width that the window fits in so many places."""
        (f, g), (s, t), (p, q) = self.kernel, self.stride, self.pad
        return (places[0] - 1) * s + f - 2 * p, (places[1] - 1) * t + g - 2 * q

    @property
    def params(self) -> dict[str, Any]:
        """The layer as another program reads it."""
        if not self.filters:
            return {
                "type": "max_pool2d",
                "kernel": list(self.kernel),
                "stride": list(self.stride),
            }
        return {
            "type": "conv2d",
            "filters": self.filters,
            "kernel": list(self.kernel),
            "stride": list(self.stride),
            "pad": list(self.pad),
            "bias": True,
        }

    @property
    def name(self) -> str:
        """What is written on the way to what comes out: `10 @ 5 × 5`, `max pool 2 × 2`."""
        kernel = written(self.kernel)
        return f"{self.filters} @ {kernel}" if self.filters else f"max pool {kernel}"

    @property
    def settings(self) -> Text:
        """All of it in words: `10 filters of 5 × 5, stride 1, padding 2`."""
        kernel, stride, pad = written(self.kernel), _pair(self.stride), _pair(self.pad)
        if not self.filters:
            return bilingual(
                f"windows of {kernel}, stride {stride}", f"{kernel} 창, 스트라이드 {stride}"
            )
        padding = pad_words(pad, is_padded=any(self.pad))
        return bilingual(
            f"{self.filters} filters of {kernel}, stride {stride}, {padding.en}",
            f"{kernel} 필터 {self.filters}개, 스트라이드 {stride}, {padding.ko}",
        )

    @property
    def told(self) -> Text:
        """Its kind and its settings, for a list of layers."""
        settings = self.settings
        if self.filters:
            return bilingual(f"Convolution: {settings.en}", f"합성곱: {settings.ko}")
        return bilingual(f"Max pooling: {settings.en}", f"최대 풀링: {settings.ko}")


def conv(filters: int, f: int, s: int = 1, p: int = 0) -> Layer:
    """Return a convolution that is the same along both axes."""
    return Layer((f, f), (s, s), (p, p), filters)


def pool(f: int, s: int) -> Layer:
    """Return max pooling that is the same along both axes."""
    return Layer((f, f), (s, s))


def through(layers: Sequence[Layer], volume: Volume) -> list[Volume]:
    """Return what comes out of each layer, one after the other."""
    volumes = []
    for layer in layers:
        volume = layer.output(volume)
        volumes.append(volume)
    return volumes


def described(entering: Sequence[int], layers: Sequence[Layer], ask: str) -> dict[str, Any]:
    """Return what enters, the layers and what is asked, as another program reads it."""
    return {"input": list(entering), "layers": [layer.params for layer in layers], "ask": ask}


def pictured(image: Volume, layers: Sequence[Layer]) -> Volumes:
    """Return the figure of an image and what layers make of it, all of which is to be found."""
    return Volumes((("", image), *((layer.name, None) for layer in layers)))


def shape_asked(volume: Volume, layer: Layer) -> Text:
    """Ask for the shape behind one layer."""
    size, settings = written(volume), layer.settings
    en, ko = ("a convolution", "합성곱 층") if layer.filters else ("max pooling", "최대 풀링 층")
    is_square = layer.kernel[0] == layer.kernel[1]
    return bilingual(
        f"An input of {size} (depth × height × width) enters {en} ({settings.en}). "
        + ("" if is_square else "Its settings too are written height × width. ")
        + "What is the shape of the output (depth × height × width)?",
        f"{size}(깊이 × 높이 × 너비) 입력이 {ko}({settings.ko})에 들어갑니다. "
        + ("" if is_square else "층의 설정도 높이 × 너비 순서입니다. ")
        + "출력의 모양(깊이 × 높이 × 너비)은 무엇입니까?",
    )


def path(image: Volume, volumes: Sequence[Volume]) -> str:
    """Write what becomes of an image: `3 × 32 × 32 → 10 × 32 × 32 → 10 × 16 × 16`."""
    return " → ".join(map(written, (image, *volumes)))


def listed(layers: Sequence[Layer]) -> Text:
    """Return what layers are, a line each."""
    told = [layer.told for layer in layers]
    return bilingual(
        "\n".join(f"{at}. {each.en}" for at, each in enumerate(told, 1)),
        "\n".join(f"{at}. {each.ko}" for at, each in enumerate(told, 1)),
    )


def pad_words(pad: str, *, is_padded: bool) -> Text:
    """Return how a padding is told."""
    return bilingual(f"padding {pad}", f"패딩 {pad}") if is_padded else _NO_PAD


def worked(layer: Layer, volume: Volume) -> Text:
    """Return how height and width of what comes out are computed, a line each."""
    height, width = layer.axes(volume)
    return bilingual(
        f"Height: {height.counted}\nWidth: {width.counted}",
        f"높이: {height.counted}\n너비: {width.counted}",
    )


def _pair(pair: Pair) -> str:
    """Write a setting, once where it is the same along both axes."""
    return str(pair[0]) if pair[0] == pair[1] else written(pair)
