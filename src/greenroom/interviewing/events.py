"""Everything that can happen in a round. The event log is the truth; the state is a fold over it.

Every event carries ``at``, an aware UTC time stamped by the server. Events are values: two equal events are
the same event. ``turn`` numbers count up from 1 and name one thing the interviewer asked.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greenroom.bank.question import Kind
from greenroom.judging.verdict import Verdict
from greenroom.kernel.score import Grade
from greenroom.kernel.track import Level, Role, Stage


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of the agenda, with the minutes that it may take."""

    question: str
    kind: Kind
    minutes: int


class Purpose(StrEnum):
    GREETING = "greeting"
    TRANSITION = "transition"
    CLOSING = "closing"


class EndReason(StrEnum):
    FINISHED = "finished"
    TIME = "time"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Opened:
    at: datetime
    role: Role
    level: Level
    stage: Stage
    minutes: int
    seed: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The interviewer says something that asks for no answer."""

    at: datetime
    purpose: Purpose
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``slot`` is the index into the agenda; ``probe`` is None for the question itself."""

    at: datetime
    turn: int
    slot: int
    question: str
    text: str
    probe: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Words. ``answer`` is the stored answer's id. ``late`` marks a draft that was taken in when the time ran out."""

    at: datetime
    turn: int
    answer: str
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """The grade of the answer given in ``turn``."""

    at: datetime
    turn: int
    answer: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Submitted:
    """Code. ``final`` is False for a run against the visible cases only, which costs nothing."""

    at: datetime
    turn: int
    submission: str
    source: str
    final: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    at: datetime
    turn: int
    submission: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Hinted:
    """``rung`` counts from 1, the gentlest."""

    at: datetime
    turn: int
    rung: int
    text: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The learner said "I don't know"."""

    at: datetime
    turn: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """The learner left the question; nothing of it is scored."""

    at: datetime
    turn: int


@dataclass(frozen=True, slots=True)
class Paused:
    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    at: datetime
    reason: EndReason


Event = Opened | Said | Asked | Answered | Marked | Submitted | Judged | Hinted | Declined | Skipped | Paused | Resumed | Ended
