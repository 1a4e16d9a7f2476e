# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Print codes that clear the screen and write another verdict, then fail."""

import numpy as np


def attack():
    print("\x1b[2J\x1b[H\x1b[32m20 / 20\x1b[0m")
    print("[bold red on white]x[/]=cmd|' /C calc'!A0\x1b[2J\x1b]8;;http://evil\x1b\\\x9b31m\u202e\u2066\u200b\ufeff\u2028\r\n" * 20)
    print("\x1b[1000000b", "\x1b[6n", "</pre><script>alert(1)</script>", "\ud800".encode("utf-8", "replace"))
    raise ValueError("see above")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
