"""The three rungs of a hint, the gentlest first. What a rung costs is in ``scoring``."""

from datetime import datetime

from greenroom.bank.question import Question
from greenroom.interviewing.events import Hinted
from greenroom.interviewing.state import RUNGS, RoundState
from greenroom.kernel.errors import Conflict


def hints_left(state: RoundState, question: Question) -> int:
    """How many more hints the open question has; 0 when nothing is open."""
    turn = state.open_turn
    return 0 if turn is None else max(0, min(RUNGS, len(question.hints)) - state.hints_of(turn.slot))


def next_hint(state: RoundState, question: Question, now: datetime) -> Hinted:
    """The next hint on the open question. Raises Conflict when ``question`` is not open, or when it has no hint left."""
    turn = state.open_turn
    if turn is None or turn.question != question.id:
        raise Conflict("That question is not open any more.", todo="Reload the page to see where the round is.")
    taken = state.hints_of(turn.slot)
    if hints_left(state, question) == 0:
        raise Conflict(
            f"There is no more hint: you have had all {taken}." if taken else "This question has no hints.",
            kept="No hint was counted.",
        )
    return Hinted(now, turn.number, taken + 1, question.hints[taken])
