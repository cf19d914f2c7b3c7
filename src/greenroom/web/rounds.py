"""Interviews: the list, the form that starts one, and the room it happens in."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenroom.interviewing.formats import FORMATS
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import past
from greenroom.practice import rounds as practice
from greenroom.web.access import learner_of
from greenroom.web.roomview import RoomView, room_view
from greenroom.web.typed import choice_of


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, newest first."""
    listed = past.rounds_of(learner_of(request))
    return render(request, "greenroom/rounds.html", {"here": "rounds", "rounds": listed})


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The form: role, level and stage. ``?stage=`` and the like preselect."""
    chosen = {
        "role": request.GET.get("role", Role.ML_ENGINEER),
        "level": request.GET.get("level", Level.MID),
        "stage": request.GET.get("stage", Stage.PHONE_SCREEN),
    }
    shown = {"here": "rounds", "roles": list(Role), "levels": list(Level), "formats": list(FORMATS.values()), "chosen": chosen}
    return render(request, "greenroom/round_new.html", shown)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open a round, or go on with the one that is open already."""
    round = practice.enter(
        learner_of(request),
        role=choice_of("role", request.POST.get("role", ""), Role),
        level=choice_of("level", request.POST.get("level", ""), Level),
        stage=choice_of("stage", request.POST.get("stage", ""), Stage),
        now=timezone.now(),
    )
    return redirect("round", round.id)


@require_safe
def room(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The room as it stands now. Reloading it resumes exactly there."""
    view = _view(request, id)
    return redirect("debrief", id) if view.over else render(request, "greenroom/round.html", {"here": "rounds", "room": view})


@require_safe
def fragment(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """What a waiting room asks for: nothing (204) while the grader or the judge still works, then the room with what came next."""
    if practice.waiting(learner_of(request), id):
        return HttpResponse(status=204)
    view = _view(request, id)
    if view.over:
        return HttpResponse(headers={"HX-Redirect": redirect("debrief", id).url})
    if view.waiting:
        return HttpResponse(status=204)
    return render(request, "greenroom/room.html", {"room": view})


def _view(request: HttpRequest, id: uuid.UUID) -> RoomView:
    return room_view(learner_of(request), id, timezone.now())
