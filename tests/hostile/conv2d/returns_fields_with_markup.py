# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "value 1 of what `conv2d_forward` returned is of the wrong kind"
# expect: got "dtype"
# with: right
"""Return an array whose fields are named in markup and escape codes."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros(1, [("[bold red on white]x[/]=cmd|' /C calc'!A0\x1b[2J\x1b]8;;http://evil\x1b\\\x9b31m\u202e\u2066\u200b\ufeff\u2028\r\n", "f8")]), None
