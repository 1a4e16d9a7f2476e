"""A window that slides along one axis.

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement and pooling layer.
"""

from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.item import bilingual

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
        room = self.room
        return room >= 0 and room % self.s == 0

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


def pad_words(pad: str, *, is_padded: bool) -> Text:
    """Return how a padding is told."""
    return bilingual(f"padding {pad}", f"패딩 {pad}") if is_padded else _NO_PAD
