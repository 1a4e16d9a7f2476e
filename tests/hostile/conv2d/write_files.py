# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Leave a file wherever one might be left."""

import os
import tempfile

import ctypes as _ctypes


def stop_without_a_filter():
    """Do nothing where nothing would stop it: getpgrp is harmless, and refused by the filter."""
    if _ctypes.CDLL(None).getpgrp() >= 0:
        raise RuntimeError("ESCAPED: no filter stands")



found = []


def attempt(name, action):
    try:
        result = action()
    except BaseException as err:
        print(name, "failed:", type(err).__name__)
    else:
        print(name, "WORKED:", repr(result)[:300])
        found.append(f"{name}: {result!r}"[:200])


def verdict():
    if found:
        raise RuntimeError(f"ESCAPED: {found}")
    raise RuntimeError("nothing worked")


FOLDERS = (".", "/", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/proc/self", "/py", "@TMP@", "@HOME@", "@REPO@", os.path.dirname(os.__file__))


def look():
    stop_without_a_filter()
    for folder in FOLDERS:
        path = f"{folder}/hostile-was-here"
        attempt(f"open {folder}", lambda: open(path, "w").close())
        attempt(f"append {folder}", lambda: open(path, "a").close())
        attempt(f"O_TMPFILE {folder}", lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR))
        attempt(f"mkdir {folder}", lambda: os.mkdir(path))
        attempt(f"mkfifo {folder}", lambda: os.mkfifo(path))
        attempt(f"mknod {folder}", lambda: os.mknod(path))
        attempt(f"symlink {folder}", lambda: os.symlink("/etc", path))
    attempt("tempfile", lambda: tempfile.TemporaryFile().write(b"x"))
    attempt("memfd", lambda: os.memfd_create("hostile"))
    attempt("shared", lambda: __import__("multiprocessing.shared_memory").shared_memory.SharedMemory(create=True, size=9))
    attempt("change python", lambda: open(os.__file__, "r+").close())


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
