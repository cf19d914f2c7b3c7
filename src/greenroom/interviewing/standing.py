"""Where each rubric point and misconception stands after all the turns of one question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from greenroom.bank.question import Misconception, Point, Question
from greenroom.interviewing.turn import Turn
from greenroom.kernel.score import PointMark, PointVerdict, Score, Span

CREDIT = {PointVerdict.HIT: 1.0, PointVerdict.PARTIAL: 0.5, PointVerdict.MISS: 0.0, PointVerdict.CONTRADICTED: 0.0}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the learner said it: ``span`` of the answer given in ``turn``, and what that was taken for."""

    turn: int
    span: Span
    verdict: PointVerdict


@dataclass(frozen=True, slots=True)
class PointStanding:
    """``first`` is the verdict on the first answer, ``verdict`` the one after all turns, reached in ``turn`` (None for a miss)."""

    point: Point
    first: PointVerdict = PointVerdict.MISS
    verdict: PointVerdict = PointVerdict.MISS
    turn: int | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def after_probe(self) -> bool:
        """Whether the learner needed a follow-up question to get where the point stands."""
        return CREDIT[self.verdict] > CREDIT[self.first]

    def heard(self, mark: PointMark, turn: Turn, first: bool) -> "PointStanding":
        """Moved on by one more answer: a fuller one lifts it, a contradiction drops it, silence leaves it."""
        moved = replace(self, first=mark.verdict) if first else self
        if mark.verdict is PointVerdict.MISS:
            return moved
        seen = (*self.evidence, *(Evidence(turn.number, span, mark.verdict) for span in mark.evidence))
        if mark.verdict is PointVerdict.CONTRADICTED or CREDIT[mark.verdict] > CREDIT[self.verdict]:
            return replace(moved, verdict=mark.verdict, turn=turn.number, evidence=seen)
        return replace(moved, evidence=seen)


@dataclass(frozen=True, slots=True)
class BeliefStanding:
    """A wrong belief the learner first voiced in ``turn``. ``corrected`` when a later answer took it back."""

    belief: Misconception
    turn: int
    corrected: bool
    evidence: tuple[Evidence, ...]


def scored_turns(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Score]]:
    """The turns of one question that have a score, in order."""
    for turn in turns:
        if isinstance(turn.grade, Score):
            yield turn, turn.grade


def point_standings(turns: Sequence[Turn], question: Question) -> tuple[PointStanding, ...]:
    """One standing per rubric point, in the rubric's order. ``turns`` are those of one question, the question itself first."""
    if question.rubric is None:
        return ()
    standings = {point.id: PointStanding(point) for point in question.rubric.points}
    for turn, score in scored_turns(turns):
        for mark in score.points:
            if mark.id in standings:
                standings[mark.id] = standings[mark.id].heard(mark, turn, turn.number == turns[0].number)
    return tuple(standings.values())


def belief_standings(turns: Sequence[Turn], question: Question) -> tuple[BeliefStanding, ...]:
    """The misconceptions that the learner voiced, in the rubric's order.

    A later answer corrects one when it says the opposite, or when it hits the point that the belief contradicts and
    does not voice the belief again.
    """
    if question.rubric is None:
        return ()
    held: dict[str, BeliefStanding] = {}
    beliefs = {belief.id: belief for belief in question.rubric.misconceptions}
    for turn, score in scored_turns(turns):
        hits = {mark.id for mark in score.points if mark.verdict is PointVerdict.HIT}
        marks = {mark.id: mark for mark in score.misconceptions}
        for id, belief in beliefs.items():
            mark, before = marks.get(id), held.get(id)
            if mark is not None and mark.verdict is PointVerdict.HIT:
                seen = tuple(Evidence(turn.number, span, mark.verdict) for span in mark.evidence)
                held[id] = BeliefStanding(belief, turn.number if before is None else before.turn, False, (*_said(before), *seen))
            elif before is not None:
                opposite = mark is not None and mark.verdict is PointVerdict.CONTRADICTED
                held[id] = replace(before, corrected=before.corrected or opposite or belief.contradicts in hits)
    return tuple(held[id] for id in beliefs if id in held)


def _said(standing: BeliefStanding | None) -> tuple[Evidence, ...]:
    return () if standing is None else standing.evidence
