# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read what /proc tells about the grader: environment, command line, memory, open files."""

import os

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
    for pid in ("self", "1", "2", str(os.getppid()), str(os.getpid())):
        for name in ("environ", "cmdline", "maps", "mem", "status", "mountinfo", "task"):
            attempt(f"{pid}/{name}", lambda: open(f"/proc/{pid}/{name}", "rb").read(1000))
        for name in ("cwd", "exe", "root"):
            if pid not in ("self", str(os.getpid())):
                attempt(f"{pid}/{name}", lambda: os.readlink(f"/proc/{pid}/{name}"))
        attempt(f"{pid}/fd", lambda: os.listdir(f"/proc/{pid}/fd"))
        attempt(f"{pid}/fd/1", lambda: open(f"/proc/{pid}/root/etc/passwd").read())
    attempt("list", lambda: os.listdir("/proc"))
    attempt("kcore", lambda: open("/proc/sys/kernel/hostname").read())


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
