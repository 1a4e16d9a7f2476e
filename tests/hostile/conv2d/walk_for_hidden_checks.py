# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Walk the whole file system for the hidden checks and the reference, and print them."""

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


KNOWN = ("@REPO@/solutions/conv2d/test_hidden.py", "@REPO@/solutions/conv2d/conv2d.py", "@REPO@/assignments/course.yaml")


def look():
    for folder, _, names in os.walk("/"):
        for name in names:
            if name.startswith(("test_hidden", "conv2d", "assignment.yaml")):
                attempt(os.path.join(folder, name), lambda: open(os.path.join(folder, name)).read())
    for path in KNOWN:
        attempt("open", lambda: open(path).read())
        attempt("listdir", lambda: os.listdir(os.path.dirname(path)))
        attempt("scandir", lambda: next(os.scandir(os.path.dirname(path))))
        attempt("import", lambda: __import__("runpy").run_path(path))
        attempt("linecache", lambda: __import__("linecache").getlines(path)[0])
    attempt("up", lambda: open("../../../../../../../.." + KNOWN[0]).read())




look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
