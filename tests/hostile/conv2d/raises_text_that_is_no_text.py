# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception whose text is a str class that can't be cut or sent."""

import numpy as np

class Text(str):
    def __getitem__(self, where):
        return object()

    def __len__(self):
        return -5


class Hostile(Exception):
    def __str__(self):
        return Text("x")


def attack():
    raise Hostile


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
