"""The system call filter, run here by a small interpreter of its own for both machines."""

import errno
import struct

import pytest

from greenroom.judging.jail import calls, seccomp

PID = 77


def decide(machine: str, number: int, arguments: tuple[int, ...] = (), architecture: int | None = None) -> int:
    """What the filter answers to one system call."""
    arch = seccomp.ARCHITECTURES[machine] if architecture is None else architecture
    data = struct.pack("=IIQ6Q", number, arch, 0, *(*arguments, 0, 0, 0, 0, 0, 0)[:6])
    lines, at, word = seccomp.program(machine, PID), 0, 0
    while True:
        code, yes, no, value = lines[at]
        at += 1
        if code == seccomp.LOAD:
            (word,) = struct.unpack_from("=I", data, value)
        elif code == seccomp.RETURN:
            return value
        else:
            test = {seccomp.JUMP_EQUAL: word == value, seccomp.JUMP_AT_LEAST: word >= value, seccomp.JUMP_SET: bool(word & value)}[
                code
            ]
            at += yes if test else no


def number(name: str, machine: str) -> int:
    found = calls.number(name, machine)
    assert found is not None
    return found


DENIED = seccomp.FAIL | errno.EPERM


@pytest.mark.parametrize("machine", calls.MACHINES)
def test_listed_calls_pass_and_all_others_fail(machine: str) -> None:
    listed = {calls.number(name, machine) for name in calls.ALLOWED} - {None}
    special = {calls.number(name, machine) for name in calls.CONDITIONAL}
    for candidate in range(600):
        if candidate in special:
            continue
        assert decide(machine, candidate) == (seccomp.ALLOW if candidate in listed else DENIED)


@pytest.mark.parametrize("machine", calls.MACHINES)
def test_some_calls_pass_for_some_arguments_only(machine: str) -> None:
    threads = number("clone", machine)
    assert decide(machine, threads, (0x3D0F00,)) == seccomp.ALLOW
    assert decide(machine, threads, (17,)) == DENIED
    assert decide(machine, number("clone3", machine)) == seccomp.FAIL | errno.ENOSYS
    assert decide(machine, number("tgkill", machine), (PID, PID, 6)) == seccomp.ALLOW
    assert decide(machine, number("tgkill", machine), (1, 1, 9)) == DENIED
    assert decide(machine, number("prctl", machine), (15,)) == seccomp.ALLOW
    assert decide(machine, number("prctl", machine), (4, 1)) == DENIED
    assert decide(machine, number("ioctl", machine), (1, 0x5401)) == seccomp.ALLOW
    assert decide(machine, number("ioctl", machine), (0, 0x5412)) == DENIED  # TIOCSTI types into the terminal
    assert decide(machine, number("prlimit64", machine), (0,)) == seccomp.ALLOW
    assert decide(machine, number("prlimit64", machine), (1,)) == DENIED


@pytest.mark.parametrize("machine", calls.MACHINES)
def test_a_foreign_table_kills(machine: str) -> None:
    assert decide(machine, number("read", machine), architecture=0x40000003) == seccomp.KILL
    other = next(name for name in calls.MACHINES if name != machine)
    assert decide(machine, 0, architecture=seccomp.ARCHITECTURES[other]) == seccomp.KILL
    if machine == "x86_64":
        assert decide(machine, 0x40000000 | 39) == seccomp.KILL


def test_no_call_that_leads_out_is_listed() -> None:
    out = {
        "socket",
        "socketpair",
        "connect",
        "execve",
        "execveat",
        "fork",
        "vfork",
        "kill",
        "ptrace",
        "mount",
        "unshare",
        "setns",
        "bpf",
        "keyctl",
        "memfd_create",
        "io_uring_setup",
        "userfaultfd",
        "process_vm_readv",
        "pidfd_getfd",
        "perf_event_open",
        "chroot",
        "setuid",
        "seccomp",
        "link",
        "linkat",
        "mknod",
        "mknodat",
        "name_to_handle_at",
        "open_by_handle_at",
        "personality",
        "sendmsg",
        "recvmsg",
    }
    assert not out & calls.ALLOWED.keys()
