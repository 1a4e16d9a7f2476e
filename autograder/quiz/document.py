"""An item as a JSON document in one language, which scripts and exports read."""

from typing import Any

from autograder.model import Language
from autograder.quiz.draw_svg import svg
from autograder.quiz.item import Item, shown

SCHEMA_VERSION = 1


def document(
    item: Item, language: Language, *, with_key: bool, with_figure: bool = False
) -> dict[str, Any]:
    """Return what an item asks, and where it is wanted what is right, what is wrong and why.

    Args:
        item: what was drawn.
        language: of every text.
        with_key: whether key, wrong values and solution are told.
        with_figure: whether the figure is drawn: `figure`, SVG or null.
    """
    asked = {
        "schema_version": SCHEMA_VERSION,
        "id": item.id,
        "topic": item.topic,
        "version": item.version,
        "level": item.level,
        "seed": item.seed,
        "language": language,
        "kind": item.kind,
        "stem": item.stem.in_(language),
        "labels": [[label.in_(language) for label in axis] for axis in item.labels],
        "options": {name: text.in_(language) for name, text in item.options.items()},
        "choices": list(item.choices),
        "params": item.params,
    }
    if with_figure:
        asked["figure"] = svg(item.figure, language) if item.figure else None
    if not with_key:
        return asked
    wrong = [
        {
            "value": each.value,
            "misconception": each.misconception or None,
            "explanation": each.explained(language),
        }
        for each in item.wrong
    ]
    return {
        **asked,
        "key": item.key,
        "key_text": shown(item.key, item, language),
        "distractors": wrong,
        "solution": item.solution.in_(language),
    }
