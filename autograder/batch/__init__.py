"""Grade many submissions: read, store, hand to a pool of processes, record as they come.

    layouts.find → [Entry] → read and store → Pool.submit(Task) → record → Result

Only this process reads the folder and writes the records. The pool's processes get
a submission's bytes and give back a grading; one that dies costs nothing but time.
"""

from autograder.batch.pools import DaskPool, LocalPool, Pool
from autograder.batch.run import Result, Run
from autograder.batch.work import Bench

__all__ = ["Bench", "DaskPool", "LocalPool", "Pool", "Result", "Run"]
