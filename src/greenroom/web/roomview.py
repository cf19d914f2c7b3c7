"""A live round as its page shows it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from greenroom.bank.question import Question
from greenroom.interviewing.hints import hints_left
from greenroom.interviewing.scoring import HINT_COST
from greenroom.interviewing.state import RoundState, Turn
from greenroom.interviewing.transcript import Line, transcript
from greenroom.practice import content, drafts, rounds
from greenroom.practice.models import Round


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of the talk. ``took`` is how many seconds an answer took, on the round's clock."""

    line: Line
    markdown: bool
    took: float | None
    latest: bool

    @property
    def mine(self) -> bool:
        return self.line.speaker == "learner"


@dataclass(frozen=True, slots=True)
class RoomView:
    """``turn`` is the open one, with its ``question``, saved ``draft`` and how many hints are left; None while somebody works."""

    round: Round
    state: RoundState
    seconds_left: float
    lines: tuple[Spoken, ...]
    turn: Turn | None
    question: Question | None
    draft: str
    revision: int
    others: tuple[str, ...]
    hints_left: int

    @property
    def over(self) -> bool:
        return self.state.ended is not None

    @property
    def waiting(self) -> str | None:
        """``grader`` or ``judge`` while the interviewer waits for one of them."""
        waits = self.state.waiting_for
        return None if waits == "learner" or self.state.paused else waits

    @property
    def steps(self) -> list[str]:
        """One per question of the agenda: ``done``, ``now`` or ``next``."""
        at = self.slot
        return ["done" if place < at else "now" if place == at else "next" for place in range(len(self.state.slots))]

    @property
    def task(self) -> Spoken | None:
        """The statement of the open coding problem: it stands beside the editor, not in the talk."""
        return self.lines[-1] if self.turn and self.turn.code else None

    @property
    def talk(self) -> tuple[Spoken, ...]:
        return self.lines[:-1] if self.task else self.lines

    @property
    def slot(self) -> int:
        last = self.state.last_turn
        return last.slot if last else 0

    @property
    def number(self) -> int:
        return self.slot + 1

    @property
    def running(self) -> bool:
        return not self.state.paused and not self.over

    @property
    def hint_cost(self) -> int:
        """What each hint takes off the question's score, in hundredths."""
        return round(HINT_COST * 100)

    @property
    def language(self) -> str:
        problem = self.question.problem if self.question else None
        return {"sqlite": "sql"}.get(problem.language, problem.language) if problem else ""


def room_view(learner: User, id: uuid.UUID, now: datetime) -> RoomView:
    """The room at ``now``. Raises UnknownName for a round that is not this learner's."""
    seen = rounds.view(learner, id, now)
    turn = seen.state.open_turn
    question = content.library().question(turn.question) if turn else None
    draft, others = seen.draft, list[str]()
    if turn and question:
        if turn.code and not draft and not seen.revision and question.problem:
            draft = question.problem.starter
        others = drafts.other_texts(learner, drafts.place_in_round(id, turn.number))
    return RoomView(
        round=seen.round,
        state=seen.state,
        seconds_left=seen.seconds_left,
        lines=_spoken(seen.state),
        turn=turn,
        question=question,
        draft=draft,
        revision=seen.revision,
        others=tuple(text for text in others if text.strip()),
        hints_left=hints_left(seen.state, question) if question else 0,
    )


def _spoken(state: RoundState) -> tuple[Spoken, ...]:
    # Hints of the open question stand beside its answer box, and so do its runs: they would move the box about.
    open_number = state.open_turn.number if state.open_turn else None
    lines = [line for line in transcript(state) if not (line.turn == open_number and line.act in ("hint", "run"))]
    asked = [place for place, line in enumerate(lines) if line.speaker == "interviewer"]
    return tuple(
        Spoken(
            line=line,
            markdown=line.act == "question",
            took=_took(state.turn(line.turn)) if line.turn and line.act in ("answer", "code") else None,
            latest=bool(asked) and place == asked[-1],
        )
        for place, line in enumerate(lines)
    )


def _took(turn: Turn) -> float | None:
    return None if turn.closed_clock is None else turn.closed_clock - turn.asked_clock
