# class: HARM
# expect: points 20
# with: right
"""Take every descriptor there is, and more by threads."""

import os
import numpy as np

taken = []
try:
    while True:
        taken += os.pipe()
except OSError:
    pass
try:
    while True:
        taken.append(os.dup(0))
except OSError:
    pass
if len(taken) > 64:
    raise RuntimeError("ESCAPED: more than 64 descriptors")
