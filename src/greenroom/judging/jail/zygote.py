"""The zygote: a clean interpreter with a profile's modules loaded, which forks a child for each submission.

It never runs a learner's code and never holds an expected value. It lives as long as its control socket: when the judge's
process ends, however it ends, the socket closes, the zygote exits, and the kernel ends everything in its pid namespace.
"""

import contextlib
import gc
import json
import os
import select
import socket
import struct
from types import ModuleType
from typing import Any

from . import child, linux
from .wire import Codec


def serve(control: socket.socket, tier: str, runner: ModuleType, codec: Codec, base_memory: int) -> None:
    """Answer requests until the control socket closes. A request is JSON with three descriptors: channel, output, status."""
    zygote = _Zygote(control, tier, runner, codec, base_memory)
    gc.collect()
    gc.freeze()
    control.send(b'{"ready": true}')
    zygote.loop()


class _Zygote:
    def __init__(self, control: socket.socket, tier: str, runner: ModuleType, codec: Codec, base_memory: int) -> None:
        self.control = control
        self.tier = tier
        self.runner = runner
        self.codec = codec
        self.base_memory = base_memory
        self.me = os.pidfd_open(os.getpid())
        self.children: dict[int, tuple[int, int]] = {}  # pidfd -> (pid, status pipe)
        self.poll = select.poll()

    def loop(self) -> None:
        self.poll.register(self.control, select.POLLIN)
        while True:
            for fd, _ in self.poll.poll():
                if fd in self.children:
                    self._reap(fd)
                else:
                    self._request()

    def _reap(self, pidfd: int) -> None:
        pid, status_pipe = self.children.pop(pidfd)
        self.poll.unregister(pidfd)
        _, status = os.waitpid(pid, 0)
        with contextlib.suppress(BrokenPipeError):  # the judge no longer cares how it ended
            os.write(status_pipe, struct.pack("!i", status))
        os.close(status_pipe)
        os.close(pidfd)

    def _request(self) -> None:
        data, fds, _, _ = socket.recv_fds(self.control, 1 << 16, 3)
        if not data:
            os._exit(0)
        channel, output, status_pipe = fds
        try:
            pid = self._fork(json.loads(data), channel, output)
        except OSError as error:
            self.control.send(json.dumps({"error": str(error)}).encode())
            os.close(status_pipe)
        else:
            pidfd = os.pidfd_open(pid)
            socket.send_fds(self.control, [b'{"ok": true}'], [pidfd])
            self.children[pidfd] = (pid, status_pipe)
            self.poll.register(pidfd, select.POLLIN)
        os.close(channel)
        os.close(output)

    def _fork(self, limits: dict[str, Any], channel: int, output: int) -> int:
        sealed = self.tier == "sealed"
        if sealed:
            linux.unshare(linux.CLONE_NEWPID)
        try:
            pid = os.fork()
            if pid == 0:
                child.run(channel, output, self.tier, limits, self.runner, self.codec, self.base_memory)
        finally:
            if sealed:
                # A second unshare is refused until the pid namespace for children is our own again.
                linux.setns(self.me, linux.CLONE_NEWPID)
        return pid
