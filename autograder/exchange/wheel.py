"""Pack the convgrade that runs into a wheel again, from a clone as from an installed wheel.

A build would need the sources of the project and its build tools, and an installed convgrade has
neither. A wheel is a zip of the packages with a list of their digests: packed from what is
imported here, it holds exactly the code that was tried here, and needs no network.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from autograder.errors import ToolError

_NAME, _PACKAGES = "convgrade", ("autograder", "cli")
# The course goes its own way.
_COURSE = "assignments"
_WHEEL = "Wheel-Version: 1.0\nGenerator: convgrade\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes


def wheel() -> tuple[str, bytes]:
    """Return the file name and the content of a wheel of ourselves, without a course.

    Raises:
        ToolError: convgrade is not installed, so that nothing says what it needs.
    """
    try:
        own = metadata.distribution(_NAME)
    except metadata.PackageNotFoundError as err:
        raise ToolError("not-installed") from err
    info = f"{_NAME}-{own.version}.dist-info"
    files = dict(_code())
    files[f"{info}/METADATA"] = (own.read_text("METADATA") or "").encode()
    files[f"{info}/entry_points.txt"] = (own.read_text("entry_points.txt") or "").encode()
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return f"{_NAME}-{own.version}-py3-none-any.whl", zipped(files)


def zipped(files: Mapping[str, bytes], *, programs: frozenset[str] = frozenset()) -> bytes:
    """Return a zip archive that is the same for the same files.

    Args:
        files: content by name.
        programs: names of those that can be executed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def tree(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, named from `place`, but for hidden and compiled ones."""
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        if child.name.startswith(".") or child.name == "__pycache__":
            continue
        if child.is_dir():
            yield from tree(child, f"{place}/{child.name}")
        elif child.is_file():
            yield f"{place}/{child.name}", child.read_bytes()


def _code() -> Iterator[tuple[str, bytes]]:
    for package in _PACKAGES:
        for name, content in tree(resources.files(package), package):
            if name.split("/")[1] != _COURSE:
                yield name, content


def _record(files: Mapping[str, bytes], own: str) -> bytes:
    """Return the list of digests that an installer checks."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{own},,\n"]).encode()
