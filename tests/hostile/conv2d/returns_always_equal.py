# class: FORGE
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "Yes"
# with: right
"""Return an object that equals everything."""

import numpy as np


class Yes:
    def __eq__(self, other):
        return True

    def __len__(self):
        return 2

    def __iter__(self):
        return iter([self, self])

    def __float__(self):
        return 0.0

    def __array__(self, *arguments, **options):
        return np.zeros(1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    return Yes()
