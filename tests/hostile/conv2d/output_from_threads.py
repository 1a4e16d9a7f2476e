# class: HARM
# expect: points 18.5
# expect: outcomes OUTPUT_LIMIT
# expect: words "printed more than 1024 kB"
# with: right
"""Print from threads that never stop."""

import threading

import numpy as np


def flood():
    while True:
        print("x" * 100)


def attack():
    threads = [threading.Thread(target=flood) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
