"""The round as it was spoken, line by line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from greenroom.interviewing.state import RoundState
from greenroom.interviewing.turn import Remark, Turn

Speaker = Literal["interviewer", "learner"]
Act = Literal["greeting", "transition", "closing", "question", "probe", "hint", "answer", "code", "run", "declined", "skipped"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``turn`` is None for what the interviewer said outside any turn.

    ``text`` is plain text, save for the statement of a judged problem, which is Markdown.
    """

    at: datetime
    speaker: Speaker
    act: Act
    text: str
    turn: int | None = None


def transcript(state: RoundState) -> tuple[Line, ...]:
    """Every line so far, in the order it was spoken."""
    lines: list[Line] = []
    for number in range(len(state.turns) + 1):
        if number:
            lines += _turn_lines(state.turns[number - 1])
        lines += [_remark_line(remark) for remark in state.remarks if remark.after == number]
    return tuple(lines)


def _remark_line(remark: Remark) -> Line:
    return Line(remark.at, "interviewer", remark.purpose.value, remark.text)


def _turn_lines(turn: Turn) -> list[Line]:
    asked = Line(turn.asked_at, "interviewer", "question" if turn.probe is None else "probe", turn.text, turn.number)
    between = [Line(hint.at, "interviewer", "hint", hint.text, turn.number) for hint in turn.hints]
    between += [
        Line(attempt.at, "learner", "code" if attempt.final else "run", attempt.source, turn.number) for attempt in turn.attempts
    ]
    between += [Line(reply.at, "learner", "answer", reply.text, turn.number) for reply in turn.answers]
    if turn.declined:
        between.append(Line(turn.closed_at or turn.asked_at, "learner", "declined", "I don't know.", turn.number))
    if turn.skipped:
        between.append(Line(turn.closed_at or turn.asked_at, "learner", "skipped", "(skipped)", turn.number))
    # The answer, code or decline always comes last in its turn; hints and runs are in order of time before it.
    ends = [line for line in between if line.act in ("answer", "code", "declined", "skipped")]
    rest = sorted((line for line in between if line not in ends), key=lambda line: line.at)
    return [asked, *rest, *ends]
