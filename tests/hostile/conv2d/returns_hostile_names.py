# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "value 1 of what `conv2d_forward` returned is of the wrong kind"
# expect: got "<script>"
# with: right
"""Return an object whose class name holds escape codes, markup and places to fill."""

import numpy as np

NAME = "\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>[red]{0.__class__}{what}\u202e" * 3


def conv2d_forward(x, w, b, stride=1, pad=0):
    return type(NAME, (), {})(), None
