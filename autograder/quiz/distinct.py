"""Choose among many wrong options those that a choice is asked with."""

from collections.abc import Collection, Sequence

from autograder.quiz.item import CHOICES, Wrong, separated
from autograder.quiz.options import Option


def distinct(right: Option, wrong: Sequence[Option], needed: Collection[str] = ()) -> list[Option]:
    """Return the right option and as many wrong ones as a choice has, which all say another thing.

    Args:
        right: the key.
        wrong: the others, those first that are to be kept.
        needed: the misconceptions that the item is about.

    Raises:
        Redraw: too few are left, or a needed one says what another does.
    """
    by_text: dict[str, Option] = {}
    for each in wrong:
        by_text.setdefault(each.text.en, each)
    lures = [
        Wrong(each.misconception, each.text.en, is_needed=each.misconception in needed)
        for each in wrong
    ]
    kept = separated(right.text.en, lures, CHOICES - 1)
    first = sorted(kept, key=lambda each: not each.is_needed)[: CHOICES - 1]
    return [right, *(by_text[str(each.value)] for each in first)]
