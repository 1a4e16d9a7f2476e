"""Tell the first random numbers of a worker: the next one's must be others."""

import os
import random

import numpy as np

TOLD = f"{random.random()} {np.random.random()} {np.random.default_rng().random()} {os.urandom(8).hex()}"


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise ValueError(TOLD)
