# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "`conv2d_backward` was not done after 1.5 s and was stopped"
# expect: korean "끝나지 않아 중단했습니다"
# with: right
"""Loop for ever in one call and swallow whatever would end the loop."""

import numpy as np


def attack():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
