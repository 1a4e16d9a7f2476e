# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read from every descriptor but the wire in the hope that the grader left one open."""

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
    for number in range(64):
        try:
            status = os.fstat(number)
        except OSError:
            continue
        if status.st_mode & 0o170000 in (0o100000, 0o040000):
            attempt(f"file {number}", lambda: (status.st_ino, os.pread(number, 99, 0)))
    for number in range(3, 64):
        attempt(f"listdir {number}", lambda: os.listdir(number))
        attempt(f"openat {number}", lambda: os.open("etc", os.O_RDONLY, dir_fd=number))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
