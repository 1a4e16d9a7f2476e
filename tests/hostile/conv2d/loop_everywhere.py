# class: HARM
# expect: points 0
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5 total_seconds=1.2
# expect: words "was not done after 0.5 s"
# expect: words "all calls together"
# expect: never "was not imported"
"""Let every single call run out of time: the total time must end it all."""

import time


def conv2d_forward(x, w, b, stride=1, pad=0):
    time.sleep(60)
