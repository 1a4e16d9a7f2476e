# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Make dangerous system calls by their numbers, past Python's own functions."""

import ctypes
import platform
import sys

import ctypes as _ctypes


def stop_without_a_filter():
    """Do nothing where nothing would stop it: getpgrp is harmless, and refused by the filter."""
    if _ctypes.CDLL(None).getpgrp() >= 0:
        raise RuntimeError("ESCAPED: no filter stands")



found = []


def attempt(name, action):
    try:
        result = action()
    except BaseException as err:
        print(name, "failed:", type(err).__name__)
    else:
        print(name, "WORKED:", repr(result)[:300])
        found.append(f"{name}: {result!r}"[:200])


def verdict():
    if found:
        raise RuntimeError(f"ESCAPED: {found}")
    raise RuntimeError("nothing worked")


X86 = dict(
    fork=57, vfork=58, execve=59, execveat=322, ptrace=101, socket=41, socketpair=53, bind=49, kill=62,
    mount=165, umount2=166, unshare=272, setns=308, chroot=161, pivot_root=155, reboot=169, bpf=321,
    perf_event_open=298, keyctl=250, add_key=248, userfaultfd=323, io_uring_setup=425, memfd_create=319,
    process_vm_readv=310, process_vm_writev=311, pidfd_open=434, pidfd_getfd=438, open_by_handle_at=304,
    name_to_handle_at=303, shmget=29, msgget=68, semget=64, setrlimit=160, prctl=157, personality=135,
    inotify_init1=294, fanotify_init=300, timer_create=222, setuid=105, setresuid=117, setgroups=116,
    sched_setaffinity=203, mknod=133, mkdir=83, unlink=87, rename=82, chmod=90, open_tree=428, fsopen=430,
    move_mount=429, clone3=435, seccomp=317, landlock_create_ruleset=444, memfd_secret=447, tkill=200,
    rt_sigqueueinfo=129, setsid=112, setpgid=109, init_module=175, kexec_load=246, swapon=167, acct=163,
    mbind=237, modify_ldt=154, iopl=172, quotactl=179, syslog=103, splice=275, vmsplice=278, tee=276,
    remap_file_pages=216, openat2=437, eventfd2=290, signalfd4=289, epoll_create1=291, copy_file_range=326,
)
libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(number, *map(ctypes.c_long, arguments))
    if ctypes.get_errno() not in (1, 38):  # EPERM, ENOSYS: refused before it was looked at
        return result, ctypes.get_errno()
    raise PermissionError


def look():
    stop_without_a_filter()
    if platform.machine() != "x86_64":
        return
    path = ctypes.cast(ctypes.c_char_p(b"/py"), ctypes.c_void_p).value
    for name, number in X86.items():
        first = {"execve": path, "chroot": path, "kill": -1, "clone3": 0, "mkdir": path, "unlink": path}.get(name, 0)
        attempt(name, lambda: call(number, first, 0, 0, 0, 0))
    attempt("clone", lambda: call(56, 17, 0, 0, 0, 0))
    attempt("clone with a new user namespace", lambda: call(56, 0x10000000 | 17, 0, 0, 0, 0))
    attempt("clone a thread into namespaces", lambda: call(56, 0x10000000 | 0x00010000, 0, 0, 0, 0))
    attempt("kill with high bits", lambda: call(62, -1 & (1 << 63) - 1, 0))
    attempt("tgkill the parent", lambda: call(234, 1, 1, 0))
    attempt("set a limit", lambda: call(302, 0, 7, ctypes.addressof(ctypes.create_string_buffer(16)), 0))
    attempt("set a limit, low half null", lambda: call(302, 0, 7, 1 << 32, 0))
    attempt("TIOCSTI", lambda: call(16, 0, 0x5412, 0))
    attempt("TIOCSTI with high bits", lambda: call(16, 0, 0x5412 | 1 << 32, 0))
    attempt("F_SETOWN", lambda: call(72, 0, 8, 1))
    attempt("F_SETPIPE_SZ", lambda: call(72, 1, 1031, 1 << 20))


look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
