# class: ODD
# expect: points 20
# with: right
"""A right solution with a thread that keeps printing a little."""

import threading
import time


def chat():
    for _ in range(2000):
        print("still here")
        time.sleep(0.02)


threading.Thread(target=chat, daemon=True).start()
