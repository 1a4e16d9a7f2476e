"""Read a YAML file into a record, and name file, key and value where it is wrong."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from autograder.errors import CourseError
from autograder.model import Record

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_R = TypeVar("_R", bound=Record)
_MOST, _NODE = 4_000_000, 16  # what a file may hold [characters], and what each part adds to that

# What pydantic calls a fault → what we call what was wanted (`words/wanted.yaml`).
_WANTED = {
    "int_type": "integer",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "float_parsing": "number",
    "string_type": "text",
    "string_too_short": "text",
    "list_type": "list",
    "too_short": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "bool_type": "flag",
    "bool_parsing": "flag",
    "literal_error": "choice",
    "greater_than": "range",
    "greater_than_equal": "range",
    "less_than_equal": "range",
}
_OWN_RULES = {
    "entry-id", "entry-options", "entry-texts", "entry-twice",
    "moment", "quiz-after-close", "quiz-window",
    "name", "numbered", "rule-task", "rule-twice", "timezone",
}  # fmt: skip


def load_yaml(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises:
        CourseError: it can't be read or is not YAML.
    """
    try:
        return _loaded(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as err:
        raise CourseError("yaml-unreadable", file=short(path), problem=reason(err)) from err
    except (yaml.YAMLError, ValueError) as err:
        raise CourseError("yaml-unreadable", file=short(path), problem=_where(err)) from err


def _loaded(text: str) -> Any:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if _is_too_much(root):
            raise ValueError("it holds too much, or aliases that repeat it too often")
        return None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _is_too_much(root: yaml.Node | None) -> bool:
    """Whether a document is huge once each alias is replaced by what it stands for.

    A few lines of aliases to aliases stand for more than any memory holds, and one that holds
    itself for no end.
    """
    waiting, size = [root], 0
    while waiting and size <= _MOST:
        match waiting.pop():
            case yaml.MappingNode(value=pairs):
                parts = list(chain.from_iterable(pairs))
            case yaml.SequenceNode(value=parts):
                pass
            case yaml.ScalarNode(value=text):
                size += len(text)
                continue
            case _:
                continue
        waiting += parts
        size += _NODE * len(parts)
    return size > _MOST


def read_yaml(path: Path, record: type[_R], **known: Any) -> _R:
    """Return a record made from a YAML mapping and from what is `known` without the file.

    Raises:
        CourseError: the file can't be read, or a key is missing, unknown or wrong.
    """
    loaded = load_yaml(path)
    if not isinstance(loaded, Mapping):
        raise _bad_value(path, (), loaded, "mapping", "")
    for key in known:
        if key in loaded:
            raise CourseError("yaml-unknown-key", key=key, where="the top", file=short(path))
    try:
        return record.model_validate({**loaded, **known})
    except ValidationError as err:
        raise _explain(path, err) from err


def _explain(path: Path, err: ValidationError) -> CourseError:
    """Turn the first fault that pydantic found into words."""
    fault = err.errors(include_url=False)[0]
    place, kind = fault["loc"], fault["type"]
    key = str(place[-1]) if place else ""
    if kind == "missing":
        return CourseError("yaml-missing-key", key=key, where=_dots(place[:-1]), file=short(path))
    if kind == "extra_forbidden":
        return CourseError("yaml-unknown-key", key=key, where=_dots(place[:-1]), file=short(path))
    context = fault.get("ctx", {})
    wanted, detail = _WANTED.get(kind, "valid"), ""
    if kind == "literal_error":
        detail = str(context["expected"])
    elif wanted == "range":
        detail = _bound(context)
    elif kind == "value_error" and str(context["error"]) in _OWN_RULES:
        wanted = str(context["error"])
    return _bad_value(path, place, fault["input"], wanted, detail)


def _bad_value(
    path: Path, place: tuple[int | str, ...], value: Any, wanted: str, detail: str
) -> CourseError:
    try:
        shown = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:  # Python writes no number of so many digits
        shown = "…"
    return CourseError(
        "yaml-bad-value",
        key=str(place[-1]) if place else "the file",
        value=shown[:80],
        where=_dots(place),
        file=short(path),
        wanted=Wanted(wanted, detail),
    )


class Wanted:
    """What was wanted in place of a wrong value, said only once the language is known."""

    def __init__(self, key: str, detail: str) -> None:
        self.key = key
        self.detail = detail

    def __format__(self, language: str) -> str:
        """Say it; the format spec is the language."""
        from autograder import words  # noqa: PLC0415 - the catalogue is read only when needed

        return words.say("wanted", self.key, "ko" if language == "ko" else "en", detail=self.detail)


def _bound(context: Mapping[str, Any]) -> str:
    signs = {"gt": ">", "ge": ">=", "le": "<=", "lt": "<"}
    return ", ".join(f"{signs[name]} {bound}" for name, bound in context.items() if name in signs)


def _dots(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place) or "the top"


def _where(err: Exception) -> str:
    """Say where the parser stopped and why."""
    mark = getattr(err, "problem_mark", None)
    text = getattr(err, "problem", None) or str(err).splitlines()[0]
    return f"{text} (line {mark.line + 1}, column {mark.column + 1})" if mark else text


def reason(err: Exception) -> str:
    """Say why the system refused, without its error number."""
    return getattr(err, "strerror", None) or str(err)


def short(path: Path) -> str:
    """Name a file by the path a reader knows: relative to where they stand, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
