"""Landlock: what may be opened, by path, without any namespace. Restricts this process for good."""

import ctypes
import os
import struct

from . import linux

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
EVERYTHING_OF_ABI = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
NETWORK = 0b11  # bind and connect TCP, from ABI 4
SCOPES = 0b11  # abstract unix sockets and signals, from ABI 6
PATH_BENEATH = 1


def abi() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    try:
        return linux.syscall("landlock_create_ruleset", None, 0, 1)
    except OSError:
        return 0


def restrict(readable: list[str], writable: list[str]) -> None:
    """Allow reading below ``readable``, everything below ``writable``, and nothing else. Raises OSError without Landlock."""
    version = abi()
    if version == 0:
        raise OSError("this kernel has no Landlock")
    everything = EVERYTHING_OF_ABI[min(version, 5)]
    attributes = struct.pack("=QQQ", everything, NETWORK if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = linux.syscall("landlock_create_ruleset", ctypes.create_string_buffer(attributes, size), size, 0)
    for paths, rights in ((readable, EXECUTE | READ_FILE | READ_DIR), (writable, everything)):
        for path in paths:
            _allow(ruleset, path, rights & everything)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.syscall("landlock_restrict_self", ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not os.path.isdir(path):
        rights &= EXECUTE | WRITE_FILE | READ_FILE
    rule = struct.pack("=Qi", rights, place)
    linux.syscall("landlock_add_rule", ruleset, PATH_BENEATH, ctypes.create_string_buffer(rule, len(rule)), 0)
    os.close(place)
