"""Earn full points where nothing is left of the submission before, and say what it is otherwise."""

import builtins
import gc
import json
import os
import random
import signal
import sys
import threading

import numpy as np

SEEN = [
    name
    for name, is_there in {
        "an attribute": any(hasattr(part, "hostile_was_here") for part in (np, builtins, json)),
        "a module": "hostile_was_here" in sys.modules,
        "a path": "/hostile-was-here" in sys.path,
        "the environment": "HOSTILE_WAS_HERE" in os.environ,
        "random's seed": random.random() == random.Random(0).random(),
        "numpy's seed": np.random.random() == np.random.RandomState(0).random(),
        "numpy's errors": "raise" in np.geterr().values(),
        "numpy's print options": np.get_printoptions()["precision"] == 1,
        "a function": np.sum is None,
        "the recursion limit": sys.getrecursionlimit() == 100_000,
        "a handler": signal.getsignal(signal.SIGUSR1) == signal.SIG_IGN,
        "the collector": not gc.isenabled(),
        "a thread": threading.active_count() > 1,
        "another submission's text": any(
            type(thing) is dict and thing.get("hostile_was_here") for thing in gc.get_objects()
        ),
    }.items()
    if is_there
]
OPEN = []
for number in range(3, 64):
    try:
        os.fstat(number)
    except OSError:
        continue
    OPEN.append(number)
if len(OPEN) > 2:  # the wire is two
    SEEN.append(f"descriptors {OPEN}")
for folder in (".", "/tmp", "/dev/shm", "@TMP@", "@HOME@"):
    if os.path.exists(f"{folder}/hostile-was-here"):
        SEEN.append(folder)
if SEEN:
    raise RuntimeError(f"ESCAPED: {SEEN}")
