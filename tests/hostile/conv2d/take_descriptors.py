# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Take the grader's and the zygote's descriptors by pidfd_getfd and by /proc."""

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


def look():
    stop_without_a_filter()
    for pid in {os.getppid() or 1, 1, os.getpid()}:
        attempt(f"pidfd_open {pid}", lambda: os.pidfd_open(pid))
        for number in range(16):
            if pid != os.getpid():
                attempt(f"{pid} fd {number}", lambda: os.open(f"/proc/{pid}/fd/{number}", os.O_RDWR))
                attempt(f"{pid} link {number}", lambda: os.readlink(f"/proc/{pid}/fd/{number}"))
                attempt(f"{pid} fdinfo {number}", lambda: open(f"/proc/{pid}/fdinfo/{number}").read())
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.machine() == "x86_64":
        for number in range(64):
            attempt(f"pidfd_getfd {number}", lambda: 1 / (libc.syscall(438, number, 0, 0) + 1))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
