"""How processes that run nbgrader are started: forked, where they can be, from one that knows it.

To import nbgrader takes seconds, more than to grade ten notebooks. It is done once for all
processes, also for those that replace a killed one, and beside whatever the caller does meanwhile.
"""

import multiprocessing
from multiprocessing.context import BaseContext

from autograder.safe_path import safe_path

# numpy is not among it: it starts threads.
_IMPORTED = ["nbgrader.apps", "nbgrader.converters", "nh3", "pydantic", "pytest"]


def prepared() -> BaseContext:
    """Return how multiprocessing starts the processes; the first call starts the one to fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # noqa: PLC0415 - there is none on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    with safe_path():
        forkserver.ensure_running()
    return context
