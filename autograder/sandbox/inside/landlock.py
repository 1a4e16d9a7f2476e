"""Landlock by its three system calls: take away the file system and outgoing TCP.

Source: the kernel's Documentation/userspace-api/landlock.rst.
"""

import ctypes
import os

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 1
# The access rights that each version of the interface knows: bits of the file system,
# of the network, and of scopes (abstract sockets, signals).
_FS_BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_FROM, _NET_BITS = 4, 2
_SCOPE_FROM, _SCOPE_BITS = 6, 2

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = [
        ("handled_fs", ctypes.c_uint64),
        ("handled_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """Return the version of the kernel's Landlock interface; 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_FLAG)))


def restrict(readable: list[str], null: str = "/dev/null") -> None:
    """Allow this process to read below the `readable` folders, to use `null`, and no more.

    Raises:
        OSError: the kernel has no Landlock, or refuses.
    """
    abi = version()
    if not abi:
        raise OSError("the kernel has no Landlock")
    rules = _Ruleset(
        (1 << _FS_BITS.get(abi, max(_FS_BITS.values()))) - 1,
        (1 << _NET_BITS) - 1 if abi >= _NET_FROM else 0,
        (1 << _SCOPE_BITS) - 1 if abi >= _SCOPE_FROM else 0,
    )
    size = 24 if abi >= _SCOPE_FROM else 16 if abi >= _NET_FROM else 8
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    for folder in readable:
        _allow(ruleset, folder, _READ_FILE | _READ_DIR)
    _allow(ruleset, null, _READ_FILE | _WRITE_FILE)
    _call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = _PathBeneath(access, descriptor)
    _call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), f"landlock call {number}")
    return result
