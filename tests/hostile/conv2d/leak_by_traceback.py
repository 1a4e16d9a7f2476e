# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# expect: never "root:"
# expect: never "def test_"
# with: right
"""Raise from code that says it stands in the grader's files, to have their lines quoted."""

FILES = ("/etc/passwd", "@REPO@/solutions/conv2d/test_hidden.py", "test_hidden.py", "../conv2d.py", "conv2d.py")


def conv2d_forward(x, w, b, stride=1, pad=0):
    def deeper(left):
        code = compile("\n" * (10 + len(left)) + "def call(left, go):\n    return go(left)\n", left[0], "exec")
        space = {}
        exec(code, space)
        return space["call"](left[1:], deeper if left[1:] else fail)

    return deeper(list(FILES))


def fail(left):
    raise ValueError("no line of a file that is not mine")
