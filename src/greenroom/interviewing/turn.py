"""One thing the interviewer asked, and all that came of it."""

from dataclasses import dataclass
from datetime import datetime

from greenroom.interviewing.events import Purpose
from greenroom.judging.verdict import Verdict, VerdictCode
from greenroom.kernel.score import Grade, Unscored, UnscoredReason


@dataclass(frozen=True, slots=True)
class Reply:
    """The learner's words. ``id`` is the stored answer's id."""

    id: str
    at: datetime
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A submission of code; ``verdict`` is None while the judge works on it."""

    id: str
    at: datetime
    source: str
    final: bool
    late: bool = False
    verdict: Verdict | None = None

    @property
    def settled(self) -> bool:
        """Whether a verdict on the learner's code is in. Our own failure (``IE``) may still be replaced by one."""
        return self.verdict is not None and self.verdict.code is not VerdictCode.IE


@dataclass(frozen=True, slots=True)
class HintTaken:
    at: datetime
    rung: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the interviewer said that asks for no answer, after ``after`` turns had been asked."""

    at: datetime
    purpose: Purpose
    text: str
    after: int


@dataclass(frozen=True, slots=True)
class Turn:
    """``number`` counts from 1. ``code`` says whether it takes code or words. Clock fields are seconds on the round's clock.

    ``probe`` is None for the question itself. At most one answer and one final submission is ever taken.
    """

    number: int
    slot: int
    question: str
    probe: str | None
    text: str
    asked_at: datetime
    asked_clock: float
    code: bool = False
    reply: Reply | None = None
    grade: Grade | None = None
    declined: bool = False
    skipped: bool = False
    hints: tuple[HintTaken, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    closed_clock: float | None = None
    closed_at: datetime | None = None

    @property
    def final(self) -> Attempt | None:
        """The submission that counts, or None."""
        return next((attempt for attempt in self.attempts if attempt.final), None)

    @property
    def last_run(self) -> Attempt | None:
        """The latest run against the visible cases, or None."""
        return next((attempt for attempt in reversed(self.attempts) if not attempt.final), None)

    @property
    def given(self) -> bool:
        """Whether the learner is done with it: answered, submitted, declined or skipped."""
        return self.reply is not None or self.final is not None or self.declined or self.skipped

    @property
    def answers(self) -> tuple[Reply, ...]:
        """The answer taken, as a tuple of none or one."""
        return () if self.reply is None else (self.reply,)

    @property
    def waits_for_grader(self) -> bool:
        return self.reply is not None and self.grade is None

    @property
    def waits_for_judge(self) -> bool:
        return self.final is not None and self.final.verdict is None

    @property
    def settled(self) -> bool:
        """Whether a grade of the learner's words is in. Our own failure may still be replaced by one."""
        return self.grade is not None and not (
            isinstance(self.grade, Unscored) and self.grade.reason is UnscoredReason.GRADER_FAILED
        )
