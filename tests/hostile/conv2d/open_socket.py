# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Open sockets of every family and connect."""

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
    for family in range(45):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            attempt(f"socket {family} {kind}", lambda: socket.socket(family, kind))
    attempt("socketpair", socket.socketpair)
    attempt("connect", lambda: socket.create_connection(("127.0.0.1", 22), 0.1))
    attempt("resolve", lambda: socket.gethostbyname("example.org"))
    attempt("urllib", lambda: __import__("urllib.request").request.urlopen("http://127.0.0.1", timeout=0.1))
    attempt("asyncio", lambda: __import__("asyncio").run(None))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
