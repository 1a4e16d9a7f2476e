"""Networks, one layer behind another: what goes through them, as data, as a figure, in numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import Item, Wrong, bilingual, written
from autograder.quiz.workings.layers import Dense, Layer, Relu, Shape, Volume, Window

VOLUME_AXES = (
    Text(en="depth", ko="깊이"),
    Text(en="height", ko="높이"),
    Text(en="width", ko="너비"),
)


def through(layers: Sequence[Window], volume: Volume) -> list[Volume]:
    """Return what comes out of each layer, one after the other."""
    volumes = []
    for layer in layers:
        volume = layer.output(volume)
        volumes.append(volume)
    return volumes


def walk(image: Shape, layers: Sequence[Layer]) -> Iterator[tuple[Layer, Shape]]:
    """Yield each layer with the shape of what enters it."""
    shape = image
    for layer in layers:
        yield layer, shape
        shape = layer.output(shape)


def described(image: Shape, layers: Sequence[Layer], ask: str, **more: Any) -> dict[str, Any]:
    """Return what enters, the layers and what is asked, as another program reads it."""
    found: list[dict[str, Any]] = []
    is_flat = len(image) == 1
    for layer in layers:
        if isinstance(layer, Dense):
            if not is_flat:
                found.append({"type": "flatten"})
            is_flat = True
        found.append(layer.params)
    return {"input": list(image), "layers": found, "ask": ask, **more}


def pictured(image: Shape, layers: Sequence[Layer], *, is_told: bool = False) -> Volumes:
    """Return a network as a figure; sizes behind the first layer are told, or to be found."""
    shapes = [layer.output(shape) for layer, shape in walk(image, layers)] if is_told else []
    drawn = [
        (layer.sign, shapes[at] if is_told else None)
        for at, layer in enumerate(layers)
        if not isinstance(layer, Relu)
    ]
    return Volumes((("", image), *drawn))


def shape_item(
    image: Volume,
    layers: Sequence[Window],
    key: Volume,
    *,
    stem: Text,
    wrong: tuple[Wrong, ...],
    solution: Text,
) -> Item:
    """Return an item that asks which shape an image has behind layers."""
    return Item(
        kind="shape",
        stem=stem,
        params=described(image, layers, "output_shape"),
        key=key,
        wrong=wrong,
        solution=solution,
        labels=(VOLUME_AXES,),
        figure=pictured(image, layers),
    )


def path(image: Volume, volumes: Sequence[Volume]) -> str:
    """Write what becomes of an image: `3 × 32 × 32 → 10 × 32 × 32 → 10 × 16 × 16`."""
    return " → ".join(map(written, (image, *volumes)))


def worked(layer: Window, volume: Volume) -> Text:
    """Return how height and width of what comes out are computed, a line each."""
    height, width = layer.axes(volume)
    return bilingual(
        f"Height: {height.counted}\nWidth: {width.counted}",
        f"높이: {height.counted}\n너비: {width.counted}",
    )
