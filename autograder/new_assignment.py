"""Write a new assignment into a course, whole or not at all."""

import json
import keyword
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from string import Template

import yaml

from autograder import course as courses
from autograder.course import COURSE_FILE, Course
from autograder.course_check import speaks
from autograder.errors import ConvgradeError, CourseError, UsageError
from autograder.yamlfile import reason, short

# Template → name in `assignments/<slug>/`, then in `solutions/<slug>/`.
_PUBLIC = {
    "assignment.yaml": "assignment.yaml",
    "README.md": "README.md",
    "README.ko.md": "README.ko.md",
    "stub.py": "{slug}.py",
    "visible_checks.py": "test_public.py",
    "visible_titles.yaml": "ko.yaml",
}
_STAFF = {
    "reference.py": "{slug}.py",
    "graded_checks.py": "test_hidden.py",
    "graded_titles.yaml": "ko.yaml",
}
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
# A learner's file must not stand in the way of a module that the checks import.
_TAKEN = {"numpy", "pytest", "hypothesis", "autograder", "cli", "conftest", "test_public"}


def write_assignment(course: Course, slug: str, *, title_en: str, title_ko: str) -> list[Path]:
    """Write an assignment that passes `check_course` and list it in `course.yaml`.

    Args:
        course: with its `solutions/`.
        slug: name of the assignment, of its folders and of its module.
        title_en: its title in English.
        title_ko: its title in Korean.

    Returns:
        The files written, and `course.yaml` last.

    Raises:
        UsageError: the name or a title can't be used, or a file can't be written.
        CourseError: `course.yaml` can't be added to by a line.
        In each case nothing was changed.
    """
    titles = {"en": " ".join(title_en.split()), "ko": " ".join(title_ko.split())}
    folders = {
        course.folder / slug: _PUBLIC,
        course.folder.parent / "solutions" / slug: _STAFF,
    }
    _refuse(course, slug, titles, folders)
    values = {"slug": slug}
    for language, title in titles.items():
        values[f"title_{language}"] = title
        values[f"title_{language}_yaml"] = json.dumps(title, ensure_ascii=False)
    listing = (course.folder / COURSE_FILE).resolve()
    with _whole_or_nothing(listing) as made:
        after = _listed(listing.read_bytes(), slug, listing)
        written = []
        for folder, names in folders.items():
            written += _write(folder, names, values)
            made.append(folder)
        _replace(listing, after)
        _hold(course, slug)
    return [*written, listing]


@contextmanager
def _whole_or_nothing(listing: Path) -> Iterator[list[Path]]:
    """Take away the folders that were made and restore `listing` where anything goes wrong.

    Raises:
        UsageError: a file can't be written.
    """
    before, made = listing.read_bytes(), list[Path]()
    try:
        yield made
    except BaseException as err:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        if listing.read_bytes() != before:
            _replace(listing, before)
        if isinstance(err, OSError):
            path = err.filename or listing
            raise UsageError("cannot-write", path=path, problem=reason(err)) from err
        raise


def _refuse(
    course: Course, slug: str, titles: Mapping[str, str], folders: Mapping[Path, object]
) -> None:
    """Refuse a name or title that can't be used.

    Raises:
        UsageError: in words.
    """
    known = sys.stdlib_module_names | _TAKEN
    if not _SLUG.fullmatch(slug) or keyword.iskeyword(slug) or slug in known:
        raise UsageError("bad-slug", slug=slug)
    for path in folders:
        if slug in course.slugs or os.path.lexists(path):
            raise UsageError("assignment-exists", slug=slug, path=short(path))
    if not speaks(titles["en"], "en") or not titles["en"].isprintable():
        raise UsageError("bad-title", option="--title-en", title=titles["en"])
    if not speaks(titles["ko"], "ko") or not titles["ko"].isprintable():
        raise UsageError("bad-title", option="--title-ko", title=titles["ko"])


def _write(folder: Path, names: Mapping[str, str], values: Mapping[str, str]) -> list[Path]:
    """Write a folder beside its place, then move it there."""
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    home = resources.files("autograder").joinpath("templates", "assignment")
    try:
        draft.mkdir()
        for template, name in names.items():
            text = home.joinpath(f"{template}.tmpl").read_text(encoding="utf-8")
            content = Template(text).substitute(values)
            (draft / name.format(**values)).write_text(content, encoding="utf-8", newline="\n")
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [folder / name.format(**values) for name in names.values()]


def _hold(course: Course, slug: str) -> None:
    """Hold that the course reads as before, with the new assignment at its end.

    Raises:
        CourseError: it does not.
    """
    try:
        again = courses.load(course.folder)
        again.assignment(slug)
    except ConvgradeError as err:
        raise _not_added(course.folder / COURSE_FILE, slug) from err
    same = again.model_copy(update={"assignments": again.assignments[:-1]}) == course
    if not same or again.slugs[-1] != slug:
        raise _not_added(course.folder / COURSE_FILE, slug)


def _listed(content: bytes, slug: str, path: Path) -> bytes:
    """Return the text of course.yaml with one more entry, everything else as it was.

    Raises:
        CourseError: there is no list to add to.
    """
    text = content.decode("utf-8")
    entries = _entries(text)
    if entries is None or not entries.value:
        raise _not_added(path, slug)
    end = _end(entries.value[-1])
    if entries.flow_style:
        return f"{text[:end]}, {{slug: {slug}}}{text[end:]}".encode()
    newline = "\r\n" if "\r\n" in text else "\n"
    line_end = text.find("\n", end)
    head, tail = (text, "") if line_end < 0 else (text[: line_end + 1], text[line_end + 1 :])
    head += "" if head.endswith("\n") else newline
    entry = f"{' ' * entries.start_mark.column}- {{slug: {slug}}}{newline}"
    return f"{head}{entry}{tail}".encode()


def _entries(text: str) -> yaml.SequenceNode | None:
    """Return the list `assignments:` with its places in the text."""
    top = yaml.compose(text, yaml.SafeLoader)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == "assignments" and isinstance(value, yaml.SequenceNode):
            return value
    return None


def _end(node: yaml.Node) -> int:
    """Return where the text of a node ends; a block's own mark lies beyond its comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    assert node.end_mark is not None
    return int(node.end_mark.index)


def _not_added(path: Path, slug: str) -> CourseError:
    return CourseError("course-not-extended", file=short(path), slug=slug)


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the rights that it has."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content)
        shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
