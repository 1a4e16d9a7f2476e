# class: HARM
# expect: points 20
# expect: limits call_seconds=30
# with: right
"""Answer rightly, with threads behind that compute without end."""

import threading
import numpy as np


def spin():
    a = np.random.default_rng(0).random((300, 300))
    while True:
        a @ a


for _ in range(3):
    threading.Thread(target=spin, daemon=True).start()
