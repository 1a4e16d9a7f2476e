# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Ask for real time, better priority and all processors."""

import ctypes
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


libc = ctypes.CDLL(None, use_errno=True)


def look():
    stop_without_a_filter()
    attempt("nice", lambda: os.nice(-5))
    attempt("priority", lambda: os.setpriority(os.PRIO_USER, 0, 5))
    attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))
    attempt("processors", lambda: os.sched_setaffinity(0, {0}))
    attempt("lock memory", lambda: 1 / (libc.mlockall(3) + 1))
    attempt("io", lambda: 1 / (libc.syscall(251, 1, 0, 0) + 1))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
