# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "ended the whole process (exit code 0) while it was imported"
# with: right
"""End the process from a thread that outlives the import."""

import os
import threading
import time

threading.Timer(0.05, os._exit, [0]).start()
time.sleep(10)
