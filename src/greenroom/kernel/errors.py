"""The error tree. Every error that a person may read is one of these.

GreenroomError
├── UnknownName        a question, role, stage... that does not exist ("did you mean")
├── BadInput           something typed or uploaded cannot be used; says where and what to do
├── PackFaults         a pack with faults: all of them, each with file:line
├── Conflict           the request was right but came too late (answered already, round over)
├── StoreUnavailable   database read-only, full, newer than the program, or not reachable
└── Unsupported        this machine lacks something; says what to install or choose
"""

from collections.abc import Iterable, Sequence

from greenroom.kernel.fault import Fault
from greenroom.kernel.names import closest


class GreenroomError(Exception):
    """Base of all errors of ours.

    ``message`` says what happened and where, ``kept`` what was saved all the same,
    ``todo`` what the reader can do next.
    """

    def __init__(self, message: str, *, kept: str = "", todo: str = "") -> None:
        self.message = message
        self.kept = kept
        self.todo = todo
        super().__init__(" ".join(part for part in (message, kept, todo) if part))


class UnknownName(GreenroomError):
    """``name`` is not a known ``noun``; offers the closest known names."""

    def __init__(self, noun: str, name: str, known: Iterable[str]) -> None:
        self.noun = noun
        self.name = name
        self.known: tuple[str, ...] = tuple(sorted(known))
        self.suggestions = closest(name, self.known)
        if self.suggestions:
            todo = f"Did you mean {' or '.join(self.suggestions)}?"
        elif len(self.known) <= 12:
            todo = f"Known: {', '.join(self.known) or 'none'}."
        else:
            todo = f"There are {len(self.known)} to choose from."
        super().__init__(f"There is no {noun} called {name!r}.", todo=todo)


class BadInput(GreenroomError):
    """Input that cannot be used as it is."""


class PackFaults(GreenroomError):
    """A pack that did not load whole. ``faults`` holds every fault found, not just the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(
            f"{count} {'fault' if count == 1 else 'faults'} in the pack:\n" + "\n".join(str(fault) for fault in self.faults)
        )


class Conflict(GreenroomError):
    """The request is well formed, but the state has moved on: a second tab, a late answer, an ended round."""


class StoreUnavailable(GreenroomError):
    """The database cannot be used as it is."""


class Unsupported(GreenroomError):
    """This machine lacks something that the request needs."""
