"""seccomp: allow the system calls that numpy code needs, refuse all others.

Source: seccomp(2), and the kernel's tables of system calls.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator
from functools import cache

_MODE_FILTER, _ALL_THREADS = 1, 1  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
_SECCOMP = (317, 277)
_LOAD_WORD, _JUMP_EQUAL, _JUMP_SET, _AND, _RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16
_X32_BIT = 0x40000000

_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# name: number on x86_64, number on aarch64 (None where it has no such call)
_PLAIN: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "open": (2, None), "close": (3, 57), "stat": (4, None),
    "fstat": (5, 80), "lstat": (6, None), "poll": (7, None), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "pread64": (17, 67),
    "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "access": (21, None),
    "pipe": (22, None), "select": (23, None), "sched_yield": (24, 124), "mremap": (25, 216),
    "madvise": (28, 233), "dup": (32, 23), "dup2": (33, None), "nanosleep": (35, 101),
    "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "getcwd": (79, 17),
    "readlink": (89, None), "gettimeofday": (96, 169), "getrusage": (98, 165),
    "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176),
    "geteuid": (107, 175), "getegid": (108, 177), "getppid": (110, 173),
    "sigaltstack": (131, 132), "gettid": (186, 178), "time": (201, None), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "getdents64": (217, 61), "restart_syscall": (219, 128),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "exit_group": (231, 94), "openat": (257, 56), "newfstatat": (262, 79), "readlinkat": (267, 78),
    "faccessat": (269, 48), "pselect6": (270, 72), "ppoll": (271, 73),
    "set_robust_list": (273, 99), "dup3": (292, 24), "pipe2": (293, 59), "getrandom": (318, 278),
    "statx": (332, 291), "rseq": (334, 293), "faccessat2": (439, 439),
}  # fmt: skip
_CLONE, _CLONE3, _KILL_CALL, _TGKILL, _FCNTL, _IOCTL, _PRLIMIT = (
    (56, 220), (435, 435), (62, 129), (234, 131), (72, 25), (16, 29), (302, 261),
)  # fmt: skip
_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000
_SOME_PID = 0xFEDCBA98  # stands for the worker's own, which is not known before; none is so large
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)  # dup, get and set flags, dup with close-on-exec
_IOCTL_REQUESTS = (0x5401, 0x5451)  # "is it a terminal?", close-on-exec


def is_known_machine() -> bool:
    """Whether the numbers of this machine's system calls are in the table."""
    return platform.machine() in _ARCHES and struct.calcsize("P") == 8


def restrict() -> None:
    """Refuse this process, from now on, every system call that is not in the list.

    Raises:
        OSError: the machine is not in the table, or the kernel refuses.
    """
    if not is_known_machine():
        raise OSError(f"no table of system calls for {platform.machine()}")
    code = program().replace(_is_pid(_SOME_PID), _is_pid(os.getpid()))
    buffer = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: the number of instructions, then a pointer to them
    head = struct.pack("H6xP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    number = _SECCOMP[list(_ARCHES).index(platform.machine())]
    # For all threads at once, should a library have started one already.
    if libc.syscall(number, _MODE_FILTER, _ALL_THREADS, ctypes.c_char_p(head)) != 0:
        code_of_error = ctypes.get_errno()
        raise OSError(code_of_error, os.strerror(code_of_error), "seccomp")


@cache
def program() -> bytes:
    """Return the filter for `_SOME_PID`; a zygote has it ready for all of its workers."""
    return b"".join(_program(platform.machine()))


def _program(machine: str) -> Iterator[bytes]:
    """Yield the filter's instructions."""
    column = list(_ARCHES).index(machine)
    yield _step(_LOAD_WORD, _ARCH_AT)
    yield from _return_unless_equal(_ARCHES[machine], _KILL)
    yield _step(_LOAD_WORD, _NUMBER_AT)
    if machine == "x86_64":
        yield _step(_JUMP_SET, _X32_BIT, 0, 1)
        yield _step(_RETURN, _KILL)
    for numbers in _PLAIN.values():
        number = numbers[column]
        if number is not None:
            yield from _return_if_equal(number, _ALLOW)
    yield from _return_if_equal(_CLONE3[column], _ERRNO | errno.ENOSYS)  # glibc falls back to clone
    mask = _CLONE_THREAD | _CLONE_NAMESPACES
    yield from _rule(_CLONE[column], [_step(_AND, mask), *_return_if_equal(_CLONE_THREAD, _ALLOW)])
    for number in (_KILL_CALL[column], _TGKILL[column]):
        yield from _rule(number, [_is_pid(_SOME_PID), _step(_RETURN, _ALLOW)])
    for number, values in ((_FCNTL[column], _FCNTL_COMMANDS), (_IOCTL[column], _IOCTL_REQUESTS)):
        steps = [step for value in values for step in _return_if_equal(value, _ALLOW)]
        yield from _rule(number, steps, argument=1)
    # prlimit64 may read limits, not set them: the pointer to the new ones is null in both halves.
    halves = [_step(_LOAD_WORD, _argument(2, high=True)), *_return_if_equal(0, _ALLOW)]
    only_null = [_step(_JUMP_EQUAL, 0, 0, len(halves)), *halves]
    yield from _rule(_PRLIMIT[column], only_null, argument=2)
    yield _step(_RETURN, _ERRNO | errno.EPERM)


def _rule(number: int, steps: list[bytes], argument: int = 0) -> Iterator[bytes]:
    """Yield: if the call is `number`, load the low half of an argument, take `steps`, refuse."""
    body = [_step(_LOAD_WORD, _argument(argument)), *steps, _step(_RETURN, _ERRNO | errno.EPERM)]
    yield _step(_JUMP_EQUAL, number, 0, len(body))
    yield from body


def _argument(index: int, *, high: bool = False) -> int:
    return _ARGUMENTS_AT + 8 * index + 4 * high


def _return_if_equal(value: int, action: int) -> Iterator[bytes]:
    yield _step(_JUMP_EQUAL, value, 0, 1)
    yield _step(_RETURN, action)


def _is_pid(pid: int) -> bytes:
    return _step(_JUMP_EQUAL, pid, 0, 1)


def _return_unless_equal(value: int, action: int) -> Iterator[bytes]:
    yield _step(_JUMP_EQUAL, value, 1, 0)
    yield _step(_RETURN, action)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one instruction (struct sock_filter)."""
    return struct.pack("HBBI", code, if_true, if_false, value)
