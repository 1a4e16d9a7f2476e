# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Take shared memory, queues and semaphores, which outlive a process."""

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
        raise OSError(ctypes.get_errno(), name)
    return result


def look():
    stop_without_a_filter()
    attempt("shmget", lambda: call("shmget", 0, 1 << 20, 0o1600))
    attempt("msgget", lambda: call("msgget", 0, 0o1600))
    attempt("semget", lambda: call("semget", 0, 1, 0o1600))
    attempt("shm_open", lambda: call("shm_open", b"/hostile-was-here", 0o102, 0o600))
    attempt("mq_open", lambda: call("mq_open", b"/hostile-was-here", 0o102, 0o600, None))
    attempt("sem_open", lambda: {0: None}.pop(libc.sem_open(b"/hostile-was-here", 0o100, 0o600, 1)) or 1 / 0)
    attempt("memfd", lambda: os.memfd_create("hostile"))
    attempt("module", lambda: __import__("multiprocessing.shared_memory").shared_memory.SharedMemory("hostile-was-here", True, 9))
    attempt("semaphore", lambda: __import__("multiprocessing").Semaphore())

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
