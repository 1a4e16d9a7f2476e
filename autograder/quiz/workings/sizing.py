"""What wrong ideas make of a size and of a shape.

An idea about sizes is the right rule (n + 2p - f) / s + 1 with something left out or exchanged.
One that would leave a fraction is no lure where a size is asked for: the learner would notice.

Source: the catalogue of misconceptions; CS231n notes, "Convolutional Neural Networks".
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from autograder.quiz.item import Redraw, Wrong
from autograder.quiz.workings.axis import Axis
from autograder.quiz.workings.layers import Conv, Pool, Volume, Window
from autograder.quiz.workings.network import through


class Rule(NamedTuple):
    """How somebody counts the places of a window; the defaults are right.

    Attributes:
        pads: how often the padding is counted.
        windows: how often the window's length is.
        inside: what is added before dividing.
        by: what it is divided by: the stride `s`, the window `f`, or nothing.
        plus: what is added in the end.
        is_kept: whether the input is taken to be padded so that a fraction rounds up.
    """

    pads: int = 2
    windows: int = -1
    inside: int = 0
    by: str = "s"
    plus: int = 1
    is_kept: bool = False

    def size(self, axis: Axis) -> int | None:
        """Return the size that is counted [pixels]; None where that is a fraction or nothing."""
        n, f, s, p = axis
        length = n + self.pads * p + self.windows * f + self.inside
        by = s if self.by == "s" else f if self.by else 1
        if self.is_kept:
            return -(-length // by)
        size = length // by + self.plus
        return size if length % by == 0 and size > 0 else None

    def told(self, axis: Axis) -> str:
        """Return how that is computed: `(32 - 5) / 1 + 1 = 28`."""
        n, f, s, p = axis
        by = s if self.by == "s" else f
        text = f"{n}{_term(self.pads, p)}{_term(self.windows, f)}{_term(self.inside, 1)}"
        if self.by:
            text = f"({text}) / {by}" if " " in text else f"{text} / {by}"
        if self.is_kept and n % by:
            text = f"⌈{text}⌉"
        return f"{text}{_term(self.plus, 1)} = {self.size(axis)}"


_KEPT = Rule(pads=0, windows=0, plus=0, is_kept=True)
# The ideas about one axis, in the order in which they are told.
CONV_RULES = {
    "forgot-pad": Rule(pads=0),
    "forgot-stride": Rule(by=""),
    "forgot-plus-one": Rule(plus=0),
    "pad-one-side": Rule(pads=1),
    "subtracted-pad": Rule(pads=-2),
    "assumes-same-pad": _KEPT,
    "forgot-filter": Rule(windows=0, plus=0),
    "plus-one-inside": Rule(inside=1, plus=0),
    "full-convolution": Rule(windows=1, by="", plus=-1),
}
POOL_RULES = {
    "pool-assumes-stride": Rule(by="f"),
    "pool-assumes-pad": _KEPT,
    "forgot-plus-one": Rule(plus=0),
    "forgot-stride": Rule(by=""),
}


def wrong_size(idea: str, axis: Axis, *, is_pool: bool = False) -> int | None:
    """Return what an idea makes of one axis [pixels].

    Args:
        idea: a key of `CONV_RULES` or `POOL_RULES`.
        axis: the window, and what it slides along.
        is_pool: whether it pools.

    Returns:
        None where the idea leaves a fraction, or where nobody would have it.
    """
    if (idea == "assumes-same-pad" and axis.p) or (
        idea == "full-convolution" and (axis.s > 1 or axis.p)
    ):
        return None
    return (POOL_RULES if is_pool else CONV_RULES)[idea].size(axis)


def wrong_sizes(axis: Axis, *, needed: Collection[str] = ()) -> Iterator[Wrong]:
    """Yield what the ideas about one axis of a convolution make of it, as numbers.

    Raises:
        Redraw: a needed one leaves a fraction.
    """
    for idea, rule in CONV_RULES.items():
        if size := wrong_size(idea, axis):
            yield Wrong(idea, size, rule.told(axis), idea in needed)
        elif idea in needed:
            raise Redraw


def wrong_shape(idea: str, layer: Window, volume: Volume) -> Volume | None:
    """Return what an idea makes of the shape of what comes out of a layer.

    Args:
        idea: a key of the rules, or one about depth or about the sides of a shape.
        layer: what the volume enters.
        volume: depth, height and width of what enters.

    Returns:
        Depth, height and width; None where the idea leaves a fraction. What it does not touch
        is right.
    """
    is_pool = isinstance(layer, Pool)
    depth = layer.filters if isinstance(layer, Conv) else volume[0]
    height, width = layer.axes(volume)
    if idea in (POOL_RULES if is_pool else CONV_RULES):
        rows = wrong_size(idea, height, is_pool=is_pool)
        columns = wrong_size(idea, width, is_pool=is_pool) if rows else None
        return (depth, rows, columns) if rows and columns else None
    if idea == "assumes-square":
        width = _like(height, width)
    if not (height.fits and width.fits):
        return None
    rows, columns = height.places, width.places
    match idea:
        case "depth-is-channels":
            depth = volume[0]
        case "depth-times-channels" if not is_pool:
            depth = volume[0] * depth
        case "pool-changes-depth" if is_pool:
            depth, rest = divmod(depth, layer.stride[0])
            return None if rest else (depth, rows, columns)
        case "swapped-hw":
            rows, columns = columns, rows
    return depth, rows, columns


def how(idea: str, layer: Window, volume: Volume) -> str:
    """Return the computation that leads an idea to its shape; nothing where there is none."""
    rules = POOL_RULES if isinstance(layer, Pool) else CONV_RULES
    if idea in rules:
        return ", ".join(dict.fromkeys(rules[idea].told(axis) for axis in layer.axes(volume)))
    match idea:
        case "assumes-square":
            return _like(*layer.axes(volume)).counted
        case "depth-times-channels" if isinstance(layer, Conv):
            return f"{volume[0]} · {layer.filters} = {volume[0] * layer.filters}"
        case "pool-changes-depth":
            return f"{volume[0]} / {layer.stride[0]} = {volume[0] // layer.stride[0]}"
    return ""


def wrong_shapes(
    layer: Window, volume: Volume, ideas: Sequence[str], needed: Collection[str] = ()
) -> list[Wrong]:
    """Return what ideas make of a layer's output.

    Args:
        layer: what the volume enters.
        volume: depth, height and width of what enters.
        ideas: some of those that `wrong_shape` knows.
        needed: those that the item is about.

    Raises:
        Redraw: a needed one leaves a fraction.
    """
    shapes = {idea: wrong_shape(idea, layer, volume) for idea in needed}
    if None in shapes.values():
        raise Redraw  # before the work of all the others
    shapes |= {idea: wrong_shape(idea, layer, volume) for idea in ideas if idea not in shapes}
    return [
        Wrong(idea, shape, how(idea, layer, volume), idea in needed)
        for idea in ideas
        if (shape := shapes[idea])
    ]


def throughout(idea: str, layers: Sequence[Window], volume: Volume) -> list[Volume] | None:
    """Return what comes out of each layer for somebody who has an idea all the way.

    Args:
        idea: one that `wrong_shape` knows, or `first-layer-size-again`.
        layers: one after the other.
        volume: what enters the first.
    """
    if idea == "swapped-hw":  # told so in the end; computed so, it would turn back again
        return [(depth, columns, rows) for depth, rows, columns in through(layers, volume)]
    _, *sides = volume
    volumes = []
    for layer in layers:
        if idea == "first-layer-size-again":
            volume = (volume[0], sides[0], sides[1])
        made = wrong_shape(idea, layer, volume)
        if made is None:
            return None
        volume = made
        volumes.append(volume)
    return volumes


def by_ideas(
    ideas: Sequence[str], layers: Sequence[Window], volume: Volume
) -> Iterator[tuple[str, list[Volume]]]:
    """Yield each idea that leaves no fraction all the way, and what comes out of each layer."""
    for idea in ideas:
        if volumes := throughout(idea, layers, volume):
            yield idea, volumes


def _like(height: Axis, width: Axis) -> Axis:
    """Return the window along the width as if the settings of the height held for it."""
    return Axis(width.n, *height[1:])


def _term(count: int, size: int) -> str:
    """Write a term with its sign: ` + 2 · 3`, ` - 5`; nothing where it adds nothing."""
    if not count * size:
        return ""
    sign = "+" if count > 0 else "-"
    return f" {sign} {size}" if abs(count) == 1 else f" {sign} {abs(count)} · {size}"
