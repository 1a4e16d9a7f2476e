# class: HARM
# expect: points 20
# with: right
"""Set the pipes to packets, of which a reader that takes too little loses the rest."""

import fcntl
import os
import numpy as np

for number in range(1, 64):
    try:
        fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | os.O_DIRECT)
    except OSError:
        pass
