# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Own, lock, lease, seal and resize the pipes."""

import fcntl
import os
import termios
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
    for number in range(64):
        for command in (5, 6, 7, 8, 10, 1024, 1026, 1031, 1033):
            attempt(f"fcntl {number} {command}", lambda: fcntl.fcntl(number, command, 0))
        attempt(f"flock {number}", lambda: fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB))
        attempt(f"FIONREAD {number}", lambda: fcntl.ioctl(number, termios.FIONREAD, bytes(4)))
        attempt(f"TIOCSTI {number}", lambda: fcntl.ioctl(number, termios.TIOCSTI, b"x"))
        attempt(f"truncate {number}", lambda: os.ftruncate(number, 0))
        attempt(f"chmod {number}", lambda: os.fchmod(number, 0o777))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
