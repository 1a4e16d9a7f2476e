# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read a file whose path is known, by every way of reading that Python and numpy have."""

import ctypes
import io
import mmap
import os
import pathlib
import sys

import numpy as np

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


PLACES = ("@CANARY@", "@HOME@/canary.txt")


def look():
    attempt("environment", lambda: os.environ["GRADE_CANARY"])
    attempt("HOME", lambda: os.environ["HOME"])
    attempt("environb", lambda: next(value for value in os.environb.values() if value.startswith(b"canary")))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.getenv.restype = ctypes.c_char_p
    attempt("getenv", lambda: libc.getenv(b"GRADE_CANARY").decode())
    for path in PLACES:
        attempt("open", lambda: open(path).read())
        attempt("os.open", lambda: os.read(os.open(path, os.O_RDONLY), 99))
        attempt("O_PATH", lambda: os.read(os.open(path, os.O_PATH), 99))
        attempt("pathlib", lambda: pathlib.Path(path).read_text())
        attempt("numpy", lambda: np.fromfile(path, np.uint8).tobytes())
        attempt("memmap", lambda: bytes(np.memmap(path, np.uint8, "r")))
        attempt("loadtxt", lambda: np.loadtxt(path, str))
        attempt("mmap", lambda: mmap.mmap(os.open(path, os.O_RDONLY), 0).read())
        attempt("fopen", lambda: {0: None}.pop(libc.fopen(path.encode(), b"r")) or 1 / 0)
        attempt("listdir", lambda: os.listdir(os.path.dirname(path)))
        attempt("chdir", lambda: os.chdir(os.path.dirname(path)))
        attempt("link", lambda: os.link(path, "/tmp/hostile-link"))
        attempt("symlink", lambda: os.symlink(path, "/tmp/hostile-link"))
        attempt("rename", lambda: os.rename(path, path + ".hostile"))
        attempt("unlink", lambda: os.unlink(path))
        attempt("truncate", lambda: os.truncate(path, 0))
        attempt("chmod", lambda: os.chmod(path, 0o777))
        attempt("utime", lambda: os.utime(path))
        attempt("getxattr", lambda: os.listxattr(path))
        attempt("sendfile", lambda: os.sendfile(1, os.open(path, os.O_RDONLY), 0, 99))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
