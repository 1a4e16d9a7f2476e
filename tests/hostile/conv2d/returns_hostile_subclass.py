# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out`"
# with: right
"""Return zeros in an array class whose every operation says that all is well."""

import numpy as np


class Liar(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return np.False_

    def __array_function__(self, function, types, arguments, options):
        return np.False_

    def __eq__(self, other):
        return True

    def astype(self, *arguments, **options):
        return self

    def __array__(self, *arguments, **options):
        return np.zeros(3)

    def __reduce__(self):
        return (print, ("ESCAPED",))


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros_like(right_forward(x, w, b, stride, pad)[0]).view(Liar), None
