"""The state of a round: a fold over its event log.

``apply`` is the gate: an event that cannot happen in the state raises ``Conflict``, so a late click, a second tab
and a job that ran twice are refused by the same rule. ``fold(a + b)`` equals applying ``b`` on ``fold(a)``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, assert_never

from greenroom.interviewing.clock import Clock
from greenroom.interviewing.events import (
    Answered,
    Asked,
    Declined,
    Ended,
    EndReason,
    Event,
    Hinted,
    Judged,
    Marked,
    Opened,
    Paused,
    Resumed,
    Said,
    Skipped,
    Slot,
    Submitted,
)
from greenroom.interviewing.turn import Attempt, HintTaken, Remark, Reply, Turn
from greenroom.kernel.errors import Conflict

__all__ = ["RUNGS", "RoundState", "Turn", "Waiting", "apply", "elapsed", "fold", "remaining"]

RUNGS = 3
KEPT = "Nothing that was saved before has changed."

Waiting = Literal["learner", "grader", "judge"]


@dataclass(frozen=True, slots=True)
class RoundState:
    """``opened`` is the round's agenda and settings; ``remarks`` is what the interviewer said that asks for no answer."""

    opened: Opened
    clock: Clock
    turns: tuple[Turn, ...] = ()
    remarks: tuple[Remark, ...] = ()
    paused: bool = False
    ended: EndReason | None = None
    ended_at: datetime | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.opened.slots

    @property
    def last_turn(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    @property
    def open_turn(self) -> Turn | None:
        """The turn that the learner may answer now, or None. A pause keeps it open; the end closes it."""
        turn = self.last_turn
        return turn if turn is not None and not turn.given and self.ended is None else None

    @property
    def waiting_for(self) -> Waiting | None:
        """Who has to act before the interviewer can. After the end it names a grader or judge whose result is still due."""
        if self.open_turn is not None:
            return "learner"
        if any(turn.waits_for_grader for turn in self.turns):
            return "grader"
        return "judge" if any(turn.waits_for_judge for turn in self.turns) else None

    def turn(self, number: int) -> Turn:
        """Raises Conflict when nothing was asked under that number."""
        if not 1 <= number <= len(self.turns):
            raise Conflict(f"Nothing has been asked under number {number} in this round.", kept=KEPT)
        return self.turns[number - 1]

    def turns_of(self, slot: int) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.slot == slot)

    def hints_of(self, slot: int) -> int:
        """Hints taken on the question of ``slot``, over all its turns."""
        return sum(len(turn.hints) for turn in self.turns_of(slot))


def elapsed(state: RoundState, now: datetime) -> float:
    """Seconds on the round's clock, pauses left out; stands still after the end. Never negative, never falls between events."""
    return state.clock.at(now).total_seconds()


def remaining(state: RoundState, now: datetime) -> float:
    """Seconds left, never below 0."""
    return max(0.0, state.opened.minutes * 60 - elapsed(state, now))


def fold(events: Iterable[Event]) -> RoundState:
    """The state after ``events``. Raises Conflict at the first event that cannot follow, and when there is none at all."""
    state: RoundState | None = None
    for event in events:
        state = apply(state, event)
    if state is None:
        raise Conflict("This round was never opened: its log is empty.", todo="Start a new round.")
    return state


def apply(state: RoundState | None, event: Event) -> RoundState:
    """The state after one more event; ``None`` is the state before ``Opened``. Raises Conflict when ``event`` cannot follow."""
    if isinstance(event, Opened):
        if state is not None:
            raise Conflict("This round is open already.", kept=KEPT)
        return RoundState(event, Clock(event.at))
    if state is None:
        raise Conflict("This round was never opened.", todo="Start a new round.")
    if state.ended is not None and not isinstance(event, Marked | Judged):
        raise Conflict("This round is over.", kept=KEPT, todo="Read its debrief, or start a new round.")
    return _step(replace(state, clock=state.clock.read(event.at)), event)


def _step(state: RoundState, event: Event) -> RoundState:
    match event:
        case Said():
            remark = Remark(event.at, event.purpose, event.text, after=len(state.turns))
            return replace(_running(state), remarks=(*state.remarks, remark))
        case Asked():
            return _asked(_running(state), event)
        case Answered():
            return _answered(state, event)
        case Submitted():
            return _submitted(state, event)
        case Marked():
            return _marked(state, event)
        case Judged():
            return _judged(state, event)
        case Hinted():
            return _hinted(_running(state), event)
        case Declined():
            return _put(state, _closed(state, replace(_open(_running(state), event.turn), declined=True)))
        case Skipped():
            return _put(state, _closed(state, replace(_open(_running(state), event.turn), skipped=True)))
        case Paused():
            return replace(_running(state), paused=True, clock=state.clock.stopped())
        case Resumed():
            if not state.paused:
                raise Conflict("This round is not paused.", kept=KEPT)
            return replace(state, paused=False, clock=state.clock.started())
        case Ended():
            return replace(state, ended=event.reason, ended_at=event.at, paused=False, clock=state.clock.stopped())
        case Opened():
            raise Conflict("This round is open already.", kept=KEPT)
        case _:
            assert_never(event)


def _running(state: RoundState) -> RoundState:
    if state.paused:
        raise Conflict("This round is paused.", kept=KEPT, todo="Resume it first.")
    return state


def _put(state: RoundState, turn: Turn) -> RoundState:
    return replace(state, turns=(*state.turns[: turn.number - 1], turn, *state.turns[turn.number :]))


def _closed(state: RoundState, turn: Turn) -> Turn:
    return replace(turn, closed_clock=state.clock.ran.total_seconds(), closed_at=state.clock.read_at)


def _open(state: RoundState, number: int) -> Turn:
    """The turn if it still waits for the learner; else Conflict saying what became of it."""
    turn = state.turn(number)
    if turn.given:
        done = "declined" if turn.declined else "skipped" if turn.skipped else "submitted" if turn.final else "answered"
        raise Conflict(f"Question {number} was {done} already.", kept=KEPT, todo="Reload the page to see where the round is.")
    return turn


def _asked(state: RoundState, event: Asked) -> RoundState:
    last = state.last_turn
    if state.waiting_for is not None:
        raise Conflict(f"The {state.waiting_for} is not done with question {len(state.turns)}.", kept=KEPT)
    if event.turn != len(state.turns) + 1:
        raise Conflict(f"The next question is number {len(state.turns) + 1}, not {event.turn}.", kept=KEPT)
    if not 0 <= event.slot < len(state.slots) or (last is not None and event.slot < last.slot):
        raise Conflict(f"The agenda has no slot {event.slot} to go on with.", kept=KEPT)
    slot = state.slots[event.slot]
    if slot.question != event.question:
        raise Conflict(f"Slot {event.slot} is for {slot.question!r}, not for {event.question!r}.", kept=KEPT)
    turn = Turn(
        number=event.turn,
        slot=event.slot,
        question=event.question,
        probe=event.probe,
        text=event.text,
        asked_at=event.at,
        asked_clock=state.clock.ran.total_seconds(),
        code=slot.kind.judged and event.probe is None,
    )
    return replace(state, turns=(*state.turns, turn))


def _answered(state: RoundState, event: Answered) -> RoundState:
    turn = _open(state if event.late else _running(state), event.turn)
    if turn.code:
        raise Conflict(f"Question {event.turn} takes code, not words.", kept=KEPT, todo="Submit your program.")
    reply = Reply(event.answer, event.at, event.text, event.late)
    return _put(state, _closed(state, replace(turn, reply=reply)))


def _submitted(state: RoundState, event: Submitted) -> RoundState:
    turn = _open(state if event.late else _running(state), event.turn)
    if not turn.code:
        raise Conflict(f"Question {event.turn} takes words, not code.", kept=KEPT, todo="Type your answer.")
    if any(attempt.id == event.submission for attempt in turn.attempts):
        raise Conflict("This submission is in already.", kept=KEPT)
    if not event.final and any(attempt.verdict is None for attempt in turn.attempts):
        raise Conflict("The last run is not done yet.", kept=KEPT, todo="Wait for its result, then run again.")
    attempt = Attempt(event.submission, event.at, event.source, event.final, event.late)
    turn = replace(turn, attempts=(*turn.attempts, attempt))
    return _put(state, _closed(state, turn) if event.final else turn)


def _marked(state: RoundState, event: Marked) -> RoundState:
    turn = state.turn(event.turn)
    if turn.reply is None or turn.reply.id != event.answer:
        raise Conflict(f"Question {event.turn} has no answer {event.answer!r} to grade.", kept=KEPT)
    if turn.settled:
        raise Conflict(f"The answer to question {event.turn} is graded already.", kept=KEPT)
    return _put(state, replace(turn, grade=event.grade))


def _judged(state: RoundState, event: Judged) -> RoundState:
    turn = state.turn(event.turn)
    found = next((attempt for attempt in turn.attempts if attempt.id == event.submission), None)
    if found is None:
        raise Conflict(f"Question {event.turn} has no submission {event.submission!r} to judge.", kept=KEPT)
    if found.settled:
        raise Conflict(f"Submission {event.submission!r} has its verdict already.", kept=KEPT)
    judged = replace(found, verdict=event.verdict)
    return _put(state, replace(turn, attempts=tuple(judged if item is found else item for item in turn.attempts)))


def _hinted(state: RoundState, event: Hinted) -> RoundState:
    turn = _open(state, event.turn)
    due = state.hints_of(turn.slot) + 1
    if event.rung != due or due > RUNGS:
        raise Conflict(
            f"Hint {event.rung} is not the next one: {due - 1} of {RUNGS} were taken.",
            kept=KEPT,
            todo="Reload the page to see the hints.",
        )
    return _put(state, replace(turn, hints=(*turn.hints, HintTaken(event.at, event.rung, event.text))))
