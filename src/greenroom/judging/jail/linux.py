"""The few Linux calls that the os module lacks, through ctypes. Every failure is an OSError that names the call."""

import ctypes
import os
import signal

from . import calls

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
AT_FDCWD, AT_RECURSIVE = -100, 0x8000

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 24, 38, 22
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    number = calls.number(name)
    if number is None:
        raise OSError(f"{name} does not exist on this machine")
    words = [ctypes.c_long(item) if isinstance(item, int) else item for item in arguments]
    return _checked(libc.syscall(ctypes.c_long(number), *words), name)


def unshare(flags: int) -> None:
    _checked(libc.unshare(flags), "unshare")


def setns(fd: int, kind: int) -> None:
    _checked(libc.setns(fd, kind), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    _checked(
        libc.mount(
            source.encode(),
            target.encode(),
            kind.encode() if kind else None,
            ctypes.c_ulong(flags),
            data.encode() if data else None,
        ),
        f"mount {target}",
    )


def bind(source: str, target: str, *, devices: bool = False) -> None:
    """Bind ``source`` with all that is mounted below it at ``target``, read-only."""
    mount(source, target, None, MS_BIND | MS_REC)
    flags = MS_RDONLY | MS_NOSUID | (0 if devices else MS_NODEV)
    attributes = flags.to_bytes(8, "little") + bytes(24)
    try:
        syscall("mount_setattr", AT_FDCWD, target.encode(), AT_RECURSIVE, attributes, len(attributes))
    except OSError:  # kernels before 5.12
        kept = os.statvfs(target).f_flag & 0xF
        mount("none", target, None, MS_BIND | MS_REMOUNT | flags | kept)


def pivot(root: str) -> None:
    """Make ``root`` the root directory and let go of the old one."""
    os.chdir(root)
    syscall("pivot_root", b".", b".")
    _checked(libc.umount2(b".", MNT_DETACH), "umount2")
    os.chdir("/")


def prctl(option: int, first: int = 0, second: int = 0) -> None:
    _checked(
        libc.prctl(option, ctypes.c_ulong(first), ctypes.c_ulong(second), ctypes.c_ulong(0), ctypes.c_ulong(0)), f"prctl {option}"
    )


def die_with_parent() -> None:
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def drop_privileges() -> None:
    """Give up every capability for good, and the right to gain any by exec."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # past the last capability of this kernel, or not allowed to: nothing to drop then
            break
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    version_3 = (0x20080522).to_bytes(4, "little") + bytes(4)
    syscall("capset", version_3, bytes(24))


def close_from(first: int) -> None:
    """Close every descriptor from ``first`` up."""
    _checked(libc.syscall(ctypes.c_long(436), ctypes.c_uint(first), ctypes.c_uint(0xFFFFFFFF), ctypes.c_uint(0)), "close_range")
