"""Look into a zip archive in memory; nothing is unpacked to a disk.

The archive is a stranger's: its names are checked before they mean anything, what
it declares about sizes is not believed, and only the entry that is asked for is
unpacked, up to a limit.
"""

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

from autograder.errors import SubmissionError

MAX_ENTRIES = 10_000
_MAX_UNPACKED_BYTES = 1_000_000_000  # of all entries; what is larger was made to harm
_MAX_NAME = 1000  # [characters]
_MAX_SHOWN = 60  # of a name, in a message [characters]
_ENTRY_MARK = b"PK\x01\x02"  # each entry of the central directory begins with it
_ENCRYPTED, _UTF8 = 0x1, 0x800  # bits of an entry's flags
_KINDS_OF_FILE = {0, stat.S_IFREG, stat.S_IFDIR}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may claim gigabytes to unpack
SKIPPED_FOLDERS = {"__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git", ".venv"}
_SKIPPED_FILES = {".ds_store", "thumbs.db", "desktop.ini"}  # in small letters
# What zipfile raises where an archive is damaged; it promises BadZipFile only.
_BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    OverflowError,
    IndexError,
    struct.error,
    zlib.error,
)


class Archive:
    """The files of a zip archive.

    Args:
        content: the archive, already held to a size.
        place: what a person calls it.

    Attributes:
        files: paths of the files in it, without what systems add to archives.

    Raises:
        SubmissionError: it is damaged, or made to harm.
    """

    def __init__(self, content: bytes, place: str) -> None:
        self.place = place
        # zipfile builds an object for each entry whatever their number, so they are counted first.
        if (count := content.count(_ENTRY_MARK)) > MAX_ENTRIES:
            raise SubmissionError("archive-crowded", path=place, count=count, limit=MAX_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as err:
            raise SubmissionError("archive-broken", path=place) from err
        self._entries = self._look_through()
        self.files = [PurePosixPath(path) for path in self._entries]

    def read(self, path: PurePosixPath, limit: int) -> tuple[bytes, int]:
        """Return the first `limit` bytes of a file, and how large it is or claims to be.

        Raises:
            SubmissionError: it is encrypted, damaged, or packed in a way that is not read here.
        """
        entry = self._entries[str(path)]
        place = f"{self.place}/{shortened(str(path))}"
        if entry.flag_bits & _ENCRYPTED:
            raise SubmissionError("archive-encrypted", path=place)
        if entry.compress_type not in _METHODS:
            raise SubmissionError("archive-method", path=place, method=entry.compress_type)
        try:
            with self._zip.open(entry) as file:
                content = file.read(limit)
        except _BROKEN as err:
            raise SubmissionError("archive-broken", path=place) from err
        return content, max(len(content), entry.file_size)

    def _look_through(self) -> dict[str, zipfile.ZipInfo]:
        """Check every entry, and return the files by path."""
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > _MAX_UNPACKED_BYTES:
            size, limit = unpacked // 10**6, _MAX_UNPACKED_BYTES // 10**6
            raise SubmissionError("archive-bomb", path=self.place, size=size, limit=limit)
        found: dict[str, zipfile.ZipInfo] = {}
        seen: dict[str, str] = {}
        for entry in entries:
            name = _name(entry)
            path = str(self._plain(name))
            if is_junk(PurePosixPath(path)):
                continue
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if kind not in _KINDS_OF_FILE:
                raise SubmissionError("archive-link", path=self.place, name=shortened(name))
            if name.endswith("/") or kind == stat.S_IFDIR:
                continue
            self._check_new(path, seen)
            found[path] = entry
        return found

    def _plain(self, name: str) -> PurePosixPath:
        """Return an entry's name as a path that stays inside the archive."""
        path = PurePosixPath(name)
        unsafe = path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", name)
        if unsafe or not name or "\\" in name or "\0" in name or len(name) > _MAX_NAME:
            raise SubmissionError("archive-name", path=self.place, name=shortened(name))
        return path

    def _check_new(self, path: str, seen: dict[str, str]) -> None:
        """Refuse a name that some file system takes for one seen before."""
        key = unicodedata.normalize("NFC", path.casefold())
        if key in seen:
            first, second = shortened(seen[key]), shortened(path)
            raise SubmissionError("archive-collision", path=self.place, first=first, second=second)
        seen[key] = path


def is_junk(path: PurePosixPath) -> bool:
    """Say whether a path is one that systems and editors add by themselves."""
    in_skipped = any(part in SKIPPED_FOLDERS for part in path.parts)
    return in_skipped or path.name.startswith("._") or path.name.lower() in _SKIPPED_FILES


def shortened(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"


def legible(name: object) -> str:
    """Return a path's text as it can be kept and sent: what is no Unicode in it as an escape."""
    return str(name).encode(errors="backslashreplace").decode()


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name as it stands in the archive; `filename` hides a zero byte.

    Names without the UTF-8 flag came through cp437. Macs leave the flag out and
    write UTF-8 all the same; Windows in Korean writes cp949.
    """
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        for encoding in ("utf-8", "cp949"):
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return unicodedata.normalize("NFC", name)
