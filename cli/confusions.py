"""Render the confusion table: for each misconception what its known mistakes were taken for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from autograder import words
from autograder.model import Language
from cli.tables import table

if TYPE_CHECKING:
    from autograder.course_check.confusion import Named

_COLUMNS = ("idea", "tried", "itself", "nothing", "other")


def rendered(found: "Sequence[Named]", language: Language) -> RenderableType:
    """Render what was found: a line for each misconception, then the sums."""

    def say(key: str, **values: object) -> str:
        return words.say("cli", f"confusion.{key}", language, **values)

    headers = [words.say("cli", "column.assignment", language), *map(say, _COLUMNS)]
    itself = sum(each.is_itself for each in found)
    share = f"{itself / len(found):.1%}" if found else "-"
    total = Text(say("total", itself=itself, count=len(found), share=share))
    return Group(table(headers, list(_rows(found)), numbers=[2, 3, 4]), Text(), total)


def _rows(found: "Sequence[Named]") -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[str, str], list[Named]] = {}
    for each in found:
        groups.setdefault((each.mistake.slug, each.mistake.id), []).append(each)
    for (slug, name), all_of_them in groups.items():
        itself = sum(each.first == name for each in all_of_them)
        nothing = sum(each.first is None for each in all_of_them)
        others = Counter(other for each in all_of_them for other in each.others)
        told = ", ".join(f"{other} ({count})" for other, count in others.most_common())
        yield slug, name, str(len(all_of_them)), str(itself), str(nothing), told
