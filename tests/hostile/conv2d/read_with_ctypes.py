# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Leave the working directory and the namespaces by ctypes."""

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


def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno())
    return result


def look():
    stop_without_a_filter()
    attempt("chroot", lambda: call("chroot", b"."))
    attempt("unshare", lambda: call("unshare", 0x10000000))
    attempt("mount", lambda: call("mount", b"none", b"/no-such-folder", b"tmpfs", 0, None))
    attempt("ptrace", lambda: call("ptrace", 16, os.getppid(), None, None))
    attempt("setns", lambda: call("setns", 0, 0))
    attempt("dumpable", lambda: call("prctl", 4, 1, 0, 0, 0))
    attempt("setuid", lambda: call("setuid", 0))
    attempt("nice", lambda: call("setpriority", 0, 0, -10))
    attempt("shm_open", lambda: call("shm_open", b"/hostile", 0o102, 0o600))
    attempt("sem_open", lambda: os.listdir("/dev/shm"))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
