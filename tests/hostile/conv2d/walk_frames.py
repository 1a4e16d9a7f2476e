# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Walk all frames and all objects for expected values, checks and the reference."""

import gc
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


WORDS = ("test_" + "hidden", "assert_" + "close", "check_" + "backward", "expected_" + "gradients", "GRADE_" + "CANARY")


def look():
    frames = list(sys._current_frames().values())
    for start in frames:
        frame = start
        while frame is not None:
            for name in list(frame.f_globals) + list(frame.f_locals):
                if name.startswith(WORDS) or name in ("reference", "expected"):
                    found.append(name)
            frame = frame.f_back
    for thing in gc.get_objects():
        kind = type(thing)
        if kind.__name__ in ("CheckResult", "Finding", "Assignment", "Student", "CheckPlugin"):
            found.append(kind.__name__)
        if kind is dict:
            for key in list(thing):
                if type(key) is str and key.startswith(WORDS) and thing is not globals():
                    found.append(key)
    for name in sys.modules:
        if name.startswith(("autograder", "_pytest", "pytest")):
            found.append(name)


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
