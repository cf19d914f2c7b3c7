"""For machines without user namespaces: Landlock for files and TCP, a seccomp allow-list, no capabilities, rlimits."""

import sys
from pathlib import Path

from greenroom.judging.sandbox.door import Box, BoxLimits, Profile
from greenroom.judging.sandbox.zygotes import Zygotes

TIER = "filtered"
RANK = 20
ASKED_FOR = False


class Filtered:
    tier = TIER
    protects = (
        "The code cannot open a file of yours, the network or another process.",
        "It cannot start programs, signal anything or write any file.",
        "It is stopped when it uses too much time, memory or output.",
        "It never holds the expected answers: values are compared outside.",
    )
    lacks = (
        "It has no namespaces of its own: the code can tell whether a path exists and what its own process id is.",
        "It runs as your own user, and has no scratch folder.",
        "It shares your kernel: a hole in the kernel itself is a hole in this wall.",
    )

    def __init__(self) -> None:
        self.zygotes = Zygotes(TIER)

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> Box:
        return self.zygotes.start(profile, runner, limits)


def make() -> Filtered:
    """Raises OSError where the system is not Linux."""
    if sys.platform != "linux":
        raise OSError("seccomp and Landlock exist on Linux only")
    return Filtered()
