"""The zygote: everything is imported once, then a worker is forked for each submission.

It never runs anything of a submission, and only it holds the control socket, which is its
standard input. One packet is one message:

    spawn N, with three descriptors    fork worker N: its requests, its replies, what it prints
    end N                              kill worker N
    exited N CODE                      our only answer: N has ended, with this code or -signal

When the socket closes, whoever started us is gone, and so are we and all workers.
"""

import array
import gc
import os
import random
import select
import signal
import socket
import sys
from typing import NoReturn

import numpy as np

from . import program, walls, worker

_MESSAGE_BYTES = 64
_DESCRIPTORS = 3
_HIGHEST_DESCRIPTOR = 1 << 16
_REHEARSAL = b"""
import dataclasses, itertools, math
import numpy as np
def loops(x):
    total = 0.0
    for row in x:
        for value in row:
            total += value * 2.0
    return np.maximum(x, 0).sum(axis=(0, 1)) + total
def arrays(x):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1), (2, 2))
    y = np.einsum("ijkl,kl->ij", windows, np.ones((2, 2)))
    np.tensordot(x, x, axes=([1], [1])), x @ x.T, x.reshape(-1).argmax(), np.zeros_like(x)
    np.allclose(x, x), np.linalg.norm(x), np.where(x > 0, x, 0.0), np.exp(-abs(x)), x.max(axis=1)
    return y.transpose(1, 0).copy(), np.random.default_rng(0).normal(size=(2, 2))
def raises():
    raise ValueError("rehearsal")
"""


class Zygote:
    """Forks workers, and says how they ended.

    Args:
        control: the socket that the messages come from.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._children: dict[int, tuple[int, int]] = {}  # by pidfd: worker's number, pid

    def serve(self) -> NoReturn:
        """Answer messages until the socket closes; the workers follow by their death signal."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._control.fileno():
                    self._obey()
                else:
                    self._reap(descriptor)

    def _obey(self) -> None:
        size = array.array("i").itemsize * _DESCRIPTORS
        message, ancillary, _, _ = self._control.recvmsg(_MESSAGE_BYTES, socket.CMSG_SPACE(size))
        if not message:
            os._exit(0)
        descriptors = array.array("i")
        for _, _, content in ancillary:
            descriptors.frombytes(content)
        verb, number = message.split()
        if verb == b"spawn":
            self._spawn(int(number), *descriptors)
        else:
            self._end(int(number))

    def _spawn(self, number: int, source: int, sink: int, printed: int) -> None:
        own = os.getpid()
        pid = os.fork()
        if pid == 0:
            _become_worker(source, sink, printed, parent=own)
        for descriptor in (source, sink, printed):
            os.close(descriptor)
        watch = os.pidfd_open(pid)
        self._children[watch] = number, pid
        self._poll.register(watch, select.POLLIN)

    def _end(self, number: int) -> None:
        for known, pid in self._children.values():
            if known == number:
                os.kill(pid, signal.SIGKILL)

    def _reap(self, watch: int) -> None:
        number, pid = self._children.pop(watch)
        self._poll.unregister(watch)
        os.close(watch)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        self._control.send(b"exited %d %d" % (number, code))


def _become_worker(source: int, sink: int, printed: int, *, parent: int) -> NoReturn:
    """Let go of everything that is the zygote's, and serve one submission."""
    try:
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)  # this is what closes the control socket here
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        low, high = sorted((source, sink))
        os.closerange(3, low)
        os.closerange(low + 1, high)
        os.closerange(high + 1, _HIGHEST_DESCRIPTOR)
        # What was drawn before the fork would be drawn again in every worker.
        random.seed()
        np.random.seed()
        worker.serve(source, sink, parent=parent)
    finally:
        os._exit(1)


def _rehearse() -> None:
    """Do once what submissions do: pages that are touched now are shared by all workers."""
    module = program.load({"rehearsal.py": _REHEARSAL}, "rehearsal.py")
    x = np.linspace(-1.0, 1.0, 12).reshape(3, 4)
    module.loops(x)
    module.arrays(x)
    try:
        module.raises()
    except ValueError as err:
        program.describe(err, ["rehearsal.py"])
    del sys.modules["rehearsal"]
    del sys.meta_path[0]


def main() -> None:
    """Warm up, and serve the socket that is our standard input."""
    walls.hide()
    walls.prepare()
    _rehearse()
    gc.collect()
    gc.freeze()
    Zygote(socket.socket(fileno=0)).serve()
