# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Look for the zygote's control socket among the inherited descriptors."""

import ctypes
import os
import stat

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


def libc_call(name, *arguments):
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def look():
    for number in range(1024):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if stat.S_ISSOCK(mode):
            attempt(f"socket {number}", lambda: mode)
        attempt(f"receive {number}", lambda: libc_call("recv", number, ctypes.create_string_buffer(64), 64, 0))
        attempt(f"send {number}", lambda: libc_call("send", number, b"exited 1 0", 10, 0))
        attempt(f"sendmsg {number}", lambda: libc_call("sendmsg", number, ctypes.create_string_buffer(64), 0))
    highest = [number for number in range(5, 4096) if is_open(number)]
    if len(highest) > 4:
        attempt("more descriptors than the wire's", lambda: highest)

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
