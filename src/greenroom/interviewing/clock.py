"""The round's own clock: it counts server time, stops in a pause, and never runs backwards."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Clock:
    """``ran`` is the time counted up to ``read_at``, the last server time that was seen.

    When the machine's clock is set back, the step back counts as nothing and the clock follows from there,
    so that a round neither gains an hour nor loses one. A step forward cannot be told from waiting and counts.
    """

    read_at: datetime
    ran: timedelta = ZERO
    running: bool = True

    def at(self, now: datetime) -> timedelta:
        """The time counted at ``now``; never less than ``ran``."""
        return self.ran + max(ZERO, now - self.read_at) if self.running else self.ran

    def read(self, now: datetime) -> Self:
        """The clock moved on to ``now``."""
        return replace(self, ran=self.at(now), read_at=now)

    def stopped(self) -> Self:
        return replace(self, running=False)

    def started(self) -> Self:
        return replace(self, running=True)
