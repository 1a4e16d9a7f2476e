# class: HARM
# expect: points 20
# with: right
"""Send itself signals without end, handled in the middle of the worker's own code."""

import os
import signal
import threading
import time
import numpy as np

count = []
signal.signal(signal.SIGUSR1, lambda number, frame: count.append(number))


def storm():
    for _ in range(20_000):
        os.kill(os.getpid(), signal.SIGUSR1)
        time.sleep(0.00001)


threading.Thread(target=storm, daemon=True).start()
