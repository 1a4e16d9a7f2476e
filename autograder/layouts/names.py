"""Read the names that downloads give to submissions: whose is it, and what was it called?

A file's own name is its student's choice too, and may look like what stands before
it: the first place that fits is the real one, as it is for Moodle and Canvas when
they take files back.
"""

import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from autograder.archive import legible, shortened
from autograder.errors import UsageError
from autograder.notebook import Note
from autograder.records.students import clean_name

Layout = Literal["plain", "moodle", "canvas"]
TITLES: dict[Layout, str] = {"moodle": "Moodle", "canvas": "Canvas"}
FORMS: dict[Layout, str] = {
    "plain": "NAME.py, NAME.ipynb, NAME.zip, NAME/",
    "moodle": "NAME_123456_assignsubmission_file/",
    "canvas": "NAME_1234_5678_FILE",
}
GRADABLE = {".py", ".ipynb", ".zip"}
MOODLE = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>[0-9]+))?_assignsubmission_"
    r"(?:file(?:_(?P<file>.*))?|(?P<typed>.+))",
    re.DOTALL,
)
CANVAS = re.compile(
    r"(?:(?P<late1>LATE_)?(?P<anonymous>anon_[1-9A-HJ-NP-Za-km-z]{5})"
    r"|(?P<name>.*?)_(?P<late2>LATE_)?(?P<number>[0-9]+))"
    r"_(?P<id>[0-9]+)_(?P<file>.+)",
    re.DOTALL,
)
_CANVAS_TYPED = re.compile(r".*_[0-9A-Za-z]+_(?:text|link)\.html", re.DOTALL)
# What Canvas adds to a name that the student has used before: -1, -2 … and later a UUID.
AGAIN = re.compile(
    r"-(?P<count>[0-9]{1,4}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?P<end>(?:\.\w+)+)\Z"
)


class Item(NamedTuple):
    """Something that lies in the folder."""

    name: str
    path: Path
    is_folder: bool
    is_link: bool


class Part(NamedTuple):
    """A file or folder of one student; `called` is empty where it kept its name."""

    student: str
    item: Item
    called: str = ""
    id: int = 0
    is_late: bool | None = None
    number: str | None = None


def whose(item: Item, layout: Layout) -> Part | Note:
    """Say whose an item is, or why nobody's."""
    if item.is_link:
        return note("passed-over-link", item)
    try:
        item.name.encode()  # what is no Unicode could not be recorded, nor shown
        read = _READERS[layout](item)
        if isinstance(read, Part):
            return read._replace(student=clean_name(read.student))
    except (UsageError, UnicodeEncodeError):
        return note("passed-over-student", item)
    return note(read, item, layout=layout, form=FORMS[layout])


def _read_plain(item: Item) -> Part | str:
    path = PurePosixPath(item.name)
    if path.name.startswith(".") or not (item.is_folder or path.suffix.lower() in GRADABLE):
        return "passed-over-name"
    return Part(item.name if item.is_folder else path.stem, item)


def _read_moodle(item: Item) -> Part | str:
    match = MOODLE.fullmatch(unicodedata.normalize("NFC", item.name))
    if not match:
        return "passed-over-name"
    if match["typed"]:
        return "passed-over-typed"
    if not item.is_folder and not match["file"]:
        return "passed-over-name"
    number = match["number"]
    student = f"{match['name']}_{number}" if number else match["name"]
    return Part(student, item, match["file"] or "", number=number)


def _read_canvas(item: Item) -> Part | str:
    name = unicodedata.normalize("NFC", item.name)
    match = CANVAS.fullmatch(name)
    if not match:
        return "passed-over-typed" if _CANVAS_TYPED.fullmatch(name) else "passed-over-name"
    number = match["anonymous"] or match["number"]
    return Part(
        student=f"{match['name']}_{number}" if match["name"] else number,
        item=item,
        called=match["file"],
        id=int(match["id"]),
        is_late=bool(match["late1"] or match["late2"]),
        number=number,
    )


_READERS = {"plain": _read_plain, "moodle": _read_moodle, "canvas": _read_canvas}


def fits(item: Item, layout: Layout) -> bool:
    """Say whether an item is somebody's submission."""
    return isinstance(whose(item, layout), Part)


def is_gradable(name: str) -> bool:
    """Say whether a file of this name could be read as a submission."""
    return PurePosixPath(name).suffix.lower() in GRADABLE


def note(key: str, item: Item, **values: str) -> Note:
    """Return the note about an item."""
    return Note(key=key, values={"path": shown(item.name), **values})


def shown(name: str) -> str:
    """Return a file's name as text that can be kept and printed, not longer than a message."""
    return shortened(legible(name))
