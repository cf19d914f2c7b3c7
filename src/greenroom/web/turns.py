"""What a learner does in a round: answer, decline, hint, skip, run, submit, pause, resume, end. And the draft in between."""

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenroom.kernel.errors import BadInput, Conflict
from greenroom.practice import rounds
from greenroom.web.access import learner_of
from greenroom.web.roomview import room_view
from greenroom.web.typed import number_of, text_of

Act = Callable[[User, uuid.UUID, int, str, datetime], None]

#: Acts on the open question. The words in the box are handed in by the first three and kept as the draft by the others.
_HAND_IN: Mapping[str, Act] = {
    "answer": rounds.answer,
    "submit": lambda learner, id, turn, text, now: rounds.submit(learner, id, turn, text, now, final=True),
    "run": lambda learner, id, turn, text, now: rounds.submit(learner, id, turn, text, now, final=False),
}
_BESIDE: Mapping[str, Act] = {
    "decline": lambda learner, id, turn, text, now: rounds.decline(learner, id, turn, now),
    "skip": lambda learner, id, turn, text, now: rounds.skip(learner, id, turn, now),
    "hint": lambda learner, id, turn, text, now: rounds.hint(learner, id, turn, now),
    "pause": lambda learner, id, turn, text, now: rounds.pause(learner, id, now),
    "end": lambda learner, id, turn, text, now: rounds.end(learner, id, now),
}
_ROUND: Mapping[str, Callable[[User, uuid.UUID, datetime], None]] = {
    "resume": rounds.resume,
    "pause": rounds.pause,
    "end": rounds.end,
}


@require_POST
def act(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Do what the pressed button says, then show the room. Nothing that was typed is lost, whichever button it was."""
    learner, name, now = learner_of(request), request.POST.get("act", ""), timezone.now()
    try:
        if "turn" in request.POST:
            _on_turn(request, learner, id, name, now)
        elif name in _ROUND:
            _ROUND[name](learner, id, now)
        else:
            raise BadInput(f"There is no button {name!r} on this page.", todo="Reload the page.")
    except Conflict as conflict:
        # A double click: the first one did it all, and exactly these words are stored.
        if conflict.kept or name not in _HAND_IN:
            raise
    return _shown(request, learner, id, name, now)


def _on_turn(request: HttpRequest, learner: User, id: uuid.UUID, name: str, now: datetime) -> None:
    turn, text = number_of(request, "turn"), text_of(request)
    if name in _HAND_IN:
        _HAND_IN[name](learner, id, turn, text, now)
        return
    if name not in _BESIDE:
        raise BadInput(f"There is no button {name!r} on this page.", kept="Your text is below.", todo="Reload the page.")
    if text:
        rounds.save_draft(learner, id, turn, text, number_of(request, "revision"), now)
    _BESIDE[name](learner, id, turn, text, now)


def _shown(request: HttpRequest, learner: User, id: uuid.UUID, name: str, now: datetime) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("round", id)
    view = room_view(learner, id, now)
    if view.over:
        return HttpResponse(headers={"HX-Redirect": redirect("debrief", id).url})
    part = {"hint": "greenroom/hints.html", "run": "greenroom/runs.html"}.get(name, "greenroom/room.html")
    response = render(request, part, {"room": view})
    response.headers["HX-Trigger"] = json.dumps({"greenroom:saved": {"revision": view.revision}})
    return response


@require_POST
def draft(request: HttpRequest, id: uuid.UUID, turn: int) -> HttpResponse:
    """Save what stands in the box: ``{revision, forked}``."""
    base = number_of(request, "revision")
    saved = rounds.save_draft(learner_of(request), id, turn, text_of(request), base, timezone.now())
    return JsonResponse({"revision": saved.revision, "forked": saved.forked})


@require_safe
def runs(request: HttpRequest, id: uuid.UUID, turn: int) -> HttpResponse:
    """The result of the last run of the open problem; nothing (204) while the judge works on it."""
    view = room_view(learner_of(request), id, timezone.now())
    if view.turn is None or view.turn.number != turn:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if view.turn.last_run and view.turn.last_run.verdict is None:
        return HttpResponse(status=204)
    return render(request, "greenroom/runs.html", {"room": view})
