"""The four signals of a round, put together from its questions.

Each question gives a level on the 1 to 4 scale with its own uncertainty, weighted by the minutes the agenda gave it.
The interval of the round's level is the usual one for a weighted mean of few values,
``z * sqrt(sum(share^2 * (own variance + spread^2)))``, where ``spread`` is how much the questions differ, estimated with
``PRIOR_QUESTIONS`` questions' worth of the usual spread mixed in. It shrinks as more questions speak.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.interviewing.scoring import Outcome, QuestionResult
from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import Score, Span

Z90 = 1.645
PRIOR_SPREAD = 0.6
PRIOR_QUESTIONS = 3
# The answer to a follow-up is shorter than the first answer and says half as much about how a person speaks and thinks.
FOLLOW_UP_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """``span`` of the answer given in ``turn``."""

    turn: int
    span: Span


@dataclass(frozen=True, slots=True)
class SignalPart:
    """What one question says about a signal: a level 1..4 give or take ``half`` (90%), and ``weight`` minutes."""

    question: str
    title: str
    level: float
    half: float
    weight: float
    reason: str
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SignalReport:
    """``rating`` and ``interval`` (on the 1..4 scale), or None for both with the reason."""

    signal: Signal
    rating: Rating | None
    interval: Interval | None
    reason: str
    parts: tuple[SignalPart, ...] = ()


def signal_reports(results: Sequence[QuestionResult]) -> tuple[SignalReport, ...]:
    """One report per signal, in the order of ``Signal``."""
    return tuple(_report(signal, [part for result in results if (part := _part(signal, result))]) for signal in Signal)


def _part(signal: Signal, result: QuestionResult) -> SignalPart | None:
    if signal is Signal.TECHNICAL_ACCURACY:
        return _technical(result)
    return _spoken(signal, result)


def _technical(result: QuestionResult) -> SignalPart | None:
    """Technical accuracy is the question's score. "I don't know" is an answer about accuracy too: a very weak one."""
    if result.plan.kind.judged or _is_technical(result):
        score, weight = result.score, float(result.plan.minutes)
        if score.outcome is Outcome.DECLINED:
            return SignalPart(result.plan.question, result.title, 1.0, 0.0, weight, "declined: you said that you don't know")
        if score.value is not None and score.interval is not None:
            half = (Rating.level_of(score.interval.high) - Rating.level_of(score.interval.low)) / 2
            return SignalPart(
                result.plan.question, result.title, Rating.level_of(score.value), half, weight, _why(result), _places(result)
            )
    return None


def _is_technical(result: QuestionResult) -> bool:
    """Whether the answer says anything about technical accuracy: the grader's own mark decides; a declined story does not."""
    marks = [turn.grade.signals[Signal.TECHNICAL_ACCURACY] for turn in result.turns if isinstance(turn.grade, Score)]
    if marks:
        return any(mark.rating is not None for mark in marks)
    return result.plan.kind.value != "behavioral"


def _why(result: QuestionResult) -> str:
    if result.plan.kind.judged:
        verdict = result.code.verdict if result.code is not None else None
        return "" if verdict is None else f"{verdict.code.words}: {verdict.passed} of {len(verdict.cases)} cases"
    hits = sum(standing.verdict.value == "hit" for standing in result.score.points)
    return f"{hits} of {len(result.score.points)} points made"


def _places(result: QuestionResult) -> tuple[Place, ...]:
    return tuple(Place(item.turn, item.span) for standing in result.score.points for item in standing.evidence)


def _spoken(signal: Signal, result: QuestionResult) -> SignalPart | None:
    rows: list[tuple[float, float, float, str]] = []
    places: list[Place] = []
    for turn in result.turns:
        if not isinstance(turn.grade, Score):
            continue
        mark = turn.grade.signals[signal]
        if mark.interval is None:
            continue
        weight = 1.0 if turn.number == result.turns[0].number else FOLLOW_UP_WEIGHT
        rows.append((weight, mark.interval.middle, (mark.interval.high - mark.interval.low) / 2, mark.reason))
        places += [Place(turn.number, span) for span in mark.evidence]
    if not rows:
        return None
    total = sum(weight for weight, *_ in rows)
    level = sum(weight * middle for weight, middle, *_ in rows) / total
    half = math.sqrt(sum((weight * half) ** 2 for weight, _, half, _ in rows)) / total
    reason = max(rows, key=lambda row: row[0])[3]
    return SignalPart(result.plan.question, result.title, level, half, float(result.plan.minutes), reason, tuple(places))


def _report(signal: Signal, parts: Sequence[SignalPart]) -> SignalReport:
    if not parts:
        return SignalReport(signal, None, None, _silence(signal))
    total = sum(part.weight for part in parts)
    level = sum(part.weight * part.level for part in parts) / total
    spread = (PRIOR_QUESTIONS * PRIOR_SPREAD**2 + sum((part.level - level) ** 2 for part in parts)) / (
        PRIOR_QUESTIONS + len(parts) - 1
    )
    variance = sum((part.weight / total) ** 2 * ((part.half / Z90) ** 2 + spread) for part in parts)
    half = Z90 * math.sqrt(variance)
    lowest = min(parts, key=lambda part: part.level)
    count = f"From {len(parts)} {'question' if len(parts) == 1 else 'questions'}"
    reason = f"{count}; lowest in “{lowest.title}”: {lowest.reason}" if len(parts) > 1 else f"{count}: {lowest.reason}"
    return SignalReport(
        signal, Rating.nearest(level), Interval(level - half, level + half).clamped(1.0, 4.0), reason.rstrip(": "), tuple(parts)
    )


def _silence(signal: Signal) -> str:
    if signal is Signal.COLLABORATION:
        return "nothing in this round called for it"
    return "no answer of this round gave enough to judge it by"
