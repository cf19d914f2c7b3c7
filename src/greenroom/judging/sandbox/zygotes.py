"""The judge's side of a zygote: starts it, asks it for boxes, notices its death. One per profile, language and tier."""

import array
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from greenroom.judging.sandbox import view
from greenroom.judging.sandbox.door import BoxFailure, BoxLimits, Ending, Profile

START_SECONDS = 30.0
REAP_SECONDS = 5.0
CODE = str(Path(__file__).resolve().parents[1])
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from jail.launch import main; main(int(sys.argv[2]))"
# One thread for linear algebra: the box may use one processor, and a pool of threads would count against its memory.
ENVIRONMENT = {
    "HOME": "/tmp",  # noqa: S108 -- the box's own
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def spawn(
    config: dict[str, Any], *, pass_fds: tuple[int, ...] = (), kind: int = socket.SOCK_STREAM
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start a fresh interpreter on ``jail.launch`` with an empty environment; returns it and our end of its control socket."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-c", BOOT, CODE, str(theirs.fileno())],
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), *pass_fds),
            start_new_session=True,
        )
    except OSError as error:
        ours.close()
        raise BoxFailure(f"Python could not be started: {error}") from error
    finally:
        theirs.close()
    ours.send(json.dumps({**config, "code": CODE}).encode())
    return process, ours


class Zygote:
    """A running zygote. ``start`` is safe to call from several threads. Raises BoxFailure when it did not come up."""

    def __init__(self, tier: str, profile: Profile, runner: Path) -> None:
        config = {
            "tier": tier,
            "view": view.of(profile),
            "readable": view.readable(profile) if tier == "filtered" else [],
            "site": view.site(profile),
            "imports": profile.imports,
            "runner": str(runner),
        }
        self._lock = threading.Lock()
        self.process, self._control = spawn(config, kind=socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        try:
            self._answer()
        except BoxFailure:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def start(self, limits: BoxLimits) -> "ZygoteBox":
        ours, theirs = socket.socketpair()
        output, output_end = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        os.set_blocking(output_end, True)
        status, status_end = os.pipe2(os.O_CLOEXEC)
        request = json.dumps({"cpu_seconds": limits.cpu_seconds, "memory_mb": limits.memory_mb}).encode()
        try:
            with self._lock:
                socket.send_fds(self._control, [request], [theirs.fileno(), output_end, status_end])
                pidfd = self._answer()
        except (OSError, BoxFailure) as error:
            ours.close()
            os.close(output)
            os.close(status)
            raise BoxFailure(f"no box: {error}") from error
        finally:
            theirs.close()
            os.close(output_end)
            os.close(status_end)
        if pidfd is None:
            raise BoxFailure("the zygote sent no process")
        return ZygoteBox(ours, output, status, pidfd)

    def _answer(self) -> int | None:
        try:
            data, ancillary, _, _ = self._control.recvmsg(1 << 16, socket.CMSG_SPACE(4))
        except TimeoutError:
            raise BoxFailure(f"the zygote said nothing for {START_SECONDS:.0f} s") from None
        fds = array.array("i")
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
        if not data:
            raise BoxFailure("the zygote ended")
        answer = json.loads(data)
        if "error" in answer:
            raise BoxFailure(answer["error"])
        return fds[0] if fds else None

    def close(self) -> None:
        """End the zygote and every box of it."""
        self._control.close()
        self.process.kill()
        self.process.wait()


class ZygoteBox:
    """A box forked by a zygote, held by its pidfd, so that a recycled pid can never be killed by mistake."""

    def __init__(self, channel: socket.socket, output: int, status: int, pidfd: int) -> None:
        self.channel = channel
        self.output = output
        self._status = status
        self._pidfd = pidfd
        self._ending: Ending | None = None
        self.pid = _pid_of(pidfd)

    def cpu_seconds(self) -> float:
        if self.pid <= 0:
            return 0.0
        try:
            return time.clock_gettime(
                (~self.pid << 3) | 2
            )  # the clock id of another process's CPU time, see clock_getcpuclockid(3)
        except OSError:
            return 0.0

    def waited_seconds(self) -> float:
        try:
            with open(f"/proc/{self.pid}/schedstat", encoding="ascii") as line:
                return int(line.read().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def ended(self, seconds: float) -> bool:
        return self._ending is not None or bool(select.select([self._status], [], [], seconds)[0])

    def kill(self) -> Ending:
        if self._ending is None:
            self._strike()
            self._ending = self._wait()
        return self._ending

    def _strike(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _wait(self) -> Ending:
        ready, _, _ = select.select([self._status], [], [], REAP_SECONDS)
        data = os.read(self._status, 4) if ready else b""
        if len(data) != 4:
            return Ending(known=False)
        (status,) = struct.unpack("!i", data)
        if os.WIFSIGNALED(status):
            return Ending(signal=os.WTERMSIG(status))
        return Ending(code=os.WEXITSTATUS(status))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._strike()  # and no waiting: its namespaces take the kernel some milliseconds to clear, which no verdict needs to see
        self.channel.close()
        for fd in (self.output, self._status, self._pidfd):
            os.close(fd)


def _pid_of(pidfd: int) -> int:
    """The pid as this process's own /proc shows it; 0 where it cannot be told."""
    try:
        with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as lines:
            return next((int(line.split()[1]) for line in lines if line.startswith("Pid:")), 0)
    except OSError:
        return 0


class Zygotes:
    """The zygotes of one tier, started when first needed and again when one has died."""

    def __init__(self, tier: str) -> None:
        self.tier = tier
        self._lock = threading.Lock()
        self._running: dict[tuple[str, Path], Zygote] = {}
        self._owner = os.getpid()
        atexit.register(self.close)

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> ZygoteBox:
        """A box; when the zygote turns out dead, a new zygote is tried once."""
        try:
            return self._zygote(profile, runner).start(limits)
        except BoxFailure:
            self._forget(profile, runner)
            return self._zygote(profile, runner).start(limits)

    def _zygote(self, profile: Profile, runner: Path) -> Zygote:
        with self._lock:
            if self._owner != os.getpid():  # we are a fork of the process that started them: theirs are not ours to use
                self._running = {}
                self._owner = os.getpid()
            key = (profile.name, runner)
            zygote = self._running.get(key)
            if zygote is not None and not zygote.alive:
                zygote.close()
                zygote = None
            if zygote is None:
                zygote = self._running[key] = Zygote(self.tier, profile, runner)
            return zygote

    def _forget(self, profile: Profile, runner: Path) -> None:
        with self._lock:
            zygote = self._running.pop((profile.name, runner), None)
        if zygote is not None:
            zygote.close()

    def pids(self) -> list[int]:
        """The process ids of the living zygotes' launchers, as this process sees them."""
        with self._lock:
            return [zygote.process.pid for zygote in self._running.values() if zygote.alive]

    def close(self) -> None:
        """End every zygote. They would end by themselves with this process, however it ends; this way nothing is left to say so."""
        with self._lock:
            if self._owner == os.getpid():  # a fork of the process that started them must not end them
                for zygote in self._running.values():
                    zygote.close()
            self._running = {}
