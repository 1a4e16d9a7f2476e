# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read the host's interfaces, routes, mounts and processes."""

import os
import pwd
import socket

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
    for path in ("/proc/net/tcp", "/proc/net/unix", "/proc/net/route", "/proc/mounts", "/proc/self/mountinfo", "/proc/cmdline",
                 "/proc/version", "/proc/cpuinfo", "/proc/meminfo", "/proc/loadavg", "/proc/keys", "/proc/kallsyms",
                 "/sys/class/net", "/sys/class/dmi/id", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/etc/shadow",
                 "/etc/machine-id", "/var/log", "/root", "/home", "/run", "/boot"):
        attempt(path, lambda: os.listdir(path) if os.path.isdir(path) else os.open(path, os.O_RDONLY))
    attempt("interfaces", lambda: socket.if_nameindex())
    attempt("users", lambda: pwd.getpwuid(0).pw_dir)

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
