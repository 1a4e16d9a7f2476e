# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Set the host's name, clock, kernel and accounts (with arguments that would change nothing)."""

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


buffer = ctypes.create_string_buffer(512)


def call(name, *arguments):
    ctypes.set_errno(0)
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if result < 0 and ctypes.get_errno() in (1, 38):  # EPERM, ENOSYS: refused before it was looked at
        raise PermissionError
    return result, ctypes.get_errno()


def look():
    stop_without_a_filter()
    for name, *arguments in (
        ("sethostname", b"", -1), ("setdomainname", b"", -1),         ("clock_settime", 1, buffer), ("adjtimex", buffer), ("swapoff", None), ("umount2", None, 0),
        ("setuid", 0), ("setgid", 0), ("setgroups", 0, None), ("setsid",), ("chroot", None),
        ("iopl", 0), ("acct", b""), ("klogctl", 10, None, 0), ("unshare", 0),
    ):
        attempt(name, lambda: call(name, *arguments))
    for path in ("/proc/self/oom_score_adj", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/self/uid_map",
                 "/proc/self/attr/current", "/sys/fs/cgroup/cgroup.procs", "/proc/self/comm"):
        attempt(path, lambda: os.open(path, os.O_WRONLY))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
