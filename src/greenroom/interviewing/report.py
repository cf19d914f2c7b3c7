"""The debrief as JSON. The form is public and stable (docs/json.md): it is what ``greenroom mock --json`` prints."""

from collections.abc import Sequence
from typing import Any

from greenroom.interviewing.debrief import Debrief
from greenroom.interviewing.fixes import Fix
from greenroom.interviewing.hire import HireSignal
from greenroom.interviewing.markdown import debrief_markdown
from greenroom.interviewing.scoring import QuestionResult
from greenroom.interviewing.signals import SignalReport
from greenroom.interviewing.standing import Evidence, PointStanding
from greenroom.interviewing.transcript import Line
from greenroom.judging.verdict import to_json as verdict_json
from greenroom.kernel.rating import Interval
from greenroom.kernel.score import GraderName

__all__ = ["debrief_json", "debrief_markdown"]


def debrief_json(debrief: Debrief) -> dict[str, Any]:
    """``{rounds, signals, hire_signal, fixes, grader, graders}``; ratings are 1..4 or null, scores 0..1 or null.

    ``grader`` is the last one at work, or null when nothing was graded.
    """
    graders = [_grader(grader) for grader in debrief.graders]
    return {
        "rounds": [
            {
                "role": debrief.role.value,
                "level": debrief.level.value,
                "stage": debrief.stage.value,
                "minutes": debrief.minutes,
                "minutes_used": round(debrief.seconds_used / 60, 2),
                "ended": None if debrief.ended is None else debrief.ended.value,
                "complete": debrief.complete,
                "questions": [_question(result) for result in debrief.questions],
                "transcript": [_line(line) for line in debrief.transcript],
            }
        ],
        "signals": {report.signal.value: _signal(report) for report in debrief.signals},
        "hire_signal": _hire(debrief.hire),
        "fixes": [_fix(fix) for fix in debrief.fixes],
        "grader": graders[-1] if graders else None,
        "graders": graders,
    }


def _question(result: QuestionResult) -> dict[str, Any]:
    score, question = result.score, result.question
    return {
        "id": result.plan.question,
        "kind": result.plan.kind.value,
        "title": result.title,
        "topic": None if question is None else question.topic,
        "minutes": result.plan.minutes,
        "minutes_used": round(result.seconds / 60, 2),
        "outcome": score.outcome.value,
        "score": None if score.value is None else round(score.value, 4),
        "interval": _interval(score.interval),
        "reason": score.reason or None,
        "hints": score.hints,
        "points": [_point(standing) for standing in score.points],
        "misconceptions": [
            {
                "id": held.belief.id,
                "claim": held.belief.claim,
                "correction": held.belief.correction,
                "corrected": held.corrected,
                "evidence": _evidence(held.evidence),
            }
            for held in score.beliefs
        ],
        "answers": [
            {"turn": turn.number, "probe": turn.probe, "text": reply.text} for turn in result.turns for reply in turn.answers
        ],
        "code": _code(result),
        "strong": None if question is None else question.strong,
    }


def _point(standing: PointStanding) -> dict[str, Any]:
    return {
        "id": standing.point.id,
        "claim": standing.point.claim,
        "need": standing.point.need.value,
        "weight": standing.point.weight,
        "verdict": standing.verdict.value,
        "first": standing.first.value,
        "after_probe": standing.after_probe,
        "evidence": _evidence(standing.evidence),
    }


def _evidence(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"turn": item.turn, "start": item.span.start, "end": item.span.end, "verdict": item.verdict.value} for item in evidence]


def _code(result: QuestionResult) -> dict[str, Any] | None:
    attempt = result.code
    if attempt is None:
        return None
    verdict = attempt.verdict
    return {
        "source": attempt.source,
        "late": attempt.late,
        "passed": None if verdict is None else verdict.passed,
        "judged": None if verdict is None else verdict_json(verdict),
    }


def _signal(report: SignalReport) -> dict[str, Any]:
    return {
        "rating": None if report.rating is None else int(report.rating),
        "words": "unscored" if report.rating is None else report.rating.words,
        "interval": _interval(report.interval),
        "reason": report.reason,
        "parts": [
            {
                "question": part.question,
                "level": round(part.level, 2),
                "minutes": part.weight,
                "reason": part.reason,
                "evidence": [{"turn": place.turn, "start": place.span.start, "end": place.span.end} for place in part.evidence],
            }
            for part in report.parts
        ],
    }


def _hire(hire: HireSignal) -> dict[str, Any]:
    return {
        "signal": hire.words,
        "rule": hire.rule,
        "because": hire.because,
        "would_change": list(hire.would_change),
        "range": None if hire.low is None or hire.high is None else [hire.low.words, hire.high.words],
        "minutes": {"shown": hire.shown.scored, "declined": hire.shown.declined, "counted": hire.shown.counted},
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "kind": fix.kind,
        "question": fix.question,
        "title": fix.title,
        "point": fix.point,
        "happened": fix.happened,
        "todo": fix.todo,
        "minutes": fix.minutes,
    }


def _line(line: Line) -> dict[str, Any]:
    return {"at": line.at.isoformat(), "speaker": line.speaker, "act": line.act, "turn": line.turn, "text": line.text}


def _grader(grader: GraderName) -> dict[str, str]:
    return {"name": grader.name, "version": grader.version}


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]
