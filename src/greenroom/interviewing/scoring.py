"""How the turns of one question add up to its score, and what became of a question that has none.

Words: the grade of the first answer, plus what follow-ups brought out at ``AFTER_PROBE`` of its weight, less new wrong
beliefs, plus the cost of those taken back. Code: the share of cases passed. Both: less ``HINT_COST`` per hint.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from greenroom.bank.question import Kind, Need, Question
from greenroom.interviewing.events import Slot
from greenroom.interviewing.standing import (
    CREDIT,
    BeliefStanding,
    PointStanding,
    belief_standings,
    point_standings,
    scored_turns,
)
from greenroom.interviewing.state import RoundState
from greenroom.interviewing.turn import Attempt, Turn
from greenroom.judging.verdict import CaseResult, Verdict, VerdictCode
from greenroom.kernel.rating import Interval
from greenroom.kernel.score import Score, Unscored, UnscoredReason

# A point said only when asked for is known but was not offered. An interviewer credits it, and credits it less.
AFTER_PROBE = 0.7
# The share of a question's content score that each rung of hint takes.
HINT_COST = 0.08
# How much of what a follow-up brought is added to each side of the interval: the answer to it is short.
PROBE_DOUBT = 0.25
# Half the width of the interval around the share of cases passed: other cases could have been drawn.
CASES_DOUBT = 0.1


class Outcome(StrEnum):
    """What became of a question."""

    SCORED = "scored"
    DECLINED = "declined"  # the learner said "I don't know"
    SKIPPED = "skipped"
    UNSCORED = "unscored"  # empty, too thin, off topic... after a second try
    NOT_ANSWERED = "not-answered"  # open when the round ended
    NOT_REACHED = "not-reached"
    PENDING = "pending"  # the grade or verdict is still due
    FAULT = "our-fault"  # grader or judge failed: counts neither way

    @property
    def counts(self) -> bool:
        """Whether the question's minutes count at all."""
        return self not in (Outcome.PENDING, Outcome.FAULT)


_REASONS = {
    Outcome.DECLINED: "You said that you don't know.",
    Outcome.SKIPPED: "You skipped it, so it shows nothing.",
    Outcome.NOT_ANSWERED: "It was open when the round ended.",
    Outcome.NOT_REACHED: "The round ended before it was asked.",
    Outcome.PENDING: "It is still being graded.",
    Outcome.FAULT: "It could not be graded. That is our fault and counts neither for nor against you.",
}


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """``value`` 0..1 with its 90% ``interval``, or None with ``reason`` unless ``outcome`` is scored.

    ``value = clamp(base + gained - lost) * (1 - HINT_COST * hints)``, where ``base`` is the first answer's score or the
    share of cases passed.
    """

    outcome: Outcome
    reason: str
    value: float | None = None
    interval: Interval | None = None
    base: float = 0.0
    gained: float = 0.0
    lost: float = 0.0
    hints: int = 0
    points: tuple[PointStanding, ...] = ()
    beliefs: tuple[BeliefStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One slot of the agenda after the round. ``question`` is None when it has left the packs."""

    slot: int
    plan: Slot
    question: Question | None
    turns: tuple[Turn, ...]
    score: QuestionScore

    @property
    def title(self) -> str:
        return self.plan.question if self.question is None else self.question.title

    @property
    def code(self) -> Attempt | None:
        """The submission that counts, or None."""
        return self.turns[0].final if self.turns else None

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that the submission failed, hidden ones with their category only."""
        verdict = self.code.verdict if self.code is not None else None
        return () if verdict is None else tuple(case for case in verdict.cases if case.verdict is not VerdictCode.AC)

    @property
    def seconds(self) -> float:
        """Seconds on the round's clock from the first asking to the last answer."""
        closed = [turn.closed_clock for turn in self.turns if turn.closed_clock is not None]
        return max(closed) - self.turns[0].asked_clock if closed else 0.0


def results(state: RoundState, questions: Mapping[str, Question]) -> tuple[QuestionResult, ...]:
    """One result per slot of the agenda, in order."""
    return tuple(_result(state, number, plan, questions.get(plan.question)) for number, plan in enumerate(state.slots))


def _result(state: RoundState, number: int, plan: Slot, question: Question | None) -> QuestionResult:
    turns = state.turns_of(number)
    return QuestionResult(number, plan, question, turns, score_question(turns, question, plan.kind))


def score_question(turns: Sequence[Turn], question: Question | None, kind: Kind) -> QuestionScore:
    """The score of one question from its turns (the question itself first; none when it was not reached)."""
    if not turns:
        return _without(Outcome.NOT_REACHED, turns)
    if kind.judged:
        return _code(turns)
    if question is None:
        return QuestionScore(Outcome.FAULT, "This question is no longer in any pack, so its points cannot be shown.")
    return _words(turns, question)


def _without(outcome: Outcome, turns: Sequence[Turn], reason: str | None = None) -> QuestionScore:
    return QuestionScore(outcome, reason or _REASONS[outcome], hints=_hints(turns))


def _hints(turns: Sequence[Turn]) -> int:
    return sum(len(turn.hints) for turn in turns)


def _words(turns: Sequence[Turn], question: Question) -> QuestionScore:
    scored = [score for _, score in scored_turns(turns)]
    if any(turn.waits_for_grader for turn in turns):
        return _without(Outcome.PENDING, turns)
    if not scored:
        return _unscored(turns)
    points, beliefs = point_standings(turns, question), belief_standings(turns, question)
    first = turns[0].grade
    base = first.value if isinstance(first, Score) else 0.0
    spread = (first if isinstance(first, Score) else scored[0]).interval
    whole = sum(standing.point.weight for standing in points if standing.point.need is not Need.BONUS)
    gained = sum(_gain(standing) for standing in points) / whole
    gained += _given_back(beliefs, points, whole, turns[0].number)
    lost = sum(_drop(standing) for standing in points) / whole
    lost += sum(belief.belief.cost for belief in beliefs if not belief.corrected and belief.turn != turns[0].number)
    half = (spread.high - spread.low) / 2
    shift = gained - lost
    low = (spread.low if isinstance(first, Score) else -half) + shift - PROBE_DOUBT * abs(shift)
    high = (spread.high if isinstance(first, Score) else half) + shift + PROBE_DOUBT * abs(shift)
    return _priced(
        QuestionScore(Outcome.SCORED, "", base + shift, Interval(low, high), base, gained, lost, _hints(turns), points, beliefs)
    )


def _gain(standing: PointStanding) -> float:
    return standing.point.weight * AFTER_PROBE * max(0.0, CREDIT[standing.verdict] - CREDIT[standing.first])


def _given_back(beliefs: Sequence[BeliefStanding], points: Sequence[PointStanding], whole: float, first: int) -> float:
    """What wrong beliefs of the first answer had cost and were then taken back: no more than there was to take from."""
    cost = sum(belief.belief.cost for belief in beliefs if belief.corrected and belief.turn == first)
    return min(cost, sum(standing.point.weight * CREDIT[standing.first] for standing in points) / whole)


def _drop(standing: PointStanding) -> float:
    return standing.point.weight * max(0.0, CREDIT[standing.first] - CREDIT[standing.verdict])


def _priced(score: QuestionScore) -> QuestionScore:
    """Clamped to 0..1, and the hints paid for."""
    assert score.value is not None
    assert score.interval is not None
    share = max(0.0, 1.0 - HINT_COST * score.hints)
    value = min(1.0, max(0.0, score.value)) * share
    span = score.interval.clamped(0.0, 1.0)
    interval = Interval(min(span.low * share, value), max(span.high * share, value))
    return replace(score, value=value, interval=interval)


def _unscored(turns: Sequence[Turn]) -> QuestionScore:
    grades = [turn.grade for turn in turns if isinstance(turn.grade, Unscored)]
    if any(turn.declined for turn in turns):
        return _without(Outcome.DECLINED, turns)
    if any(turn.skipped for turn in turns):
        return _without(Outcome.SKIPPED, turns)
    if any(grade.reason is UnscoredReason.GRADER_FAILED for grade in grades):
        return _without(Outcome.FAULT, turns)
    if not grades:
        return _without(Outcome.NOT_ANSWERED, turns)
    return _without(Outcome.UNSCORED, turns, grades[-1].message)


def _code(turns: Sequence[Turn]) -> QuestionScore:
    turn = turns[0]
    if turn.declined or turn.skipped:
        return _without(Outcome.DECLINED if turn.declined else Outcome.SKIPPED, turns)
    if turn.final is None:
        return _without(Outcome.NOT_ANSWERED, turns)
    verdict = turn.final.verdict
    if verdict is None:
        return _without(Outcome.PENDING, turns)
    if verdict.code is VerdictCode.IE:
        return _without(Outcome.FAULT, turns)
    share = share_passed(verdict)
    interval = Interval(share - CASES_DOUBT, share + CASES_DOUBT)
    return _priced(QuestionScore(Outcome.SCORED, "", share, interval, base=share, hints=_hints(turns)))


def share_passed(verdict: Verdict) -> float:
    """The share 0..1 of cases passed: 1 for AC, 0 when nothing ran. Cases that failed by our fault are left out."""
    if verdict.code is VerdictCode.AC:
        return 1.0
    told = [case for case in verdict.cases if case.verdict is not VerdictCode.IE]
    return verdict.passed / len(told) if told else 0.0
