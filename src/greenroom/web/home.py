"""Today: how ready am I, what do I do now, what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.bank.question import Question
from greenroom.interviewing.debrief import Debrief
from greenroom.interviewing.formats import FORMATS
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import attempts, content, past, rounds
from greenroom.practice.models import Round
from greenroom.web.access import learner_of
from greenroom.web.roomview import RoomView, room_view
from greenroom.web.signalview import signal_rows

NEW_ONES = 3


@dataclass(frozen=True, slots=True)
class Last:
    """The newest round that is over, with its debrief."""

    round: Round
    debrief: Debrief


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    room = _room(learner, timezone.now())
    last = _last(learner)
    role = Role(last.round.role) if last else Role.ML_ENGINEER
    shown = {
        "here": "home",
        "room": room,
        "last": last,
        "signals": signal_rows(last.debrief.signals) if last else [],
        "start": {"role": role, "level": Level(last.round.level) if last else Level.MID, "stage": Stage.PHONE_SCREEN},
        "minutes": FORMATS[Stage.PHONE_SCREEN].minutes,
        "untried": _untried(learner, role),
        "rounds": past.rounds_of(learner, most=4),
    }
    return render(request, "greenroom/home.html", shown)


def _room(learner: User, now: datetime) -> RoomView | None:
    """The round to resume. Looking at it may end it: its time may have run out meanwhile."""
    open_round = rounds.open_round(learner)
    room = room_view(learner, open_round.id, now) if open_round else None
    return None if room is None or room.over else room


def _last(learner: User) -> Last | None:
    ended = past.last_ended(learner)
    return Last(ended, rounds.debrief(learner, ended.id)) if ended else None


def _untried(learner: User, role: Role) -> list[Question]:
    """Questions for the role that were never answered, of as many kinds as possible, in the packs' order."""
    tried = attempts.tried(learner)
    new = [question for question in content.library().find(role=role) if question.id not in tried]
    firsts = {question.kind: question for question in reversed(new)}
    ordered = [question for question in new if firsts[question.kind] is question]
    return (ordered + [question for question in new if question not in ordered])[:NEW_ONES]
