# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Send signals to everything that is not the own process (signal 0 is refused alike, and harms nobody)."""

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
    for target in (-1, 0, os.getppid(), 1, -os.getpid(), -os.getppid() or -1):
        if target != os.getpid():
            attempt(f"kill {target}", lambda: os.kill(target, 0))
    attempt("killpg", lambda: os.killpg(os.getppid(), 0))
    attempt("pidfd", lambda: os.pidfd_open(os.getppid()))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
