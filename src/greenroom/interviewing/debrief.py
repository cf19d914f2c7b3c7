"""The debrief: all that a round showed, put together for pages, terminal and files."""

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.bank.question import Question
from greenroom.interviewing.events import EndReason
from greenroom.interviewing.fixes import Fix, fixes
from greenroom.interviewing.hire import HireSignal, hire_signal
from greenroom.interviewing.scoring import Outcome, QuestionResult, results
from greenroom.interviewing.signals import SignalReport, signal_reports
from greenroom.interviewing.state import RoundState
from greenroom.interviewing.transcript import Line, transcript
from greenroom.kernel.score import GraderName
from greenroom.kernel.track import Level, Role, Stage


@dataclass(frozen=True, slots=True)
class Debrief:
    """One round's report. ``complete`` is False while a grade or verdict is still due. ``seconds_used`` leaves pauses out.

    ``graders`` are all that graded an answer of the round, in order of first use.
    """

    role: Role
    level: Level
    stage: Stage
    minutes: int
    seconds_used: float
    ended: EndReason | None
    complete: bool
    questions: tuple[QuestionResult, ...]
    signals: tuple[SignalReport, ...]
    hire: HireSignal
    fixes: tuple[Fix, ...]
    graders: tuple[GraderName, ...]
    transcript: tuple[Line, ...]


def debrief(state: RoundState, questions: Mapping[str, Question]) -> Debrief:
    """The debrief of a round, also of one still under way. The same log and questions give the same debrief."""
    found = results(state, questions)
    reports = signal_reports(found)
    opened = state.opened
    graders = (turn.grade.grader for turn in state.turns if turn.grade is not None)
    return Debrief(
        role=opened.role,
        level=opened.level,
        stage=opened.stage,
        minutes=opened.minutes,
        seconds_used=state.clock.ran.total_seconds(),
        ended=state.ended,
        complete=all(result.score.outcome is not Outcome.PENDING for result in found),
        questions=found,
        signals=reports,
        hire=hire_signal(reports, found, opened.stage),
        fixes=fixes(found),
        graders=tuple(dict.fromkeys(graders)),
        transcript=transcript(state),
    )
