# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read what the kernel left on the stack of the first process: arguments and environment."""

import ctypes
import sys

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
    libc = ctypes.CDLL(None)
    names = ctypes.POINTER(ctypes.c_void_p).in_dll(libc, "environ")
    addresses = []
    while names and names[len(addresses)]:
        addresses.append(names[len(addresses)])
    for address in addresses:
        text = ctypes.string_at(address)
        if not text.startswith((b"LD_LIBRARY_PATH=", b"OPENBLAS_", b"OMP_", b"MKL_", b"LC_CTYPE=", b"PWD=")):
            attempt("environment", lambda: text)
    if addresses and max(addresses) - min(addresses) < 1 << 16:  # still where the kernel put them
        whole = ctypes.string_at(min(addresses), max(addresses) - min(addresses))
        for word in (b"canary-", b"GRADE", b"HOME=", b"SECRET", b"TOKEN"):
            if word in whole:
                attempt("stack", lambda: word)
    for argument in sys.orig_argv:
        if "canary" in argument or "hidden" in argument:
            attempt("arguments", lambda: argument)

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
