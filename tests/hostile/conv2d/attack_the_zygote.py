# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Signal, trace, read, write and slow the process that forks all workers."""

import ctypes
import os
import platform
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


libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def raw(number, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(number, *map(ctypes.c_long, arguments))
    if ctypes.get_errno() not in (1, 38):  # EPERM, ENOSYS: refused before it was looked at
        return result, ctypes.get_errno()
    raise PermissionError


def look():
    stop_without_a_filter()
    parent = os.getppid() or 1
    attempt("kill", lambda: os.kill(parent, 0))
    attempt("ptrace", lambda: call("ptrace", 16, parent, None, None))
    attempt("pidfd", lambda: os.pidfd_open(parent))
    attempt("limits", lambda: resource.prlimit(parent, resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE)))
    attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, parent, 0))
    attempt("scheduler", lambda: os.sched_setaffinity(parent, {0}))
    attempt("memory", lambda: open(f"/proc/{parent}/mem", "rb").read(1))
    attempt("out of memory first", lambda: os.open(f"/proc/{parent}/oom_score_adj", os.O_WRONLY))
    if platform.machine() != "x86_64":
        return
    for name, number in dict(tkill=200, rt_sigqueueinfo=129, rt_tgsigqueueinfo=297, pidfd_send_signal=424,
                             pidfd_getfd=438, kcmp=312, process_madvise=440, process_mrelease=448,
                             migrate_pages=256, move_pages=279, get_robust_list=274, process_vm_readv=310,
                             process_vm_writev=311, sched_setattr=314, ioprio_set=251).items():
        attempt(name, lambda: raw(number, parent, 0, 0, 0, 0, 0))
    attempt("tgkill", lambda: raw(234, parent, parent, 0))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
