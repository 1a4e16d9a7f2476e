# class: HARM
# expect: points 0
# expect: outcomes MEMORY_LIMIT FAILED ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Return a tuple class that counts and walks as it likes."""

import numpy as np


class Liar(tuple):
    def __len__(self):
        return 10**18

    def __iter__(self):
        while True:
            yield self


def conv2d_forward(x, w, b, stride=1, pad=0):
    return Liar((1, 2))
