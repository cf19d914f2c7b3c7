"""Choosing the follow-up question: what the answers so far missed decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.bank.question import Need, Probe, Question
from greenroom.interviewing.standing import PointStanding, point_standings
from greenroom.interviewing.turn import Turn
from greenroom.kernel.score import PointVerdict, Span

MOST_PROBES = 2
MOST_DEEP = 1

_ORDER = {Need.MUST: 0, Need.SHOULD: 1, Need.BONUS: 2}


@dataclass(frozen=True, slots=True)
class Choice:
    """A probe and what it leans on: ``spans`` of the answer given in ``turn``, about the point itself when ``own``."""

    probe: Probe
    standing: PointStanding
    own: bool = False
    turn: int | None = None
    spans: tuple[Span, ...] = ()


def probes_asked(turns: Sequence[Turn]) -> int:
    """Follow-ups asked on one question: every turn after the first, a question asked another way included."""
    return max(0, len(turns) - 1)


def choose(turns: Sequence[Turn], question: Question) -> Choice | None:
    """The next probe for the question of ``turns``, or None when there is no more to ask.

    First the heaviest missed or partly said must point, then the should points; then one deeper probe on a point that was
    said well; then bonus points. A point is not probed twice at the same depth, a question at most twice.
    """
    if question.rubric is None or not turns or probes_asked(turns) >= MOST_PROBES:
        return None
    asked = {turn.probe for turn in turns if turn.probe is not None}
    probes = question.rubric.probes
    probed = {probe.point for probe in probes if probe.id in asked}
    standings = point_standings(turns, question)
    ranked = sorted(standings, key=lambda standing: (_ORDER[standing.point.need], -standing.point.weight))
    missed = [standing for standing in ranked if standing.verdict is not PointVerdict.HIT and standing.point.id not in probed]
    hit = [standing for standing in ranked if standing.verdict is PointVerdict.HIT]
    hit.sort(key=lambda standing: standing.turn != turns[-1].number or standing.point.id not in probed)
    deep_asked = sum(probe.depth == 2 for probe in probes if probe.id in asked)

    candidates = [(standing, 1) for standing in missed if standing.point.need is not Need.BONUS]
    candidates += [(standing, 2) for standing in hit if deep_asked < MOST_DEEP]
    candidates += [(standing, 1) for standing in missed if standing.point.need is Need.BONUS]
    for standing, depth in candidates:
        own = sorted((probe for probe in probes if probe.point == standing.point.id and probe.id not in asked), key=_depth)
        # A missed point whose only probe is the deep one is still worth asking about.
        fitting = [probe for probe in own if probe.depth == depth or depth == 1]
        if fitting:
            return _leaning(fitting[0], standing, standings)
    return None


def another_way(question: Question) -> Probe | None:
    """The probe to ask the whole question another way with: the one for the first must point that has one."""
    if question.rubric is None:
        return None
    musts = [point.id for point in question.rubric.points if point.need is Need.MUST]
    found = [probe for point in musts for probe in sorted(question.rubric.probes, key=_depth) if probe.point == point]
    return found[0] if found else None


def _depth(probe: Probe) -> int:
    return probe.depth


def _leaning(probe: Probe, standing: PointStanding, standings: Sequence[PointStanding]) -> Choice:
    if standing.evidence:
        return _on(probe, standing, standing, own=True)
    said = [other for other in standings if other.verdict in (PointVerdict.HIT, PointVerdict.PARTIAL) and other.evidence]
    if not said:
        return Choice(probe, standing)
    return _on(probe, standing, max(said, key=lambda other: other.evidence[-1].turn), own=False)


def _on(probe: Probe, standing: PointStanding, source: PointStanding, *, own: bool) -> Choice:
    turn = source.evidence[-1].turn
    return Choice(probe, standing, own, turn, tuple(item.span for item in source.evidence if item.turn == turn))
