"""The door that every sandbox comes through."""

import socket
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class BoxLimits:
    """What one box may use: CPU seconds in all, and memory beyond the loaded interpreter."""

    cpu_seconds: float
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What is loaded before the learner's code. ``distributions`` are the installed packages that are visible inside."""

    name: str
    imports: tuple[str, ...]
    distributions: tuple[str, ...] = ()


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "python",
            ("bisect", "collections", "dataclasses", "functools", "heapq", "itertools", "math", "re", "statistics", "typing"),
        ),
        Profile("numpy", ("numpy", "numpy.random", "numpy.linalg", "numpy.fft", "numpy.ma"), ("numpy",)),
        Profile("pandas", ("numpy", "numpy.random", "numpy.linalg", "pandas"), ("pandas",)),
        Profile("sql", ("sqlite3",)),
    )
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a box's process ended: by ``signal`` (0 when it exited by itself) or with ``code``. ``known`` False: nobody saw."""

    signal: int = 0
    code: int = 0
    known: bool = True


class Box(Protocol):
    """One process that runs one submission. Leaving the ``with`` block kills it."""

    @property
    def channel(self) -> socket.socket: ...

    @property
    def output(self) -> int: ...

    def cpu_seconds(self) -> float:
        """CPU time used so far; 0.0 where it cannot be read."""

    def waited_seconds(self) -> float:
        """How long it has been runnable but without a processor; 0.0 where that cannot be read."""

    def ended(self, seconds: float) -> bool:
        """Whether the process has ended, waiting up to ``seconds`` for it."""

    def kill(self) -> Ending:
        """Kill the process and all it started, wait for the end, and say how it ended (by itself, if it was quicker)."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


class Sandbox(Protocol):
    """Starts boxes. Safe to use from several threads.

    ``tier`` names the strength; ``protects`` and ``lacks`` are plain sentences about it.
    """

    @property
    def tier(self) -> str: ...

    @property
    def protects(self) -> tuple[str, ...]: ...

    @property
    def lacks(self) -> tuple[str, ...]: ...

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> Box:
        """A new box with ``profile`` loaded and the language's ``runner`` ready. Raises BoxFailure."""


class BoxFailure(Exception):
    """The sandbox itself failed: our fault, never the learner's."""
