# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Reach files by links, by `..` and by names with odd parts."""

import ctypes
import os
import shutil

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
    for path in ("@CANARY@", "@HOME@/canary.txt", "/etc/passwd"):
        for form in (path, "/proc/self/root" + path, "/proc/self/cwd" + path, "/proc/1/root" + path, ".." * 0 + "../" * 12 + path[1:],
                     "/py/.." + path, "//" + path, path + "/.", "/dev/fd/0/../../.." + path):
            attempt(form, lambda: os.read(os.open(form, os.O_RDONLY), 99))
        attempt("bytes", lambda: open(path.encode()).read())
        attempt("relative to a descriptor", lambda: os.open(path.lstrip("/"), os.O_RDONLY, dir_fd=os.open("/", os.O_PATH)))
        attempt("O_PATH again", lambda: open(f"/proc/self/fd/{os.open(path, os.O_PATH)}").read())
        attempt("xattr", lambda: os.listxattr(path) or 1 / 0)
        attempt("handle", lambda: 1 / (ctypes.CDLL(None).syscall(303, -100, path.encode(), None, None, 0) + 1))
        attempt("copy", lambda: shutil.copyfile(path, "/dev/null"))
        attempt("sendfile", lambda: os.sendfile(1, os.open(path, os.O_RDONLY), 0, 99))

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
