# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Open devices: memory, terminals, disks, the kernel's log."""

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
    for name in ("mem", "kmem", "port", "kmsg", "kvm", "fuse", "tty", "ptmx", "console", "tty0", "sda", "vda", "nvme0n1",
                 "loop0", "loop-control", "net/tun", "mapper/control", "shm", "full", "random", "urandom", "zero",
                 "pts/0", "pts"):
        attempt(name, lambda: os.open(f"/dev/{name}", os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
