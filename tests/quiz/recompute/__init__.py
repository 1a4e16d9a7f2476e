"""Keys a second way: the real operation on arrays of that shape, the real weights counted.

One module for each skill; `KEYS` maps a topic to a function from `params` to the key. Nothing here
may use what the generators use.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.quiz.recompute import by_hand, ideas, parameters, perceptron, shapes

KEYS: Mapping[str, Callable[[Any], Any]] = {
    **by_hand.KEYS,
    **ideas.KEYS,
    **parameters.KEYS,
    **perceptron.KEYS,
    **shapes.KEYS,
}
