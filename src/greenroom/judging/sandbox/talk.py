"""A conversation with one box: one message out, one answer back, within time and output limits.

Everything that comes back is hostile until it has been decoded. Nothing that the box says ends the conversation early with
success: an answer counts only when it carries the token of the question that was just asked.
"""

import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from greenroom.judging.jail.wire import BUFFER_CAP, HEADER, LARGE, TEXT_CAP, Codec, Malformed
from greenroom.judging.sandbox.door import Box, BoxFailure, Ending
from greenroom.judging.verdict import VerdictCode

TOKEN = 16
CHUNK = 1 << 16
OPEN_SECONDS = 20.0
SETTLE_SECONDS = 0.5
CARRY_SECONDS = 3.0  # for a large input to arrive and be decoded, before the learner's clock starts, and its result after it stops
PATIENCE = 5.0  # on a busy machine a program may stay this many times its limit, as long as it is only waiting for a processor


@dataclass(frozen=True, slots=True)
class Answer:
    """What the box said to one question, decoded. ``printed`` is what it wrote to its output meanwhile."""

    message: dict[str, Any]
    value: object
    printed: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """The box is dead or was killed: ``code`` is the learner's verdict for it, ``reason`` says why in words."""

    code: VerdictCode
    reason: str
    printed: str
    milliseconds: float


@dataclass
class Conversation:
    """Asks one box. After a Stopped it must not be asked again.

    ``token`` makes fresh random tokens of 16 bytes; ``output_cap`` is in bytes, per question.
    """

    box: Box
    codec: Codec
    output_cap: int
    token: Callable[[], bytes] = field(default=lambda: os.urandom(TOKEN))

    def open(self) -> None:
        """Wait until the box says that it is sealed; nothing of a learner's may be sent before. Raises BoxFailure."""
        answer = _Question(self, None, OPEN_SECONDS).run()
        if isinstance(answer, Stopped):
            raise BoxFailure(f"the box did not start: {answer.reason}")
        if answer.message.get("sealed") is not True:
            raise BoxFailure(str(answer.message.get("broken", "the box broke"))[:500])

    def ask(self, body: bytes, seconds: float) -> Answer | Stopped:
        """Send a packed ``body`` and wait for its answer: at most ``seconds``, not counting time spent waiting for a processor.

        Raises BoxFailure when the box was lost through no doing of the program in it.
        """
        return _Question(self, body, seconds).run()


class _Question:
    def __init__(self, conversation: Conversation, body: bytes | None, seconds: float) -> None:
        self.box = conversation.box
        self.codec = conversation.codec
        self.cap = conversation.output_cap
        self.token = bytes(TOKEN) if body is None else conversation.token()
        self.limit = seconds
        self.clocks = ["start", "stop"] if body is not None and len(body) >= LARGE else []
        self.seconds = seconds + (CARRY_SECONDS if self.clocks else 0.0)
        self.spent: float | None = None
        self.sending = memoryview(b"" if body is None else self.token + body)
        self.listening = body is None
        self.received = bytearray()
        self.wanted = HEADER.size
        self.lengths: tuple[int, int] | None = None
        self.printed = bytearray()
        self._start_clock()

    def _start_clock(self) -> None:
        self.start = time.perf_counter()
        self.cpu_start = self.box.cpu_seconds()
        self.waited_start = self.box.waited_seconds()

    def run(self) -> Answer | Stopped:
        self.box.channel.setblocking(False)
        if not self.listening and self._early():
            return self._stop(VerdictCode.RTE, "the program wrote to the judge's channel out of turn")
        poll = select.poll()
        poll.register(self.box.output, select.POLLIN)
        poll.register(self.box.channel, select.POLLIN | (select.POLLOUT if self.sending else 0))
        channel = self.box.channel.fileno()
        while True:
            left = self._left()
            if left <= 0:
                return self._stop(VerdictCode.TLE, f"stopped at the time limit of {self.limit:g} s")
            for fd, event in poll.poll(max(1.0, left * 1000)):
                ended = self._on_channel(event) if fd == channel else self._on_output(poll)
                if ended is not None:
                    return ended
            if not self.sending:
                poll.modify(self.box.channel, select.POLLIN)

    def _early(self) -> bool:
        ready, _, _ = select.select([self.box.channel], [], [], 0)
        if not ready:
            return False
        try:
            return bool(self.box.channel.recv(1))
        except OSError:
            return False

    def _left(self) -> float:
        """Seconds until the next moment at which a limit can have been reached.

        Sleeping is no way round the limit, and a busy machine is no reason to fail: what counts is the time on a processor or
        asleep. Time spent runnable but without a processor is the machine's.
        """
        wall = time.perf_counter() - self.start
        cpu = self.box.cpu_seconds() - self.cpu_start
        left = self.seconds - max(wall, cpu)
        if left > 0:
            return left if cpu < wall else left / 2  # threads can spend CPU time faster than the clock
        waited = self.box.waited_seconds() - self.waited_start
        return min(self.seconds - cpu, self.seconds - (wall - waited), self.seconds * PATIENCE - wall)

    def _on_output(self, poll: select.poll) -> Stopped | None:
        try:
            data = os.read(self.box.output, CHUNK)
        except BlockingIOError:
            return None
        if not data:
            poll.unregister(self.box.output)
            return None
        self.printed += data[: self.cap + 1 - len(self.printed)]
        if len(self.printed) > self.cap:
            return self._stop(VerdictCode.OLE, f"stopped after printing more than {self.cap // 1024} KB")
        return None

    def _on_channel(self, event: int) -> Answer | Stopped | None:
        try:
            if event & (select.POLLIN | select.POLLHUP | select.POLLERR):
                data = self.box.channel.recv(min(CHUNK, self.wanted - len(self.received)))
                if not data:
                    return self._died()
                self.received += data
                if len(self.received) == self.wanted:
                    return self._frame()
            elif event & select.POLLOUT and self.sending:
                self.sending = self.sending[self.box.channel.send(self.sending[: 1 << 18]) :]
        except BlockingIOError:
            return None
        except OSError:  # reset: it died with our message unread
            return self._died()
        return None

    def _frame(self) -> Answer | Stopped | None:
        if self.lengths is None:
            token, text, buffers = HEADER.unpack(self.received)
            if token != self.token or text > TEXT_CAP or buffers > BUFFER_CAP:
                return self._stop(VerdictCode.RTE, "the program wrote something to the judge's channel that is no answer")
            self.lengths = (text, buffers)
            self.wanted = HEADER.size + text + buffers
            if text + buffers:
                return None
        text, _ = self.lengths
        body = bytes(self.received[HEADER.size :])
        try:
            message, value = self.codec.unpack(body[:text], body[text:])
        except Malformed as error:
            return self._stop(VerdictCode.RTE, f"the program's answer cannot be read: {error}")
        if self.clocks and message == {"clock": self.clocks[0]}:
            self._on_clock()
            return None
        stopped = self._drain()
        return stopped or Answer(message, value, self._words(), self._elapsed() if self.spent is None else self.spent)

    def _on_clock(self) -> None:
        """The input has arrived, or the call has returned. Believed once each, and of a large input only.

        A program that forges these gains CARRY_SECONDS, never a right answer.
        """
        if self.clocks.pop(0) == "stop":
            self.spent, self.seconds = self._elapsed(), CARRY_SECONDS
        else:
            self.seconds = self.limit
        self.received, self.wanted, self.lengths = bytearray(), HEADER.size, None
        self._start_clock()

    def _drain(self) -> Stopped | None:
        """Read what was printed before the answer and still sits in the pipe."""
        while True:
            try:
                data = os.read(self.box.output, CHUNK)
            except BlockingIOError:
                return None
            if not data:
                return None
            self.printed += data[: self.cap + 1 - len(self.printed)]
            if len(self.printed) > self.cap:
                return self._stop(VerdictCode.OLE, f"stopped after printing more than {self.cap // 1024} KB")

    def _died(self) -> Stopped:
        """The channel closed without an answer: say what became of the process."""
        cpu = self.box.cpu_seconds() - self.cpu_start
        ending = self._settle()
        self._drain()
        if ending is None:
            return self._stop(VerdictCode.RTE, "the program closed its channel to the judge")
        if not ending.known:
            raise BoxFailure("the zygote died under its box")
        if ending.signal == signal.SIGXCPU or (ending.signal == signal.SIGKILL and cpu >= self.seconds):
            return self._stop(VerdictCode.TLE, f"stopped at the time limit of {self.limit:g} s")
        if ending.signal in (signal.SIGKILL, signal.SIGBUS):
            return self._stop(VerdictCode.MLE, "stopped at the memory limit")
        if ending.signal == signal.SIGSYS:
            return self._stop(VerdictCode.RTE, "stopped for a forbidden system call")
        if ending.signal:
            return self._stop(VerdictCode.RTE, f"the program crashed ({signal.Signals(ending.signal).name})")
        return self._stop(VerdictCode.RTE, f"the program ended before it gave an answer (exit status {ending.code})")

    def _settle(self) -> Ending | None:
        """How the process ended, or None when it has closed its channel and goes on: then the end would be our own doing."""
        return self.box.kill() if self.box.ended(SETTLE_SECONDS) else None

    def _stop(self, code: VerdictCode, reason: str) -> Stopped:
        self.box.kill()
        return Stopped(code, reason, self._words(), self._elapsed())

    def _words(self) -> str:
        return self.printed[: self.cap].decode("utf-8", errors="backslashreplace")

    def _elapsed(self) -> float:
        return (time.perf_counter() - self.start) * 1000
