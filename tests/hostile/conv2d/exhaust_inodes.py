# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Make files without end, wherever one can be made."""

import os
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


def look():
    stop_without_a_filter()
    for folder in (".", "/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/py", "@TMP@", "@HOME@"):
        for number in range(3):  # the first that works is enough
            attempt(f"{folder} {number}", lambda: os.open(f"{folder}/hostile-was-here-{number}", os.O_CREAT | os.O_WRONLY))
            if found:
                return
        attempt(f"folder in {folder}", lambda: os.mkdir(f"{folder}/hostile-was-here"))
        if found:
            return

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
