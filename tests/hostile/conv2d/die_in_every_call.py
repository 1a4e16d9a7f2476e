# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "ended the whole process (exit code 3)"
# with: right
"""End in every single call, so that every call needs a new worker."""

import os


def conv2d_forward(x, w, b, stride=1, pad=0):
    os._exit(3)
