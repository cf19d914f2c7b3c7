"""Namespaces, an empty root, no capabilities, rlimits, Landlock where there is one, and a seccomp allow-list."""

import sys
from pathlib import Path

from greenroom.judging.sandbox.door import Box, BoxLimits, Profile
from greenroom.judging.sandbox.zygotes import Zygotes

TIER = "sealed"
RANK = 30
ASKED_FOR = False


class Sealed:
    tier = TIER
    protects = (
        "The code sees no file of yours, no other process, no network and no secret from the environment.",
        "It cannot start programs, signal anything outside or keep anything for the next submission.",
        "It is stopped when it uses too much time, memory or output.",
        "It never holds the expected answers: values are compared outside.",
    )
    lacks = (
        "Memory is limited by address space, not by a cgroup: a box with many threads is cut off a little early.",
        "It shares your kernel: a hole in the kernel itself is a hole in this wall.",
    )

    def __init__(self) -> None:
        self.zygotes = Zygotes(TIER)

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> Box:
        return self.zygotes.start(profile, runner, limits)


def make() -> Sealed:
    """Raises OSError where the system is not Linux."""
    if sys.platform != "linux":
        raise OSError("namespaces exist on Linux only")
    return Sealed()
