"""Pools: where the gradings of a batch run, on this machine or on a Dask cluster."""

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, Protocol

from autograder.batch.work import Task, grade_task
from autograder.errors import ToolError, UsageError
from autograder.model import Grading
from autograder.safe_path import safe_path

_CONNECT_SECONDS = 10


class Pool(Protocol):
    """Runs `grade_task` in other processes.

    Attributes:
        lost: what a future raises whose process has ended, by its own fault or another's.
    """

    lost: tuple[type[BaseException], ...]

    @property
    def jobs(self) -> int:
        """How many are graded at once."""

    def submit(self, task: Task) -> "Future[Grading]":
        """Have a task graded."""

    def renew(self) -> None:
        """Go on after a loss; what was under way is lost too."""

    def close(self) -> None:
        """End what is under way, and the pool."""


class LocalPool:
    """Processes of this machine.

    Args:
        jobs: how many.
    """

    lost: tuple[type[BaseException], ...] = (BrokenProcessPool, CancelledError)

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._held = contextlib.ExitStack()
        # A new interpreter would import from the current folder, which may be the submissions'.
        self._held.enter_context(safe_path())
        self._processes = self._started()

    def submit(self, task: Task) -> "Future[Grading]":
        """Have a task graded."""
        return self._processes.submit(grade_task, task)

    def renew(self) -> None:
        """Start all processes afresh: where one has died the others can't go on."""
        self._end()
        self._processes = self._started()

    def close(self) -> None:
        """End every process, whatever it does."""
        with self._held:
            self._end()

    def _end(self) -> None:
        for process in multiprocessing.active_children():
            process.kill()
        self._processes.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_settle)


def _settle() -> None:
    """Make this process end with its parent, and not by the Ctrl-C that is meant for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)  # its sandboxes end as their control sockets close

    threading.Thread(target=follow, daemon=True).start()


class DaskPool:
    """Workers of a Dask cluster, each with convgrade and the course at the same path.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.1:8786`.

    Raises:
        UsageError: Dask is not installed, nobody answers there, or no worker comes.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and heavy
        except ModuleNotFoundError as err:
            raise UsageError("dask-missing", package=err.name) from err
        self.lost: tuple[type[BaseException], ...] = (KilledWorker,)
        self._address = address
        self._client: Any = None
        try:
            connect: Any = Client  # it has no types
            self._client = connect(address, timeout=_CONNECT_SECONDS, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as err:
            self.close()
            raise UsageError("no-scheduler", address=address, problem=str(err)) from err
        self._executor = self._client.get_executor(pure=False)

    @property
    def jobs(self) -> int:
        """How many are graded at once; a cluster may grow meanwhile."""
        return max(1, len(self._client.nthreads()))

    def submit(self, task: Task) -> "Future[Grading]":
        """Have a task graded; Dask itself gives the task of a lost worker to another."""
        future: Future[Grading] = self._executor.submit(grade_task, task)
        return future

    def renew(self) -> None:
        """Go on; Dask needs nothing for it.

        Raises:
            ToolError: the scheduler is gone.
        """
        if self._client.status != "running":
            raise ToolError("scheduler-lost", address=self._address)

    def close(self) -> None:
        """End what is under way; the cluster stays."""
        if self._client is not None:
            with contextlib.suppress(TimeoutError, OSError):
                self._client.close()
