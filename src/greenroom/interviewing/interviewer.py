"""The interviewer: reads the state of a round and makes the next moves. No model, no dice: same state, same moves."""

from collections.abc import Mapping
from datetime import datetime

from greenroom.bank.question import Question
from greenroom.interviewing import phrases, probes
from greenroom.interviewing.events import Asked, Ended, EndReason, Event, Purpose, Said
from greenroom.interviewing.phrases import Voice
from greenroom.interviewing.quote import quote
from greenroom.interviewing.state import RoundState, elapsed, remaining
from greenroom.interviewing.turn import Turn
from greenroom.kernel.score import Unscored, UnscoredReason

# Below this many seconds a new question, or a follow-up, is not fair to ask any more.
LEAST_TO_ASK = 90.0
# A follow-up may begin up to this many seconds before the slot's own time is over.
LEAST_TO_PROBE = 30.0
# A judged problem that begins with less than this share of its minutes left comes with a word about the time.
SHORT_SHARE = 0.8


def next_moves(state: RoundState, questions: Mapping[str, Question], now: datetime) -> tuple[Event, ...]:
    """What the interviewer does now; empty while someone else has to act, in a pause, and after the end.

    An open question waits for the learner even when the time is up: whoever holds the draft decides whether it is taken
    in (``Answered`` or ``Submitted`` with ``late=True``) or the round just ends (``Ended`` with reason time).
    Once nothing is open and the time is up, the round is closed here, also while a grade or verdict is still due.
    A question that is no longer in ``questions`` is passed over. Applying the moves always leads to a state without moves.
    """
    if state.ended is not None or state.paused or state.open_turn is not None:
        return ()
    if remaining(state, now) <= 0:
        return _close(now, phrases.out_of_time(), EndReason.TIME)
    if state.waiting_for is not None:
        return ()
    last = state.last_turn
    if last is None:
        return _go_on(state, questions, now, phrases.greeting(state.opened), Purpose.GREETING)
    question = questions.get(last.question)
    follow_up = None if question is None else _follow_up(state, last, question, now)
    if follow_up is not None:
        return (follow_up,)
    return _go_on(state, questions, now, _remark(state, last), Purpose.TRANSITION)


def _follow_up(state: RoundState, last: Turn, question: Question, now: datetime) -> Asked | None:
    """A probe, or the question asked another way; None when it is time to go on."""
    turns = state.turns_of(last.slot)
    if last.grade is None or not _time_for_more(state, turns[0], now):
        return None
    if isinstance(last.grade, Unscored):
        return _another_way(state, turns, question, now)
    choice = probes.choose(turns, question)
    if choice is None:
        return None
    said = state.turn(choice.turn).reply if choice.turn is not None else None
    quoted = quote(said.text, choice.spans) if said is not None else None
    text = _voice(state).probe(choice.probe.ask, quoted, own=choice.own)
    return Asked(now, len(state.turns) + 1, last.slot, question.id, text, choice.probe.id)


def _another_way(state: RoundState, turns: tuple[Turn, ...], question: Question, now: datetime) -> Asked | None:
    """One more try after an answer that could not be scored; never after a failure of ours, and never twice."""
    grade = turns[0].grade
    if len(turns) > 1 or not isinstance(grade, Unscored) or grade.reason is UnscoredReason.GRADER_FAILED:
        return None
    probe = probes.another_way(question)
    text = phrases.another_way(question.prompt if probe is None else probe.ask)
    return Asked(now, len(state.turns) + 1, turns[0].slot, question.id, text, None if probe is None else probe.id)


def _time_for_more(state: RoundState, first: Turn, now: datetime) -> bool:
    """Whether a follow-up still fits the slot. The first one of a round is asked as long as the round has time."""
    if remaining(state, now) < LEAST_TO_ASK:
        return False
    used = elapsed(state, now) - first.asked_clock
    none_yet = all(turn.probe is None for turn in state.turns)
    return none_yet or used + LEAST_TO_PROBE <= state.slots[first.slot].minutes * 60


def _remark(state: RoundState, last: Turn) -> str:
    """What to say of the turn that is over before going on."""
    if last.declined:
        return _voice(state).declined()
    if last.skipped:
        return phrases.skipped()
    if last.final is not None and last.final.verdict is not None:
        return phrases.judged(last.final.verdict)
    if isinstance(last.grade, Unscored) and last.grade.reason is UnscoredReason.GRADER_FAILED:
        return phrases.ungraded()
    return _voice(state).thanks()


def _go_on(state: RoundState, questions: Mapping[str, Question], now: datetime, remark: str, purpose: Purpose) -> tuple[Event, ...]:
    """``remark``, then the next question of the agenda, or the end."""
    after = -1 if state.last_turn is None else state.last_turn.slot
    left = [slot for slot in range(after + 1, len(state.slots)) if state.slots[slot].question in questions]
    if not left:
        return _close(now, f"{remark} {phrases.closing()}", EndReason.FINISHED)
    seconds = remaining(state, now)
    if seconds < LEAST_TO_ASK:
        return _close(now, f"{remark} {phrases.out_of_time()}", EndReason.TIME)
    slot = state.slots[left[0]]
    words = [remark]
    if purpose is Purpose.TRANSITION:
        words.append(_voice(state).next_question(slot.kind))
        if slot.kind.judged and seconds < slot.minutes * 60 * SHORT_SHARE:
            words.append(phrases.little_time(seconds))
    asked = Asked(now, len(state.turns) + 1, left[0], slot.question, questions[slot.question].prompt)
    return (Said(now, purpose, " ".join(words)), asked)


def _close(now: datetime, text: str, reason: EndReason) -> tuple[Event, ...]:
    return (Said(now, Purpose.CLOSING, text), Ended(now, reason))


def _voice(state: RoundState) -> Voice:
    return Voice(state.opened.seed, len(state.turns))
