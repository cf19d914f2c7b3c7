"""No wall at all: a process of its own with time and memory limits. For code you trust, and only when asked for."""

import contextlib
import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from greenroom.judging.sandbox import view, zygotes
from greenroom.judging.sandbox.door import Box, BoxFailure, BoxLimits, Ending, Profile

TIER = "own-code-only"
RANK = 10
ASKED_FOR = True


class OwnCodeOnly:
    tier = TIER
    protects = (
        "The code runs in a process of its own and is stopped when it uses too much time or output.",
        "It never holds the expected answers: values are compared outside.",
    )
    lacks = (
        "The code can read and change every file that you can, use the network and start programs.",
        "Run only code that you wrote yourself or have read.",
    )

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> Box:
        ours, theirs = socket.socketpair()
        output, output_end = os.pipe()
        os.set_blocking(output, False)
        config = {
            "tier": self.tier,
            "site": view.site(profile),
            "imports": profile.imports,
            "runner": str(runner),
            "channel": theirs.fileno(),
            "output": output_end,
            "limits": {"cpu_seconds": limits.cpu_seconds, "memory_mb": limits.memory_mb},
        }
        try:
            process, control = zygotes.spawn(config, pass_fds=(theirs.fileno(), output_end))
        except BoxFailure:
            ours.close()
            os.close(output)
            raise
        finally:
            theirs.close()
            os.close(output_end)
        return PlainBox(ours, output, process, control)


class PlainBox:
    """A box that is a plain child process of ours."""

    def __init__(self, channel: socket.socket, output: int, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self.channel = channel
        self.output = output
        self._process = process
        self._control = control

    def cpu_seconds(self) -> float:
        return 0.0  # the wall clock and RLIMIT_CPU bound it

    def waited_seconds(self) -> float:
        return 0.0

    def ended(self, seconds: float) -> bool:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> Ending:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)  # it was started as the leader of its own session
        code = self._process.wait()
        return Ending(signal=-code) if code < 0 else Ending(code=code)

    def failure(self) -> str:
        """What the launcher reported before it gave up, if anything."""
        self._control.setblocking(False)
        try:
            return str(json.loads(self._control.recv(1 << 16) or b"{}").get("error", ""))
        except (OSError, ValueError):
            return ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()
        self.channel.close()
        self._control.close()
        os.close(self.output)


def make() -> OwnCodeOnly:
    return OwnCodeOnly()
