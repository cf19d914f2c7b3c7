"""A debrief as its page shows it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from greenroom.interviewing.debrief import Debrief
from greenroom.interviewing.scoring import HINT_COST, Outcome, QuestionResult, QuestionScore
from greenroom.interviewing.turn import Turn
from greenroom.kernel.rating import Interval
from greenroom.web.highlight import highlight
from greenroom.web.marksheet import Heard, Sheet, Told, sheet
from greenroom.web.picture import SHARE, interval_bar
from greenroom.web.signalview import SignalRow, signal_rows

_OUTCOMES = {
    Outcome.DECLINED: "declined",
    Outcome.SKIPPED: "skipped",
    Outcome.UNSCORED: "not graded",
    Outcome.NOT_ANSWERED: "not answered",
    Outcome.NOT_REACHED: "not reached",
    Outcome.PENDING: "being graded",
    Outcome.FAULT: "our fault",
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """``points`` is the score in words, empty for what has none; ``how`` says how it came about."""

    result: QuestionResult
    outcome: str
    points: str
    spread: str
    bar: SafeString | None
    how: str
    sheet: Sheet | None
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class DebriefView:
    debrief: Debrief
    signals: list[SignalRow]
    questions: list[QuestionView]

    @property
    def heading(self) -> str:
        words = self.debrief.stage.words
        return f"{words[:1].upper()}{words[1:]}: {self.debrief.hire.words}"


def debrief_view(debrief: Debrief) -> DebriefView:
    return DebriefView(debrief, signal_rows(debrief.signals), [_question(result) for result in debrief.questions])


def _question(result: QuestionResult) -> QuestionView:
    score = result.score
    told = [_told(turn, first=turn is result.turns[0]) for turn in result.turns if not turn.code]
    marked = sheet(told, score.points, score.beliefs) if score.points else None
    points, spread, bar = "", "", None
    if score.value is not None and score.interval is not None:
        points, spread = f"{_hundredths(score.value)} of 100", _spread(score.interval)
        bar = interval_bar(score.value, score.interval, SHARE, f"{points}, {spread}")
    heard = marked.heard if marked else tuple(Heard(item, highlight(item.text)) for item in told)
    return QuestionView(result, _OUTCOMES.get(score.outcome, ""), points, spread, bar, _how(score), marked, heard)


def _told(turn: Turn, *, first: bool) -> Told:
    note = "You said that you don't know." if turn.declined else "You skipped this." if turn.skipped else ""
    if not note and turn.reply is None:
        note = "The round ended here."
    return Told(turn.number, turn.reply.text if turn.reply else "", "" if first else turn.text, note)


def _how(score: QuestionScore) -> str:
    if score.value is None:
        return ""
    parts = []
    if score.gained:
        parts.append(f"Follow-ups brought out {_hundredths(score.gained)}.")
    if score.lost:
        parts.append(f"Later answers lost {_hundredths(score.lost)}.")
    if score.hints:
        parts.append(f"{score.hints} {'hint' if score.hints == 1 else 'hints'} took {_hundredths(HINT_COST * score.hints)}%.")
    return " ".join(parts)


def _spread(interval: Interval) -> str:
    return f"90% sure: {_hundredths(interval.low)} to {_hundredths(interval.high)}"


def _hundredths(share: float) -> str:
    return str(int(share * 100 + 0.5))
