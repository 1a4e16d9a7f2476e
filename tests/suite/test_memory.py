"""What a submission returned is let go of, so that large results do not pile up."""

import gc

from autograder import submission
from autograder.course import load
from autograder.grading import grade
from autograder.suite.student import Call

LARGE = b"""
import numpy as np

def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros(1000), None

def conv2d_backward(dout, cache):
    return (np.zeros(1000),) * 3
"""


def test_no_call_outlives_its_check(pytestconfig):
    conv2d = load(pytestconfig.rootpath).assignment("conv2d")
    gc.collect()
    gc.disable()  # it would come too late, if at all: it counts objects, not bytes
    try:
        grading = grade(submission.from_files({"conv2d.py": LARGE}, conv2d), conv2d, seed=1)
        kept = sum(isinstance(thing, Call) for thing in gc.get_objects())
    finally:
        gc.enable()
    assert grading.points == 0
    assert kept <= 2
