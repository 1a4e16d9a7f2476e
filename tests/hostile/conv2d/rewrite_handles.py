# class: FORGE
# expect: points 19
# expect: outcomes ERROR FAILED
# expect: words "`conv2d_backward`"
# with: right
"""Fill the worker's table of handles with caches of its own."""

import gc


def conv2d_forward(x, w, b, stride=1, pad=0):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Worker":
            thing._handles = dict.fromkeys(range(1000), (x, w, x, stride, pad))
    return right_forward(x, w, b, stride, pad)
