"""One submission's process: seals itself, then loads the learner's code and answers case after case on descriptor 3."""

import contextlib
import errno
import io
import os
import random
import resource
import sys
import traceback
from types import ModuleType
from typing import Any, NoReturn

from . import landlock, linux, seccomp, walls
from .wire import HEADER, LARGE, Codec, Refused

CHANNEL = 3
FILES = 64
STACK = 8 << 20
FRAMES = 12
TEXT = 2000


def run(
    channel: int,
    output: int,
    tier: str,
    limits: dict[str, Any],
    runner: ModuleType,
    codec: Codec,
    base_memory: int,
) -> NoReturn:
    """Never returns: the process ends here, whatever happens."""
    try:
        _own_descriptors(channel, output)
        if tier == "sealed":
            walls.scratch()
        _limit(limits, base_memory)
        if tier != "own-code-only":
            linux.prctl(linux.PR_SET_DUMPABLE, 0)
            linux.drop_privileges()
            if tier == "sealed" and landlock.abi():
                landlock.restrict(["/"], ["/tmp"])  # noqa: S108 -- the child's own tmpfs
        _reseed(codec)
        if tier != "own-code-only":
            seccomp.install(os.getpid())
    except OSError as error:
        _send(bytes(16), codec, {"broken": f"the box could not be sealed: {error}"})
        os._exit(70)
    try:
        _send(bytes(16), codec, {"sealed": True})
        _serve(runner, codec)
    finally:
        os._exit(0)


def _own_descriptors(channel: int, output: int) -> None:
    """Leave 0 (nothing to read), 1 and 2 (the capped output) and 3 (the channel); close all else."""
    high = [os.dup(os.dup(os.dup(os.dup(fd)))) for fd in (channel, output)]
    null = os.open("/dev/null", os.O_RDONLY)
    for source, target in ((null, 0), (high[1], 1), (high[1], 2), (high[0], CHANNEL)):
        os.dup2(source, target)
    if sys.platform == "linux":
        linux.close_from(CHANNEL + 1)
    else:
        os.closerange(CHANNEL + 1, 4096)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "rb", closefd=False)), encoding="utf-8")
    # backslashreplace: a lone surrogate in a print is the learner's data, not a reason to stop them.
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(1, "wb", closefd=False)), encoding="utf-8", errors="backslashreplace", line_buffering=False
    )
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "wb", closefd=False)), encoding="utf-8", errors="backslashreplace", line_buffering=True
    )


def _limit(limits: dict[str, Any], base_memory: int) -> None:
    caps = {
        resource.RLIMIT_CPU: int(limits["cpu_seconds"]) + 1,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_AS: base_memory + (int(limits["memory_mb"]) << 20),
    }
    for name, value in (("RLIMIT_MEMLOCK", 0), ("RLIMIT_MSGQUEUE", 0), ("RLIMIT_SIGPENDING", 64)):
        if hasattr(resource, name):
            caps[getattr(resource, name)] = value
    for which, value in caps.items():
        _, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            if sys.platform == "linux":
                raise


def _reseed(codec: Codec) -> None:
    random.seed()
    if codec.numpy is not None:
        codec.numpy.random.seed(int.from_bytes(os.urandom(4), "big"))


def _receive() -> tuple[bytes, bytes, bytes] | None:
    """Token, text and buffers of the next frame; None when the judge has hung up."""
    head = _exactly(HEADER.size)
    if head is None:
        return None
    token, text, buffers = HEADER.unpack(head)
    body = _exactly(text + buffers)
    return None if body is None else (token, body[:text], body[text:])


def _exactly(count: int) -> bytes | None:
    parts = []
    while count:
        part = os.read(CHANNEL, min(count, 1 << 20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _send(token: bytes, codec: Codec, message: dict[str, Any], value: object = None) -> None:
    data = memoryview(token + codec.pack(message, value))
    while data:
        data = data[os.write(CHANNEL, data) :]


def _serve(runner: ModuleType, codec: Codec) -> None:
    program: Any = None
    answer: dict[str, Any]
    while (frame := _receive()) is not None:
        token, text, buffers = frame
        message, value = codec.unpack(text, buffers)
        ballast = bytearray(1 << 20)  # given back when memory runs out, so that the report of it still fits
        try:
            if program is None:
                program = runner.Program(value)
                answer, result = {"loaded": True}, None
            else:
                before = _marks(codec, value)
                large = len(text) + len(buffers) >= LARGE
                if large:
                    _send(token, codec, {"clock": "start"})
                result = program.run(message, value)
                if large:
                    _send(token, codec, {"clock": "stop"})
                after = _marks(codec, value)
                answer = {"mutated": [name for name in before if after.get(name) != before[name]]}
        except BaseException as error:  # noqa: BLE001 -- SystemExit and its kin are the learner's error too
            del ballast
            answer, result = _report(error, runner), None
        _flush()
        try:
            _send(token, codec, answer, result)
        except Refused as error:
            _send(token, codec, {"refused": str(error)[:TEXT]})
        except MemoryError:
            _send(token, codec, {"memory": True})


def _marks(codec: Codec, value: object) -> dict[str, bytes]:
    """The wire form of each argument, to see afterwards which ones the call changed in place."""
    if type(value) is not dict:
        return {}
    marks = {}
    for name, item in value.items():
        try:
            marks[name] = codec.pack({}, item)
        except Refused:
            marks[name] = b""
    return marks


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # the learner may have closed or replaced it; the answer still counts
            stream.flush()


def _report(error: BaseException, runner: ModuleType) -> dict[str, Any]:
    if isinstance(error, runner.NotCompiled):
        return {"compile": {"line": error.line, "text": str(error.text)[:TEXT], "message": str(error)[:TEXT]}}
    if isinstance(error, runner.NoEntry):
        return {"entry": str(error)[:TEXT]}
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return {"memory": True}
    try:
        words = str(error)
    except BaseException:  # noqa: BLE001 -- an exception whose __str__ raises is the learner's own
        words = ""
    frames = [
        [line, str(frame.f_code.co_name)[:80]]
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == runner.FILE
    ]
    return {"error": {"type": type(error).__name__[:80], "message": words[:TEXT], "frames": frames[-FRAMES:]}}
