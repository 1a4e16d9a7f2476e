"""Change everything that a worker could share with the next: modules, seeds, environment, files."""

import atexit
import builtins
import gc
import json
import os
import random
import signal
import sys
import threading
import time
import types

import numpy as np

np.hostile_was_here = builtins.hostile_was_here = json.hostile_was_here = True
sys.modules["hostile_was_here"] = types.ModuleType("hostile_was_here")
sys.path.append("/hostile-was-here")
os.environ["HOSTILE_WAS_HERE"] = "1"
random.seed(0)
np.random.seed(0)
np.seterr(all="raise")
np.set_printoptions(precision=1)
np.sum = np.zeros = None
sys.setrecursionlimit(100_000)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
gc.disable()
atexit.register(print, "hostile was here")
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
for folder in (".", "/tmp", "/dev/shm", "@TMP@", "@HOME@"):
    try:
        open(f"{folder}/hostile-was-here", "w").close()
    except OSError:
        pass
try:
    os.dup2(1, 50)
    os.close(0)
except OSError:
    pass


def conv2d_forward(x, w, b, stride=1, pad=0):
    return "hostile-was-here", None
