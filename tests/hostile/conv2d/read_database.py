# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read the records of all students, where they lie below a known folder."""

import ctypes
import glob
import os
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


def look():
    for folder in ("@HOME@/.grade", "@REPO@/.grade"):
        path = f"{folder}/records.sqlite"
        attempt("open", lambda: open(path, "rb").read())
        attempt("journal", lambda: open(path + "-wal", "rb").read())
        attempt("list", lambda: os.listdir(folder))
        attempt("glob", lambda: glob.glob(folder + "/*")[0])
        attempt("ctypes", lambda: {-1: None}.pop(ctypes.CDLL(None).open(path.encode(), 0)) or 1 / 0)
        attempt("append", lambda: open(path, "ab").close())
        attempt("numpy", lambda: np.memmap(path, np.uint8, "r").tobytes())
        for mode in ("ro", "rw", "ro&immutable=1"):
            attempt("sqlite3", lambda: __import__("sqlite3").connect(f"file:{path}?mode={mode}", uri=True).execute("select 1 from sqlite_master").fetchall())

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
