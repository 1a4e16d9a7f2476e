# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Lift the limits on memory, time, threads and descriptors."""

import resource
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
    for name in ("AS", "CPU", "NPROC", "NOFILE", "FSIZE", "CORE", "STACK", "MEMLOCK", "MSGQUEUE", "RTPRIO", "NICE"):
        kind = getattr(resource, f"RLIMIT_{name}")
        soft, hard = resource.getrlimit(kind)
        attempt(f"soft {name}", lambda: resource.setrlimit(kind, (hard, hard)))
        attempt(f"hard {name}", lambda: resource.setrlimit(kind, (-1, -1)))
    attempt("CPU is limited", lambda: [resource.RLIM_INFINITY][resource.getrlimit(resource.RLIMIT_CPU)[1] != -1])
    attempt("descriptors are limited", lambda: [0][resource.getrlimit(resource.RLIMIT_NOFILE)[1] <= 64])

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
