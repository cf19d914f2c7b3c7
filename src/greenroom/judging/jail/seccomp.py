"""The allow-list of system calls, compiled to BPF. Installed last, it can never be taken off again.

Anything not listed fails with EPERM; a call made through a foreign table (i386, x32) kills the process.
"""

import ctypes
import errno
import struct

from . import calls, linux

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
KILL, ALLOW, FAIL = 0x80000000, 0x7FFF0000, 0x00050000
NUMBER, ARCHITECTURE, ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000

CLONE_THREAD = 0x00010000
SAFE_PRCTL = (15, 16, 0x53564D41)  # set and get the thread's name; name a mapping (malloc)
SAFE_IOCTL = (0x5401, 0x541B, 0x5450, 0x5451)  # is it a terminal, bytes waiting, close-on-exec off and on

Instruction = tuple[int, int, int, int]


def program(machine: str, pid: int) -> list[Instruction]:
    """The filter for ``machine``; ``pid`` is the only process that may be signalled, and only thread by thread."""
    deny = FAIL | errno.EPERM
    lines: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]
    if machine == "x86_64":
        lines += [(JUMP_AT_LEAST, 0, 1, X32_BIT), (RETURN, 0, 0, KILL)]
    for name in calls.ALLOWED:
        number = calls.number(name, machine)
        if number is not None:
            lines += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
    lines += _when(machine, "clone", 0, JUMP_SET, (CLONE_THREAD,))
    lines += _when(machine, "tgkill", 0, JUMP_EQUAL, (pid,))
    lines += _when(machine, "prctl", 0, JUMP_EQUAL, SAFE_PRCTL)
    lines += _when(machine, "ioctl", 1, JUMP_EQUAL, SAFE_IOCTL)
    lines += _when(machine, "prlimit64", 0, JUMP_EQUAL, (0,))
    # clone3 hides its flags in memory, where a filter cannot look; libc falls back to clone when it is missing.
    clone3 = calls.number("clone3", machine)
    assert clone3 is not None
    lines += [(JUMP_EQUAL, 0, 1, clone3), (RETURN, 0, 0, FAIL | errno.ENOSYS)]
    lines.append((RETURN, 0, 0, deny))
    return lines


def _when(machine: str, name: str, argument: int, test: int, values: tuple[int, ...]) -> list[Instruction]:
    """Allow the call ``name`` only when the low word of ``argument`` passes ``test`` against one of ``values``."""
    number = calls.number(name, machine)
    assert number is not None
    body: list[Instruction] = [(LOAD, 0, 0, ARGUMENT + 8 * argument)]
    for value in values:
        body += [(test, 0, 1, value), (RETURN, 0, 0, ALLOW)]
    body.append((RETURN, 0, 0, FAIL | errno.EPERM))
    return [(JUMP_EQUAL, 0, len(body), number), *body]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(pid: int) -> None:
    """Install the filter on this thread and all it will start. Needs no-new-privileges; raises OSError when refused."""
    code = b"".join(struct.pack("=HBBI", *line) for line in program(calls.machine(), pid))
    wanted = _Program(len(code) // 8, code)
    linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(wanted))
