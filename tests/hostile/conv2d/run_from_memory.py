# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Run a program that never was a file: memfd_create, execveat, fexecve."""

import ctypes
import os
import platform
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


libc = ctypes.CDLL(None, use_errno=True)


def look():
    stop_without_a_filter()
    attempt("memfd", lambda: os.memfd_create("hostile", 0))
    attempt("execve by descriptor", lambda: os.execve(0, ["hostile"], {}))
    attempt("O_TMPFILE", lambda: os.open("/", os.O_TMPFILE | os.O_RDWR))
    if platform.machine() != "x86_64":
        return
    empty = ctypes.cast(ctypes.c_char_p(b""), ctypes.c_void_p).value
    for number in range(4):
        attempt(f"execveat {number}", lambda: 1 / (libc.syscall(322, number, ctypes.c_void_p(empty), None, None, 0x1000) + 1))
    attempt("memfd_secret", lambda: 1 / (libc.syscall(447, 0) + 1))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
