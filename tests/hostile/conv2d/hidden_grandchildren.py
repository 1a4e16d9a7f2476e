# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Start children by every call that makes one, as a sibling, without a signal, by raw numbers."""

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


def child(*arguments):
    result = libc.syscall(*map(ctypes.c_long, arguments))
    if result == 0:
        os._exit(0)
    if result < 0:
        raise OSError(ctypes.get_errno(), "no child")
    return result


def look():
    stop_without_a_filter()
    if platform.machine() != "x86_64":
        return
    for flags in (0, 17, 0x8000 | 17, 0x2000 | 17, 0x1000, 0x800000, 0x20000000 | 17, 0x100000000 | 17):
        attempt(f"clone {flags:#x}", lambda: child(56, flags, 0, 0, 0, 0))
    block = (ctypes.c_uint64 * 11)(0x8000, 0, 0, 0, 17)
    attempt("clone3", lambda: child(435, ctypes.addressof(block), 88))
    attempt("fork", lambda: child(57))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
