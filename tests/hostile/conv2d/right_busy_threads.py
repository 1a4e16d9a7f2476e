# class: ODD
# expect: points 20
# with: right
"""A right solution that computes in threads of its own."""

import threading


def conv2d_forward(x, w, b, stride=1, pad=0):
    results = [None] * 4

    def work(which):
        results[which] = right_forward(x, w, b, stride, pad)

    threads = [threading.Thread(target=work, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results[3]
