"""List a folder of submissions, and refuse one that is clearly not what it is taken for."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from autograder.archive import is_junk
from autograder.errors import UsageError
from autograder.layouts.names import CANVAS, FORMS, MOODLE, TITLES, Item, Layout, fits
from autograder.yamlfile import reason


def listed(folder: Path) -> list[Item]:
    """Return what lies in a folder, in a lasting order, without what systems add by themselves."""
    if not folder.is_dir():
        is_zip = folder.is_file() and zipfile.is_zipfile(folder)
        raise UsageError("layout-zip" if is_zip else "layout-no-folder", path=folder)
    try:
        with os.scandir(folder) as found:
            items = [
                Item(
                    entry.name,
                    folder / entry.name,
                    entry.is_dir(follow_symlinks=False),
                    entry.is_symlink(),
                )
                for entry in found
                if not is_junk(PurePosixPath(entry.name))
            ]
    except OSError as err:
        raise UsageError("layout-unreadable", path=folder, problem=reason(err)) from err
    return sorted(items)


def check_layout(folder: Path, items: Sequence[Item], layout: Layout) -> None:
    """Refuse a folder that is clearly of another layout, or holds nothing but the right one."""
    if not items:
        raise UsageError("layout-empty", path=folder)
    other = _resembled([item.name for item in items], layout)
    if other:
        raise _other(folder, layout, other)
    only = items[0]
    if len(items) == 1 and only.is_folder and (layout == "plain" or not fits(only, layout)):
        inner = _resembled([item.name for item in listed(only.path)], "plain")
        if inner:
            raise UsageError("layout-deeper", path=folder, inner=only.path, other=inner)


def _resembled(names: Sequence[str], layout: Layout) -> Layout | None:
    """Return the other layout that most of the names are of; none where most are of this one."""
    canvas = [match for match in map(CANVAS.fullmatch, names) if match]
    moodle = [match for match in map(MOODLE.fullmatch, names) if match]
    most = len(names) / 2
    if len({"moodle": moodle, "canvas": canvas}.get(layout, [])) > most:
        return None
    if layout != "moodle" and len(moodle) > most:
        return "moodle"
    # A TA's own NAME_2026_1_pool.py looks the same, but no two files have one ID.
    if layout != "canvas" and len({match["id"] for match in canvas}) > max(most, 1):
        return "canvas"
    return None


def nothing_fits(folder: Path, items: Sequence[Item], layout: Layout) -> UsageError:
    """Return the error that says so, and which layout would fit."""
    if len(items) == 1 and items[0].path.suffix.lower() == ".zip":
        return UsageError("layout-zip", path=items[0].path)
    others: tuple[Layout, ...] = ("moodle", "canvas", "plain")
    for other in others:
        if other != layout and any(fits(item, other) for item in items):
            return _other(folder, layout, other)
    return UsageError("layout-misfit", path=folder, layout=layout, form=FORMS[layout])


def _other(folder: Path, layout: Layout, other: Layout) -> UsageError:
    if other == "plain":
        return UsageError("layout-plain", path=folder, layout=layout, form=FORMS[other])
    title = TITLES[other]
    return UsageError("layout-other", path=folder, layout=layout, other=other, title=title)
